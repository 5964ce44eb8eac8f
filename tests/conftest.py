"""Share what most tests need: a fresh study, and one with a released transcript."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from workbench import audit, transcripts
from workbench.study import Study

settings.register_profile("repeated", derandomize=True)
settings.register_profile("exploring")
settings.load_profile("repeated")
"""The same examples at each `make test`; `make test-all` draws new ones."""

Said = Sequence[tuple[str, str]]
"""Turns as (speaker, words); the speaker "Interviewer" asks, all others take part."""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with Study.create(tmp_path / "study", name="A study", researcher="Ana") as fresh:
        yield fresh


@pytest.fixture
def released(study: Study) -> Callable[[str, Said], str]:
    """Store a released transcript made of the given turns; returns its id."""

    def store(label: str, said: Said) -> str:
        transcript_id = study.new_id()
        speakers = {
            name: transcripts.Speaker(
                id=study.new_id(),
                transcript_id=transcript_id,
                label=name,
                role="interviewer" if name == "Interviewer" else "participant",
                participant_id=None,
            )
            for name, _ in said
        }
        turns = []
        start = 0
        for position, (name, words) in enumerate(said):
            turns.append(
                transcripts.Turn(
                    position=position,
                    speaker=name,
                    role=speakers[name].role,
                    start=start,
                    stop=start + len(words),
                    began=position * 10.0,
                )
            )
            start += len(words) + 1
        text = "\n".join(words for _, words in said)
        with audit.act(study, "test.release", undoable=False) as act:
            transcripts.add(act, transcript_id=transcript_id, label=label, recorded=None, words=0)
            transcripts.release_text(
                act, transcript_id, text=text, speakers=list(speakers.values()), turns=turns
            )
        return transcript_id

    return store
