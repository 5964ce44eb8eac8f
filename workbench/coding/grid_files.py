"""Write a table of counts as CSV, Excel, PNG or SVG."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from workbench import clock, sheets, tables
from workbench.coding import pictures
from workbench.coding.grids import CAUTION, Grid
from workbench.errors import NotAllowed

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS = (".csv", ".xlsx", ".png", ".svg")
MOST_CELLS = 40_000
"""Cells a picture may have: about 200 codes by 200."""
WIDEST, TALLEST = 50, 44
"""Characters of the column of names, where longer ones take lines, and of slanted headings."""


def render(grid: Grid, kind: str, *, study: str, on: date, about: Sequence[str] = ()) -> bytes:
    """Make the content of a file of one of the `FORMATS`.

    All but CSV say what is counted, in which study, on which day and, in `about`, within what.
    Raises NotAllowed for another kind, an empty table or a picture too large to be looked at.
    """
    if kind.lower() not in FORMATS:
        raise NotAllowed(f"Tables are written to files that end in {', '.join(FORMATS)}.")
    if not grid.values.size:
        raise NotAllowed("There is nothing in this table yet, so there is nothing to write.")
    if kind.lower() == ".csv":
        return _csv(grid)
    lines = [*about, f"{study}, {clock.full_day(on)}", CAUTION]
    if kind.lower() == ".xlsx":
        return _xlsx(grid, lines)
    if grid.values.size > MOST_CELLS:
        raise NotAllowed("This table is too large for a picture. Filter it, or write .xlsx.")
    return (pictures.png if kind.lower() == ".png" else pictures.svg)(grid, lines)


def file_name(grid: Grid, kind: str) -> str:
    """Name a file after its table, in signs that every system takes."""
    bare = unicodedata.normalize("NFKD", grid.title).encode("ascii", "ignore").decode()
    return (re.sub(r"[^a-z0-9]+", "-", bare.casefold()).strip("-")[:60] or "table") + kind


def _csv(grid: Grid) -> bytes:
    """Write one row of headings, then the rows; codes by their path."""
    columns = [grid.corner, *_unlike(grid)]
    rows = [
        dict(zip(columns, [head.more or head.label, *_cells(grid, row)], strict=True))
        for row, head in enumerate(grid.rows)
    ]
    return tables.write(columns, rows).encode("utf-8-sig")


def _unlike(grid: Grid) -> list[str]:
    """Name the columns, by their path where two codes have one name."""
    labels = [head.label for head in grid.columns]
    names: list[str] = []
    for head in grid.columns:
        name = (head.more or head.label) if labels.count(head.label) > 1 else head.label
        while name in names or name == grid.corner:
            name += " "
        names.append(name)
    return names


def _cells(grid: Grid, row: int) -> list[float | int | None]:
    values: list[float | int | None] = []
    for value in grid.values[row].tolist():
        whole = round(value, 1) if grid.percent and not np.isnan(value) else value
        values.append(None if np.isnan(value) else whole if grid.percent else int(value))
    return values


def _xlsx(grid: Grid, lines: Sequence[str]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - a tenth of a second that only files need

    book = Workbook()
    book.properties.creator = None
    sheet = book.worksheets[0]
    sheet.title = "Table"
    top = _notes(sheet, grid, lines)
    _table(sheet, grid, top)
    _paper(sheet, top)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _notes(sheet: Worksheet, grid: Grid, lines: Sequence[str]) -> int:
    """Say above the table what it is; returns the row of the headings."""
    from openpyxl.styles import Font  # noqa: PLC0415

    for number, words in enumerate([grid.title, grid.counted, *grid.notes, *lines], start=1):
        sheets.fill(sheet.cell(number, 1), words)
    sheet.cell(1, 1).font = Font(bold=True, size=13)
    return int(sheet.max_row) + 2


def _paper(sheet: Worksheet, top: int) -> None:
    """Have all columns on one page when somebody prints it, under their headings on each."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{top}:{top}"


def _table(sheet: Worksheet, grid: Grid, top: int) -> None:
    from openpyxl.formatting.rule import ColorScaleRule  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    bold = Font(bold=True)
    letters = min(max(len(head.label) for head in grid.columns), TALLEST)
    slanted = letters > 12
    if slanted:  # no spreadsheet makes a row as high as slanted words by itself
        sheet.row_dimensions[top].height = 5.4 * letters + 14
    for number, words in enumerate([grid.corner, *(h.label for h in grid.columns)], start=1):
        cell = sheet.cell(top, number)
        sheets.fill(cell, words)
        cell.font = bold
        turned = 60 if slanted and number > 1 else 0
        side = "left" if number == 1 or turned else "right"
        cell.alignment = Alignment(
            horizontal=side, textRotation=turned, vertical="bottom", wrap_text=not turned
        )
        sheet.column_dimensions[get_column_letter(number)].width = 7 if slanted else 13
    for row, head in enumerate(grid.rows):
        name = sheet.cell(top + 1 + row, 1)
        sheets.fill(name, head.label)
        # Without a side, spreadsheets leave the indent out.
        name.alignment = Alignment(horizontal="left", indent=head.depth, wrap_text=True)
        lines = -(-(len(head.label) + 2 * head.depth) // (WIDEST - 4))
        sheet.row_dimensions[top + 1 + row].height = 15 * lines
        for column, value in enumerate(_cells(grid, row), start=2):
            sheets.fill(sheet.cell(top + 1 + row, column), value)
    longest = max(len(head.label) + 2 * head.depth for head in grid.rows)
    sheet.column_dimensions["A"].width = min(max(longest + 2, 16), WIDEST)
    sheet.freeze_panes = f"B{top + 1}"
    last = get_column_letter(len(grid.columns) + 1)
    scale = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="num", start_value=0, start_color="FFFFFF", end_type="max", end_color="6AA6D6"
    )
    sheet.conditional_formatting.add(f"B{top + 1}:{last}{top + len(grid.rows)}", scale)
