"""Suggestions by command: when they are offered is asked first."""

from __future__ import annotations

import json

from tests.cli.calls import Run


def test_suggestions_wait_for_reading_and_can_be_switched(run: Run) -> None:
    run("codebook", "add", "New")
    refused = run("suggest", "New")
    assert refused.exit_code == 1
    assert "workbench read" in refused.output
    assert run("suggestions", "--before-reading", "--blinded").exit_code == 0
    assert run("suggest", "New").exit_code == 0
    assert run("suggestions", "--off", "--code", "New").exit_code == 0
    assert "this code" in run("suggest", "New").output
    told = json.loads(run("suggestions", "--off", "--json").output)
    assert not told["on"]
    assert told["blinded"]
    assert len(told["off_for"]) == 1
    assert "this study" in run("suggest", "New").output
    assert run("suggestions", "--on", "--code", "Nobody").exit_code == 1
