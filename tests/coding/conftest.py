"""Give the tests of coding a study with words in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coding.toy import WordEncoder, make
from tests.conftest import Said
from workbench import transcripts
from workbench.coding import embeddings
from workbench.store import Row
from workbench.study import Study
from workbench.ui import session

SAID = [
    ("Interviewer", "How did you come to the clinic?"),
    ("Amira", "I was sent there 😀. Nobody asked me. I felt ashamed at first."),
    ("Interviewer", "And later?"),
    ("Amira", "Later it was better. The nurse knew my name."),
]


@pytest.fixture
def transcript(study: Study, released: Callable[[str, Said], str]) -> str:
    return released("Interview 01", SAID)


def theme_row(theme_id: str) -> Row:
    """Spell out a theme as its table has it."""
    return {
        "id": theme_id,
        "parent_id": None,
        "name": "Theme",
        "status": "candidate",
        "central_concept": "",
        "definition": "",
        "position": 0,
    }


@pytest.fixture
def on_pages(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages that are run here open the study of the test."""
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)
    pocket = session._Pocket()
    monkeypatch.setattr(session, "_pocket", lambda: pocket)


@pytest.fixture
def ids(study: Study, released: Callable[[str, Said], str]) -> list[str]:
    """Prepare three transcripts, of which one was read through."""
    found = make(study, released, 3)
    embeddings.embed_all(study, WordEncoder())
    transcripts.mark_read(study, found[0])
    return found
