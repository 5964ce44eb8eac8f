"""Excel sheets: numbers stay numbers, and no text becomes a formula."""

from __future__ import annotations

import io

import openpyxl
import pytest

from workbench import sheets
from workbench.errors import NotAllowed


def test_texts_are_texts() -> None:
    rows: list[dict[str, object]] = [{"words": "=1+1", "n": 3}, {"words": "a\x01b 😀", "n": None}]
    book = openpyxl.load_workbook(io.BytesIO(sheets.write("Found", ["words", "n"], rows)))
    cells = list(book["Found"].iter_rows())
    assert [cell.value for cell in cells[0]] == ["words", "n"]
    assert (cells[1][0].value, cells[1][0].data_type, cells[1][1].value) == ("=1+1", "s", 3)
    assert (cells[2][0].value, cells[2][1].value) == ("a_x0001_b 😀", None)


def test_nothing_is_cut() -> None:
    with pytest.raises(NotAllowed):
        sheets.write("Found", ["words"], [{"words": "x" * 40_000}])
