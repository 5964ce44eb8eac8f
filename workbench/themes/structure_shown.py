"""Put together what the page on the structure over time shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workbench import audit, clock, wording
from workbench.coding import codebook
from workbench.study import Study
from workbench.themes import moves, phases, steps
from workbench.themes.moves import Comparison, Difference
from workbench.themes.steps import Step
from workbench.themes.structure import Structure
from workbench.ui.plain import count

NOW, START, PHASE = "now", "start", "phase "
GONE = "a code gone since"
MARKS: Mapping[moves.Kind, str] = {
    "new": "green",
    "split off": "green",
    "copied": "green",
    "gone": "red",
    "merged": "red",
    "renamed": "blue",
    "moved": "blue",
    "status": "gray",
    "defined": "gray",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Name a moment to look at: after the event of that number."""

    key: str
    number: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold a theme as a tree shows it: how deep it stands, what became of it, its codes."""

    id: str
    name: str
    depth: int
    marks: tuple[tuple[str, str], ...]
    codes: str


def moments(study: Study, found: Sequence[Step]) -> list[Moment]:
    """List moments, newest first: now, each change, each day's end, each phase as it began."""
    now = Moment(key=NOW, number=audit.newest(study), label="Now")
    listed = _steps(found) + _phases(study, found)
    listed.sort(key=lambda each: each[0], reverse=True)
    start = Moment(key=START, number=0, label="Before the first theme")
    return [now, *(moment for _, moment in listed), start]


def _steps(found: Sequence[Step]) -> list[tuple[datetime, Moment]]:
    listed = []
    day: date | None = None
    for step in found:
        local = clock.local(step.ts)
        if local.date() != day:
            day = local.date()
            label = f"{clock.day(day)}, end of the day"
            whole = Moment(key=f"day {step.number}", number=step.number, label=label)
            listed.append((step.ts, whole))
        label = f"{clock.minute(local)} · {step.words}"
        listed.append((step.ts, Moment(key=str(step.number), number=step.number, label=label)))
    return listed


def _phases(study: Study, found: Sequence[Step]) -> list[tuple[datetime, Moment]]:
    """List the turns to a phase that found themes there already."""
    listed = []
    for move in phases.trail(study):
        before = next((step.number for step in found if step.ts <= move.ts), None)
        if before is not None:
            phase = f"phase {move.phase.number} begins: {move.phase.name}"
            label = f"{clock.minute(clock.local(move.ts))} · {phase}"
            listed.append((move.ts, Moment(key=f"{PHASE}{move.id}", number=before, label=label)))
    return listed


def begin(found: Sequence[Step], listed: Sequence[Moment]) -> str:
    """Choose what to compare with first.

    It is the beginning of the present phase; where nothing has changed since or no themes stood
    then, the day before the last; and within the first day the themes as first added.
    """
    turn = next((one for one in listed if one.key.startswith(PHASE)), None)
    if turn and turn.number < found[0].number:
        return turn.key
    days = [one for one in listed if one.key.startswith("day")]
    if len(days) > 1:
        return days[1].key
    added = [step for step, later in zip(found[1:], found, strict=False) if _first(step, later)]
    return str(added[-1].number) if added else START


def _first(step: Step, later: Step) -> bool:
    return step.verb == "development.add" != later.verb


def tree(
    structure: Structure, differences: Sequence[Difference], names: Mapping[str, str]
) -> list[Line]:
    """List the themes of a moment with what became of them, and the names of their codes."""
    by_id: dict[str, list[Difference]] = {}
    for one in differences:
        by_id.setdefault(one.theme_id, []).append(one)
    return [
        Line(
            id=theme.id,
            name=theme.name,
            depth=len(theme.path) - 1,
            marks=tuple((MARKS[one.kind], one.kind) for one in by_id.get(theme.id, ())),
            codes=" · ".join(names.get(code, GONE) for code in theme.codes),
        )
        for theme in structure.themes
    ]


def told(found: Comparison) -> list[tuple[str, str]]:
    """Say line by line what differs: of what, and what became of it."""
    lines = [(one.name, moves.said(one)) for one in found.themes]
    lines += [(one.name or GONE.capitalize(), moves.moved(one)) for one in found.codes]
    if found.passages:
        lines.append((count(len(found.passages), "passage"), "laid in other themes"))
    return lines


def code_names(study: Study) -> dict[str, str]:
    """Name the codes there are."""
    return {code.id: code.name for code in codebook.fetch_all(study)}


def columns(found: Sequence[Step]) -> dict[str, list[str]]:
    """Give the changes as columns of a table."""
    return {
        "When": [wording.when(step.ts) for step in found],
        "Who": [step.researcher for step in found],
        "What": [step.words for step in found],
        "Why": [step.why for step in found],
    }


def changes(study: Study, *, every: bool) -> list[Step]:
    """List the changes of themes, or with `every` also of what was put in them."""
    return steps.fetch_all(study, verbs=() if every else steps.STRUCTURE)
