"""Folding: case and accents go, and every place is found again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.folding import Way, fold, folded

ODD = "aAeéÉe\u0301ßẞİıﬁøÆ😀👩\u200d👧\u00adاَبשׁ’'ñ ü\nñ"
WORDS = st.text(st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("İstanbul", "istanbul"),
        ("cafe\u0301", "cafe"),
        ("Søren", "soren"),
        ("Łódź", "lodz"),
        ("orga\u00adniser", "organiser"),
        ("ﬁne", "fine"),
        ("don’t", "don't"),
        ("שָׁלוֹם", "שלום"),
        ("😀", "😀"),
    ],
)
def test_what_folds_to_one(written: str, meant: str) -> None:
    assert folded(written, "bare") == folded(meant, "bare") == fold(written, "bare").text


@given(WORDS, st.sampled_from(["bare", "unaccented", "written"]), st.data())
def test_every_folded_stretch_leads_back(text: str, way: Way, data: st.DataObject) -> None:
    told = fold(text, way)
    assert told.text == folded(text, way)
    if not told.text:
        return
    start = data.draw(st.integers(0, len(told.text) - 1))
    stop = data.draw(st.integers(start + 1, len(told.text)))
    first, last = told.back(start, stop)
    assert 0 <= first < last <= len(text)

    def length(upto: int) -> int:
        return len(folded(text[:upto], way))

    assert length(first) <= start < length(first + 1)
    while unicodedata.category(text[last - 1])[0] == "M" and length(last - 1) >= stop:
        last -= 1  # accents after the last letter belong to it
    assert length(last - 1) < stop <= length(last)
    assert told.forth(first) <= start
