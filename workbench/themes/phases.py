"""Say in which phase the analysis stands. Moving is free in any direction, and recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench import audit
from workbench.errors import NotAllowed
from workbench.study import Study

NAMES = (
    "Familiarisation",
    "Coding",
    "Generating initial themes",
    "Developing and reviewing themes",
    "Refining, defining and naming themes",
    "Writing up",
)
"""The six phases of reflexive thematic analysis (Braun & Clarke 2006, 2019), in their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Number one of the six phases, from 1."""

    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """State who turned to a phase when, and why."""

    id: str
    phase: Phase
    note: str
    researcher: str
    ts: datetime


def now(study: Study) -> Phase:
    """Tell the phase the study turned to last; familiarisation before any move."""
    found = study.row("select phase from phase_moves order by ts desc, id desc limit 1")
    return numbered(int(found["phase"]) if found else 1)


def move(study: Study, phase: int, note: str = "", *, event_id: str | None = None) -> Move:
    """Turn to a phase, back or forth or once more; raises NotAllowed outside 1 to 6."""
    step = Move(
        id=study.new_id(),
        phase=numbered(phase),
        note=note.strip(),
        researcher=study.researcher,
        ts=audit.now(),
    )
    with audit.act(study, "phases.move", subject=str(phase), event_id=event_id) as act:
        act.insert(
            "phase_moves",
            {
                "id": step.id,
                "phase": phase,
                "note": step.note,
                "researcher": step.researcher,
                "ts": step.ts,
            },
        )
    return step


def trail(study: Study) -> list[Move]:
    """List all moves between phases, oldest first."""
    found = study.rows("select * from phase_moves order by ts, id")
    return [Move(**{**row, "phase": numbered(row["phase"])}) for row in found]


def numbered(number: int) -> Phase:
    """Give a phase by its number; raises NotAllowed outside 1 to 6."""
    if not 1 <= number <= len(NAMES):
        raise NotAllowed("There are six phases: name one by its number, 1 to 6.")
    return Phase(number=number, name=NAMES[number - 1])
