"""A small study with two interviews, codes in two levels and a theme with a subtheme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import pytest

from workbench import audit, participants, transcripts
from workbench.coding import codebook, codings
from workbench.store import Row
from workbench.study import Study
from workbench.themes import development

Said = Sequence[tuple[str, str]]

KAREN: Said = [
    ("Interviewer", "And later on?"),
    ("Karen", "People drifted off, it was hard\tto keep going.\nStill, we met 😀 each week."),
    ("Interviewer", "Who did?"),
    ("Karen", " “Us three”, = mostly. "),
]
MO: Said = [
    ("Interviewer", "How did it start?"),
    ("Mo", "=1+1 was my joke: more of us than needed."),
]


@dataclass(frozen=True, kw_only=True)
class Example:
    """Name what the small study holds by id."""

    study: Study
    karen: str
    mo: str
    codes: dict[str, str]
    theme: str
    subtheme: str

    def code(self, words: str, name: str) -> str:
        """Code the first place of these words; returns the coding's id."""
        for transcript in (self.karen, self.mo):
            text = transcripts.text(self.study, transcript)
            if words in text:
                start = text.index(words)
                code = self.codes[name]
                stop = start + len(words)
                return codings.apply(self.study, transcript, start, stop, code).id
        raise AssertionError(words)


def enrol(study: Study, pseudonym: str, facts: dict[str, str]) -> str:
    person = study.new_id()
    with audit.act(study, "participants.enrol") as act:
        participants.enrol(act, participant_id=person, pseudonym=pseudonym)
    for name, value in facts.items():
        participants.set_attribute(study, person, name, value)
    return person


def release(study: Study, label: str, said: Said, people: dict[str, str]) -> str:
    """Store a released transcript; one minute lies between the turns."""
    transcript = study.new_id()
    speakers = {
        name: transcripts.Speaker(
            id=study.new_id(),
            transcript_id=transcript,
            label=name,
            role="interviewer" if name == "Interviewer" else "participant",
            participant_id=people.get(name),
        )
        for name, _ in said
    }
    turns, start = [], 0
    for position, (name, words) in enumerate(said):
        stop = start + len(words)
        turns.append(
            transcripts.Turn(
                position=position,
                speaker=name,
                role=speakers[name].role,
                start=start,
                stop=stop,
                began=position * 61.5,
            )
        )
        start = stop + 1
    with audit.act(study, "test.release", undoable=False) as act:
        transcripts.add(act, transcript_id=transcript, label=label, recorded=None, words=0)
        transcripts.release_text(
            act,
            transcript,
            text="\n".join(words for _, words in said),
            speakers=list(speakers.values()),
            turns=turns,
        )
    return transcript


def snapshot(study: Study) -> dict[str, list[Row]]:
    """Read every table a verb on themes may touch."""
    tables = ("themes", "theme_codes", "theme_quotes", "memos", "phase_moves", "codes", "codings")
    return {table: study.rows(f"select * from {table} order by id") for table in tables}


@pytest.fixture
def example(study: Study, monkeypatch: pytest.MonkeyPatch) -> Example:
    ids = count(1)
    monkeypatch.setattr(study, "new_id", lambda: f"id-{next(ids):04}")
    karen = enrol(study, "Karen", {"Region": "South East", "Nation": "England"})
    mo = enrol(study, "Mo", {"Nation": "Wales"})
    enrol(study, "Zoë", {})
    codes = {"Effort": codebook.add(study, "Effort").id}
    codes["Fatigue"] = codebook.add(study, "Fatigue", parent_id=codes["Effort"]).id
    codes["Numbers"] = codebook.add(study, "Numbers").id
    codes["Loose"] = codebook.add(study, "Loose").id
    theme = development.add(
        study,
        "Keeping going",
        [codes["Effort"]],
        concept="Staying is work",
        definition="What it takes to last.",
    )
    subtheme = development.add(study, "Few hands", [codes["Numbers"]], parent_id=theme.id)
    return Example(
        study=study,
        karen=release(study, "Interview 01", KAREN, {"Karen": karen}),
        mo=release(study, "Interview 02", MO, {"Mo": mo}),
        codes=codes,
        theme=theme.id,
        subtheme=subtheme.id,
    )
