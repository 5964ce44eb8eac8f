"""Every question as a command: a table, JSON, and a file of each kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import Run

QUESTIONS = (
    ("matrix",),
    ("matrix", "--by", "transcript", "--no-subcodes"),
    ("matrix", "--by", "researcher", "--role", "participant"),
    ("cooccurrence", "--within", "2", "--count", "pairs"),
    ("relations", "A", "--subcodes"),
    ("coverage", "--by", "participant", "--retired"),
    ("timeline",),
    ("along", "--by", "code", "--code", "A", "--transcript", "Interview 01"),
)


@pytest.fixture(autouse=True)
def _coded(run: Run) -> None:
    run("codebook", "add", "B")
    for code in "AB":
        assert run("code", "apply", "Interview 01", "13", "24", code).exit_code == 0


def test_every_question_is_answered(run: Run) -> None:
    for words in QUESTIONS:
        assert run(*words).exit_code == 0, words
        answer = json.loads(run(*words, "--json").output)
        assert len(answer["values"]) == len(answer["rows"])


def test_files_of_each_kind(run: Run, tmp_path: Path) -> None:
    for end in ("csv", "xlsx", "svg", "png"):
        file = tmp_path / f"table.{end}"
        assert run("matrix", "--to", file).exit_code == 0
        assert run("matrix", "--to", file).exit_code == 1
        assert file.stat().st_size
    assert run("matrix", "--to", tmp_path / "table.pdf").exit_code == 1
    # What cannot be asked is said in one line.
    assert run("matrix", "--by", "Region").exit_code == 1
    assert run("matrix", "--count", "share").exit_code == 1
    assert run("matrix", "--where", "Region").exit_code == 1
    assert run("relations", "none").exit_code == 1
