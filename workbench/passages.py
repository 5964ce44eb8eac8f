"""Anchor stretches of a transcript and keep them on their words when the text changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench import audit
from workbench.edits import Edited
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row

EARLIER = "earlier: "
"""Marks vectors whose words are unchanged in a text that has changed around them."""


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


def follow(act: audit.Act, moved: Mapping[str, Edited]) -> None:
    """Move turns, passages, vectors and the passages kept in the audit trail with their words.

    `moved` holds what was done to each transcript's text, by its id.
    """
    # First the vectors: where the turns stood tells which of them are stale.
    _move_vectors(act, moved)
    for table in ("turns", "passages"):
        _move_rows(act, table, moved)
    _move_past(act, moved)


def _require_words(act: audit.Act, transcript_id: str, start: int, stop: int) -> None:
    found = act.row("select text from texts where id = $id", id=transcript_id)
    if found is None:
        raise NotThere("This transcript has not been released, so it has no passages.")
    if not 0 <= start < stop <= len(found["text"]) or not found["text"][start:stop].strip():
        raise NotAllowed("Select some words first: that passage is empty or outside the text.")


def _move_rows(act: audit.Act, table: str, moved: Mapping[str, Edited]) -> None:
    found = act.rows(
        f"select id, transcript_id, start, stop from {table} "
        "where list_contains($ids::text[], transcript_id)",
        ids=list(moved),
    )
    _place(act, table, found, moved)


def _place(act: audit.Act, table: str, rows: Sequence[Row], moved: Mapping[str, Edited]) -> None:
    places = [
        (row["id"], *moved[row["transcript_id"]].moved(row["start"], row["stop"])) for row in rows
    ]
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


def _move_vectors(act: audit.Act, moved: Mapping[str, Edited]) -> None:
    """Drop the vectors of changed words; the others wait to be taken up when what is new has one.

    A vector can be turned back into words, so one of changed words must not outlive them.
    """
    found = act.rows(_VECTORS, ids=list(moved))
    stale = [
        row["id"]
        for row in found
        if moved[row["transcript_id"]].touches(row["start"], row["stop"])
        or (
            row["unit"] == "question"
            and row["asked"] is not None
            and moved[row["transcript_id"]].touches(row["asked"], row["answered"])
        )
    ]
    gone = set(stale)
    act.sql.execute("delete from vectors where id in (select unnest($ids::text[]))", {"ids": stale})
    _place(act, "vectors", [row for row in found if row["id"] not in gone], moved)
    act.sql.execute(
        "update vectors set model = $earlier || model "
        "where list_contains($ids::text[], transcript_id) and not starts_with(model, $earlier)",
        {"ids": list(moved), "earlier": EARLIER},
    )


def _move_past(act: audit.Act, moved: Mapping[str, Edited]) -> None:
    """Rewrite the rows of past events: an undo must bring a coding back onto its words."""
    past = act.rows("select id, changes from events where changes::text like '%\"passages\"%'")
    events = [(row["id"], json.loads(row["changes"])) for row in past]
    homes = {
        change["id"]: home
        for _, changes in events
        for change in changes
        if change["table"] == "passages" and (home := _transcript(change)) in moved
    }
    fresh = []
    for event_id, changes in events:
        rows = [
            (row, homes[change["id"]])
            for change in changes
            if change["table"] == "passages" and change["id"] in homes
            for row in (change["before"], change["after"])
            if row and "start" in row
        ]
        for row, home in rows:
            row["start"], row["stop"] = moved[home].moved(row["start"], row["stop"])
        if rows:
            fresh.append((event_id, json.dumps(changes)))
    act.sql.execute(
        "update events set changes = new.changes from (select unnest($ids::text[]) as id, "
        "unnest($changes::text[])::json as changes) new where new.id = events.id",
        {"ids": [event_id for event_id, _ in fresh], "changes": [text for _, text in fresh]},
    )


def _transcript(change: Row) -> str:
    row: Row = {**(change["before"] or {}), **(change["after"] or {})}
    return str(row.get("transcript_id", ""))


# A question is read together with the interviewer's turn before it.
_VECTORS = """
with asking as (
    select t.transcript_id, t.position, t.start, t.stop
    from turns t join speakers s on s.id = t.speaker_id where s.role = 'interviewer'
)
select v.id, v.transcript_id, v.unit, v.start, v.stop, a.start as asked, a.stop as answered
from vectors v asof left join asking a
  on a.transcript_id = v.transcript_id and a.position < v.turn_position
where list_contains($ids::text[], v.transcript_id)
"""
