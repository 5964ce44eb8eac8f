"""Keep the researcher's writing about anything in the study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workbench import audit
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

About = Literal["study", "transcript", "passage", "coding", "code", "theme", "phase", "participant"]

TABLES: Mapping[About, str] = {
    "transcript": "transcripts",
    "passage": "passages",
    "coding": "codings",
    "code": "codes",
    "theme": "themes",
    "participant": "participants",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """Hold one piece of writing and what it is about."""

    id: str
    about: About
    about_id: str
    text: str
    researcher: str
    ts: datetime


def write(
    study: Study, about: About, about_id: str, text: str, *, event_id: str | None = None
) -> Memo:
    """Write a new memo about something; raises NotThere where that has gone meanwhile."""
    memo = Memo(
        id=study.new_id(),
        about=about,
        about_id=about_id,
        text=_worth_keeping(text),
        researcher=study.researcher,
        ts=audit.now(),
    )
    with audit.act(study, "memos.write", subject=about_id, event_id=event_id) as act:
        table = TABLES.get(about)
        if table and not act.row(f"select id from {table} where id = $id", id=about_id):
            raise NotThere(
                "What this memo is about is no longer in the study. Undo brings it back; or write "
                "the memo on something else."
            )
        act.insert("memos", {name: getattr(memo, name) for name in Memo.__slots__})
    return memo


def rewrite(study: Study, memo_id: str, text: str) -> None:
    """Put other words into a memo."""
    with audit.act(study, "memos.rewrite", subject=memo_id) as act:
        act.update("memos", memo_id, text=_worth_keeping(text))


def remove(study: Study, memo_id: str) -> None:
    """Take a memo away; undo brings it back."""
    with audit.act(study, "memos.remove", subject=memo_id) as act:
        act.delete("memos", memo_id)


def fetch_all(
    study: Study, *, about: About | None = None, about_id: str | None = None
) -> list[Memo]:
    """List memos, newest first; only those about one kind of thing, or one thing."""
    found = study.rows(
        "select * from memos where ($about is null or about = $about) "
        "and ($about_id is null or about_id = $about_id) order by ts desc, id",
        about=about,
        about_id=about_id,
    )
    return [Memo(**row) for row in found]


def _worth_keeping(text: str) -> str:
    if not text.strip():
        raise NotAllowed("Write something first: an empty memo is not kept.")
    return text.strip()
