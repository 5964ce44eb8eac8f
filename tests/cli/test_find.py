"""Find, code and count words by commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import Run


def test_words_are_found_and_written(run: Run, tmp_path: Path) -> None:
    result = run("find", "then", "--json")
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert (found["places"], found["lines"][0]["words"]) == (2, "then")
    assert found["lines"][1]["before"] == ""
    assert "[work]" in run("find", "work", "--as", "forms", "--role", "participant").output
    for ending in ("csv", "xlsx"):
        assert run("find", "then", "--to", tmp_path / f"found.{ending}").exit_code == 0
    assert "Then" in (tmp_path / "found.csv").read_text("utf-8-sig")
    assert run("find", "then", "--to", tmp_path / "found.pdf").exit_code == 1


def test_what_is_found_is_coded_and_undone(run: Run) -> None:
    done = json.loads(run("find", "then", "--code", "Later", "--unit", "turn", "--json").output)
    assert (done["stored"], done["known"]) == (2, 0)
    assert json.loads(run("find", "then", "--uncoded", "--json").output)["places"] == 0
    assert json.loads(run("find", "then", "--with", "Later", "--json").output)["places"] == 2
    assert json.loads(run("find", "how", "--without", "Later", "--json").output)["places"] == 1
    run("undo")
    assert [one["name"] for one in json.loads(run("codebook", "list", "--json").output)] == ["A"]


def test_words_are_counted(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("words", "--json").output)
    assert "home" in [one["words"] for one in found]
    assert run("words", "--length", 2, "--compare", "transcript", "--all").exit_code == 0
    assert run("words", "--to", tmp_path / "words.csv").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("find", "(", "--as", "pattern"),
        ("find", "x", "--code", "New"),
        ("find", "x", "--with", "No such code"),
        ("find", "x", "--with", "A", "--uncoded"),
        ("find", "x", "--coded-by", "Ana"),
        ("find", "x", "--in", "No such transcript"),
        ("find", "x", "--attribute", "shoe=12"),
        ("words", "--compare", "shoe size"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 1
