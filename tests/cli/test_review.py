"""A person decides on identifiers by commands."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calls import Run


def test_a_missed_name_is_marked_decided_and_gone(run: Run) -> None:
    assert run("mark", "Interview 01", "Zaubrine", "--kind", "person").exit_code == 0
    entities = json.loads(run("review", "--undecided", "--json").output)
    (found,) = [one for one in entities if one["name"] == "Zaubrine"]
    decided = run("decide", "pseudonymise", found["id"], "--as", "Bea Summers", "--json")
    assert json.loads(decided.output)[0]["treatment"] == "pseudonymise"
    assert run("release", "--knowingly").exit_code == 0
    assert run("check").exit_code == 0
    assert run("undo", "--review").exit_code == 0


def test_what_is_not_there_cannot_be_marked(run: Run) -> None:
    assert "NotThere" in run("mark", "Interview 01", "Aurora", "--kind", "person").output
    assert run("mark", "Interview 01", "", "--kind", "person").exit_code == 1


def test_one_replacement_serves_one_entity(run: Run) -> None:
    assert "NotAllowed" in run("decide", "redact", "a", "b", "--as", "[x]").output


def test_entities_are_merged(run: Run) -> None:
    for words in ("Zaubrine", "home"):
        run("mark", "Interview 01", words, "--kind", "person")
    ids = [one["id"] for one in json.loads(run("review", "--undecided", "--json").output)]
    assert "NotAllowed" in run("merge", ids[0], ids[0]).output
    assert run("merge", *ids).exit_code == 0


def test_rows_that_find_nothing_are_told_by_number(run: Run, tmp_path: Path) -> None:
    rows = [
        {"kind": "person", "surfaces": [name], "treatment": "redact", "replacement": "[name]"}
        for name in ("Zaubrine", "Aurora", "Zaubrine")
    ]
    file = tmp_path / "decisions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    told = run("review", "--apply", file)
    assert told.exit_code == 1
    assert told.output.startswith("Recorded 1 decisions. 2 rows were left out")
    assert ": 2, 3." in told.output


def test_the_indirect_rest_is_kept_and_names_still_wait(run: Run) -> None:
    run("mark", "Interview 01", "work", "--kind", "role")
    run("mark", "Interview 01", "Zaubrine", "--kind", "person")
    assert "Kept 1." in run("keep-rest", "Interview 01").output
    assert "Kept 0." in run("keep-rest").output
    waiting = json.loads(run("review", "--undecided", "--json").output)
    assert [one["name"] for one in waiting] == ["Zaubrine"]
