"""A small study with two interviews, codes in two levels and a theme with a subtheme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import copied
from workbench import audit, participants, transcripts
from workbench.coding import codebook, codings
from workbench.store import Row
from workbench.study import Study
from workbench.themes import development


@dataclass(frozen=True, kw_only=True)
class Small:
    """Name the study that is copied for each example, what it holds by id, and the next id."""

    folder: Path
    held: dict[str, Any]
    following: int


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
    tables = (
        *("themes", "theme_codes", "theme_passages", "theme_quotes", "quote_marks", "thoughts"),
        *("theme_places", "theme_links", "theme_reasons", "theme_checks", "passages"),
        "summaries",
        *("memos", "phase_moves", "codes", "codings"),
    )
    return {table: study.rows(f"select * from {table} order by id") for table in tables}


def filled(study: Study) -> dict[str, Any]:
    """Fill a new study and return what it holds by id."""
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
    return {
        "karen": release(study, "Interview 01", KAREN, {"Karen": karen}),
        "mo": release(study, "Interview 02", MO, {"Mo": mo}),
        "codes": codes,
        "theme": theme.id,
        "subtheme": subtheme.id,
    }


def count_ids(study: Study, patch: pytest.MonkeyPatch, first: int) -> Iterator[int]:
    ids = count(first)
    patch.setattr(study, "new_id", lambda: f"id-{next(ids):04}")
    return ids


@pytest.fixture(scope="session")
def small_study(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Keep the small study to copy: its acts are done once."""
    folder = tmp_path_factory.mktemp("small") / "study"
    with (
        pytest.MonkeyPatch.context() as patch,
        Study.create(folder, name="A study", researcher="Ana") as study,
    ):
        ids = count_ids(study, patch, 1)
        return Small(folder=folder, held=filled(study), following=next(ids))


@pytest.fixture
def study(
    request: pytest.FixtureRequest,
    new_study: Path,
    small_study: Small,
    tmp_path: Path,
) -> Iterator[Study]:
    """Open the small study where the test asks for the example, a new one elsewhere."""
    with copied(
        small_study.folder if "example" in request.fixturenames else new_study,
        tmp_path / "study",
        "Ana",
    ) as opened:
        yield opened


@pytest.fixture
def example(study: Study, small_study: Small, monkeypatch: pytest.MonkeyPatch) -> Example:
    count_ids(study, monkeypatch, small_study.following)
    held = small_study.held
    return Example(study=study, **{**held, "codes": dict(held["codes"])})
