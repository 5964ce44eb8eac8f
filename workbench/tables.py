"""Write tables that a spreadsheet opens without running anything, and read them back. Pure."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from workbench.errors import UnreadableFile

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
LONGEST_CELL = 1_000_000


def write(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Write CSV text; an apostrophe stands before what a spreadsheet would take for a formula."""
    target = io.StringIO()
    table = csv.writer(target, lineterminator="\r\n")
    table.writerow(map(_shielded, columns))
    for row in rows:
        table.writerow([_shielded(row[name]) for name in columns])
    return target.getvalue()


def read(text: str, *, needed: Sequence[str]) -> list[dict[str, str]]:
    """Read CSV text, also with semicolons, as dictionaries with lower-case column names and `row`.

    Raises UnreadableFile, with the row, when a needed column is missing or a row is too long.
    """
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise UnreadableFile("The file cannot be read as a table. Save it as CSV.") from error
    columns = [_bare(name.strip()).lower() for name in rows[0]] if rows else []
    if not set(needed) <= set(columns) or len(set(columns)) != len(columns):
        raise UnreadableFile(
            "The first row must name each column once, and these must be there: "
            + ", ".join(needed)
            + "."
        )
    return [_row(number, columns, row) for number, row in enumerate(rows[1:], start=2) if any(row)]


def one_line(words: str) -> str:
    """Put words on one line, without signs that control, turn what stands around or are halves.

    Gives "" where nothing of them can be seen.
    """
    line = " ".join(words.split()).translate(_TURNING)
    kept = "".join(c for c in line if unicodedata.category(c) not in {"Cc", "Cs"}).strip()
    seen = any(unicodedata.category(c) not in {"Cf", "Zs"} for c in kept)
    return kept if seen else ""


_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that set the direction of what follows, beyond the name that holds them."""


def _row(number: int, columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    if len(row) > len(columns):
        raise UnreadableFile(
            f"Row {number} has more cells than there are columns. Nothing was stored."
        )
    cells = [_bare(cell) for cell in row] + [""] * (len(columns) - len(row))
    return {**dict(zip(columns, cells, strict=True)), "row": str(number)}


def _shielded(value: object) -> str:
    words = "" if value is None else str(value)
    return "'" + words if _FORMULA.match(words) else words


def _bare(words: str) -> str:
    return words[1:] if words.startswith("'") and _FORMULA.match(words) else words
