"""Put words into the cells of an Excel sheet so that none becomes a formula. Pure."""

from __future__ import annotations

import re
from typing import Any

LONGEST_CELL = 32_767
"""UTF-16 code units that an Excel cell holds."""

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
