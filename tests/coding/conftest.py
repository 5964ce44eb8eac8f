"""Give the tests of coding a study with words in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Said
from workbench.store import Row
from workbench.study import Study

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
