"""Make a study by commands, once, and copy it for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.calls import GOOD, Run, call


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a study with one released interview and one code, by commands."""
    room = tmp_path_factory.mktemp("made")
    (room / "good.txt").write_text(GOOD, encoding="utf-8")
    place = room / "study"
    for words in (
        ["create", place, "--name", "Bad days"],
        ["import", room / "good.txt", "-s", place],
        ["participant", "Interview 01", "P1", "Amy Winter", "-s", place],
        ["release", "--knowingly", "-s", place],
        ["codebook", "add", "A", "-s", place],
    ):
        assert call(*words).exit_code == 0
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Copy the study that was made by commands, and its interview."""
    shutil.copytree(made.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / made.name


@pytest.fixture
def run(folder: Path) -> Run:
    """Call a command on that study, which must answer in one line or do what was asked."""

    def go(*words: object, **given: str) -> Result:
        return call(*words, "-s", folder, **given)

    return go
