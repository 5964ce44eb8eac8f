"""Show the thematic structure as it was after any past event, and bring it back as a copy.

What stands now is read with all later events, whose changes are then taken back one by one in
memory: nothing in the file is touched, and no earlier state has to be stored.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench import audit, clock, passages
from workbench.coding.codebook import LONGEST_NAME
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row, fetch
from workbench.study import Study
from workbench.themes import outline, rows
from workbench.themes.outline import Theme

TABLES = ("themes", "theme_codes", "theme_passages")
WRITTEN = ("definition", "essence", "includes", "excludes", "boundaries", "story", "colour")

Tables = dict[str, dict[str, Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """Hold the themes as they stood after event `number`, with what stood where.

    `codes` and `passages` are rows of theme_codes and theme_passages, in their order; `places`
    are rows of the passages that are gone from the study since, by id.
    """

    number: int
    themes: tuple[Theme, ...]
    codes: tuple[Row, ...]
    passages: tuple[Row, ...]
    places: Mapping[str, Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Name the copies by id, and what could not come along: codes by name, passages by number."""

    themes: tuple[str, ...]
    codes: tuple[str, ...]
    passages: int


def after(study: Study, number: int) -> Structure:
    """Show the themes as they stood after an event of the trail; 0 is before the first.

    Raises NotThere for a number that no event has yet.
    """
    with study.still() as now, now.cursor() as sql:
        last = fetch(sql, "select coalesce(max(seq), 0) as n from events", {})[0]["n"]
        tables: Tables = {
            table: {row["id"]: row for row in fetch(sql, f"select * from {table}", {})}
            for table in TABLES
        }
        later = fetch(sql, _LATER, {"number": number})
    if not 0 <= number <= last:
        raise NotThere(f"The trail has no event {number} yet. Its last one is {last}.")
    places = take_back(tables, [json.loads(row["changes"]) for row in later])
    return Structure(
        number=number,
        themes=tuple(outline.arranged(tables["themes"].values(), tables["theme_codes"].values())),
        codes=_in_order(tables["theme_codes"]),
        passages=_in_order(tables["theme_passages"]),
        places=places,
    )


def on(study: Study, when: datetime) -> Structure:
    """Show the themes as they stood at a time, in UTC without zone as the trail has it."""
    return after(study, number_on(study, when))


def number_on(study: Study, when: datetime) -> int:
    """Number the last event up to a time; 0 where there is none."""
    found = study.row("select coalesce(max(seq), 0) as n from events where ts <= $ts", ts=when)
    return int(found["n"]) if found else 0


def take_back(tables: Tables, events: Iterable[Sequence[Row]]) -> dict[str, Row]:
    """Take changes back from some rows by table and id, the newest event first. Pure.

    Returns the passages that these events took away.
    """
    places: dict[str, Row] = {}
    for changes in events:
        for change in reversed(changes):
            if change["table"] == "passages" and change["after"] is None:
                places.setdefault(change["id"], change["before"])
            if change["table"] in tables:
                _take_back(tables[change["table"]], change)
    return places


def restore(
    study: Study,
    number: int,
    *,
    themes: Collection[str] | None = None,
    event_id: str | None = None,
) -> Restored:
    """Bring the themes as they stood after an event back as new candidates, beside those of now.

    All of them, or some by id. Each is named for its day. Codes and passages come along that are
    still in the study; quotes, memos and answers do not. Raises NotAllowed where no theme stood,
    NotThere where one that is asked for did not.
    """
    old = after(study, number)
    wanted = [theme for theme in old.themes if themes is None or theme.id in themes]
    if themes is not None and len(wanted) < len(set(themes)):
        raise NotThere("Not every theme asked for stood then. Nothing was brought back.")
    if not wanted:
        raise NotAllowed("No theme stood then. Choose a later moment.")
    new = {theme.id: study.new_id() for theme in wanted}
    suffix = f" (as of {_day(study, number)})"
    with audit.act(study, "structure.restore", subject=new[wanted[0].id], event_id=event_id) as act:
        for theme in wanted:
            texts = {name: getattr(theme, name) for name in WRITTEN}
            texts["central_concept"] = theme.central_concept
            name = _free_name(act, theme.name, suffix)
            rows.start(act, new[theme.id], name, new.get(theme.parent_id or ""), **texts)
        codes = _bring_codes(study, act, old, new)
        places = _bring_passages(study, act, old, new)
    return Restored(themes=tuple(new.values()), codes=tuple(codes), passages=places)


def _in_order(found: Mapping[str, Row]) -> tuple[Row, ...]:
    return tuple(sorted(found.values(), key=lambda row: (row["position"], row["id"])))


def _take_back(held: dict[str, Row], change: Row) -> None:
    before, row_id = change["before"], change["id"]
    if before is None:
        held.pop(row_id, None)
    elif change["after"] is None:
        held[row_id] = before
    elif row_id in held:
        held[row_id] = held[row_id] | before


def _day(study: Study, number: int) -> str:
    found = study.row("select ts from events where seq <= $n order by seq desc limit 1", n=number)
    if found is None:
        raise NotThere("The trail holds no such event.")
    return clock.day(clock.local(found["ts"]))


def _free_name(act: audit.Act, name: str, suffix: str) -> str:
    taken = {row["name"].casefold() for row in act.rows("select name from themes")}
    for more in ["", *(f" {n}" for n in range(2, len(taken) + 3))]:
        end = suffix + more
        fresh = name[: LONGEST_NAME - len(end)].rstrip() + end
        if fresh.casefold() not in taken:
            break
    return fresh


def _bring_codes(study: Study, act: audit.Act, old: Structure, new: Mapping[str, str]) -> list[str]:
    """Let codes stand in the copies; returns the names of those that are gone."""
    there = {row["id"] for row in act.rows("select id from codes")}
    coming = [row for row in old.codes if row["theme_id"] in new]
    act.insert_all(
        "theme_codes",
        [
            {
                "id": study.new_id(),
                "theme_id": new[row["theme_id"]],
                "code_id": row["code_id"],
                "position": row["position"],
                "stack": row.get("stack") or "",
            }
            for row in coming
            if row["code_id"] in there
        ],
    )
    gone = {row["code_id"] for row in coming} - there
    named = {row["id"]: row["name"] for row in act.rows(_NAMES, ids=sorted(gone))}
    return sorted(named.get(code_id) or "a code" for code_id in gone)


def _bring_passages(study: Study, act: audit.Act, old: Structure, new: Mapping[str, str]) -> int:
    """Put passages into the copies, each with a place of its own; counts those that are gone."""
    coming = [row for row in old.passages if row["theme_id"] in new]
    ids = [row["passage_id"] for row in coming]
    now = act.rows("select * from passages where id in (select unnest($ids::text[]))", ids=ids)
    places = {**old.places, **{row["id"]: row for row in now}}
    gone = 0
    for row in coming:
        place = places.get(row["passage_id"])
        try:
            held = _anchor(study, act, place)
        except (NotAllowed, NotThere):
            gone += 1
            continue
        card = {"id": study.new_id(), "theme_id": new[row["theme_id"]], "passage_id": held}
        who = {"researcher": study.researcher, "ts": audit.now()}
        kept = {"stack": row["stack"], "position": row["position"]}
        act.insert("theme_passages", card | kept | who)
    return gone


def _anchor(study: Study, act: audit.Act, place: Row | None) -> str:
    if place is None:
        raise NotThere("This passage is no longer in the study.")
    span = (place["transcript_id"], place["start"], place["stop"])
    return passages.anchor(act, *span, passage_id=study.new_id()).id


_LATER = """
select changes from events where seq > $number and contains(changes::text, '"theme')
order by seq desc
"""
_NAMES = """
select change->>'id' as id, arg_max(change->'before'->>'name', seq) as name
from (
    select seq, unnest(from_json(changes, '["json"]')) as change
    from events where contains(changes::text, '"codes"')
)
where (change->>'table') = 'codes' and (change->>'after') is null
  and list_contains($ids::text[], change->>'id')
group by 1
"""
