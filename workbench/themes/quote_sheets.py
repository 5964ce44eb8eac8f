"""Write quote tables as CSV and Excel: a row for each quote, a column for each fact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell as WorksheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from workbench.errors import NotAllowed
from workbench.sheets import FORMULA, LONGEST_CELL, escaped
from workbench.themes import attribution
from workbench.themes.quotes import Quote

Cell = str | int | float | None

_BEFORE = ("Quote id", "Theme", "Code", "All codes", "Quote", "Pseudonym")
_AFTER = (
    "Attribution",
    "Transcript",
    "Turn",
    "Last turn",
    "Speakers",
    "Began (s)",
    "Time",
    "Start",
    "Stop",
    "Text version",
    "Question before",
    "Memo",
    "Researcher",
    "Chosen",
)
_WIDE = {"Quote": 70, "Question before": 40, "Memo": 40, "Theme": 28, "Code": 28, "All codes": 28}


def write_csv(
    quotes: Sequence[Quote], file: IO[bytes], *, template: str, attributes: Sequence[str]
) -> None:
    """Write CSV as RFC 4180 has it, in UTF-8 with a mark so that Excel reads it as such.

    A text that a spreadsheet could take for a formula, or that begins with an apostrophe, gets
    one apostrophe before it: who reads the file takes away one leading apostrophe from any text,
    and has every value back.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    for line in _lines(quotes, template, attributes):
        writer.writerow([_guarded(value) for value in line])
    text.flush()
    text.detach()


def write_xlsx(
    quotes: Sequence[Quote], file: IO[bytes], *, template: str, attributes: Sequence[str]
) -> None:
    """Write one sheet; every text is stored as text, so that none becomes a formula.

    Characters that XML cannot hold are written `_xHHHH_` (ECMA-376, ST_Xstring), as Excel does.
    Raises NotAllowed for a text longer than a cell holds: nothing is cut.
    """
    heads, *lines = _lines(quotes, template, attributes)
    headings = [str(heading) for heading in heads]
    for number, line in enumerate(lines, start=2):
        _require_room(number, line, headings)
    book = Workbook(write_only=True)
    book.properties.creator = None
    sheet = book.create_sheet("Quotes")
    for number, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(heading, 16)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(quotes) + 1}"
    top = Alignment(vertical="top", wrap_text=True)
    book.add_named_style(NamedStyle("Quote cell", alignment=top))
    book.add_named_style(NamedStyle("Quote heading", alignment=top, font=Font(bold=True)))
    sheet.append(_filled(_cells(sheet, len(headings), "Quote heading"), headings))
    cells = _cells(sheet, len(headings), "Quote cell")
    for line in lines:
        sheet.append(_filled(cells, line))
    book.save(file)


def _lines(
    quotes: Sequence[Quote], template: str, attributes: Sequence[str]
) -> Iterator[list[Cell]]:
    fixed = {*_BEFORE, *_AFTER}
    named = [f"{name} (attribute)" if name in fixed else name for name in attributes]
    yield [*_BEFORE, *named, *_AFTER]
    for quote in quotes:
        yield [
            quote.id,
            quote.theme_path,
            quote.code_path,
            "\n".join(quote.codes),
            quote.words,
            quote.pseudonym,
            *(quote.attributes[name] for name in attributes),
            attribution.write(quote, template),
            quote.transcript,
            quote.turn,
            quote.last_turn,
            ", ".join(quote.speakers),
            quote.began,
            quote.time,
            quote.start,
            quote.stop,
            quote.version,
            quote.question,
            quote.memo,
            quote.researcher,
            "yes" if quote.chosen else "no",
        ]


def _guarded(value: Cell) -> Cell:
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
    cells: Sequence[tuple[WorksheetCell, WorksheetCell]], line: Sequence[Cell]
) -> list[WorksheetCell]:
    """Put a row's values in cells that serve again, once the sheet has written them."""
    row = []
    for (plain, marked), value in zip(cells, line, strict=True):
        if isinstance(value, str):
            cell = marked if FORMULA.match(value) else plain
            cell.value = escaped(value)
            cell.data_type = "s"
        else:
            cell = plain
            cell.value = value
        row.append(cell)
    return row


def _require_room(row: int, line: Sequence[Cell], headings: Sequence[str]) -> None:
    for heading, value in zip(headings, line, strict=True):
        if isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > LONGEST_CELL:
            raise NotAllowed(
                f"In row {row} the column “{heading}” holds more than the {LONGEST_CELL:,} "
                "characters of an Excel cell. Nothing was written: write .csv or .docx instead, "
                "or code a shorter passage."
            )
