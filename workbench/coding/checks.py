"""List the passages whose words a correction touched, until a researcher has looked at each.

Nothing is stored when words are corrected: which passages are touched follows from the places.
What is stored is that somebody has looked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Literal

from workbench import audit, passages, transcripts
from workbench.coding import codings
from workbench.coding.coded_passages import Coding
from workbench.edits import Edit
from workbench.errors import NotThere
from workbench.following import Way, carried
from workbench.store import Row
from workbench.study import Study

Touched = Literal["edge", "inside", "emptied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Show a passage before and after corrections; `id` is that of the coding, or of its passage.

    `was` is None where it is no longer known, as a name was hidden there since. `touched` says
    whether the passage may begin or end elsewhere, holds corrected words, or none any longer.
    """

    id: str
    transcript_id: str
    passage_id: str
    code_id: str | None
    researcher: str
    start: int
    stop: int
    was: str | None = field(repr=False)
    words: str = field(repr=False)
    touched: Touched
    corrections: tuple[str, ...]


def fetch_all(study: Study, transcript_id: str | None = None) -> list[Check]:
    """List the passages to check, in one transcript or all: edges before the rest."""
    rows = study.rows(_WAITING, id=transcript_id)
    texts = {
        row["id"]: str(row["text"])
        for row in study.rows(
            "select id, text from texts where list_contains($ids::text[], id)",
            ids=sorted({row["transcript_id"] for row in rows}),
        )
    }
    made = _corrections(study, list(texts))
    found = [
        _check(texts[some[0]["transcript_id"]], some, made[some[0]["transcript_id"]])
        for _, same in groupby(rows, key=itemgetter("about_id"))
        for some in [list(same)]
    ]
    return sorted(found, key=lambda one: one.touched == "inside")


def counts(study: Study) -> dict[str, int]:
    """Count the passages to check by transcript, where there are any."""
    found = {(row["transcript_id"], row["about_id"]) for row in study.rows(_WAITING, id=None)}
    return dict(Counter(home for home, _ in found))


def accept(study: Study, ids: Iterable[str], *, event_id: str | None = None) -> None:
    """Leave passages as they are and take them off the list."""
    wanted = list(ids)
    subject = wanted[0] if len(wanted) == 1 else None
    with audit.act(study, "checks.accept", subject=subject, event_id=event_id) as act:
        _settle(study, act, wanted)


def adjust(
    study: Study,
    about_id: str,
    start: int,
    stop: int,
    *,
    version: str | None = None,
    event_id: str | None = None,
) -> None:
    """Set other edges for a passage and take it off the list; raises as `codings.resize` does."""
    with audit.act(study, "checks.adjust", subject=about_id, event_id=event_id) as act:
        row = act.row(_OWNED, id=about_id)
        if row is None:
            raise NotThere("This passage is no longer in the study.")
        if version is not None:
            transcripts.require_version(act, row["transcript_id"], version)
        if row["coding_id"]:
            codings.place(act, codings.require(act, about_id), start, stop)
        else:
            passages.move(act, about_id, start, stop)
        _settle(study, act, [about_id])


def _settle(study: Study, act: audit.Act, ids: Sequence[str]) -> None:
    waiting = [row for row in act.rows(_WAITING, id=None) if row["about_id"] in set(ids)]
    for row in waiting:
        if row["check_id"]:
            act.update("checks", row["check_id"], settled=True)
    act.insert_all(
        "checks",
        [
            {
                "id": study.new_id(),
                "about_id": row["about_id"],
                "correction_id": row["correction_id"],
                "settled": True,
            }
            for row in waiting
            if not row["check_id"]
        ],
    )


def would_touch(
    study: Study, transcript_id: str, edits: Sequence[Edit]
) -> tuple[list[Coding], int]:
    """Say what edits, as `corrections.refined` gives them, will do to the codings.

    Gives those whose words are touched, and how many move along behind them.
    """
    known = codings.of_transcript(study, transcript_id)
    touched = [one for one in known if any(_reaches(edit, one.start, one.stop) for edit in edits)]
    first = min((edit.stop for edit in edits), default=0)
    return touched, sum(one.start >= first for one in known if one not in touched)


def _reaches(edit: Edit, start: int, stop: int) -> bool:
    return edit.start < stop and start < edit.stop


def _corrections(study: Study, ids: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {one: [] for one in ids}
    for row in study.rows(
        "select * from corrections where list_contains($ids::text[], transcript_id) "
        "order by ts, start",
        ids=ids,
    ):
        found[row["transcript_id"]].append(row)
    return found


def _check(text: str, same: Sequence[Row], made: Sequence[Row]) -> Check:
    row = same[0]
    words = text[row["start"] : row["stop"]]
    places = {one["correction_id"] for one in same}
    mine = [one for one in made if one["id"] in places]
    inside = len(mine) == len(places) and all(_is_inside(row, one) for one in mine)
    return Check(
        id=row["about_id"],
        transcript_id=row["transcript_id"],
        passage_id=row["passage_id"],
        code_id=row["code_id"],
        researcher=row["researcher"],
        start=row["start"],
        stop=row["stop"],
        was=_before(text, row, made, places),
        words=words,
        touched="emptied" if not words.strip() else "inside" if inside else "edge",
        corrections=tuple(sorted(places)),
    )


def _is_inside(passage: Row, one: Row) -> bool:
    kept = one["id"] in (passage["kept"] or "")
    return passage["start"] < one["start"] and one["stop"] < passage["stop"] and not kept


def _before(text: str, row: Row, made: Sequence[Row], places: set[str]) -> str | None:
    """Take the corrections back in thought, the newest first, to read the words as they were."""
    passage, left = row, [dict(one) for one in made]
    if not places <= {one["id"] for one in made}:
        return None
    while left:
        one = left.pop()
        if one["id"] not in places:
            continue
        if one["was"] is None or text[one["start"] : one["stop"]] != one["becomes"]:
            return None
        edit = Edit(start=one["start"], stop=one["stop"], words=one["was"])
        way = Way(text, (edit,), (one["id"],), back=True)
        passage = carried("passages", way, passage)
        left = [carried("corrections", way, other) for other in left]
        text = way.wide.text
    return text[passage["start"] : passage["stop"]]


_OWNERS = """
with owners as (
    select id as about_id, passage_id, id as coding_id, code_id, researcher, ts from codings
    union all
    select about_id, about_id, null, null, min(researcher), min(ts) from memos
    where about = 'passage' and about_id not in (select passage_id from codings) group by about_id
)
"""
_OWNED = (
    _OWNERS + "select o.*, p.transcript_id from owners o join passages p on p.id = o.passage_id "
    "where o.about_id = $id"
)
# What is only added beside a passage may belong to it as well.
_WAITING = (
    _OWNERS
    + """,
touching as (
    select o.*, p.transcript_id, p.start, p.stop, p.kept, c.id as correction_id
    from owners o join passages p on p.id = o.passage_id
    join corrections c on c.transcript_id = p.transcript_id
    where o.ts < c.ts and (
        (c.start < p.stop and p.start < c.stop) or contains(p.kept, c.id)
        or (trim(c.was) = '' and trim(c.becomes) <> '' and (p.start = c.stop or p.stop = c.start)))
),
waiting as (
    select t.*, null as check_id from touching t
    where not exists (
        select 1 from checks k
        where k.about_id = t.about_id and k.correction_id = t.correction_id)
    union all
    select o.*, p.transcript_id, p.start, p.stop, p.kept, k.correction_id, k.id as check_id
    from owners o join passages p on p.id = o.passage_id join checks k on k.about_id = o.about_id
    where not k.settled
)
select * from waiting where $id is null or transcript_id = $id
order by transcript_id, start, stop, about_id
"""
)
