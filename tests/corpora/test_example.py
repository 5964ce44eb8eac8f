"""The example study is built by the real verbs, whole, and names nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpora import analysis, example, markup
from workbench import memos, participants, transcripts
from workbench.anonymise import leaks, pseudonymise
from workbench.coding import codebook, codings
from workbench.study import FILE, Study
from workbench.themes import development, phases, quotes


@pytest.mark.slow
def test_the_example_is_whole_and_names_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    example.build(folder)
    with (
        Study.open(folder) as study,
        pseudonymise.open_vault(study, example.PASSPHRASE) as vault,
    ):
        texts = {one.label: transcripts.text(study, one.id) for one in transcripts.fetch_all(study)}
        assert len(texts) == 12
        assert not leaks.find(vault, texts)
        assert not pseudonymise.entities(vault, undecided=True)
        people = participants.fetch_all(study)
        assert len(people) == 13
        assert all(len(person.attributes) == 7 for person in people)
        assert len(codebook.fetch_all(study)) == 30
        coded = analysis.rows("codings.jsonl")
        assert len(codings.fetch_all(study)) == len(coded)
        for row in coded:
            assert texts[row["transcript"]][row["start"] : row["stop"]] == row["quote"]
            assert spoken_by_participants(study, row)
        assert len(development.fetch_all(study)) == 15
        assert phases.now(study).number == 3
        assert len(memos.fetch_all(study)) > 20
        (first, *_) = development.fetch_all(study)
        assert quotes.table(study, first.id, chosen_only=True)
        words = study_words(study)
    assert not [name for name in full_names() if name in words]


def spoken_by_participants(study: Study, row: analysis.Row) -> bool:
    turns = transcripts.turns(study, transcripts.fetch(study, row["transcript"]).id)
    return any(
        turn.role == "participant" and turn.start < row["stop"] and row["start"] < turn.stop
        for turn in turns
    )


def study_words(study: Study) -> str:
    """Gather everything the study stores as text, the trail included."""
    tables = study.rows(
        "select table_name as name from information_schema.tables where table_type = 'BASE TABLE'"
    )
    return json.dumps([study.rows(f"select * from {t['name']}") for t in tables], default=str)


def full_names() -> set[str]:
    """Take the names of two words that are not kept."""
    kept = {
        surface
        for row in analysis.rows("decisions.jsonl")
        if row["treatment"] == "keep"
        for surface in row["surfaces"]
    }
    found = {
        mention.surface
        for source in markup.load()
        for mention in markup.join(source.turns).mentions
        if mention.kind == "person" and " " in mention.surface
    }
    return found - kept


def test_a_study_that_is_there_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FILE).write_bytes(b"mine")
    monkeypatch.setattr("sys.argv", ["example", str(tmp_path)])
    assert example.main() == 0
    assert "left as it is" in capsys.readouterr().out
    assert (tmp_path / FILE).read_bytes() == b"mine"
