"""Write tables as CSV and Excel, so that no text becomes a formula and nothing is cut."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter

from workbench.errors import NotAllowed
from workbench.sheets import FORMULA, LONGEST_CELL, escaped, fill
from workbench.themes.paper_tables import STALE, Table, text

Value = str | int | float | None
ORIGIN = ("Quote id", "Transcript", "Turn", "Start", "Stop", "Look again")
_TOP = "Sheet cell", "Sheet heading"
_SHEET = "xl/worksheets/sheet1.xml"


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
    book, looks = _headed(name, headings, len(listed), wide or {})
    with ZipFile(book) as parts, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=3) as done:
        for part in parts.namelist():
            content = parts.read(part)
            if part == _SHEET:
                head, end, foot = content.decode().partition("</sheetData>")
                content = "".join([head, *_lines(listed, len(headings), looks), end, foot]).encode()
            done.writestr(ZipInfo(part), content, ZIP_DEFLATED)


def _guarded(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def _headed(
    name: str, headings: Sequence[str], count: int, wide: Mapping[str, int]
) -> tuple[IO[bytes], tuple[int, int]]:
    """Make a book whose sheet has its headings alone, and the numbers of two looks of a cell.

    The second look is marked so that editing the cell makes no formula either.
    """
    book = Workbook(write_only=True)
    book.properties.creator = None
    sheet = book.create_sheet(name)
    for number, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = wide.get(heading, 16)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{count + 1}"
    top = Alignment(vertical="top", wrap_text=True)
    book.add_named_style(NamedStyle(_TOP[0], alignment=top))
    book.add_named_style(NamedStyle(_TOP[1], alignment=top, font=Font(bold=True)))
    heads = [WriteOnlyCell(sheet) for _ in headings]
    plain, marked = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
    for cell, heading in zip(heads, headings, strict=True):
        cell.style = _TOP[1]
        fill(cell, heading)
    plain.style = marked.style = _TOP[0]
    marked.quotePrefix = True
    looks = plain.style_id, marked.style_id
    sheet.append(heads)
    file = io.BytesIO()
    book.save(file)
    return file, looks


def _lines(listed: Sequence[Sequence[Value]], wide: int, looks: tuple[int, int]) -> Iterator[str]:
    """Write rows as SpreadsheetML has them; a cell of openpyxl for each takes three times as long.

    Texts stand in their cells (ECMA-376, part 1, §18.3.1.53).
    """
    columns = [get_column_letter(number) for number in range(1, wide + 1)]
    for number, line in enumerate(listed, start=2):
        yield f'<row r="{number}">'
        for column, value in zip(columns, line, strict=True):
            if isinstance(value, str) and value:
                look = looks[bool(FORMULA.match(value))]
                yield (
                    f'<c r="{column}{number}" s="{look}" t="inlineStr"><is>'
                    f'<t xml:space="preserve">{escape(escaped(value))}</t></is></c>'
                )
            elif value is not None and value != "":
                yield f'<c r="{column}{number}" s="{looks[0]}"><v>{value}</v></c>'
        yield "</row>"


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
