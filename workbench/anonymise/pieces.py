"""Name what a search of files meets: pieces of text, and places it cannot look into. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RUNS = re.compile(rb"[\x20-\x7e\t]{5,}")
_ACCENTED_RUNS = re.compile(rb"[\x20-\x7e\t\xc3-\xc5\x80-\xbf]{12,}")
_WIDE_RUNS = re.compile(rb"(?:[\x20-\x7e\xc0-\xff]\x00){4,}")
_WIDE_RUNS_BIG_END = re.compile(rb"(?:\x00[\x20-\x7e\xc0-\xff]){4,}")
_OLD_RUNS = re.compile(rb"[\x20-\x7e\xc0-\xff]{12,}")
_LONG = 32
"""Printable bytes in a row that are text; of twelve or more the letters decide."""
LARGEST_PART = 200 * 2**20
"""Bytes of one part of a file; a larger one is not unpacked."""
MOST_PARTS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold text and the place where it stands.

    `loose`: a name of a file or a property, no sentence. `binary`: bytes that may be letters by
    chance.
    """

    place: str
    text: str
    loose: bool = False
    binary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Name a place that could not be searched through, and why; never by a name found there."""

    place: str
    why: str


Found = Piece | Unread


class Room:
    """Count what may still be unpacked from one file, so that no bomb goes off."""

    def __init__(self, packed: int) -> None:
        self.bytes = 500 * 2**20 + 10 * packed
        self.parts = MOST_PARTS

    def take(self, size: int) -> bool:
        """Take room for one more part, and tell whether there was any."""
        self.bytes -= size
        self.parts -= 1
        return size <= LARGEST_PART and self.bytes >= 0 and self.parts >= 0


def of_bytes(data: bytes, place: str) -> Iterator[Piece]:
    """Find letters among bytes of an unknown kind: in UTF-8, UTF-16 and Windows' Western set."""
    for at in range(0, len(data), 2**24):
        window = data[max(0, at - 256) : at + 2**24]
        runs = _RUNS.findall(window)
        sure = [run.decode("utf-8", "replace") for run in _ACCENTED_RUNS.findall(window)]
        sure += [run.decode("cp1252", "replace") for run in _OLD_RUNS.findall(window)]
        sure += [run.decode("utf-16-le") for run in _WIDE_RUNS.findall(window)]
        sure += [run.decode("utf-16-be") for run in _WIDE_RUNS_BIG_END.findall(window)]
        text = "\n".join(dict.fromkeys(run for run in sure if _is_text(run)))
        yield Piece(place=place, text=text)
        chance = b"\n".join(runs).decode("ascii")
        yield Piece(place=place, text=chance, binary=True)


def _is_text(run: str) -> bool:
    """Tell words from printable bytes in a row by chance, most of which are no plain letters."""
    if len(run) >= _LONG and run.isascii():
        return True
    letters = sum(map(str.isalpha, run)) + run.count(" ")
    foreign = sum(sign > "\x7f" for sign in run)
    return letters > 0.85 * len(run) and foreign < 0.25 * len(run)


def of_properties(data: bytes, place: str) -> Piece:
    """Read bytes that hold properties: all their letters are meant as text."""
    wide = _WIDE_RUNS.findall(data)
    lines = [data.decode("utf-8", "replace"), data.decode("cp1252", "replace")]
    lines += [run.decode("utf-16-le") for run in wide]
    return Piece(place=place, text="\n".join(lines).replace("\0", "\n"), loose=True)
