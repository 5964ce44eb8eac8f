"""Tables and pictures in files: harmless, whole, and saying what they count."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from itertools import pairwise
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from workbench.coding import drawing, grid_files, lettering, pictures, shades
from workbench.coding.grids import CAUTION, Grid, Head, Kind, Strip
from workbench.errors import NotAllowed

EVIL = '=cmd|"/c calc"!A1'
TAG = '<script>alert(1)</script> & "so on"'
LONG = "A code whose name says at great length what it is about " * 3


def grid(kind: Kind = "cells", *, percent: bool = False) -> Grid:
    return Grid(
        title="Codes by participant",
        corner="Code",
        counted="Passages",
        rows=[Head(id="a", label=EVIL), Head(id="b", label=TAG, depth=1), Head(id="c", label=LONG)],
        columns=[Head(id="p", label="+44 Anna"), Head(id="q", label="ليلى")],
        values=np.array([[1.0, 0.0], [float("nan"), 12.0], [3.0, 2.0]]),
        places=lambda _row, _column: [],
        notes=["A note."],
        kind=kind,
        percent=percent,
        strips=[Strip(row=1, column=3, start=0.31, stop=0.4)],
    )


def render(kind: str, one: Grid) -> bytes:
    return grid_files.render(one, kind, study="Ours", on=date(2026, 3, 1), about=["Codes: A"])


def test_a_sheet_says_what_it_counts_and_runs_nothing() -> None:
    content = render(".xlsx", grid())
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    cells = {
        cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    for said in ("Passages", "A note.", "Codes: A", "Ours, 1 March 2026", CAUTION):
        assert said in cells
    for words in (EVIL, "+44 Anna"):
        assert cells[words].data_type == "s"
        assert cells[words].quotePrefix
    assert cells[12].data_type == "n"
    assert b"creator" not in ZipFile(io.BytesIO(content)).read("docProps/core.xml")


def test_a_sheet_shows_its_names_whole_and_fits_a_page() -> None:
    one = grid()
    wide = replace(one, columns=[Head(id="p", label="Waiting for an answer"), one.columns[1]])
    sheet = load_workbook(io.BytesIO(render(".xlsx", wide))).worksheets[0]
    (top,) = (n for n in range(1, sheet.max_row) if sheet.cell(n, 1).value == one.corner)
    assert (sheet.row_dimensions[top].height or 0) > 100
    below = sheet.cell(top + 2, 1)
    assert (below.alignment.horizontal, below.alignment.indent) == ("left", 1)
    paper = sheet.sheet_properties.pageSetUpPr
    assert paper is not None
    assert paper.fitToPage
    assert sheet.print_title_rows == f"${top}:${top}"


def test_names_of_one_line_stand_next_to_the_cells() -> None:
    (names,) = (one for one in pictures.chart(grid())["params"] if one["name"] == "across")
    wide = replace(grid(), columns=[Head(id="p", label=LONG), Head(id="q", label="Short")])
    (slanted,) = (one for one in pictures.chart(wide)["params"] if one["name"] == "across")
    assert [len(lines) for lines in names["value"]] == [1, 1]
    assert [len(lines) for lines in slanted["value"]] == [2, 2]
    assert slanted["value"][1][-1] == "Short"


def test_csv_is_guarded_and_leaves_empty_what_is_not_counted() -> None:
    text = render(".csv", grid()).decode("utf-8-sig")
    head, *lines = text.splitlines()
    assert head == "Code,'+44 Anna,ليلى"
    assert lines[0].startswith("\"'=cmd")
    assert ",,12" in lines[1]


@pytest.mark.parametrize("kind", ["cells", "bars", "strips"])
def test_pictures_are_whole_and_harmless(kind: Kind) -> None:
    drawn = etree.fromstring(render(".svg", grid(kind)))
    said = " ".join(map(str, drawn.itertext()))
    assert "Codes by participant" in said
    assert CAUTION in said
    assert not drawn.findall(".//{*}script")
    assert not drawn.findall(".//{*}image")
    if kind != "bars":
        assert "<script>alert(1)</script>" in said
        assert "A code whose name says" in said
        assert "…" in said
    assert render(".png", grid(kind))[:4] == b"\x89PNG"


def test_one_long_name_takes_no_room_from_the_others() -> None:
    one = grid()
    longer = replace(one, columns=[Head(id="p", label=LONG * 5), one.columns[1]])
    long = replace(one, columns=[Head(id="p", label=LONG), one.columns[1]])
    assert pictures.chart(longer)["width"] == pictures.chart(long)["width"]
    assert LONG * 5 in render(".csv", longer).decode()


@given(words=st.text(), room=st.integers(30, 300))
def test_a_name_cut_short_says_so(words: str, room: int) -> None:
    lines, whole = lettering.shortened(words, room, 2), lettering.wrapped(words, room)
    assert len(lines) <= 2
    assert lines == whole or lines[-1].endswith("…")


def test_a_picture_is_drawn_beside_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "LONGEST", 0.01)
    with pytest.raises(NotAllowed, match="Filter it"):
        render(".png", grid())


def test_a_sub_code_stands_to_the_right() -> None:
    drawn = render(".svg", grid()).decode()
    assert "\u200b\u2003&lt;script&gt;" in drawn


def test_what_cannot_be_written_is_said() -> None:
    with pytest.raises(NotAllowed):
        render(".pdf", grid())
    empty = Grid(
        title="T",
        corner="Code",
        counted="P",
        rows=[],
        columns=[],
        values=np.zeros((0, 0)),
        places=lambda _row, _column: [],
    )
    for kind in grid_files.FORMATS:
        with pytest.raises(NotAllowed):
            render(kind, empty)


@given(value=st.floats(0, 100), dark=st.booleans())
def test_numbers_are_read_on_every_shade(value: float, dark: bool) -> None:
    assert shades.contrast(*shades.shade(value, 100, dark=dark)) >= 4.5


@given(dark=st.booleans())
def test_shades_only_deepen(dark: bool) -> None:
    steps = [shades.contrast("#000000", shades.shade(v, 40, dark=dark)[0]) for v in range(1, 41)]
    assert steps == sorted(steps, reverse=not dark)


@given(words=st.text(min_size=1), room=st.integers(30, 300))
def test_no_word_is_cut(words: str, room: int) -> None:
    assert "".join("".join(lettering.wrapped(words, room)).split()) == "".join(words.split())


def test_percent_is_written_with_its_sign() -> None:
    assert grid(percent=True).written(1, 1) == "12 %"
    assert grid(percent=True).written(0, 1) == "0 %"
    assert grid().written(1, 0) == ""


def test_the_screen_has_no_title_of_its_own() -> None:
    assert "title" not in pictures.chart(grid())
    assert pictures.chart(grid())["background"] == "transparent"


def test_researchers_differ_in_lightness_too() -> None:
    on_white = sorted(shades.contrast(one, "#ffffff") for one in pictures.APART[:3])
    assert all(darker > 1.4 * lighter for lighter, darker in pairwise(on_white))


def test_a_column_holds_its_longest_number() -> None:
    one = grid()
    many = replace(one, values=one.values * 0 + 1_234_567)
    assert pictures.chart(many)["width"]["step"] > lettering.width("1,234,567")
