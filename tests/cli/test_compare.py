"""Researchers compared by commands."""

from __future__ import annotations

import json

from tests.cli.calls import Run


def test_two_researchers_are_compared_and_figures_wait_to_be_asked_for(run: Run) -> None:
    for name, stop in (("Ana", 12), ("Ben", 14)):
        assert (
            run("code", "apply", "Interview 01", 4, stop, "A", "--researcher", name).exit_code == 0
        )
    told = run("compare", "Interview 01", "Ana", "Ben")
    assert told.exit_code == 0
    assert "other edges" in told.output
    assert "kappa" not in told.output
    off = run("agreement")
    assert "are off" in off.output
    assert "reading" in off.output
    assert run("agreement", "on").exit_code == 0
    with_figures = run("compare", "Interview 01", "Ana", "Ben", "--count", "turns", "--json")
    (figure,) = json.loads(with_figures.output)["agreement"]
    assert (figure["both"], figure["same"]) == (1, 0.75)
    assert "kappa" in run("compare", "Interview 01", "Ana", "Ben").output
    assert run("compare", "Interview 01", "Ana", "Ana").exit_code != 0
    assert "Ben" in run("researchers").output
