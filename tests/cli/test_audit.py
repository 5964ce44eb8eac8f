"""Audit by commands: sample, read, judge, compare, sign, and the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.calls import Run


def data(run: Run, *words: object) -> dict[str, object]:
    result = run("audit", *words, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert isinstance(found, dict)
    return found


def test_a_place_alone_writes_the_report(run: Run, tmp_path: Path) -> None:
    assert run("audit", tmp_path / "ethics.docx").exit_code == 0
    assert (tmp_path / "ethics.docx").read_bytes().startswith(b"PK")
    assert run("audit", tmp_path / "ethics.docx").exit_code == 1
    assert run("audit", tmp_path / "ethics.docx", "--overwrite").exit_code == 0
    assert run("audit", "report", tmp_path / "folder", "--files").exit_code == 0
    assert {file.suffix for file in (tmp_path / "folder").iterdir()} == {".docx", ".html"}
    page = next((tmp_path / "folder").glob("*.html")).read_text(encoding="utf-8")
    assert "Interview 01" in page
    assert "released knowingly" in page


def test_a_sample_is_drawn_and_read(run: Run) -> None:
    assert data(run, "sample") == {"sample": None}
    drawn = data(run, "sample", "--draw", "--seed", 7)["sample"]
    assert isinstance(drawn, dict)
    assert drawn["seed"] == 7
    for _ in range(drawn["size"]):
        turn = data(run, "read")["turn"]
        assert isinstance(turn, dict)
        assert run("audit", "read", turn["id"], "clear").exit_code == 0
    assert run("audit", "read").output.startswith("No drawn turn")
    told = data(run, "sample")["estimate"]
    assert isinstance(told, dict)
    assert told["missed"] == 0


def test_doubted_words_are_judged(run: Run) -> None:
    result = run("audit", "words", "--json")
    assert result.exit_code == 0
    assert run("audit", "words", "weather", "--as", "harmless").exit_code == 1
    assert run("audit", "words", "weather").exit_code == 1


def test_attributes_are_compared(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("pseudonym,age\nAmy Winter,34\n", encoding="utf-8")
    assert run("participants", "--attributes", table).exit_code == 0
    assert data(run, "attributes", "age")["attributes"] == ["age"]
    assert run("audit", "attributes", "no such").exit_code == 1


def test_a_worksheet_is_answered_and_signed(run: Run) -> None:
    judged = [f"--judge={one}=remote" for one in ("singling out", "linkability", "inference")]
    assert run("audit", "worksheet", "Amy Winter", "--sign", "R. Weaver").exit_code == 1
    assert run("audit", "worksheet", "Amy Winter", *judged, "--answer=found=Nobody.").exit_code == 0
    assert run("audit", "worksheet", "Amy Winter", "--sign", "R. Weaver").exit_code == 0
    assert "R. Weaver" in run("audit", "worksheet").output
    assert run("audit", "hints").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("worksheet", "Nobody"),
        ("worksheet", "--sign", "R. Weaver"),
        ("worksheet", "Amy Winter", "--judge", "linkability"),
        ("worksheet", "Amy Winter", "--judge", "weather=remote"),
        ("read", "no-such-turn", "clear"),
        ("read", "no-such-turn"),
        ("report.pdf",),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run("audit", *words).exit_code == 1
