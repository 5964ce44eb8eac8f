"""Code many passages anew at once: add a code to them, move them to another, take them off.

Each verb is one act with one event, however many codings it changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench import audit
from workbench.coding import merging
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study


def add(
    study: Study, coding_ids: Sequence[str], code_id: str, *, event_id: str | None = None
) -> int:
    """Code the passages of these codings with a code as well; returns how many were added.

    Words that this researcher coded with it already are left as they are. Raises NotThere.
    """
    with audit.act(study, "recoding.add", subject=code_id, event_id=event_id) as act:
        _require(act, coding_ids, code_id)
        places = act.rows(_UNCODED, ids=list(coding_ids), code=code_id, researcher=study.researcher)
        passages: list[Row] = [{"id": study.new_id(), **place} for place in places]
        act.insert_all("passages", passages)
        shared: Row = {"researcher": study.researcher, "ts": audit.now(), "found_by": "reading"}
        act.insert_all(
            "codings",
            [
                {"id": study.new_id(), "passage_id": row["id"], "code_id": code_id, **shared}
                for row in passages
            ],
        )
        return len(passages)


def move(
    study: Study, coding_ids: Sequence[str], code_id: str, *, event_id: str | None = None
) -> int:
    """Give codings another code instead of their own; returns how many.

    Researcher and time stay. Words that the same researcher coded with that code already keep one
    coding. Raises NotThere.
    """
    with audit.act(study, "recoding.move", subject=code_id, event_id=event_id) as act:
        _require(act, coding_ids, code_id)
        return merging.give(act, coding_ids, code_id)


def take_off(study: Study, coding_ids: Sequence[str], *, event_id: str | None = None) -> int:
    """Take codings away with the memos on them and their places among quotes; returns how many."""
    with audit.act(study, "recoding.take_off", event_id=event_id) as act:
        _require(act, coding_ids)
        return merging.take_off(act, coding_ids)


def _require(act: audit.Act, coding_ids: Sequence[str], code_id: str | None = None) -> None:
    if not coding_ids:
        raise NotAllowed("Tick some passages first.")
    if code_id is not None and not act.row("select id from codes where id = $id", id=code_id):
        raise NotThere("This code is no longer in the codebook. Choose another one.")
    found = act.row(
        "select count(*) as n from codings where id in (select unnest($ids::text[]))",
        ids=list(coding_ids),
    )
    if not found or found["n"] < len(set(coding_ids)):
        raise NotThere("One of these codings is no longer in the study. Look at the list again.")


_UNCODED = """
select distinct p.transcript_id, p.start, p.stop
from codings c join passages p on p.id = c.passage_id
where c.id in (select unnest($ids::text[])) and not exists (
    select 1 from codings d join passages q on q.id = d.passage_id
    where d.code_id = $code and d.researcher = $researcher
        and q.transcript_id = p.transcript_id and q.start = p.start and q.stop = p.stop
)
order by 1, 2, 3
"""
