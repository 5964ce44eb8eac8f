"""Anchor stretches of a transcript; `following` keeps them on their words."""

from __future__ import annotations

from dataclasses import dataclass

from workbench import audit
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Mark a stretch of a transcript in code points, half open."""

    id: str
    transcript_id: str
    start: int
    stop: int


def anchor(
    act: audit.Act, transcript_id: str, start: int, stop: int, *, passage_id: str
) -> Passage:
    """Place a passage for one coding, decision or memo.

    Raises NotAllowed when it is empty, blank or outside the text.
    """
    _require_words(act, transcript_id, start, stop)
    row: Row = {"id": passage_id, "transcript_id": transcript_id, "start": start, "stop": stop}
    act.insert("passages", row)
    return Passage(**row)


def move(act: audit.Act, passage_id: str, start: int, stop: int) -> None:
    """Set other edges for a passage; raises as `anchor` does."""
    found = act.row("select * from passages where id = $id", id=passage_id)
    if found is None:
        raise NotThere("This passage is no longer in the study.")
    _require_words(act, found["transcript_id"], start, stop)
    act.update("passages", passage_id, start=start, stop=stop, kept="")


def _require_words(act: audit.Act, transcript_id: str, start: int, stop: int) -> None:
    found = act.row("select text from texts where id = $id", id=transcript_id)
    if found is None:
        raise NotThere("This transcript has not been released, so it has no passages.")
    if not 0 <= start < stop <= len(found["text"]) or not found["text"][start:stop].strip():
        raise NotAllowed("Select some words first: that passage is empty or outside the text.")
