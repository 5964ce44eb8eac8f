"""Names on one line: what cannot be seen is no name, and none turns what stands around it."""

from __future__ import annotations

import pytest

from workbench import tables


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Night\tsoup\n", "Night soup"),
        ("\u200b\u200d \u00ad", ""),
        ("\u202eevil\u202c", "evil"),
        ("\u2067שלום\u2069", "שלום"),
        ("👩\u200d👧 and cafe\u0301", "👩\u200d👧 and cafe\u0301"),
        ("a\x00b\ud800", "ab"),
    ],
)
def test_a_name_of_one_line(given: str, kept: str) -> None:
    assert tables.one_line(given) == kept
