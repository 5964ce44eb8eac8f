"""Invent one interview of 9,000 words with any number of codings, for us and for Taguette alike."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench import audit, transcripts
from workbench.coding import codebook
from workbench.study import Study

TURNS, WORDS, CODES = 300, 9_000, 60
LABEL = "Interview 01"
SAID = (
    "we just carried on with the rota because nobody else was going to do it and people needed "
    "their shopping by the weekend so you ring round and you hope somebody picks up the phone"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """Hold what is said turn by turn, and codings as (start, stop, number of the code)."""

    turns: Sequence[str]
    codings: Sequence[tuple[int, int, int]]

    @property
    def text(self) -> str:
        """Give all turns, a line each."""
        return "\n".join(self.turns)


def invent(codings: int, seed: int = 1) -> Interview:
    """Draw an interview; codings lie inside a turn, of 4 to 20 words, all over the text."""
    chance = random.Random(seed)
    turns = [" ".join(chance.choices(SAID.split(), k=WORDS // TURNS)) for _ in range(TURNS)]
    starts = [0]
    for turn in turns:
        starts.append(starts[-1] + len(turn) + 1)
    places: dict[tuple[int, int, int], None] = {}
    while len(places) < codings:
        at = chance.randrange(TURNS)
        words = turns[at].split(" ")
        first = chance.randrange(len(words) - 4)
        last = min(len(words), first + chance.randint(4, 20))
        start = starts[at] + len(" ".join(words[:first])) + (first > 0)
        places[(start, start + len(" ".join(words[first:last])), chance.randrange(CODES))] = None
    return Interview(turns=turns, codings=sorted(places))


def store(folder: Path, interview: Interview) -> str:
    """Make a study of the interview, released and coded; returns the id of its transcript."""
    with Study.create(folder, name="Measured", researcher="Ana") as study:
        transcript_id = study.new_id()
        speakers = {
            role: transcripts.Speaker(
                id=study.new_id(),
                transcript_id=transcript_id,
                label=role.title(),
                role=role,
                participant_id=None,
            )
            for role in ("interviewer", "participant")
        }
        with audit.act(study, "measure.release", undoable=False) as act:
            transcripts.add(act, transcript_id=transcript_id, label=LABEL, recorded=None, words=0)
            transcripts.release_text(
                act,
                transcript_id,
                text=interview.text,
                speakers=list(speakers.values()),
                turns=_turns(interview, speakers),
            )
        codes = [codebook.add(study, f"Code {number:02}").id for number in range(CODES)]
        _code(study, transcript_id, interview, codes)
    return transcript_id


def _turns(
    interview: Interview, speakers: dict[str, transcripts.Speaker]
) -> list[transcripts.Turn]:
    turns, start = [], 0
    for position, words in enumerate(interview.turns):
        speaker = speakers["participant" if position % 4 else "interviewer"]
        turns.append(
            transcripts.Turn(
                position=position,
                speaker=speaker.label,
                role=speaker.role,
                start=start,
                stop=start + len(words),
                began=position * 12.0,
            )
        )
        start += len(words) + 1
    return turns


def _code(study: Study, transcript_id: str, interview: Interview, codes: Sequence[str]) -> None:
    passages, codings = [], []
    for start, stop, number in interview.codings:
        passage = study.new_id()
        passages.append(
            {"id": passage, "transcript_id": transcript_id, "start": start, "stop": stop}
        )
        codings.append(
            {
                "id": study.new_id(),
                "passage_id": passage,
                "code_id": codes[number],
                "researcher": "Ana",
                "ts": audit.now(),
                "found_by": "reading",
            }
        )
    with audit.act(study, "measure.code", undoable=False) as act:
        act.insert_all("passages", passages)
        act.insert_all("codings", codings)
