"""Change the words of released texts, and take corrections back or make them again."""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from workbench.acts import Act
from workbench.edits import Edit, Edited, apply
from workbench.errors import ChangedSince, NotThere
from workbench.events import Change, Event
from workbench.following import Way, carried, follow
from workbench.store import Row, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """Say which words of a text change; `made_by` names the correction behind each edit."""

    edits: Sequence[Edit]
    made_by: Sequence[str] = ()
    back: bool = False


def version(words: str) -> str:
    """Name a state of a text."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def change(act: Act, wanted: Mapping[str, Rewording]) -> dict[str, Way]:
    """Edit released texts, by their ids; turns, passages and past events follow.

    Vectors of changed words are dropped. Raises NotThere for a text that is not released,
    NotAllowed for edits that overlap or lie outside it.
    """
    ids = list(wanted)
    found = act.rows("select id, text from texts where list_contains($ids::text[], id)", ids=ids)
    if len(found) < len(ids):
        raise NotThere("This transcript has not been released, so it has no text to change.")
    ways = {row["id"]: _way(row["text"], wanted[row["id"]]) for row in found}
    act.sql.execute(
        "update texts set text = new.text from (select unnest($ids::text[]) as id, "
        "unnest($texts::text[]) as text) new where new.id = texts.id",
        {"ids": list(ways), "texts": [way.wide.text for way in ways.values()]},
    )
    follow(act, ways)
    for transcript_id, way in ways.items():
        _note(act, transcript_id, way)
    return ways


def _way(text: str, wanted: Rewording) -> Way:
    order = sorted(range(len(wanted.edits)), key=lambda n: _place(wanted.edits[n]))
    return Way(
        text,
        tuple(wanted.edits[n] for n in order),
        tuple(wanted.made_by[n] for n in order) if wanted.made_by else (),
        wanted.back,
    )


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.stop


def _note(act: Act, transcript_id: str, way: Way) -> None:
    """Keep where the words went, without the words, for acts on their way from an older screen."""
    if way.wide.text == way.old:
        return
    edits = way.narrow.edits
    act.sql.execute(
        "insert into rewordings values ($id, $transcript, $was, $becomes, $starts, $stops, "
        "$lengths)",
        {
            "id": str(uuid4()),
            "transcript": transcript_id,
            "was": version(way.old),
            "becomes": version(way.wide.text),
            "starts": [edit.start for edit in edits],
            "stops": [edit.stop for edit in edits],
            "lengths": [len(edit.words) for edit in edits],
        },
    )


def since(source: Act | Store, transcript_id: str, was: str, now: str) -> list[Edited] | None:
    """Find the shortest way between two states of a text; None where it is not known.

    Of each step only the offsets count: its words are blanks.
    """
    steps: dict[str, list[Row]] = defaultdict(list)
    for row in source.rows("select * from rewordings where transcript_id = $id", id=transcript_id):
        steps[row["was"]].append(row)
    waiting: deque[tuple[str, list[Row]]] = deque([(was, [])])
    seen = {was}
    while waiting:
        at, walked = waiting.popleft()
        if at == now:
            return [_blank(row) for row in walked]
        for row in steps[at]:
            if row["becomes"] not in seen:
                seen.add(row["becomes"])
                waiting.append((row["becomes"], [*walked, row]))
    return None


def _blank(row: Row) -> Edited:
    edits = [
        Edit(start=start, stop=stop, words=" " * length)
        for start, stop, length in zip(row["starts"], row["stops"], row["lengths"], strict=True)
    ]
    return apply(" " * max(row["stops"]), edits)


def replay(act: Act, changes: Sequence[Change], *, back: bool) -> None:
    """Make changes that are spelled out; corrections among them change the text again.

    Raises ChangedSince where a later change stands in the way.
    """
    mine = [one for one in changes if one.table == "corrections"]
    if not mine:
        act.replay(changes)
        return
    rows = [row for one in mine if (row := one.before if back else one.after)]
    moved = _turned(act, rows, back=back)
    act.replay(_with(one, moved[one.id]) if one.id in moved else one for one in changes)


def _with(change: Change, row: Row) -> Change:
    before, after = (row if side else None for side in (change.before, change.after))
    return Change(table=change.table, id=change.id, before=before, after=after)


def _turned(act: Act, rows: Sequence[Row], *, back: bool) -> dict[str, Row]:
    """Put the words of corrections in their places; answers with the rows as they stand then.

    What a treatment made a correction forget stays as it is.
    """
    homes: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        homes[row["transcript_id"]].append(row)
    wanted = {home: _rewording(some, back=back) for home, some in homes.items()}
    for home, some in homes.items():
        _require(act, home, some, back=back)
    ways = change(act, {home: one for home, one in wanted.items() if one.edits})
    for home, way in ways.items():
        recount(act, home, way.wide.text)
    return {
        row["id"]: carried("corrections", ways[home], row) if home in ways else row
        for home, some in homes.items()
        for row in some
    }


def _rewording(rows: Sequence[Row], *, back: bool) -> Rewording:
    known = [row for row in rows if row["was"] is not None]
    words = "was" if back else "becomes"
    return Rewording(
        edits=[Edit(start=row["start"], stop=row["stop"], words=row[words]) for row in known],
        made_by=[row["id"] for row in known],
        back=back,
    )


def _require(act: Act, transcript_id: str, rows: Sequence[Row], *, back: bool) -> None:
    """Raise ChangedSince unless the text reads as the corrections left it."""
    found = act.row("select text from texts where id = $id", id=transcript_id)
    text = found["text"] if found else ""
    shown = "becomes" if back else "was"
    if any(
        row["was"] is not None and text[row["start"] : row["stop"]] != row[shown] for row in rows
    ):
        raise ChangedSince(
            "These words have been corrected again since. Take the later correction back first."
        )


def written_over(act: Act, event: Event) -> bool:
    """Tell whether another researcher has corrected words that an event corrected before."""
    found = act.row(
        "select 1 as found from corrections mine join corrections other using (transcript_id) "
        "where list_contains($ids::text[], mine.id) and other.researcher <> $researcher "
        "and other.ts > mine.ts and other.start < mine.stop and mine.start < other.stop limit 1",
        ids=[one.id for one in event.changes if one.table == "corrections"],
        researcher=event.researcher,
    )
    return found is not None


def recount(act: Act, transcript_id: str, text: str) -> None:
    """Note how many words a corrected text has, and which state it is in."""
    act.sql.execute(
        "update transcripts set words = $words, version = $version where id = $id",
        {"id": transcript_id, "words": len(text.split()), "version": version(text)},
    )
