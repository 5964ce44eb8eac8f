"""Finding originals where they must not be, without saying them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import duckdb
import openpyxl
import pytest

from tests.anonymise.interviews import SECRETS, Fixed, reading
from workbench.anonymise import leaks, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.study import FILE, Study, is_open


@pytest.fixture
def known(study: Study, vault: Vault) -> str:
    one = pseudonymise.import_(study, vault, reading()).id
    pseudonymise.detect(study, vault, one, Fixed())
    pseudonymise.accept_proposals(vault, [e.id for e in pseudonymise.entities(vault)])
    return one


@pytest.mark.parametrize(
    "text",
    [
        "said Maureen Tattersall",
        "MAUREEN",
        "maureen_tattersall_interview",
        "MaureenTattersall",
        "Mrs Tattersall’s soup",
        "mo.tattersall@example.org",
        "(Ken)",
        "off Ellerby  Road",
        "ring 07700 900123",
        "Mo, are you there",
    ],
)
def test_every_spelling_is_found(vault: Vault, known: str, text: str) -> None:
    assert leaks.find(vault, {"page 1": text})


@pytest.mark.parametrize(
    "text", ["Kenya", "some more", "a road", "the university", "sixty-seven", "tattered", "token"]
)
def test_other_words_are_no_leak(vault: Vault, known: str, text: str) -> None:
    assert leaks.find(vault, {"page 1": text}) == []


def test_answers_name_places_never_words(vault: Vault, known: str, tmp_path: Path) -> None:
    file = tmp_path / "Maureen.txt"
    file.write_text("Ken lives on Ellerby Road")
    found = leaks.find_in_files(vault, [file])
    assert {leak.place for leak in found} == {"name of file 1", "file 1"}
    assert not [word for word in SECRETS if word in str(found)]


def test_what_is_kept_is_no_leak(vault: Vault, known: str) -> None:
    (ken,) = [e for e in pseudonymise.entities(vault) if "Ken" in e.surfaces]
    pseudonymise.decide(vault, ken.id, "keep")
    assert leaks.find(vault, {"page 1": "Ken said"}) == []


def test_undecided_direct_names_are_leaks(vault: Vault, known: str) -> None:
    (ken,) = [e for e in pseudonymise.entities(vault) if "Ken" in e.surfaces]
    pseudonymise.reopen(vault, ken.id)
    assert leaks.find(vault, {"page 1": "Ken said"})


def test_word_files_are_read_through_their_runs(vault: Vault, known: str, tmp_path: Path) -> None:
    paper = docx.Document()
    line = paper.add_paragraph("We thank Mau")
    line.add_run("reen").bold = True
    paper.save(str(tmp_path / "split.docx"))
    clean = docx.Document()
    clean.add_paragraph("We thank Aurora")
    clean.core_properties.author = "M Tattersall"
    clean.save(str(tmp_path / "author.docx"))
    assert {leak.place for leak in leaks.find_in_files(vault, [tmp_path / "split.docx"])} == {
        "split.docx: word/document.xml"
    }
    assert {leak.place for leak in leaks.find_in_files(vault, [tmp_path / "author.docx"])} == {
        "author.docx: docProps/core.xml"
    }


def test_sheets_and_archives_in_archives(vault: Vault, known: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("people")["B2"] = "Wróbel & Ken"
    book.save(tmp_path / "table.xlsx")
    with zipfile.ZipFile(tmp_path / "all.qdpx", "w") as archive:
        archive.write(tmp_path / "table.xlsx", "sources/table.xlsx")
        archive.writestr("sources/Ken.txt", "nothing")
    places = {leak.place for leak in leaks.find_in_files(vault, [tmp_path / "all.qdpx"])}
    assert "all.qdpx: name of part 2" in places
    assert any("sources/table.xlsx: xl/" in place for place in places)


def test_databases_are_read_by_cell(vault: Vault, known: str, tmp_path: Path) -> None:
    file = tmp_path / "other.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("create table notes as select 'with Ken' as words, 1 as n")
    assert {leak.place for leak in leaks.find_in_files(vault, [file])} == {
        "other.duckdb: notes.words"
    }
    assert not list(vault.folder.glob("tmp*"))


def test_broken_and_empty_files_do_not_stop_the_search(
    vault: Vault, known: str, tmp_path: Path
) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 Tattersall")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "wide.txt").write_text("Maureen", encoding="utf-16")
    found = leaks.find_in_files(vault, sorted(tmp_path.glob("*.*")))
    assert {leak.place for leak in found} == {"broken.docx", "wide.txt"}


def test_what_is_open_is_told_apart(study: Study, vault: Vault, known: str) -> None:
    file = study.folder / FILE
    assert is_open(file)
    assert leaks.find_in_files(vault, [file, vault.folder / "vault.duckdb"]) == []
    study.close()
    assert not is_open(file)
