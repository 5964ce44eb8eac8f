"""Keep what a researcher noted in getting to know a transcript, or the whole set of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from workbench import audit
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

Kind = Literal["first impression", "listening", "reading"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Impression:
    """Hold one note; without a transcript it is on the whole set."""

    id: str
    transcript_id: str | None
    kind: Kind
    text: str
    researcher: str
    ts: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Say how well a released transcript is known: who read it, and the notes there are.

    `whole` read it to the end, `partly` have read stretches of it so far.
    """

    transcript_id: str
    label: str
    words: int
    whole: tuple[str, ...]
    partly: tuple[str, ...]
    listening: int
    reading: int
    first: int
    memos: int


def note(
    study: Study,
    transcript_id: str | None,
    kind: Kind,
    text: str,
    *,
    event_id: str | None = None,
) -> Impression:
    """Note something on a transcript, or on the whole set where none is named; raises NotThere."""
    if kind not in KINDS:
        raise NotAllowed(f"A note is one of these: {', '.join(KINDS)}.")
    made = Impression(
        id=study.new_id(),
        transcript_id=transcript_id,
        kind=kind,
        text=_worth_keeping(text),
        researcher=study.researcher,
        ts=audit.now(),
    )
    with audit.act(study, "impressions.note", subject=made.id, event_id=event_id) as act:
        query = "select id from transcripts where id = $id"
        if transcript_id is not None and not act.row(query, id=transcript_id):
            raise NotThere("There is no such transcript in this study.")
        act.insert("impressions", {name: getattr(made, name) for name in Impression.__slots__})
    return made


def rewrite(study: Study, impression_id: str, text: str, *, event_id: str | None = None) -> None:
    """Put other words into a note; raises NotThere."""
    with audit.act(study, "impressions.rewrite", subject=impression_id, event_id=event_id) as act:
        act.update("impressions", impression_id, text=_worth_keeping(text))


def remove(study: Study, impression_id: str, *, event_id: str | None = None) -> None:
    """Take a note away; undo brings it back. What was answered to it stays."""
    with audit.act(study, "impressions.remove", subject=impression_id, event_id=event_id) as act:
        act.delete("impressions", impression_id)


def fetch_all(
    study: Study, transcript_id: str | None = None, *, whole_set: bool = False
) -> list[Impression]:
    """List notes, newest first: all, those on one transcript, or those on the whole set."""
    found = study.rows(
        "select * from impressions where ($id is null or transcript_id = $id) "
        "and (not $whole_set or transcript_id is null) order by ts desc, id",
        id=transcript_id,
        whole_set=whole_set,
    )
    return [Impression(**row) for row in found]


def met(study: Study) -> list[Met]:
    """Say of each released transcript how well it is known, in the study's order."""
    return [
        Met(**{**row, "whole": tuple(row["whole"] or ()), "partly": tuple(row["partly"] or ())})
        for row in study.rows(_MET)
    ]


def _worth_keeping(text: str) -> str:
    if not text.strip():
        raise NotAllowed("Write something first: an empty note is not kept.")
    return text.strip()


_MET = """
with readers as (
    select transcript_id, researcher, bool_or(passage_id is null) as whole
    from readings group by 1, 2
),
read as (
    select transcript_id,
        list(researcher order by lower(researcher)) filter (whole) as whole,
        list(researcher order by lower(researcher)) filter (not whole) as partly
    from readers group by 1
),
noted as (
    select transcript_id,
        count(*) filter (kind = 'listening') as listening,
        count(*) filter (kind = 'reading') as reading,
        count(*) filter (kind = 'first impression') as first
    from impressions group by 1
),
written as (select about_id, count(*) as n from memos where about = 'transcript' group by 1)
select t.id as transcript_id, t.label, t.words, read.whole, read.partly,
    coalesce(noted.listening, 0) as listening, coalesce(noted.reading, 0) as reading,
    coalesce(noted.first, 0) as first, coalesce(written.n, 0) as memos
from transcripts t
left join read on read.transcript_id = t.id
left join noted on noted.transcript_id = t.id
left join written on written.about_id = t.id
where t.state = 'released' order by t.position
"""
