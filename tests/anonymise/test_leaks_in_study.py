"""A released study names nobody, and what is planted in it is found: by cell, byte and export."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.anonymise.interviews import PASSPHRASE, Fixed, accept_all, reading
from workbench import audit, corrections, memos, transcripts
from workbench.anonymise import leaks, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.cli import main
from workbench.coding import codebook, codings
from workbench.edits import Edit
from workbench.study import COPIES, FILE, Study
from workbench.themes import development

NAME = "Maureen Tattersall"


@pytest.fixture
def released(study: Study, vault: Vault) -> str:
    """Release an interview whose identifiers are all treated, and code a passage of it."""
    one = pseudonymise.import_(study, vault, reading()).id
    pseudonymise.detect(study, vault, one, Fixed())
    accept_all(vault)
    pseudonymise.release(study, vault, one)
    turn = transcripts.turns(study, one)[1]
    code = codebook.add(study, "Helping")
    codings.apply(study, one, turn.start, turn.stop, code.id)
    development.add(study, "Care", codes=[code.id])
    return one


def places(found: list[leaks.Leak]) -> set[str]:
    """Give the places of what is found for sure."""
    return {leak.place for leak in found if leak.how != "resembles"}


def test_a_clean_study_holds_none(study: Study, vault: Vault, released: str) -> None:
    assert leaks.find_in_study(study, vault) == []
    searched = leaks.bytes_of_study(study, vault)
    assert (searched.leaks, searched.unread) == ((), ())
    assert {path.name for path in vault.folder.iterdir()} <= {
        "vault.duckdb",
        "vault.duckdb.wal",
        "key.json",
    }


PLANTED: dict[str, Callable[[Study, str], object]] = {
    "memos.text": lambda study, one: memos.write(study, "study", "-", f"Ask {NAME} again"),
    "codes.name": lambda study, one: codebook.add(study, f"{NAME} helps"),
    "codes.description": lambda study, one: codebook.define(
        study, codebook.fetch(study, "Helping").id, description=f"As {NAME} says"
    ),
    "themes.name": lambda study, one: development.add(study, f"What {NAME} did"),
    "transcripts.label": lambda study, one: transcripts.relabel(study, one, NAME),
}


@pytest.mark.parametrize("place", PLANTED)
def test_what_is_planted_in_the_study_is_found(
    study: Study, vault: Vault, released: str, place: str
) -> None:
    PLANTED[place](study, released)
    found = places(leaks.find_in_study(study, vault))
    assert {f"study: {place}", "study: events.changes"} <= found
    assert any(one.startswith(FILE) for one in places([*leaks.bytes_of_study(study, vault).leaks]))


def test_journal_copies_and_spill_are_searched(study: Study, vault: Vault, released: str) -> None:
    (study.folder / COPIES).mkdir(exist_ok=True)
    (study.folder / COPIES / "study-1.duckdb.part").write_bytes(b"\0\1\2" + NAME.encode() + b"\0")
    (study.folder / "tmp").mkdir()
    (study.folder / "tmp" / "duckdb_temp_storage-0.tmp").write_bytes(b"\0\0\3" + NAME.encode())
    (study.folder / f"{NAME}.txt").write_text("nothing")
    found = leaks.bytes_of_study(study, vault)
    assert places([*found.leaks]) == {
        f"{COPIES}/study-1.duckdb.part",
        "tmp/duckdb_temp_storage-0.tmp",
        "name of a file",
    }
    assert "Maureen" not in str(found)


@pytest.fixture
def exports(study: Study, vault: Vault, released: str, tmp_path: Path) -> Callable[[], Path]:
    """Write every export of the workbench, from a study closed for it."""

    def write() -> Path:
        folder, target = study.folder, tmp_path / "exports"
        theme = development.fetch_all(study)[0].name
        vault.close()
        study.close()
        target.mkdir()
        run = partial(CliRunner().invoke, main, env={"WORKBENCH_PASSPHRASE": PASSPHRASE})
        asked = [
            ["export", str(target / "all")],
            ["code", "export", str(target / "codings.jsonl")],
            ["codebook", "export", str(target / "codebook.csv")],
            *(["quotes", "--theme", theme, "--to", str(target / f"q.{end}")]
              for end in ("docx", "xlsx", "csv")),
        ]  # fmt: skip
        for words in asked:
            done = run([*words, "-s", str(folder)])
            assert done.exit_code == 0, done.output
        return target

    return write


def check(study: Study, *paths: Path) -> tuple[int, str]:
    """Run the command on a closed study."""
    given = ["check", "-s", str(study.folder), *map(str, paths)]
    done = CliRunner().invoke(main, given, env={"WORKBENCH_PASSPHRASE": PASSPHRASE})
    return done.exit_code, done.output


def test_clean_exports_hold_none(study: Study, exports: Callable[[], Path]) -> None:
    code, said = check(study, exports())
    assert (code, said) == (0, "No original was found, and every row has what it points to.\n")


def test_every_export_with_a_name_is_found(
    study: Study, released: str, exports: Callable[[], Path]
) -> None:
    codebook.rename(study, codebook.fetch(study, "Helping").id, f"{NAME} helps")
    development.rename(study, development.fetch_all(study)[0].id, f"What {NAME} did")
    transcripts.relabel(study, released, NAME)
    target = exports()
    files = sorted(path for path in target.rglob("*") if path.is_file())
    with (
        Study.open(study.folder) as opened,
        pseudonymise.open_vault(opened, PASSPHRASE) as unlocked,
    ):
        found = {file.name: leaks.search_files(unlocked, [file]) for file in files}
    assert len(found) == 6
    assert [name for name, searched in found.items() if not places([*searched.leaks])] == []
    assert "Maureen" not in str(list(found.values()))


def test_what_resembles_is_told_apart(study: Study, vault: Vault, released: str) -> None:
    memos.write(study, "study", "-", "Ask Mrs Tatersall again.")
    vault.close()
    study.close()
    code, said = check(study)
    assert (code, "resemble an original stand in: study:" in said) == (0, True)
    strict = CliRunner().invoke(
        main,
        ["check", "--strict", "-s", str(study.folder)],
        env={"WORKBENCH_PASSPHRASE": PASSPHRASE},
    )
    assert (strict.exit_code, "atersall" in strict.output) == (1, False)
    told = CliRunner().invoke(
        main,
        ["check", "--json", "--bytes", "-s", str(study.folder)],
        env={"WORKBENCH_PASSPHRASE": PASSPHRASE},
    )
    assert {one["how"] for one in json.loads(told.output)["resembling"]} == {"resembles"}


def test_a_search_is_named_by_what_it_was_coded_as(
    study: Study, vault: Vault, released: str
) -> None:
    named, clean = codebook.add(study, f"{NAME} helps"), codebook.fetch(study, "Helping")
    for number, code in enumerate((clean, named)):
        with audit.act(study, "search.code") as act:
            row = {"query": NAME, "kind": "words", "exact": False, "within": "", "unit": "words"}
            signed = {"code_id": code.id, "researcher": "Robin", "ts": audit.now()}
            act.insert("searches", {"id": f"s{number}", **row, **signed})
    found = leaks.find_in_study(study, vault)
    told = {leak.where for leak in found if leak.place == "study: searches.query"}
    assert told == {
        "search 1 of those that were coded as “Helping”",
        "search 2 of those that were coded",
    }


def test_a_correction_is_named_by_its_transcript(study: Study, vault: Vault, released: str) -> None:
    corrections.correct(study, released, [Edit(start=0, stop=5, words=NAME)])
    found = leaks.find_in_study(study, vault)
    told = {leak.where for leak in found if leak.place == "study: corrections.becomes"}
    assert told == {"correction in transcript “Interview 01”"}
