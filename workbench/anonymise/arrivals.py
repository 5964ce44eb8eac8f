"""Read what a researcher decided about an uploaded file before it is imported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast, get_args

from workbench import readers
from workbench.readers import Reading, Speaker
from workbench.transcripts import Role, Transcript, Turn

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


def labels(existing: Sequence[Transcript], number: int) -> list[str]:
    """Propose labels for new transcripts that say nothing about anybody: P01, P02 …"""
    taken = {transcript.label.casefold() for transcript in existing}
    found: list[str] = []
    at = len(existing)
    while len(found) < number:
        at += 1
        if f"p{at:02}" not in taken:
            found.append(f"P{at:02}")
    return found


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
