"""Finding originals where they must not be, without saying them."""

from __future__ import annotations

import io
import json
import zipfile
from functools import partial
from pathlib import Path

import docx
import duckdb
import openpyxl
import pytest
from click.testing import CliRunner

from tests.anonymise.interviews import PASSPHRASE, SECRETS, Fixed, reading
from workbench.anonymise import leaks, pieces, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.cli import main
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
        "ring +44 7700 900123",
        "ring +44 (0)7700 900 123",
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


def test_the_words_of_a_placeholder_are_no_leak(study: Study, vault: Vault) -> None:
    one = pseudonymise.import_(
        study, vault, reading((("Maureen Tattersall", "I rang the NHS."),))
    ).id
    pseudonymise.add_identifier(vault, one, 11, 14, "organisation")
    assert leaks.find(vault, {"page 1": "Her [NHS number] is long"}) == []
    assert leaks.find(vault, {"page 1": "I rang the NHS."})


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
    assert any(place.startswith("all.qdpx: part 1: xl/") for place in places)


def test_an_address_of_a_cell_is_no_postcode(study: Study, vault: Vault, tmp_path: Path) -> None:
    talk = [("Ruth Calloway", "Where was that?"), ("Maureen Tattersall", "Out by G51, then.")]
    one = pseudonymise.import_(study, vault, reading(talk)).id
    at = pseudonymise.original_text(vault, one).index("G51")
    found = pseudonymise.add_identifier(vault, one, at, at + 3, "postcode")
    pseudonymise.decide(vault, found, "redact")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(60):
        sheet.append([f"row {row}"] * 8)
    book.save(tmp_path / "sheet.xlsx")
    assert leaks.find_in_files(vault, [tmp_path / "sheet.xlsx"]) == []
    sheet["B2"] = "out by G51"
    book.save(tmp_path / "sheet.xlsx")
    assert leaks.find_in_files(vault, [tmp_path / "sheet.xlsx"])


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
    searched = leaks.search_files(vault, [file, vault.folder])
    assert searched.leaks == ()
    assert {line.split(" (")[1][:9] for line in searched.unread} == {"the open ", "the vault"}
    study.close()
    assert not is_open(file)


@pytest.mark.parametrize(
    "part",
    [
        "word/styles.xml",
        "word/theme/theme1.xml",
        "word/settings.xml",
        "customXml/item1.xml",
        "word/comments.xml",
        "word/footnotes.xml",
        "docProps/custom.xml",
    ],
)
def test_every_part_of_a_word_file_is_read(
    vault: Vault, known: str, tmp_path: Path, part: str
) -> None:
    file = tmp_path / "paper.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/fontTable.xml", '<w:font w:name="Ken"/><a:latin typeface="Ken"/>')
        archive.writestr(part, '<w:style w:val="Ken&#x2019;s words"/>')
    assert {leak.place for leak in leaks.find_in_files(vault, [file])} == {f"paper.docx: {part}"}


def test_what_is_not_searched_is_told(vault: Vault, known: str, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "a.pdf").write_bytes(b"%PDF-1.7 Tattersall")
    (given / "b.png").write_bytes(b"\x89PNG\0")
    (given / "c.docx").write_bytes(b"PK\x03\x04 nothing")
    packed = b"words"
    for _ in range(9):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("Somebody Unheard Of.zip", packed)
        packed = stream.getvalue()
    (given / "d.zip").write_bytes(packed)
    (given / "e.txt").write_bytes("Wróbel, Ken".encode("cp1252"))
    found = leaks.search_files(vault, [given])
    assert {leak.place for leak in found.leaks} == {"given: file 1", "given: file 5"}
    assert found.unread == (
        "given: file 1 (a PDF that is damaged)",
        "given: file 2 (a picture: its properties were searched, not what it shows)",
        "given: file 3 (a damaged archive)",
        f"given: file 4{': part 1' * 7} (packed too deep)",
    )


def test_a_large_part_is_told(
    vault: Vault, known: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "LARGEST_PART", 3)
    with zipfile.ZipFile(tmp_path / "big.zip", "w") as archive:
        archive.writestr("a.txt", "words")
    assert leaks.search_files(vault, [tmp_path / "big.zip"]).unread == (
        "big.zip: part 1 (too large)",
    )


def test_folders_in_a_folder_may_be_named_after_people(
    vault: Vault, known: str, tmp_path: Path
) -> None:
    (tmp_path / "all" / "Maureen").mkdir(parents=True)
    (tmp_path / "all" / "Maureen" / "note.txt").write_text("nothing")
    found = leaks.search_files(vault, [tmp_path / "all"])
    assert {leak.place for leak in found.leaks} == {"all: name of file 1"}


def test_the_command_tells_what_it_did_not_search(
    study: Study, vault: Vault, known: str, tmp_path: Path
) -> None:
    (tmp_path / "plan.png").write_bytes(b"\x89PNG\0")
    folder = study.folder
    vault.close()
    study.close()
    run = partial(CliRunner().invoke, main, env={"WORKBENCH_PASSPHRASE": PASSPHRASE})
    given = ["check", "-s", str(folder), str(tmp_path / "plan.png")]
    assert "plan.png (a picture" in run(given).output
    assert json.loads(run([*given, "--json"]).output)["unread"] == [
        "plan.png (a picture: its properties were searched, not what it shows)"
    ]
    (tmp_path / "ken.txt").write_text("Ken")
    done = run([*given, str(tmp_path / "ken.txt")])
    assert (done.exit_code, "plan.png (a picture" in done.output) == (1, True)
    assert "ken" not in done.output.lower()


def test_a_number_said_aloud_is_found_in_digits(study: Study, vault: Vault) -> None:
    words = "Ring me, it's oh seven seven double oh, nine hundred, one two three."
    one = pseudonymise.import_(study, vault, reading((("Maureen Tattersall", words),))).id
    pseudonymise.detect(study, vault, one, Fixed())
    pseudonymise.accept_proposals(vault, [e.id for e in pseudonymise.entities(vault)])
    for text in ("07700 900123", "+44 (0)7700 900123"):
        assert leaks.find(vault, {"page 1": text})
