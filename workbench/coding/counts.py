"""Count what is coded: passages and participants for each code."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Count the passages of a code and its sub-codes, and the participants who say them."""

    passages: int
    participants: int


def by_code(study: Study) -> dict[str, Count]:
    """Count by code id what is coded with the code or one below it; the same words count once."""
    return {
        row["id"]: Count(passages=row["passages"], participants=row["participants"])
        for row in study.rows(_COUNTS)
    }


def elsewhere(study: Study, transcript_id: str) -> dict[str, int]:
    """Count passages as `by_code` does, but only those in other transcripts."""
    return {row["root"]: row["n"] for row in study.rows(_ELSEWHERE, id=transcript_id)}


_TREE = """
with recursive tree as (
    select id as root, id from codes
    union select tree.root, codes.id from codes join tree on codes.parent_id = tree.id
)
"""
_ELSEWHERE = (
    _TREE
    + """
select tree.root, count(distinct (p.transcript_id, p.start, p.stop)) as n
from tree join codings c on c.code_id = tree.id join passages p on p.id = c.passage_id
where p.transcript_id <> $id group by tree.root
"""
)
_COUNTS = (
    _TREE
    + """
, said as (
    select tree.root, p.transcript_id, p.start, p.stop
    from tree join codings c on c.code_id = tree.id join passages p on p.id = c.passage_id
),
people as (
    select said.root, count(distinct coalesce(s.participant_id, s.id)) as n
    from said join turns t on t.transcript_id = said.transcript_id
        and t.start < said.stop and t.stop > said.start
    join speakers s on s.id = t.speaker_id and s.role = 'participant'
    group by said.root
)
select codes.id, count(distinct (said.transcript_id, said.start, said.stop))
        filter (where said.start is not null) as passages,
    coalesce(any_value(people.n), 0) as participants
from codes left join said on said.root = codes.id left join people on people.root = codes.id
group by codes.id
"""
)
