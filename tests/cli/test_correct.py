"""Correct a misspelling by command: look, choose, correct, check."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calls import Run
from workbench import transcripts
from workbench.study import Study


def test_correct_by_command(run: Run, folder: Path) -> None:
    assert run("correct", "--find", "Then", "--replace", "Later").exit_code == 1
    listed = run("correct", "--find", "THEN", "--replace", "later", "--dry-run")
    assert ["[then → later]" in listed.output, "[Then → Later]" in listed.output] == [True, True]
    assert run("correct", "--find", "then", "--replace", "later", "--place", "9").exit_code == 1
    with Study.open(folder) as study:
        one = transcripts.fetch(study, "Interview 01").id
        text = transcripts.text(study, one)
    found = run("correct", "--find", "then", "--replace", "later", "--place", "2", "--json")
    assert len(json.loads(found.output)["corrections"]) == 1
    assert "Then" in run("corrections", "Interview 01").output
    assert run("correct", "Interview 01", "--find", "And then", "--replace", "And").exit_code == 0
    with Study.open(folder) as study:
        wanted = text.replace("And then?", "And?").replace("Then", "Later")
        assert transcripts.text(study, one) == wanted
    assert run("correct", "--find", "nowhere", "--replace", "there").exit_code == 1
    run("undo")
    run("undo")
    with Study.open(folder) as study:
        assert transcripts.text(study, one) == text


def test_checks_by_command(run: Run, folder: Path) -> None:
    with Study.open(folder) as study:
        one = transcripts.fetch(study, "Interview 01").id
        at = transcripts.text(study, one).index("I went home")
    assert run("code", "apply", "Interview 01", at, at + 11, "A").exit_code == 0
    run("correct", "--find", "went", "--replace", "walked")
    listed = run("checks").output
    assert ["I went home" in listed, "I walked home" in listed] == [True, True]
    assert "Accepted 1" in run("checks", "Interview 01", "--accept").output
    assert json.loads(run("checks", "--json").output) == []
