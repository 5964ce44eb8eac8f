"""Lay out for the page of phases what was noted, done, moved and discussed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workbench import clock, wording
from workbench.memos import Memo
from workbench.themes.discussions import Discussion
from workbench.themes.impressions import Impression, Met
from workbench.themes.phase_acts import Day, Kind
from workbench.themes.what_was_done import Told
from workbench.ui.discussion_list import Said, Talk
from workbench.ui.pieces import Piece
from workbench.ui.plain import count

Columns = dict[str, list[object]]


def of_transcripts(met: Sequence[Met]) -> Columns:
    """Tabulate how well each transcript is known."""
    return {
        "Transcript": [one.label for one in met],
        "Read by": [_readers(one) for one in met],
        "First impressions": [str(one.first or "") for one in met],
        "Listening": [str(one.listening or "") for one in met],
        "Reading": [str(one.reading or "") for one in met],
        "Memos": [str(one.memos or "") for one in met],
        "Words": [one.words for one in met],
    }


def _readers(one: Met) -> str:
    partly = [f"{name} (in part)" for name in one.partly]
    return ", ".join([*one.whole, *partly]) or "nobody yet"


def of_kinds(kinds: Sequence[Kind]) -> Columns:
    """Tabulate kinds of acts, the one done last first."""
    table: Columns = {
        "What": [kind.words for kind in kinds],
        "Times": [kind.times for kind in kinds],
        "When": [_between(kind.first, kind.last) for kind in kinds],
        "By": [", ".join(kind.researchers) for kind in kinds],
    }
    if any(kind.back for kind in kinds):
        table["Taken back"] = [str(kind.back or "") for kind in kinds]
    return table


def of_days(days: Sequence[Day]) -> Columns:
    """Tabulate what each researcher did on each day."""
    return {
        "Day": [clock.day(one.day) for one in days],
        "Who": [one.researcher for one in days],
        "What": [" · ".join(f"{words} {times:,}" for words, times in one.done) for one in days],
    }


def own_words(told: Told) -> str:
    """Say whose words the paragraph holds; of one's own, how much was done since."""
    if told.written is None and not told.draft:
        return "Nothing is on record for this phase yet. What you write here stands."
    if told.written is None:
        return "A draft from the trail and your memos. It follows the study until you save yours."
    when = wording.when(told.ts) if told.ts else ""
    said = f"Your own words, saved {when} by {told.researcher}."
    if told.newer:
        return f"{said} {count(told.newer, 'act')} of this phase came after that."
    return f"{said} Nothing was done in this phase since."


def piece(one: Memo | Impression, put: bool) -> Piece:
    """Lay out a memo or a note; `put` says that it was put forward."""
    kind = one.kind.capitalize() if isinstance(one, Impression) else ""
    return Piece(id=one.id, text=one.text, researcher=one.researcher, ts=one.ts, kind=kind, put=put)


def talk(one: Discussion) -> Talk:
    """Lay out a discussion: what it is about, who put it forward, what was answered."""
    subject = None
    if one.text is not None:
        on = f" {one.on}" if one.on and one.about == "memo" else ""
        kind = f"Memo on {one.kind}{on}" if one.about == "memo" else f"{one.kind}".capitalize()
        where = f", {one.on or 'the whole set'}" if one.about == "impression" else ""
        subject = Said(words=one.text, who=f"{kind}{where} · {one.writer}")
    return Talk(
        id=one.id,
        settled=one.settled,
        subject=subject,
        put=f"Put forward by {one.researcher}, {wording.when(one.ts)}",
        answers=[
            Said(words=said.text, who=f"{said.researcher}, {wording.when(said.ts)}")
            for said in one.answers
        ],
    )


def _between(first: datetime, last: datetime) -> str:
    days = [wording.when(ts).partition(",")[0] for ts in (first, last)]
    return " – ".join(dict.fromkeys(days))
