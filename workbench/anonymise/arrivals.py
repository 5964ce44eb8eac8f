"""Read what a researcher decided about an uploaded file before it is imported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast, get_args

from workbench import readers
from workbench.readers import Reading, Speaker
from workbench.transcripts import Role, Turn

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Carry who is who: a role per label, and labels that are spellings of another."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    merge: Mapping[str, str] = field(default_factory=dict)

    @property
    def made(self) -> bool:
        """Tell whether anything differs from what the file suggests."""
        return bool(self.roles or self.merge)


def read(name: str, content: bytes, choices: Choices) -> Reading:
    """Read an upload with what was decided; raises UnreadableFile."""
    return readers.read_bytes(name, content, roles=choices.roles, merge=choices.merge)


def choices(speakers: Sequence[Speaker], rows: Iterable[Mapping[str, Any]]) -> Choices:
    """Compare the table of speakers as edited with what the file suggested.

    Rows have `speaker`, `role` and `same as`; a label that belongs to another takes its role.
    """
    proposed = {speaker.label: speaker.role for speaker in speakers}
    roles: dict[str, Role] = {}
    merge: dict[str, str] = {}
    for row in rows:
        label, other = str(row["speaker"]), row["same as"]
        if label not in proposed:
            continue
        if other in proposed and other != label:
            merge[label] = str(other)
        elif row["role"] in ROLES and row["role"] != proposed[label]:
            roles[label] = cast(Role, row["role"])
    return Choices(roles=roles, merge=merge)


def planned(names: Sequence[str], taken: Iterable[str]) -> list[tuple[int, str | None]]:
    """Order files by the interview number in their names, and label each by it.

    Gives the place of each file in the list given, with a label, or None for the next free one. A
    number that two files bear, or whose label is taken, orders but labels nothing; files without
    a number come last, in the order given.
    """
    numbers = [number(name) for name in names]
    used = {label.casefold() for label in taken}
    order = sorted(range(len(names)), key=lambda at: (numbers[at] is None, numbers[at] or 0))
    found: list[tuple[int, str | None]] = []
    for at in order:
        said = numbers[at]
        label = None if said is None or numbers.count(said) > 1 else labelled(said)
        found.append((at, label if label and label.casefold() not in used else None))
    # A label of a file's own number must not be given away as the next free one.
    return sorted(found, key=lambda one: one[1] is None)


def number(name: str) -> int | None:
    """Read the number of an interview from a file's name: "int 05 …", "12_Tom …"; no date."""
    found = _CALLED.search(name) or _LEADING.match(name)
    return int(found[1]) if found else None


def labelled(said: int) -> str:
    """Make the label of an interview, which says nothing about anybody."""
    return f"Interview {said:02}"


def free_label(taken: Iterable[str]) -> str:
    """Label the interview after the last."""
    numbers = [int(found[1]) for label in taken if (found := _LABEL.fullmatch(label.casefold()))]
    return labelled(max(numbers, default=0) + 1)


_LABEL = re.compile(r"interview (\d{1,9})")
_NOT_A_DAY = r"(?![\d.:-]?\d)"
_CALLED = re.compile(
    r"(?i)(?:(?<![^\W\d_])(?:interview(?:ee)?|int|participant|transcript|respondent|id)|^[pr])"
    rf"[ _.#-]{{0,3}}(\d{{1,3}}){_NOT_A_DAY}"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[ _.-]*\d"
_LEADING = re.compile(rf"(?i)\s*#?(\d{{1,3}})(?=[ _.)-]|$)(?![ _.)-]+(?:\d|{_MONTH}))")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[./](\d{1,2})[./](\d{4})")


def recorded(reading: Reading) -> date | None:
    """Propose the date of the interview from the header, day before month as in Britain."""
    for line in reading.header:
        found = _DAY.search(line.value)
        if found:
            year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                continue
    return None


def clock(turn: Turn) -> str:
    """Write when a turn began, as minutes and seconds or with hours; empty without times."""
    if turn.began is None:
        return ""
    minutes, seconds = divmod(int(turn.began), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
