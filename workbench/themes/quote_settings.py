"""Read how chosen quotes are to be set, and whether their words have changed since a look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workbench import rewording
from workbench.acts import Act
from workbench.edits import Edit, Edited
from workbench.errors import NotThere
from workbench.store import Row
from workbench.study import Study
from workbench.themes.trims import Mark

Form = Literal["auto", "inline", "block", "dialogue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Say how a chosen quote is set; `id` is that of the choice, `position` its place in the theme.

    `marks` count in the words of the quote. `stale` tells that its words or edges have changed
    since somebody last looked at it.
    """

    id: str
    position: int
    form: Form = "auto"
    with_question: bool = False
    looked: datetime | None = None
    stale: bool = False
    marks: tuple[Mark, ...] = ()


def fetch(study: Study) -> dict[tuple[str, str], Setting]:
    """Look up how every chosen quote is set, by the ids of its theme and coding."""
    marks: dict[str, list[Row]] = {}
    for row in study.rows(_MARKS):
        marks.setdefault(row["quote_id"], []).append(row)
    ways: dict[tuple[str, str, str], Sequence[Edited] | None] = {}

    def way(transcript_id: str, was: str, now: str) -> Sequence[Edited] | None:
        key = (transcript_id, was, now)
        if key not in ways:
            ways[key] = rewording.since(study, *key)
        return ways[key]

    return {
        (row["theme_id"], row["coding_id"]): Setting(
            id=row["id"],
            position=row["position"],
            form=row["form"],
            with_question=bool(row["with_question"]),
            looked=row["looked"],
            stale=_stale(row, way),
            marks=tuple(_mark(one, row["start"]) for one in marks.get(row["id"], ())),
        )
        for row in study.rows(_SETTINGS)
    }


def place(row: Mapping[str, object]) -> str:
    """Write the state of a text and the place of a quote in it, as `version` keeps them."""
    return f"{row['now']} {row['start']} {row['stop']}"


def require(act: Act, quote_id: str) -> Row:
    """Find a chosen quote with its place and the state of its text; raises NotThere."""
    found = act.row(f"{_SETTINGS} where q.id = $id", id=quote_id)
    if found is None:
        raise NotThere("This quote is no longer chosen. Choose it again first.")
    return found


def _stale(row: Row, way: Callable[[str, str, str], Sequence[Edited] | None]) -> bool:
    """Follow a quote from where it was looked at to the present text."""
    seen = str(row["version"] or "").split(" ")
    if len(seen) != 3:  # chosen before quotes kept the state of their text
        return False
    was, start, stop = seen[0], int(seen[1]), int(seen[2])
    steps = [] if was == row["now"] else way(row["transcript_id"], was, row["now"])
    if steps is None:
        return True
    for step in steps:
        if step.touches(start, stop) or any(e.start in (start, stop) for e in _added(step)):
            return True
        start, stop = step.moved(start, stop)
    return (start, stop) != (row["start"], row["stop"])


def _added(step: Edited) -> list[Edit]:
    return [edit for edit in step.edits if edit.start == edit.stop]


def _mark(row: Row, start: int) -> Mark:
    return Mark(
        kind=row["kind"],
        start=row["start"] - start,
        stop=row["stop"] - start,
        text=row["text"],
    )


_SETTINGS = """
select q.*, p.transcript_id, p.start, p.stop, t.version as now
from theme_quotes q join quotable g on g.id = q.coding_id join passages p on p.id = g.passage_id
join transcripts t on t.id = p.transcript_id
"""
_MARKS = """
select m.quote_id, m.kind, m.text, p.start, p.stop
from quote_marks m join passages p on p.id = m.passage_id order by p.start, p.stop, m.id
"""
