"""Bring all figures of an audit together, and say in a line what each comes to. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from workbench import clock
from workbench.anonymise.audit_figures import Decider, Kind, Transcript
from workbench.anonymise.bundles import Bundle
from workbench.anonymise.disclosure import ENOUGH, Cell, Suggestion
from workbench.anonymise.leaks import Leak
from workbench.anonymise.sampling import Sample, estimate
from workbench.anonymise.second_reader import Doubt
from workbench.anonymise.worksheets import Sheet

Searched = Literal["nothing", "study", "files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Hold all figures of one audit."""

    study: str
    researcher: str
    version: str
    made: datetime
    kinds: tuple[Kind, ...]
    deciders: tuple[Decider, ...]
    exceptions: int
    found_by: tuple[tuple[str, int], ...]
    removed: int
    late: int
    transcripts: tuple[Transcript, ...]
    samples: tuple[Sample, ...]
    population: int
    doubts: tuple[Doubt, ...]
    leaks: tuple[Leak, ...]
    unread: tuple[str, ...]
    searched: Searched
    participants: int
    attributes: tuple[str, ...]
    cells: tuple[Cell, ...]
    plan: Suggestion | None
    merges: tuple[Suggestion, ...]
    bundles: tuple[Bundle, ...]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Answer one question in a line; `is_settled` says that nothing is left to do about it."""

    question: str
    answer: str
    is_settled: bool


def short(found: Audit) -> list[Point]:
    """Answer each question of the audit in one line."""
    done = [one for one in found.transcripts if one.state == "released"]
    left, knowingly = sum(one.left for one in done), sum(one.knowingly for one in done)
    open_ = sum(one.verdict is None for one in found.doubts)
    small = sum(cell.k for cell in found.cells if cell.k < ENOUGH)
    signed = sum(sheet.signature is not None for sheet in found.sheets)
    candidates = sum(bool(one.reasons) for one in found.bundles)
    read = bool(found.samples) and found.samples[0].is_read
    alike = f"{small} of {found.participants}" if found.attributes else "no attributes"
    facts = (
        ("Transcripts released", f"{len(done)} of {len(found.transcripts)}",
         len(done) == len(found.transcripts)),
        ("Places treated or kept by decision", f"{sum(one.places for one in found.kinds):,}", True),
        ("Identifiers undecided in released transcripts", f"{left:,}", not left),
        ("Released knowingly with something left open", str(knowingly), not knowingly),
        ("Turns that may still hold an identifier", missed_line(found.samples), read),
        ("Words doubted by the second reader and not judged yet", f"{open_:,}", not open_),
        ("Originals found where they must not stand", _leaks(found),
         not found.leaks and found.searched != "nothing"),
        (f"Participants in groups smaller than {ENOUGH}", alike, not small),
        ("Participants who may be singled out by what they tell", str(candidates), not candidates),
        ("Worksheets signed", f"{signed} of {len(found.sheets)}", signed == len(found.sheets)),
    )  # fmt: skip
    return [Point(question=q, answer=a, is_settled=settled) for q, a, settled in facts]


def _leaks(found: Audit) -> str:
    if found.searched == "nothing":
        return "not searched yet"
    return f"{len(found.leaks):,}" + (" (files not searched)" if found.searched == "study" else "")


def missed_line(samples: Sequence[Sample]) -> str:
    """Say in a line what the newest reading gives."""
    if not samples:
        return "not estimated: no sample has been drawn"
    told = estimate(samples[0])
    if told is None:
        return "not estimated: the sample has not been read"
    if told.read == samples[0].turns:
        return f"{told.missed} of {told.read}: every turn was read"
    waiting = samples[0].size - samples[0].read
    left = f"; {waiting} wait to be read" if waiting else ""
    return f"at most {percent(told.at_most)} ({told.missed} missed in {told.read} read{left})"


def percent(share: float) -> str:
    """Write a share, rounded up to a tenth of a per cent: a bound must not look lower."""
    tenths = -int(-share * 1000 // 1)
    return f"{tenths / 10:.1f} %"


def day(when: datetime | None) -> str:
    """Write a date in the zone of this machine."""
    if when is None:
        return "–"
    return clock.full_day(clock.local(when))


def with_search(fresh: Audit, searched: Audit) -> Audit:
    """Keep the figures of one audit and what another found when it searched files."""
    return replace(fresh, leaks=searched.leaks, unread=searched.unread, searched=searched.searched)
