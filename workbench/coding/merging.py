"""Move what hangs on one code to another, inside an act of the codebook."""

from __future__ import annotations

from collections.abc import Sequence

from workbench import audit
from workbench.coding import codings
from workbench.errors import NotAllowed
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
    _fold_codings(act, code_id, into_id)
    for decision in act.rows("select id from decisions where code_id = $id", id=code_id):
        act.update("decisions", decision["id"], code_id=into_id)
    for memo in act.rows(_MEMOS, about="code", id=code_id):
        act.update("memos", memo["id"], about_id=into_id)
    _fold_rows(act, "theme_codes", "code_id", code_id, into_id)
    act.delete("codes", code_id)


def take_out(act: audit.Act, code_id: str, coding_ids: Sequence[str], new_id: str) -> None:
    """Give codings of one code to another one; raises NotAllowed for codings of a third."""
    mine = {row["id"] for row in act.rows("select id from codings where code_id = $c", c=code_id)}
    wanted = dict.fromkeys(coding_ids)
    if not wanted or not mine.issuperset(wanted):
        raise NotAllowed("Choose some passages of this code first: only those can be split off.")
    for coding_id in wanted:
        act.update("codings", coding_id, code_id=new_id)


def drop(act: audit.Act, code_id: str) -> None:
    """Delete a code that nothing is coded with, with its memos, decisions and theme membership."""
    _forget_memos(act, "code", code_id)
    for member in act.rows("select id from theme_codes where code_id = $id", id=code_id):
        act.delete("theme_codes", member["id"])
    decisions = act.rows("select id, passage_id from decisions where code_id = $id", id=code_id)
    for decision in decisions:
        _forget_memos(act, "passage", decision["passage_id"])
        act.delete("decisions", decision["id"])
        act.delete("passages", decision["passage_id"])
    act.delete("codes", code_id)


def _forget_memos(act: audit.Act, about: str, about_id: str) -> None:
    for memo in act.rows(_MEMOS, about=about, id=about_id):
        act.delete("memos", memo["id"])


def _fold_codings(act: audit.Act, code_id: str, into_id: str) -> None:
    doubles = {row["id"]: row for row in act.rows(_DOUBLES, code=code_id, into=into_id)}
    for coding in act.rows("select id from codings where code_id = $id order by id", id=code_id):
        if coding["id"] in doubles:
            _fold_double(act, doubles[coding["id"]])
        else:
            act.update("codings", coding["id"], code_id=into_id)


def _fold_double(act: audit.Act, double: Row) -> None:
    for about, old, new in (
        ("coding", double["id"], double["kept"]),
        ("passage", double["passage_id"], double["kept_passage"]),
    ):
        for memo in act.rows(_MEMOS, about=about, id=old):
            act.update("memos", memo["id"], about_id=new)
    _fold_rows(act, "theme_quotes", "coding_id", double["id"], double["kept"])
    codings.take_away(act, double["id"])


def _fold_rows(act: audit.Act, table: str, column: str, old: str, new: str) -> None:
    """Point a theme's rows at what is kept; a theme that has that already loses the double."""
    there = {
        row["theme_id"]
        for row in act.rows(f"select theme_id from {table} where {column} = $id", id=new)
    }
    for row in act.rows(f"select id, theme_id from {table} where {column} = $id", id=old):
        if row["theme_id"] in there:
            act.delete(table, row["id"])
        else:
            act.update(table, row["id"], **{column: new})


_MEMOS = "select id from memos where about = $about and about_id = $id"
_DOUBLES = """
select a.id, a.passage_id, b.id as kept, b.passage_id as kept_passage
from codings a join passages p on p.id = a.passage_id
join codings b on b.code_id = $into and b.researcher = a.researcher
join passages q on q.id = b.passage_id
where a.code_id = $code
    and q.transcript_id = p.transcript_id and q.start = p.start and q.stop = p.stop
"""
