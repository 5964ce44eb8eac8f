"""Tell who has worked in a study: nobody signs in, a name is what each act carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.transcripts import is_one_line

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Researcher:
    """Count what stands in the study under one name; `last` is the time of the newest act."""

    name: str
    codings: int
    memos: int
    acts: int
    last: datetime | None


def known(study: Study) -> list[Researcher]:
    """List everybody whose name the study holds, by name."""
    return [Researcher(**row) for row in study.rows(_KNOWN)]


def coding_in(study: Study, transcript_id: str) -> list[str]:
    """Name those who coded a transcript, in the order of their names."""
    found = study.rows(
        "select distinct c.researcher as name from codings c join passages p "
        "on p.id = c.passage_id where p.transcript_id = $id order by lower(name), name",
        id=transcript_id,
    )
    return [row["name"] for row in found]


def checked(name: str) -> str:
    """Trim a name; raises NotAllowed where it is empty, too long or not one line of plain text."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not is_one_line(name):
        raise NotAllowed(
            f"A researcher's name is one line, of at most {LONGEST_NAME} characters. Type another."
        )
    return name


_KNOWN = """
with named as (
    select researcher as name, 'coding' as what, ts from codings
    union all select researcher, 'memo', ts from memos
    union all select researcher, 'act', ts from events
)
select name,
    count(*) filter (where what = 'coding') as codings,
    count(*) filter (where what = 'memo') as memos,
    count(*) filter (where what = 'act') as acts,
    max(ts) as last
from named where name <> '' group by name order by lower(name), name
"""
