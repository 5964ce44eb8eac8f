"""Tell from the audit trail what was done in each phase: what kind of acts, when and by whom.

An act belongs to a phase by what it does, whenever it was done: the phases go back and forth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workbench import clock, wording
from workbench.store import Row
from workbench.study import Study
from workbench.themes.phases import Phase

PREFIXES: Mapping[str, int] = {
    "pseudonymise": 1,
    "transcripts": 1,
    "checks": 1,
    "stretches": 1,
    "impressions": 1,
    "participants": 1,
    "codings": 2,
    "codebook": 2,
    "recoding": 2,
    "results": 2,
    "suggestions": 2,
    "pins": 2,
    "agreement": 2,
    "development": 3,
    "regrouping": 3,
    "cards": 3,
    "gathering": 3,
    "thoughts": 3,
    "structure": 4,
    "summaries": 4,
    "theme_map": 5,
    "quotes": 6,
    "conventions": 6,
    "checklists": 6,
    "what_was_done": 6,
}
VERBS: Mapping[str, int] = {
    "checks.answer": 4,
    "checks.withdraw": 4,
    "development.remove": 4,
    "development.merge": 4,
    "development.split": 4,
    "development.dissolve": 4,
    "development.nest": 4,
    "development.reorder": 4,
    "development.set_status": 4,
    "development.rename": 5,
    "development.define": 5,
}
MEMOS: Mapping[str, int] = {
    "study": 1,
    "transcript": 1,
    "participant": 1,
    "passage": 2,
    "coding": 2,
    "code": 2,
    "theme": 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Count how often something was done and stands; `back` were taken back."""

    words: str
    times: int
    back: int
    first: datetime
    last: datetime
    researchers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Name what one researcher did on a day, most first; the day is that of this machine."""

    day: date
    researcher: str
    done: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Hold what was done in a phase: kinds with the newest first, and days, newest first."""

    phase: Phase
    kinds: tuple[Kind, ...]
    days: tuple[Day, ...]

    @property
    def times(self) -> int:
        """Count the acts that stand."""
        return sum(kind.times for kind in self.kinds)


def of_phase(study: Study, phase: Phase) -> Done:
    """Read the trail for one phase."""
    found = [row for row in study.rows(_TOLD) if _phase(row) == phase.number]
    return Done(phase=phase, kinds=_kinds(found), days=_days(found))


def since(study: Study, ts: datetime) -> Mapping[int, int]:
    """Count by phase the acts after a time, those that were taken back left out."""
    counted: Counter[int] = Counter()
    for row in study.rows(f"select * from ({_TOLD}) where last > $ts", ts=ts):
        if number := _phase(row):
            counted[number] += int(row["times"])
    return counted


def phase_of(verb: str, about: str | None = None, about_id: str | None = None) -> int | None:
    """Find the phase of an act; `about` is what a memo or a discussion is about."""
    if verb.startswith(("memos.", "discussions.")):
        if about == "phase":
            return int(about_id) if about_id in {"1", "2", "3", "4", "5", "6"} else None
        return MEMOS.get(about or "study")
    return VERBS.get(verb) or PREFIXES.get(verb.partition(".")[0])


def _phase(row: Row) -> int | None:
    return phase_of(row["verb"], row["about"], row["about_id"])


def _kinds(found: Sequence[Row]) -> tuple[Kind, ...]:
    by_words: dict[str, list[Row]] = {}
    for row in found:
        by_words.setdefault(wording.kind(row["verb"]), []).append(row)
    kinds = [
        Kind(
            words=words,
            times=sum(row["times"] for row in rows),
            back=sum(row["back"] for row in rows),
            first=min(row["first"] for row in rows),
            last=max(row["last"] for row in rows),
            researchers=tuple(sorted({row["researcher"] for row in rows}, key=str.lower)),
        )
        for words, rows in by_words.items()
    ]
    return tuple(sorted(kinds, key=lambda kind: kind.last, reverse=True))


def _days(found: Sequence[Row]) -> tuple[Day, ...]:
    days: dict[tuple[date, str], Counter[str]] = {}
    for row in found:
        if row["times"]:
            local = clock.local(row["first"]).date()
            done = days.setdefault((local, row["researcher"]), Counter())
            done[wording.kind(row["verb"])] += row["times"]
    return tuple(
        Day(day=day, researcher=name, done=tuple(done.most_common()))
        for (day, name), done in sorted(days.items(), reverse=True)
    )


# Quarters of an hour: DuckDB knows no time zones without an extension, and all are whole quarters.
_TOLD = """
with turned as (
    select about as id, arg_max(kind, seq) as newest from events where about is not null group by 1
),
plain as (
    select verb, researcher, null as about, null as about_id, e.ts, t.newest
    from events e left join turned t on t.id = e.id
    where kind = 'done' and not verb like 'memos.%' and not verb like 'discussions.%'
),
written as (
    select e.verb, e.researcher, e.ts, t.newest,
        coalesce(
            e.changes->0->'after'->>'about', e.changes->0->'before'->>'about', m.about
        ) as about,
        coalesce(
            e.changes->0->'after'->>'about_id', e.changes->0->'before'->>'about_id', m.about_id
        ) as about_id
    from events e left join turned t on t.id = e.id left join memos m on m.id = e.subject
    where e.kind = 'done' and e.verb like 'memos.%'
    union all select e.verb, e.researcher, e.ts, t.newest, m.about, m.about_id
    from events e left join turned t on t.id = e.id left join discussions d on d.id = e.subject
    left join memos m on m.id = d.about_id
    where e.kind = 'done' and e.verb like 'discussions.%'
),
told as (select * from plain union all by name select * from written)
select verb, researcher, about, case when about = 'phase' then about_id end as about_id,
    min(ts) as first, max(ts) as last,
    count(*) filter (newest is distinct from 'undo') as times,
    count(*) filter (newest = 'undo') as back
from told group by verb, researcher, 3, 4, time_bucket(interval '15 minutes', ts)
"""
