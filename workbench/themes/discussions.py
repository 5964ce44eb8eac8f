"""Put a memo or an impression before the other researchers, and keep what they answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from workbench import audit
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study

Subject = Literal["memo", "impression"]
TABLES: dict[Subject, str] = {"memo": "memos", "impression": "impressions"}
SHOWN = 80
"""Letters of a memo that are shown where one is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hold what a researcher answered."""

    id: str
    text: str
    researcher: str
    ts: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """State what was put forward by whom, and the answers, oldest first.

    `text` and `writer` are None where what was put forward has gone since: its answers stay.
    `kind` and `on` say what it is: a memo on a code, an impression of a transcript.
    """

    id: str
    about: Subject
    about_id: str
    settled: bool
    researcher: str
    ts: datetime
    text: str | None
    writer: str | None
    kind: str | None
    on: str | None
    answers: tuple[Answer, ...] = field(default=())

    @property
    def newest(self) -> datetime:
        """Tell when something was said last."""
        return max([self.ts, *(answer.ts for answer in self.answers)])


def put_forward(study: Study, about: Subject, about_id: str, *, event_id: str | None = None) -> str:
    """Put a memo or impression before the others; returns the discussion's id.

    Raises NotThere where it has gone, NotAllowed where it is put forward already.
    """
    if about not in TABLES:
        raise NotAllowed("A memo or an impression can be put forward, nothing else.")
    new = study.new_id()
    with audit.act(study, "discussions.put_forward", subject=new, event_id=event_id) as act:
        if not act.row(f"select id from {TABLES[about]} where id = $id", id=about_id):
            raise NotThere(
                "What you want to discuss is no longer in the study. Undo brings it back."
            )
        if act.row("select id from discussions where about_id = $id", id=about_id):
            raise NotAllowed("This is put forward already. Answer it there, or reopen it.")
        row: Row = {
            "id": new,
            "about": about,
            "about_id": about_id,
            "settled": False,
            "researcher": study.researcher,
            "ts": audit.now(),
        }
        act.insert("discussions", row)
    return new


def answer(study: Study, discussion_id: str, text: str, *, event_id: str | None = None) -> str:
    """Answer what was put forward; returns the answer's id. Raises NotThere."""
    if not text.strip():
        raise NotAllowed("Write something first: an empty answer is not kept.")
    new = study.new_id()
    with audit.act(study, "discussions.answer", subject=discussion_id, event_id=event_id) as act:
        _require(act, discussion_id)
        row: Row = {
            "id": new,
            "discussion_id": discussion_id,
            "text": text.strip(),
            "researcher": study.researcher,
            "ts": audit.now(),
        }
        act.insert("answers", row)
    return new


def settle(study: Study, discussion_id: str, *, event_id: str | None = None) -> None:
    """Say that a discussion has come to its end; raises NotThere."""
    with audit.act(study, "discussions.settle", subject=discussion_id, event_id=event_id) as act:
        _require(act, discussion_id)
        act.update("discussions", discussion_id, settled=True)


def reopen(study: Study, discussion_id: str, *, event_id: str | None = None) -> None:
    """Take up a settled discussion again; raises NotThere."""
    with audit.act(study, "discussions.reopen", subject=discussion_id, event_id=event_id) as act:
        _require(act, discussion_id)
        act.update("discussions", discussion_id, settled=False)


def fetch_all(study: Study, *, settled: bool | None = None) -> list[Discussion]:
    """List discussions, the one in which something was said last first."""
    answers: dict[str, list[Answer]] = {}
    for row in study.rows("select * from answers order by ts, id"):
        of = row.pop("discussion_id")
        answers.setdefault(of, []).append(Answer(**row))
    found = [
        Discussion(**row, answers=tuple(answers.get(row["id"], ())))
        for row in study.rows(_ALL, settled=settled)
    ]
    return sorted(found, key=lambda one: (one.newest, one.id), reverse=True)


def put_already(study: Study) -> frozenset[str]:
    """Collect the ids of the memos and impressions that were put forward."""
    return frozenset(row["about_id"] for row in study.rows("select about_id from discussions"))


def candidates(study: Study, most: int = 200) -> dict[str, str]:
    """Describe the newest memos that were not put forward yet, by id, in a line each."""
    return {
        row["id"]: " · ".join(
            (f"{row['about']} {row['name'] or ''}".strip(), row["researcher"], _line(row["text"]))
        )
        for row in study.rows(_CANDIDATES, most=most)
    }


def _line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"


def _require(act: audit.Act, discussion_id: str) -> None:
    if not act.row("select id from discussions where id = $id", id=discussion_id):
        raise NotThere("There is no such discussion in this study. Undo may bring it back.")


_NAMED = """
with named as (
    select id, label as name from transcripts union all select id, name from codes
    union all select id, name from themes union all select id, pseudonym from participants
    union all select c.id, codes.name from codings c join codes on codes.id = c.code_id
    union all select p.id, t.label from passages p join transcripts t on t.id = p.transcript_id
)
"""
_ALL = (
    _NAMED
    + """
select d.id, d.about, d.about_id, d.settled, d.researcher, d.ts,
    coalesce(m.text, i.text) as text, coalesce(m.researcher, i.researcher) as writer,
    coalesce(m.about, i.kind) as kind, coalesce(named.name, m.about_id) as "on"
from discussions d
left join memos m on d.about = 'memo' and m.id = d.about_id
left join impressions i on d.about = 'impression' and i.id = d.about_id
left join named on named.id = coalesce(m.about_id, i.transcript_id)
where $settled is null or d.settled = $settled
"""
)
_CANDIDATES = (
    _NAMED
    + """
select m.id, m.about, m.researcher, m.text,
    case when m.about = 'phase' then m.about_id else named.name end as name
from memos m left join named on named.id = m.about_id
where m.id not in (select about_id from discussions) order by m.ts desc, m.id limit $most
"""
)
