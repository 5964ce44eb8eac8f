"""Write tables as CSV and Excel, so that no text becomes a formula and nothing is cut."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell as WorksheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from workbench.errors import NotAllowed
from workbench.sheets import FORMULA, LONGEST_CELL, escaped
from workbench.themes.paper_tables import STALE, Table, text

Value = str | int | float | None
ORIGIN = ("Quote id", "Transcript", "Turn", "Start", "Stop", "Look again")
_TOP = "Sheet cell", "Sheet heading"


def lines(table: Table) -> Iterator[list[Value]]:
    """Give the headings, then each row in full, with where its words are from.

    What heading rows say stands in a column of its own, and merged cells are filled.
    """
    traced = any(row.origin for row in table.rows)
    group = [table.grouped] if table.grouped else []
    yield [*group, *table.headings, *(ORIGIN if traced else ())]
    above = ""
    for row in table.rows:
        if row.heading:
            above = text(row.cells[0]).split("\n", 1)[0]
            continue
        cells: list[Value] = [above] if group else []
        cells += [text(one) or None for one in row.cells]
        if traced and (at := row.origin):
            stale = STALE if at.stale else None
            cells += [at.quote_id, at.transcript, at.turn, at.start, at.stop, stale]
        elif traced:
            cells += [None] * len(ORIGIN)
        yield cells


def write_csv(rows: Iterable[Sequence[Value]], file: IO[bytes]) -> None:
    """Write CSV as RFC 4180 has it, in UTF-8 with a mark so that Excel reads it as such.

    A text that a spreadsheet could take for a formula, or that begins with an apostrophe, gets
    one apostrophe before it: who reads the file takes away one leading apostrophe from any text,
    and has every value back.
    """
    target = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(target)
    for line in rows:
        writer.writerow([_guarded(value) for value in line])
    target.flush()
    target.detach()


def write_xlsx(
    name: str,
    rows: Iterable[Sequence[Value]],
    file: IO[bytes],
    *,
    wide: Mapping[str, int] | None = None,
) -> None:
    """Write one sheet; every text is stored as text, so that none becomes a formula.

    Characters that XML cannot hold are written `_xHHHH_` (ECMA-376, ST_Xstring), as Excel does.
    Raises NotAllowed for a text longer than a cell holds: nothing is cut.
    """
    heads, *listed = rows
    headings = [str(heading) for heading in heads]
    for number, line in enumerate(listed, start=2):
        _require_room(number, line, headings)
    book = Workbook(write_only=True)
    book.properties.creator = None
    sheet = book.create_sheet(name)
    for number, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = (wide or {}).get(heading, 16)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(listed) + 1}"
    top = Alignment(vertical="top", wrap_text=True)
    book.add_named_style(NamedStyle(_TOP[0], alignment=top))
    book.add_named_style(NamedStyle(_TOP[1], alignment=top, font=Font(bold=True)))
    sheet.append(_filled(_cells(sheet, len(headings), _TOP[1]), headings))
    cells = _cells(sheet, len(headings), _TOP[0])
    for line in listed:
        sheet.append(_filled(cells, line))
    book.save(file)


def _guarded(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def _cells(
    sheet: WriteOnlyWorksheet, count: int, style: str
) -> list[tuple[WorksheetCell, WorksheetCell]]:
    """Make a cell for each column, and one marked so that editing it makes no formula either."""
    pairs = [(WriteOnlyCell(sheet), WriteOnlyCell(sheet)) for _ in range(count)]
    for plain, marked in pairs:
        plain.style = marked.style = style
        marked.quotePrefix = True
    return pairs


def _filled(
    cells: Sequence[tuple[WorksheetCell, WorksheetCell]], line: Sequence[Value]
) -> list[WorksheetCell | None]:
    """Put a row's values in cells that serve again, once the sheet has written them."""
    row: list[WorksheetCell | None] = []
    for (plain, marked), value in zip(cells, line, strict=True):
        if value is None or value == "":
            row.append(None)
            continue
        if isinstance(value, str):
            cell = marked if FORMULA.match(value) else plain
            cell.value = escaped(value)
            cell.data_type = "s"
        else:
            cell = plain
            cell.value = value
        row.append(cell)
    return row


def _require_room(row: int, line: Sequence[Value], headings: Sequence[str]) -> None:
    for heading, value in zip(headings, line, strict=True):
        if (
            isinstance(value, str)
            and len(value) > LONGEST_CELL // 2  # two units for a sign are the most
            and len(value.encode("utf-16-le")) // 2 > LONGEST_CELL
        ):
            raise NotAllowed(
                f"In row {row} the column “{heading}” holds more than the {LONGEST_CELL:,} "
                "characters of an Excel cell. Nothing was written: write .csv or .docx instead, "
                "or code a shorter passage."
            )
