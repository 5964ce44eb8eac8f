"""Put words into the cells of an Excel sheet so that none becomes a formula. Pure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from workbench.errors import NotAllowed

LONGEST_CELL = 32_767
"""UTF-16 code units that an Excel cell holds."""

NARROW, WIDE = 14, 60
"""Width of columns, in characters."""

FORMULA = re.compile("['=+\\-@\t\r\n＝＋－＠]")
"""How a text begins that a spreadsheet could take for a formula."""

_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """Write what XML cannot hold as `_xHHHH_` (ECMA-376, ST_Xstring), as Excel does."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def fill(cell: Any, value: str | float | None) -> None:
    """Set the value of an openpyxl cell; a text stays a text, also when somebody edits it."""
    if isinstance(value, str):
        cell.value = escaped(value)
        cell.data_type = "s"
        cell.quotePrefix = bool(FORMULA.match(value))
    else:
        cell.value = value


def write(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Write one sheet with a heading for each column.

    Raises NotAllowed for a text longer than a cell holds: nothing is cut.
    """
    listed = [[_checked(row[column]) for column in columns] for row in rows]
    book = Workbook(write_only=True)
    book.properties.creator = None
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number in range(len(columns)):
        longest = max((len(str(line[number])) for line in listed), default=0)
        width = min(max(NARROW, longest + 2), WIDE)
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
    for heads, line in [(True, columns), *((False, line) for line in listed)]:
        cells = [WriteOnlyCell(sheet) for _ in line]
        for cell, value in zip(cells, line, strict=True):
            fill(cell, value)
            if heads:
                cell.font = Font(bold=True)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _checked(value: Any) -> Any:
    if (
        isinstance(value, str)
        and len(value.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_CELL
    ):
        raise NotAllowed(
            f"A text is longer than the {LONGEST_CELL:,} characters of an Excel cell. Nothing was "
            "written: take the CSV file instead."
        )
    return value
