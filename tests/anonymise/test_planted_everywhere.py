"""An original is found in each table, and in the journal, copies and spill beside the file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.anonymise.interviews import PASSPHRASE, Fixed, accept_all, reading
from workbench import memos, participants, transcripts
from workbench.anonymise import leaks, pseudonymise, writing
from workbench.anonymise.vault import Vault
from workbench.cli import main
from workbench.coding import codebook, codings
from workbench.study import COPIES, FILE, Study
from workbench.themes import development, phases

NAME = "Maureen Tattersall"
IDS_AND_SETTINGS = {
    *(
        "about",
        "about_id",
        "colour",
        "digests",
        "encoder",
        "found_by",
        "hash",
        "kind",
        "model",
        "role",
        "state",
    ),
    *("status", "subject", "unit", "vault", "verb", "version", "key_digest", "researcher", "value"),
    *("table_name", "verdict", "checklist", "form", "item", "question"),
}
OFFSETS_AND_VERSIONS = {
    ("passages", "kept"),
    ("corrections", "kept"),
    ("texts", "treated"),
    ("rewordings", "was"),
    ("rewordings", "becomes"),
}
AROUND_THEMES = [
    "with given as (select $theme as theme, $coding as coding, $name as name, $held as held) "
    + rows
    for rows in (
        "insert into theme_passages select 'p', theme, held, '', 0, 'Robin', now() from given",
        "insert into theme_links select 'l', theme, theme, '', false from given",
        "insert into theme_reasons select 'r', theme, 'split', '', 'Robin', now() from given",
        "insert into theme_checks select 'c', theme, 'topic', 'no', '', 'Robin', now() from given",
        "insert into thoughts select 't', theme, '', '', '', 0, 'Robin', now() from given",
        "insert into theme_quotes (id, theme_id, coding_id, position) "
        "select 'q', theme, coding, 0 from given",
        "insert into quote_marks select 'm', 'q', held, 'emphasis', '' from given",
        "insert into impressions select 'i', name, 'reading', '', 'Robin', now() from given",
        "insert into summaries select 's', theme, (select min(id) from participants), '', "
        "'Robin', now() from given",
        "insert into discussions select 'd', 'impression', 'i', false, 'Robin', now() from given",
        "insert into answers select 'a', 'd', '', 'Robin', now() from given",
        "insert into checklist_places select 'c', 'rtarg', '1', '' from given",
    )
]


@pytest.fixture
def full(study: Study, vault: Vault) -> str:
    """Release an interview and write something of every kind about it."""
    one = pseudonymise.import_(study, vault, reading()).id
    pseudonymise.detect(study, vault, one, Fixed())
    accept_all(vault)
    pseudonymise.release(study, vault, one)
    turn = transcripts.turns(study, one)[1]
    code = codebook.add(study, "Helping")
    coding = codings.apply(study, one, turn.start, turn.stop, code.id)
    theme = development.add(study, "Care", codes=[code.id])
    memos.write(study, "coding", coding.id, "Look again")
    person = participants.fetch_all(study)[0]
    participants.set_attribute(study, person.id, "street", "unknown")
    phases.move(study, 2, "Enough read")
    with study.transaction() as sql:
        for filled in AROUND_THEMES:
            given = {"theme": theme.id, "coding": coding.id, "held": coding.passage_id}
            sql.execute(filled, given | {"name": one})
        sql.execute(
            "insert into searches values ('s', 'soup', 'words', true, '', 'turn', $code, 'Robin', "
            "now()::timestamp)",
            {"code": code.id},
        )
    return one


def test_every_column_is_searched_and_its_row_named(study: Study, vault: Vault, full: str) -> None:
    people = {one.pseudonym for one in participants.fetch_all(study)}
    columns = [(t, c) for t, some in writing.EVERYWHERE.items() for c in some]
    told = {}
    for table, column in [*columns, ("texts", "text")]:
        (row,) = study.rows(f"select id, {column} as words from {table} order by id limit 1")
        change = f"update {table} set {column} = $words where id = $id"
        with study.transaction() as sql:
            sql.execute(change, {"words": f"Ask {NAME} again", "id": row["id"]})
        found = leaks.find_in_study(study, vault)
        assert {leak.place for leak in found} == {f"study: {table}.{column}"}
        told[table, column] = {leak.where for leak in found}
        assert "Maureen" not in str(found)
        with study.transaction() as sql:
            sql.execute(change, row)
    assert told["texts", "text"] == {"transcript “Interview 01”"}
    assert told["transcripts", "label"] == {"transcript 1"}
    assert told["memos", "text"] == {"memo on the coding in transcript “Interview 01”"}
    assert told["codes", "description"] == {"code “Helping”"}
    assert told["codes", "name"] == {"code 1"}
    assert told["themes", "definition"] == {"theme “Care”"}
    assert told["phase_moves", "note"] == {"phase 2"}
    assert told["thoughts", "text"] == {"thought in theme “Care”"}
    assert told["summaries", "text"] == {"summary in theme “Care”"}
    assert told["quote_marks", "text"] == {"mark in a quote of theme “Care”"}
    assert told["impressions", "text"] == {"impression of transcript “Interview 01”"}
    assert told["attribute_values", "value"] <= {f"participant “{one}”" for one in people}
    assert leaks.find_in_study(study, vault) == []


def test_no_column_with_words_is_forgotten_by_a_late_treatment(study: Study) -> None:
    rows = study.rows(
        "select table_name as of_table, column_name as col from information_schema.columns "
        "where table_catalog = 'study' and data_type = 'VARCHAR' and column_name <> 'id' "
        "and not suffix(column_name, '_id') and table_name <> 'schema_steps'"
    )
    wordy = {(row["of_table"], row["col"]) for row in rows if row["col"] not in IDS_AND_SETTINGS}
    known = {(table, column) for table, some in writing.EVERYWHERE.items() for column in some}
    of_corrections = {("corrections", "was"), ("corrections", "becomes")}
    assert wordy - known <= {("texts", "text"), *of_corrections, *OFFSETS_AND_VERSIONS}


def test_a_name_in_the_journal_alone_is_found(study: Study, vault: Vault, full: str) -> None:
    with study.cursor() as sql:
        sql.execute("force checkpoint study")
    memo = memos.write(study, "study", "-", f"Ask {NAME} again")
    with study.transaction() as sql:
        sql.execute("delete from memos where id = $id", {"id": memo.id})
        sql.execute("delete from events where subject = $id", {"id": memo.about_id})
    journal = study.folder / f"{FILE}.wal"
    assert b"Tattersall" in journal.read_bytes()
    copy = study.folder / COPIES / "study-1.duckdb"
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(journal, copy.with_name(f"{copy.name}.wal"))
    assert leaks.find_in_study(study, vault) == []
    found = {leak.place for leak in leaks.bytes_of_study(study, vault).leaks}
    assert found == {FILE, f"{COPIES}/study-1.duckdb.wal"}


def test_a_name_in_the_journal_of_a_copy_is_found(
    study: Study, vault: Vault, full: str, tmp_path: Path
) -> None:
    with study.cursor() as sql:
        sql.execute("force checkpoint study")
    memos.write(study, "study", "-", f"Ask {NAME} again")
    taken = tmp_path / "study-1.duckdb"
    for end in ("", ".wal"):
        shutil.copy(study.folder / (FILE + end), f"{taken}{end}")
    assert b"Tattersall" not in taken.read_bytes()
    memos.remove(study, memos.fetch_all(study)[0].id)
    found = leaks.search_files(vault, [taken])
    assert "study-1.duckdb: memos.text" in {leak.place for leak in found.leaks}


def test_the_command_names_the_row_and_answers_in_json(
    study: Study, vault: Vault, full: str
) -> None:
    memos.write(study, "transcript", full, f"Ask {NAME} again")
    folder = study.folder
    vault.close()
    study.close()
    ask = ["check", "-s", str(folder)]
    environment = {"WORKBENCH_PASSPHRASE": PASSPHRASE}
    said = CliRunner().invoke(main, ask, env=environment)
    assert (said.exit_code, "aureen" in said.output) == (1, False)
    assert "study: memos.text (memo on the transcript “Interview 01”)" in said.output
    told = CliRunner().invoke(main, [*ask, "--json"], env=environment)
    data = json.loads(told.output)
    assert (told.exit_code, data["error"], data["leaks"]) == (1, "LeakFound", 2)
    assert {(one["place"], one["how"]) for one in data["places"]} == {
        ("study: memos.text", "exact"),
        ("study: events.changes", "exact"),
    }
    assert "memo on the transcript “Interview 01”" in {one["where"] for one in data["places"]}
