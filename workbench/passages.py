"""Anchor stretches of a transcript and keep them on their words when the text changes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from workbench import audit
from workbench.edits import Edited
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
    act.update("passages", passage_id, start=start, stop=stop)


def follow(act: audit.Act, transcript_id: str, edited: Edited) -> None:
    """Move turns, passages and the passages kept in the audit trail along with their words."""
    for table in ("turns", "passages"):
        _move_rows(act, table, transcript_id, edited)
    _move_past(act, transcript_id, edited)


def _require_words(act: audit.Act, transcript_id: str, start: int, stop: int) -> None:
    found = act.row("select text from texts where id = $id", id=transcript_id)
    if found is None:
        raise NotThere("This transcript has not been released, so it has no passages.")
    if not 0 <= start < stop <= len(found["text"]) or not found["text"][start:stop].strip():
        raise NotAllowed("Select some words first: that passage is empty or outside the text.")


def _move_rows(act: audit.Act, table: str, transcript_id: str, edited: Edited) -> None:
    found = act.rows(
        f"select id, start, stop from {table} where transcript_id = $id", id=transcript_id
    )
    places = [(row["id"], *edited.moved(row["start"], row["stop"])) for row in found]
    act.sql.execute(
        f"update {table} set start = new.start, stop = new.stop from "
        "(select unnest($ids::text[]) as id, unnest($starts::int[]) as start, "
        f"unnest($stops::int[]) as stop) new where new.id = {table}.id",
        {
            "ids": [place[0] for place in places],
            "starts": [place[1] for place in places],
            "stops": [place[2] for place in places],
        },
    )


def _move_past(act: audit.Act, transcript_id: str, edited: Edited) -> None:
    """Rewrite the rows of past events: an undo must bring a coding back onto its words."""
    past = act.rows("select id, changes from events where changes::text like '%\"passages\"%'")
    events = [(row["id"], json.loads(row["changes"])) for row in past]
    mine = {
        change["id"]
        for _, changes in events
        for change in changes
        if change["table"] == "passages" and _transcript(change) == transcript_id
    }
    moved = []
    for event_id, changes in events:
        rows = [
            row
            for change in changes
            if change["table"] == "passages" and change["id"] in mine
            for row in (change["before"], change["after"])
            if row and "start" in row
        ]
        for row in rows:
            row["start"], row["stop"] = edited.moved(row["start"], row["stop"])
        if rows:
            moved.append((event_id, json.dumps(changes)))
    act.sql.execute(
        "update events set changes = new.changes from (select unnest($ids::text[]) as id, "
        "unnest($changes::text[])::json as changes) new where new.id = events.id",
        {"ids": [event_id for event_id, _ in moved], "changes": [text for _, text in moved]},
    )


def _transcript(change: Row) -> str | None:
    row: Row = {**(change["before"] or {}), **(change["after"] or {})}
    return row.get("transcript_id")
