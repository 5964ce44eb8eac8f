"""A name found late is treated by command, without standing in the shell's history."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from tests.cli.calls import WORDS, Run
from workbench import memos, transcripts
from workbench.cli import main
from workbench.study import Study


def test_at_a_place_and_by_words(run: Run, folder: Path, tmp_path: Path) -> None:
    with Study.open(folder) as study:
        one = transcripts.fetch_all(study)[0]
        text = transcripts.text(study, one.id)
        memos.write(study, "study", "study", "Osbert Pellow came along.")
    start = text.index("work")
    place = (one.label, start, start + 4)
    told = run("treat", *place, "--kind", "place", "--as", "[place]", "--dry-run", "--json")
    assert json.loads(told.output)["places"] == {one.label: 1}
    with Study.open(folder) as study:
        assert transcripts.text(study, one.id) == text
    assert run("treat", *place, "--kind", "place", "--as", "[place]").exit_code == 0
    file = tmp_path / "name.txt"
    file.write_text("Osbert Pellow\n", encoding="utf-8")
    done = run("treat", "--words", file, "--as", "Xanthos Frobish")
    assert "Memo: 1" in done.output
    assert "Osbert" not in done.output
    with Study.open(folder) as study:
        assert transcripts.text(study, one.id) == text.replace("work", "[place]")
        assert [memo.text for memo in memos.fetch_all(study)] == ["Xanthos Frobish came along."]


def test_words_come_from_the_keyboard(folder: Path) -> None:
    with Study.open(folder) as study:
        memos.write(study, "study", "study", "Osbert Pellow came along.")
    done = CliRunner().invoke(
        main,
        ["treat", "--words", "-", "--as", "Xanthos Frobish", "-s", str(folder)],
        input="Osbert Pellow\n",
        env={"WORKBENCH_PASSPHRASE": WORDS},
    )
    assert done.exit_code == 0, done.output
    assert "Memo: 1" in done.output


def test_a_place_has_three_parts(run: Run) -> None:
    for words in ((), ("Interview 01", "3"), ("Interview 01", "3", "x"), ("Nobody", "1", "2")):
        assert run("treat", *words).exit_code == 1
