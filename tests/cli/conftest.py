"""Make a study by commands, with a key that is cheap to make."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.calls import GOOD, Run, call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a study with one released interview and one code, by commands."""
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    place = tmp_path / "study"
    for words in (
        ["create", place, "--name", "Bad days"],
        ["import", tmp_path / "good.txt", "-s", place],
        ["participant", "Interview 01", "P1", "Amy Winter", "-s", place],
        ["release", "--knowingly", "-s", place],
        ["codebook", "add", "A", "-s", place],
    ):
        assert call(*words).exit_code == 0
    return place


@pytest.fixture
def run(folder: Path) -> Run:
    """Call a command on that study, which must answer in one line or do what was asked."""

    def go(*words: object, **given: str) -> Result:
        return call(*words, "-s", folder, **given)

    return go
