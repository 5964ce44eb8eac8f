"""Count what a study holds, for a page that shows where the work stands."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Count what exists; `read` and `coded` are transcripts, `unasked` lack a word on deposit."""

    transcripts: int
    released: int
    read: int
    coded: int
    words: int
    participants: int
    unasked: int
    codes: int
    undefined: int
    codings: int
    memos: int
    candidate: int
    reviewed: int
    named: int
    quotes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Point to a turn of a released transcript; `position` counts turns from 0."""

    transcript_id: str
    label: str
    position: int
    start: int
    stop: int


def look(study: Study) -> Overview:
    """Count everything in one query."""
    found = study.row(_COUNTS)
    return Overview(**{name: int(value or 0) for name, value in (found or {}).items()})


def coded_transcripts(study: Study) -> set[str]:
    """Collect the transcripts in which at least one passage is coded."""
    found = study.rows(
        "select distinct p.transcript_id from codings c join passages p on p.id = c.passage_id"
    )
    return {row["transcript_id"] for row in found}


def last_place(study: Study) -> Place | None:
    """Find the passage coded last, by this researcher if there is one; None without codings."""
    found = study.row(_LAST_PLACE, researcher=study.researcher)
    return Place(**found) if found else None


_COUNTS = """
select
    (select count(*) from transcripts) as transcripts,
    (select count(*) from transcripts where state = 'released') as released,
    (select count(distinct transcript_id) from readings where passage_id is null) as read,
    (select count(distinct p.transcript_id) from codings c join passages p on p.id = c.passage_id)
        as coded,
    (select sum(words) from transcripts) as words,
    (select count(*) from participants) as participants,
    (select count(*) from participants where consent_to_deposit is null) as unasked,
    (select count(*) from codes where not retired) as codes,
    (select count(*) from codes where not retired and description = '') as undefined,
    (select count(*) from codings) as codings,
    (select count(*) from memos) as memos,
    (select count(*) from themes where status = 'candidate') as candidate,
    (select count(*) from themes where status = 'reviewed') as reviewed,
    (select count(*) from themes where status = 'named') as named,
    (select count(*) from theme_quotes) as quotes
"""

_LAST_PLACE = """
select t.id as transcript_id, t.label, coalesce(max(u.position), 0) as position, p.start, p.stop
from codings c
join passages p on p.id = c.passage_id
join transcripts t on t.id = p.transcript_id
left join turns u on u.transcript_id = t.id and u.start <= p.start
group by t.id, t.label, c.id, c.researcher, c.ts, p.start, p.stop
order by c.researcher = $researcher desc, c.ts desc, c.id limit 1
"""
