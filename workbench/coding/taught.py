"""Keep what a code has learned between decisions, and read what was decided since."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from weakref import WeakKeyDictionary

from workbench import audit
from workbench.coding import codings
from workbench.coding.coded_passages import Coding
from workbench.coding.evidence import Evidence
from workbench.coding.matrices import Span, Units, matrix
from workbench.store import Row, fetch
from workbench.study import Study

MOST_KEPT = 8
"""Codes whose sums stay in memory, 8 MB each."""
WHOLE = 2**31 - 1
"""Stands for the end of a transcript, whatever its length."""
RESET = "suggestions reset: "
BLINDED = "suggestions blinded"


@dataclass(kw_only=True)
class _Kept:
    """Hold the evidence of one code and what it was made of."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    units: Units | None = None
    read: Sequence[Span] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """Hold what is known of a code now: its codings, decisions on it, and the evidence of both.

    `dismissed` are the places refused, the oldest first.
    """

    code_ids: Sequence[str]
    coded: Sequence[Coding]
    teaching: Sequence[Coding]
    dismissed: Sequence[Row]
    decided: int
    blinded: bool
    evidence: Evidence


_CODES: WeakKeyDictionary[object, OrderedDict[tuple[str, str], _Kept]] = WeakKeyDictionary()
_SITTINGS: WeakKeyDictionary[object, datetime] = WeakKeyDictionary()
_DOOR = threading.Lock()


def sitting(study: Study) -> datetime:
    """Tell since when this study is open: what was put off before that is offered again."""
    with _DOOR:
        return _SITTINGS.setdefault(study.file, audit.now())


@contextmanager
def taught(study: Study, encoder_name: str, code_id: str) -> Iterator[Taught]:
    """Bring the evidence of a code up to date and lend it; codes below it count as the code.

    Decisions and accepted suggestions before a reset teach no longer, and are still never offered
    again. Raises NotThere.
    """
    ids = codings.with_subcodes(study, code_id)
    units = matrix(study, encoder_name)
    kept = _kept(study, encoder_name, code_id)
    with kept.lock:
        coded = _coded(study, ids, units)
        with study.cursor() as sql:
            read = sorted(map(_span, fetch(sql, _READ, {})))
            told = {row["id"]: row["value"] for row in fetch(sql, _TOLD, {"code": RESET + code_id})}
            decisions = fetch(sql, _DECIDED, {"ids": ids})
        decisions.sort(key=itemgetter("kind", "ts", "id"))
        if kept.evidence is None or kept.units is not units or kept.read != read:
            kept.units, kept.read = units, read
            kept.evidence = Evidence(units, (), (), read)
        since = told.get(RESET + code_id)
        reset = datetime.fromisoformat(since) if since else None
        blinded = BLINDED in told
        yield _brought(kept.evidence, ids, coded, decisions, blinded, reset, sitting(study))


def _coded(study: Study, ids: Sequence[str], units: Units) -> Sequence[Coding]:
    """List the codings of some codes, by transcript and place."""
    order = {name: number for number, name in enumerate(units.versions)}
    found = codings.of_codes(study, ids, ordered=False)
    return sorted(
        found, key=lambda c: (order.get(c.transcript_id, len(order)), c.start, c.stop, c.ts, c.id)
    )


def _brought(
    evidence: Evidence,
    ids: Sequence[str],
    coded: Sequence[Coding],
    decisions: Sequence[Row],
    blinded: bool,
    reset: datetime | None,
    since: datetime,
) -> Taught:
    silent = [one for one in coded if reset and one.ts < reset and one.found_by == "suggestion"]
    gone = {one.id for one in silent}
    teaching = [one for one in coded if one.id not in gone]
    no = [row for row in decisions if row["kind"] == "dismissed"]
    old = [row for row in no if reset and row["ts"] < reset]
    late = [row for row in decisions if row["kind"] == "later" and row["ts"] >= since]
    evidence.become(
        [_place(one) for one in teaching],
        [_span(row) for row in no if not reset or row["ts"] >= reset],
        [*map(_place, silent), *map(_span, old), *map(_span, late)],
    )
    return Taught(
        code_ids=ids,
        coded=coded,
        teaching=teaching,
        dismissed=no,
        decided=len(decisions),
        blinded=blinded,
        evidence=evidence,
    )


def _kept(study: Study, encoder_name: str, code_id: str) -> _Kept:
    with _DOOR:
        codes = _CODES.setdefault(study.file, OrderedDict())
        found = codes.setdefault((encoder_name, code_id), _Kept())
        codes.move_to_end((encoder_name, code_id))
        while len(codes) > MOST_KEPT:
            codes.popitem(last=False)
        return found


def _span(row: Row) -> Span:
    return row["transcript_id"], row["start"], row["stop"]


def _place(coding: Coding) -> Span:
    return coding.transcript_id, coding.start, coding.stop


# Ordered here: DuckDB takes longer to plan an order than Python to make it.
_DECIDED = """
select d.verdict as kind, p.transcript_id, p.start, p.stop, d.ts, d.id, d.passage_id
from decisions d join passages p on p.id = d.passage_id
where list_contains($ids::text[], d.code_id)
"""
_READ = f"""
select r.transcript_id, coalesce(p.start, 0) as start, coalesce(p.stop, {WHOLE}) as stop
from readings r left join passages p on p.id = r.passage_id
"""
_TOLD = f"select id, value from settings where id in ($code, '{BLINDED}')"
