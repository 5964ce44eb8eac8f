"""Say what a coding is, and show codings with their words, who said them and where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workbench import participants
from workbench.participants import Participant
from workbench.store import Row
from workbench.study import Study

FoundBy = Literal["reading", "search", "suggestion", "import"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """State that a code applies to the code points `start` to `stop` of a transcript."""

    id: str
    code_id: str
    passage_id: str
    transcript_id: str
    start: int
    stop: int
    researcher: str
    ts: datetime
    found_by: FoundBy


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPassage:
    """Show a coding in its place: words, transcript label, turn, speaker, participant, time.

    Where a passage runs over several turns, the turn is that of the participant who says most of
    it. `began` is in seconds from the start of the recording, None where no times are known.
    """

    coding: Coding
    words: str
    transcript: str
    turn: int
    speaker: str
    role: str
    participant_id: str | None
    participant: str
    attributes: Mapping[str, str]
    began: float | None


def show(study: Study, found: Iterable[Coding]) -> list[CodedPassage]:
    """Look up words, turns and people for codings; keeps their order."""
    wanted = list(found)
    ids = sorted({coding.transcript_id for coding in wanted})
    texts = {row["id"]: row for row in study.rows(_TEXTS, ids=ids)}
    people = {person.id: person for person in participants.fetch_all(study)}
    turns: dict[str, list[Row]] = {}
    for row in study.rows(_TURNS, ids=ids):
        turns.setdefault(row["transcript_id"], []).append(row)
    starts = {name: [turn["start"] for turn in of_one] for name, of_one in turns.items()}
    return [
        _shown(
            coding,
            texts[coding.transcript_id],
            _turn(coding, turns[coding.transcript_id], starts[coding.transcript_id]),
            people,
        )
        for coding in wanted
    ]


def _shown(coding: Coding, text: Row, turn: Row, people: Mapping[str, Participant]) -> CodedPassage:
    person = people.get(turn["participant_id"])
    return CodedPassage(
        coding=coding,
        words=text["text"][coding.start : coding.stop],
        transcript=text["label"],
        turn=turn["position"],
        speaker=turn["speaker"],
        role=turn["role"],
        participant_id=person.id if person else None,
        participant=person.pseudonym if person else "",
        attributes=person.attributes if person else {},
        began=turn["began"],
    )


def _turn(coding: Coding, turns: list[Row], starts: list[int]) -> Row:
    first = max(bisect_right(starts, coding.start) - 1, 0)
    last = max(bisect_right(starts, coding.stop - 1), first + 1)
    return max(
        turns[first:last],
        key=lambda turn: (
            turn["role"] == "participant" and turn["stop"] > coding.start,
            min(turn["stop"], coding.stop) - max(turn["start"], coding.start),
        ),
    )


_TEXTS = (
    "select t.id, t.label, x.text from transcripts t join texts x on x.id = t.id "
    "where list_contains($ids::text[], t.id)"
)
_TURNS = (
    "select t.transcript_id, t.position, t.start, t.stop, t.began, s.label as speaker, s.role, "
    "s.participant_id from turns t join speakers s on s.id = t.speaker_id "
    "where list_contains($ids::text[], t.transcript_id) order by t.transcript_id, t.start"
)
