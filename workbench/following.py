"""Keep all that has a place in a text on its words when the text changes, also in past events."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench.acts import Act
from workbench.edits import Edit, Edited, apply
from workbench.store import Row
from workbench.wordwise import narrowed

EARLIER = "earlier: "
"""Marks vectors whose words are unchanged in a text that has changed around them."""
PLACED = ("passages", "corrections")
"""Tables whose rows have a place that past events may bring back."""


@dataclass(frozen=True)
class Way:
    """Lead from one state of a text to the next.

    `made_by` names the correction behind each edit, in order, and nothing where a treatment makes
    them; `back` says that corrections are being taken back.
    """

    old: str
    edits: tuple[Edit, ...]
    made_by: tuple[str, ...] = ()
    back: bool = False

    @cached_property
    def wide(self) -> Edited:
        """Follow whole edits."""
        return apply(self.old, self.edits)

    @cached_property
    def narrow(self) -> Edited:
        """Follow edits without the white space they only took along."""
        if not self.made_by:
            return self.wide
        return apply(self.old, [narrowed(self.old, edit) for edit in self.edits])

    def moved(
        self, start: int, stop: int, kept: str = "", *, whole: bool = False
    ) -> tuple[int, int, str]:
        """Follow a passage, or with `whole` the words of another correction.

        `kept` remembers edges that a correction swallowed, so that taking it back brings them back
        to the letter; it is written anew.
        """
        followed = self.wide if whole else self.narrow
        there = followed.moved(start, stop)
        if there[0] >= there[1] and start < stop:
            there = self.wide.moved(start, stop)
        if not self.made_by:
            return (*there, kept)
        entries = [Kept(*one) for one in json.loads(kept or "[]")]
        again = (self._unmade if whole else self._returned).moved(*there)
        found, fresh = list(there), [one for one in entries if not self._ends(one)]
        for edge, at in enumerate((start, stop)):
            known = self._restored(entries, edge, at)
            if known is not None:
                found[edge] = known
            elif again[edge] != at:
                fresh += self._lost(edge, at)
        written = json.dumps([one.row for one in fresh]) if fresh else ""
        return found[0], max(found), written

    @cached_property
    def _returned(self) -> Edited:
        return self.narrow.undone(self.old)

    @cached_property
    def _unmade(self) -> Edited:
        return self.wide.undone(self.old)

    def _restored(self, entries: Sequence[Kept], edge: int, at: int) -> int | None:
        for one in entries:
            if one.edge == edge and self._ends(one):
                number = self.made_by.index(one.by)
                edit = self.wide.edits[number]
                if edit.start <= at <= edit.stop:
                    return edit.start + self.wide.shifts[number] + one.offset
        return None

    def _ends(self, one: Kept) -> bool:
        return one.by in self.made_by and one.back != self.back

    def _lost(self, edge: int, at: int) -> list[Kept]:
        """Note an edge that the way back would not find again."""
        return [
            Kept(edge, self.made_by[number], self.back, at - edit.start)
            for number, edit in enumerate(self.wide.edits)
            if edit.start <= at <= edit.stop
        ][:1]


@dataclass(frozen=True, slots=True)
class Kept:
    """Remember an edge (0 start, 1 stop) as an offset in the words that a correction replaced."""

    edge: int
    by: str
    back: bool
    offset: int

    @property
    def row(self) -> list[object]:
        """Give what is written to the file."""
        return [self.edge, self.by, self.back, self.offset]


def follow(act: Act, ways: Mapping[str, Way]) -> None:
    """Move turns, passages, corrections, vectors and what the audit trail keeps of them.

    `ways` holds what was done to each transcript's text, by its id.
    """
    # First the vectors: where the turns stood tells which of them are stale.
    _move_vectors(act, ways)
    found = act.rows(
        "select id, transcript_id, start, stop from turns "
        "where list_contains($ids::text[], transcript_id)",
        ids=list(ways),
    )
    _place(act, "turns", found, ways)
    for table in PLACED:
        _move_rows(act, table, ways)
    _move_past(act, ways)


def carried(table: str, way: Way, row: Row) -> Row:
    """Give a row of a placed table with its place in the changed text.

    A treatment that reaches into the words of a correction makes it forget them: they may be part
    of a name.
    """
    whole, place = table == "corrections", (row["start"], row["stop"])
    start, stop, kept = way.moved(*place, row.get("kept") or "", whole=whole)
    row = row | {"start": start, "stop": stop, "kept": kept}
    touched = whole and not way.made_by and way.wide.touches(*place)
    forgotten = {"was": None, "becomes": None} if touched else {}
    return row | forgotten


def _move_rows(act: Act, table: str, ways: Mapping[str, Way]) -> None:
    found = act.rows(
        f"select * from {table} where list_contains($ids::text[], transcript_id)", ids=list(ways)
    )
    fresh = [(row, carried(table, ways[row["transcript_id"]], row)) for row in found]
    changed = [new for old, new in fresh if new != old]
    columns = ("kept",) if table == "passages" else ("kept", "was", "becomes")
    extra = "".join(f", unnest(${name}::text[]) as {name}" for name in columns)
    sets = "".join(f", {name} = new.{name}" for name in columns)
    act.sql.execute(
        f"update {table} set start = new.start, stop = new.stop{sets} from "
        "(select unnest($ids::text[]) as id, unnest($starts::int[]) as start, "
        f"unnest($stops::int[]) as stop{extra}) new where new.id = {table}.id",
        {
            "ids": [row["id"] for row in changed],
            "starts": [row["start"] for row in changed],
            "stops": [row["stop"] for row in changed],
            **{name: [row[name] for row in changed] for name in columns},
        },
    )


def _place(act: Act, table: str, rows: Sequence[Row], ways: Mapping[str, Way]) -> None:
    places = [
        (row["id"], *ways[row["transcript_id"]].wide.moved(row["start"], row["stop"]))
        for row in rows
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


def _move_vectors(act: Act, ways: Mapping[str, Way]) -> None:
    """Drop the vectors of changed words; the others wait to be taken up when what is new has one.

    A vector can be turned back into words, so one of treated words must not outlive them, nor may
    one of words that were corrected before. What a correction took away is kept for its undo.
    """
    found = act.rows(_VECTORS, ids=list(ways))
    stale = [
        row["id"]
        for row in found
        if ways[row["transcript_id"]].wide.touches(row["start"], row["stop"])
        or (
            row["unit"] == "question"
            and row["asked"] is not None
            and ways[row["transcript_id"]].wide.touches(row["asked"], row["answered"])
        )
    ]
    gone = set(stale)
    if all(way.made_by for way in ways.values()):
        act.sql.execute(_KEEP, {"ids": stale, "earlier": EARLIER})
    else:
        act.sql.execute("delete from kept_vectors")
    act.sql.execute("delete from vectors where id in (select unnest($ids::text[]))", {"ids": stale})
    _place(act, "vectors", [row for row in found if row["id"] not in gone], ways)
    act.sql.execute(
        "update vectors set model = $earlier || model "
        "where list_contains($ids::text[], transcript_id) and not starts_with(model, $earlier)",
        {"ids": list(ways), "earlier": EARLIER},
    )


def _move_past(act: Act, ways: Mapping[str, Way]) -> None:
    """Rewrite the rows of past events: an undo must bring a coding back onto its words."""
    past = act.rows(_PAST, ids=list(ways))
    events = [(row["id"], json.loads(row["changes"])) for row in past]
    homes = {
        change["id"]: home
        for _, changes in events
        for change in changes
        if change["table"] in PLACED and (home := _transcript(change)) in ways
    }
    fresh = []
    for event_id, changes in events:
        mine = [one for one in changes if one["id"] in homes and one["table"] in PLACED]
        moved = [_carry_change(change, ways[homes[change["id"]]]) for change in mine]
        if any(moved):
            fresh.append((event_id, json.dumps(changes)))
    act.sql.execute(
        "update events set changes = new.changes from (select unnest($ids::text[]) as id, "
        "unnest($changes::text[])::json as changes) new where new.id = events.id",
        {"ids": [event_id for event_id, _ in fresh], "changes": [text for _, text in fresh]},
    )


def _carry_change(change: Row, way: Way) -> bool:
    """Put the places of a change into the changed text; tell whether they differ."""
    was = change["before"], change["after"]
    sides = [side for side in ("before", "after") if change[side] and "start" in change[side]]
    for side in sides:
        change[side] = carried(change["table"], way, change[side])
    # An undo writes only what the row names: both sides must name an edge that either keeps.
    if change["table"] == "passages" and not any(change[side]["kept"] for side in sides):
        for side in sides:
            if len(change[side]) == len(_PLACE) + 1:
                del change[side]["kept"]
    return was != (change["before"], change["after"])


def _transcript(change: Row) -> str:
    row: Row = {**(change["before"] or {}), **(change["after"] or {})}
    return str(row.get("transcript_id", ""))


_PLACE = ("start", "stop")
# What only sets other edges does not name its transcript: an event before it does.
_PAST = """
select id, changes from events
where (contains(changes::text, '"passages"') or contains(changes::text, '"corrections"'))
  and (list_bool_or([contains(changes::text, id) for id in $ids::text[]])
    or regexp_matches(changes::text,
      '"table": "passages", "id": "[^"]*", "before": \\{"(start|stop|kept)"'))
"""
_KEEP = """
insert into kept_vectors select id, replace(model, $earlier, ''), hash, vector from vectors
where id in (select unnest($ids::text[]))
  and hash not in (select hash from kept_vectors)
"""
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
