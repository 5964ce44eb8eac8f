"""Read transcripts kept as a table: Time, Speaker, Text, in any order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from workbench.readers.lines import only_time
from workbench.readers.reading import Draft, HeaderField, Unit

_COLUMNS = {
    "time": re.compile(r"time ?(?:span|stamp|code|s)?|start(?: time)?|began|tc", re.IGNORECASE),
    "speaker": re.compile(r"speakers?|speaker name|name|participant|who|label", re.IGNORECASE),
    "text": re.compile(
        r"text|content|transcript(?:ion)?|utterance|words|speech|what was said|dialogue",
        re.IGNORECASE,
    ),
}
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?")


def columns(row: Sequence[str]) -> dict[str, int]:
    """Name the columns of a heading row; empty unless it holds both speaker and text."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        for name, pattern in _COLUMNS.items():
            if name not in found and pattern.fullmatch(cell.strip().rstrip(":")):
                found[name] = at
                break
    return found if {"speaker", "text"} <= found.keys() else {}


def is_headless(rows: Sequence[Sequence[str]]) -> bool:
    """Tell a table of times, speakers and words that has no heading row."""
    times = [only_time(row[0].strip()) is not None for row in rows if row and row[0].strip()]
    return bool(times) and all(times) and all(len(row) == 3 for row in rows)


def units_of(rows: Sequence[Sequence[str]]) -> list[Unit]:
    """Make each row below the heading a unit; a blank speaker is the one above."""
    named = columns(rows[0])
    units: list[Unit] = []
    speaker: str | None = None
    for row in rows[1:]:
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in named.items()}
        extra = [cell.strip() for at, cell in enumerate(row) if at not in named.values()]
        speaker = " ".join(cells["speaker"].rstrip(":").split()) or speaker
        match = _CLOCK.search(cells.get("time", "")[:40])
        text = "\n".join(part for part in (cells["text"], *extra) if part)
        began = only_time(match[0]) if match else None
        units.append(Unit(speaker=speaker, text=text, began=began))
    return units


def read_delimited(text: str) -> Draft | None:
    """Read text in columns (NVivo, spreadsheets) where its first line names them, else None."""
    first = text.lstrip("\n").partition("\n")[0]
    for delimiter in ("\t", ",", ";"):
        if len(first) > 500 or not columns([cell.strip('" ') for cell in first.split(delimiter)]):
            continue
        try:
            rows = list(csv.reader(io.StringIO(text.lstrip("\n"), newline=""), delimiter=delimiter))
        except csv.Error:
            return None
        return Draft(kind="table text", units=units_of([row for row in rows if row]))
    return None


def cover(rows: Sequence[Sequence[str]]) -> list[HeaderField]:
    """Read a table of two columns before the first turn as names and values."""
    fields = []
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        if cells:
            name = cells[0].rstrip(":") if len(cells) > 1 else ""
            fields.append(HeaderField(name=name, value=" ".join(cells[1:] or cells)))
    return fields
