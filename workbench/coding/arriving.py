"""Bring an act that counts in an older state of a text onto the words it was meant for.

The study knows where the words went between two states, so an act made on an older screen, or
kept in the outbox of a window while a colleague corrected the text, is not lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from workbench import rewording
from workbench.acts import Act
from workbench.edits import Edited
from workbench.errors import ChangedSince
from workbench.store import Row
from workbench.study import Study

TRIES = 3


class Operation(Protocol):
    """Describe what is known of an act of the browser."""

    @property
    def id(self) -> str:
        """Name the act; becomes the id of the event."""

    @property
    def transcript_id(self) -> str:
        """Say which transcript was on the screen."""

    @property
    def transcript_version(self) -> str:
        """Say which state of its text the offsets count in."""

    @property
    def details(self) -> Mapping[str, Any]:
        """Hold the fields of its kind; `start` and `stop` where it has a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Hold an act whose offsets count in the present text."""

    id: str
    transcript_id: str
    transcript_version: str
    details: Mapping[str, Any]


def retried(study: Study, act: Any, handler: Callable[[Study, Any], Row]) -> Row:
    """Run a handler on the present text, again where that changes in between."""
    for _ in range(TRIES - 1):
        version = _version(study, act.transcript_id)
        present = version == act.transcript_version  # as nearly always
        try:
            return handler(study, act if present else on_present_text(study, act))
        except ChangedSince:
            if "start" not in act.details or version == _version(study, act.transcript_id):
                raise
    return handler(study, on_present_text(study, act))


def _version(study: Study, transcript_id: str) -> str | None:
    found = study.row("select version from transcripts where id = $id", id=transcript_id)
    return str(found["version"]) if found else None


def on_present_text(study: Study, act: Operation) -> Operation:
    """Give the act with its place in the present text; what was touched meanwhile is to check.

    Raises ChangedSince where nobody knows the way, or where the words are gone.
    """
    with study.transaction() as sql:
        doing = Act(sql)
        now = doing.row(
            "select s.version, t.text from transcripts s join texts t using (id) where id = $id",
            id=act.transcript_id,
        )
        if now is None or now["version"] == act.transcript_version or "start" not in act.details:
            return act
        steps = rewording.since(doing, act.transcript_id, act.transcript_version, now["version"])
        if steps is None:
            raise ChangedSince(
                "The text of this transcript has changed since this page was opened. "
                "Reload the page and do it again."
            )
        start, stop, touched = _followed(steps, act.details["start"], act.details["stop"])
        if not now["text"][start:stop].strip():
            raise ChangedSince(
                "A correction has taken these words out of the text in the meantime. "
                "Reload the page to see what stands there now."
            )
        if touched and "coding_id" in act.details:
            _note(doing, act, start, stop)
    return Arrived(
        id=act.id,
        transcript_id=act.transcript_id,
        transcript_version=now["version"],
        details={**act.details, "start": start, "stop": stop},
    )


def _followed(steps: Sequence[Edited], start: int, stop: int) -> tuple[int, int, bool]:
    touched = False
    for step in steps:
        touched = touched or step.touches(start, stop) or _meets(step, start, stop)
        start, stop = step.moved(start, stop)
    return start, stop, touched


def _meets(step: Edited, start: int, stop: int) -> bool:
    """Tell whether words were put in right beside the place: they may belong to it."""
    return any(edit.start == edit.stop and edit.start in (start, stop) for edit in step.edits)


def _note(doing: Act, act: Operation, start: int, stop: int) -> None:
    """Put the coding on the list of those to check, once, before it is stored."""
    rows = doing.rows(
        "select id from corrections where transcript_id = $id and start < $stop and stop > $start",
        id=act.transcript_id,
        start=start,
        stop=stop,
    )
    for correction in [row["id"] for row in rows] or [""]:
        doing.sql.execute(
            "insert or ignore into checks values ($id, $about, $correction, false)",
            {
                "id": f"{act.id}:{correction}",
                "about": act.details["coding_id"],
                "correction": correction,
            },
        )
