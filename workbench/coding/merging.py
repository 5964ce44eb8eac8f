"""Move what hangs on one code to another, inside an act of the codebook, all rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench import audit, groupings
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row


def line(codes: Sequence[Row], code: Row) -> list[str]:
    """Climb from a code to the top of the codebook; lists the ids on the way, its own first."""
    by_id = {row["id"]: row for row in codes}
    ids = [str(code["id"])]
    while (above := by_id[ids[-1]]["parent_id"]) is not None:
        ids.append(above)
    return ids


def fold(act: audit.Act, code_id: str, into_id: str) -> None:
    """Move codings, decisions, memos and theme membership, and delete the emptied code."""
    give(act, _ids(act, "select id from codings where code_id = $id order by id", code_id), into_id)
    decisions = _ids(act, "select id from decisions where code_id = $id order by id", code_id)
    act.update_all("decisions", {name: {"code_id": into_id} for name in decisions})
    _point(act, "code", {code_id: into_id})
    _fold_rows(act, "theme_codes", "code_id", {code_id: into_id})
    groupings.drop_code(act, code_id)
    act.delete("codes", code_id)


def give(act: audit.Act, coding_ids: Iterable[str], code_id: str) -> int:
    """Move codings to another code; returns how many.

    Words that the same researcher coded with that code already keep the one coding there, with
    all memos and places among quotes. Raises NotThere for a coding that is gone.
    """
    wanted = list(dict.fromkeys(coding_ids))
    doubles = {row["id"]: row for row in act.rows(_DOUBLES, ids=wanted, into=code_id)}
    _fold_doubles(act, list(doubles.values()))
    left = [name for name in wanted if name not in doubles]
    act.update_all("codings", {name: {"code_id": code_id} for name in left})
    return len(wanted)


def take_out(act: audit.Act, code_id: str, coding_ids: Sequence[str], new_id: str) -> None:
    """Give codings of a code, or of codes below it, to another; raises NotAllowed for others."""
    mine = set(_ids(act, _MINE, code_id))
    if not coding_ids or not mine.issuperset(coding_ids):
        raise NotAllowed("Choose some passages of this code first: only those can be split off.")
    give(act, coding_ids, new_id)


def take_off(act: audit.Act, coding_ids: Iterable[str]) -> int:
    """Delete codings and all that stands on them; returns how many. Raises NotThere."""
    wanted = list(dict.fromkeys(coding_ids))
    found = act.rows(
        "select id, passage_id from codings where id in (select unnest($ids::text[]))", ids=wanted
    )
    if len(found) < len(wanted):
        raise NotThere("One of these codings is no longer in the study.")
    passages = [row["passage_id"] for row in found]
    for about, ids in (("coding", wanted), ("passage", passages)):
        memos = act.rows(_MEMOS, about=about, ids=ids)
        act.delete_all("memos", [row["id"] for row in memos])
    groupings.drop_quotes(act, wanted)
    act.delete_all("codings", wanted)
    act.delete_all("passages", passages)
    return len(wanted)


def drop(act: audit.Act, code_id: str) -> None:
    """Delete a code that nothing is coded with, with its memos, decisions and theme membership."""
    decisions = act.rows(
        "select id, passage_id from decisions where code_id = $id order by id", id=code_id
    )
    passages = [row["passage_id"] for row in decisions]
    for about, ids in (("code", [code_id]), ("passage", passages)):
        memos = act.rows(_MEMOS, about=about, ids=ids)
        act.delete_all("memos", [row["id"] for row in memos])
    groupings.drop_code(act, code_id)
    act.delete_all("decisions", [row["id"] for row in decisions])
    act.delete_all("passages", passages)
    act.delete("codes", code_id)


def _ids(act: audit.Act, query: str, wanted: str) -> list[str]:
    return [row["id"] for row in act.rows(query, id=wanted)]


def _fold_doubles(act: audit.Act, doubles: Sequence[Row]) -> None:
    _point(act, "coding", {row["id"]: row["kept"] for row in doubles})
    _point(act, "passage", {row["passage_id"]: row["kept_passage"] for row in doubles})
    _fold_rows(act, "theme_quotes", "coding_id", {row["id"]: row["kept"] for row in doubles})
    act.delete_all("codings", [row["id"] for row in doubles])
    act.delete_all("passages", [row["passage_id"] for row in doubles])


def _point(act: audit.Act, about: str, kept: Mapping[str, str]) -> None:
    """Let memos be about what is kept."""
    memos = act.rows(_MEMOS, about=about, ids=list(kept))
    act.update_all("memos", {row["id"]: {"about_id": kept[row["about_id"]]} for row in memos})


def _fold_rows(act: audit.Act, table: str, column: str, kept: Mapping[str, str]) -> None:
    """Point a theme's rows at what is kept; a theme that has that already loses the double."""
    query = (
        f"select id, theme_id, {column} as what from {table} "
        f"where {column} in (select unnest($ids::text[])) order by id"
    )
    there = {(row["theme_id"], row["what"]) for row in act.rows(query, ids=list(kept.values()))}
    gone, new = [], {}
    for row in act.rows(query, ids=list(kept)):
        place = (row["theme_id"], kept[row["what"]])
        if place in there:
            gone.append(row["id"])
        else:
            new[row["id"]] = {column: kept[row["what"]]}
            there.add(place)
    if table == "theme_quotes":
        groupings.drop_marks(act, gone)
    act.delete_all(table, gone)
    act.update_all(table, new)


_MEMOS = (
    "select id, about_id from memos where about = $about "
    "and about_id in (select unnest($ids::text[])) order by id"
)
# Of codings of the same words by the same researcher the one that has the code already is kept.
_DOUBLES = """
with here as (
    select c.id, c.passage_id, c.code_id = $into as there,
        first_value(c.id) over same as kept, first_value(c.passage_id) over same as kept_passage
    from codings c join passages p on p.id = c.passage_id
    where c.code_id = $into or c.id in (select unnest($ids::text[]))
    window same as (
        partition by c.researcher, p.transcript_id, p.start, p.stop
        order by c.code_id = $into desc, c.id
    )
)
select id, passage_id, kept, kept_passage from here where id <> kept and not there order by id
"""
_MINE = """
with recursive below as (
    select id from codes where id = $id
    union select codes.id from codes join below on codes.parent_id = below.id
)
select codings.id from codings join below on below.id = codings.code_id
"""
