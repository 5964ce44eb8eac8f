"""Every file gives back the very words, is written whole or not at all, and runs no formula."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.themes import read_back
from tests.themes.conftest import Example, enrol, release
from workbench import memos, transcripts
from workbench.coding import codebook, codings
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import development, quote_files, quotes
from workbench.themes.quotes import Quote

GOLDEN = Path(__file__).parent.parent / "golden"

WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        st.sampled_from("\t\n\r '\"“”‘’=+-@,;|<>&_e\u0301\u200d😀👩🏽שלוםمرحبا\u202e"),
    ),
    max_size=40,
)
DIALOGUES = st.lists(
    st.tuples(st.sampled_from(["Interviewer", "Karen", "Mo"]), WORDS), min_size=1, max_size=5
)


def golden(name: str, found: str) -> None:
    """Compare with the kept file; WRITE_GOLDEN=1 keeps a new one, to be read before a commit."""
    file = GOLDEN / name
    if os.environ.get("WRITE_GOLDEN"):
        file.write_text(found, encoding="utf-8", newline="")
    assert found == file.read_bytes().decode("utf-8")


@pytest.fixture
def table(example: Example) -> list[Quote]:
    study = example.study
    tired = example.code("hard\tto keep going.\nStill, we met 😀 each week.", "Fatigue")
    example.code("each week.\nWho did?\n “Us three”, = mostly. ", "Effort")
    example.code("=1+1 was my joke", "Numbers")
    memos.write(study, "coding", tired, "-- Tired,\nor proud?")
    development.define(study, example.subtheme, definition="Too few, and counted on.")
    return quotes.table(study, example.theme)


def test_golden_files(table: list[Quote], tmp_path: Path) -> None:
    for kind in quote_files.FORMATS:
        quote_files.write(table, tmp_path / f"quotes{kind}")
    golden("quotes.csv", (tmp_path / "quotes.csv").read_bytes().decode("utf-8"))
    cells = json.dumps(read_back.xlsx_rows(tmp_path / "quotes.xlsx"), ensure_ascii=False, indent=1)
    golden("quotes.xlsx.json", cells)
    golden("quotes.document.xml", read_back.document_xml(tmp_path / "quotes.docx"))


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=DIALOGUES, data=st.data())
def test_any_words_come_back_from_every_format(
    study: Study, tmp_path: Path, said: list[tuple[str, str]], data: st.DataObject
) -> None:
    people = {name: enrol(study, study.new_id(), {}) for name in ("Karen", "Mo")}
    transcript = release(study, study.new_id(), said, people)
    text = transcripts.text(study, transcript)
    assume(text.strip())
    code = codebook.add(study, study.new_id()).id
    theme = development.add(study, study.new_id(), [code]).id
    for _ in range(3):
        start = data.draw(st.integers(0, len(text) - 1))
        stop = data.draw(st.integers(start + 1, len(text)))
        if text[start:stop].strip():
            codings.apply(study, transcript, start, stop, code)
    found = quotes.table(study, theme)
    assume(found)
    words = [text[quote.start : quote.stop] for quote in found]
    assert [quote.words for quote in found] == words
    assert ["\n".join(part.words for part in quote.parts) for quote in found] == words
    for kind in quote_files.FORMATS:
        quote_files.write(found, tmp_path / f"all{kind}", overwrite=True, questions=True)
    assert read_back.docx_words(tmp_path / "all.docx") == words
    for rows in (
        read_back.csv_rows(tmp_path / "all.csv"),
        read_back.xlsx_rows(tmp_path / "all.xlsx"),
    ):
        assert [row["Quote"] for row in rows] == words
        assert [text[int(str(row["Start"])) : int(str(row["Stop"]))] for row in rows] == words


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@a", "'a", "''", "\t=1", "＝1", "a_x0041_", "\x02\x0b"]
)
def test_no_text_becomes_a_formula(table: list[Quote], tmp_path: Path, words: str) -> None:
    quote = replace(table[0], words=words, memo=words, transcript=words, attributes={words: words})
    quote_files.write([quote], tmp_path / "a.csv")
    quote_files.write([quote], tmp_path / "a.xlsx")
    for rows in (read_back.csv_rows(tmp_path / "a.csv"), read_back.xlsx_rows(tmp_path / "a.xlsx")):
        assert rows[0]["Quote"] == rows[0]["Memo"] == rows[0][words] == words
    for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["Quotes"].iter_rows():
        assert {cell.data_type for cell in row} <= {"s", "n"}
        assert all(cell.quotePrefix for cell in row if str(cell.value).startswith(("=", "@")))
    content = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in content.split(","))


def test_excel_refuses_what_it_would_cut(table: list[Quote], tmp_path: Path) -> None:
    fits = replace(table[0], words="😀" * 16_383 + "a")
    quote_files.write([fits], tmp_path / "a.xlsx")
    assert read_back.xlsx_rows(tmp_path / "a.xlsx")[0]["Quote"] == fits.words
    long = replace(table[0], words="😀" * 16_384)
    with pytest.raises(NotAllowed, match="row 3 the column “Quote”"):
        quote_files.write([fits, long], tmp_path / "b.xlsx")
    assert [file.name for file in tmp_path.glob("*.*")] == ["a.xlsx"]
    quote_files.write([long], tmp_path / "b.docx")


def test_word_refuses_what_it_cannot_hold(table: list[Quote], tmp_path: Path) -> None:
    broken = replace(table[1], words="secret\x02words")
    with pytest.raises(NotAllowed, match="Quote 2 ") as caught:
        quote_files.write([table[0], broken], tmp_path / "a.docx")
    assert "secret" not in str(caught.value)
    assert not list(tmp_path.glob("*.docx"))


def test_word_table_has_the_form_papers_want(table: list[Quote], tmp_path: Path) -> None:
    quote_files.write(table, tmp_path / "a.docx")
    cells = read_back.docx_cells(tmp_path / "a.docx")
    assert cells[0] == ["Quote", "Who", "Where", "Code", "Memo"]
    assert cells[1] == ["Keeping going"]
    assert cells[2] == [
        "Karen: each week.\nInterviewer: Who did?\nKaren:  “Us three”, = mostly. ",
        "Karen, South East, England",
        "Interview 01, turns 2–4, 01:01",
        "Effort",
        "",
    ]
    assert cells[3][0] == "hard\tto keep going.\nStill, we met 😀 each week."
    assert cells[4] == ["Few hands\nToo few, and counted on."]
    xml = read_back.document_xml(tmp_path / "a.docx")
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == xml.count("<w:tr>") == len(cells)
    assert " SEQ Table " in xml
    assert 'w:orient="landscape"' in xml
    assert 'w:tblStyle w:val="TableGrid"' in xml
    document = docx.Document(str(tmp_path / "a.docx"))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs[:2] == ["Keeping going", "What it takes to last."]


def test_files_name_nobody_in_their_metadata(table: list[Quote], tmp_path: Path) -> None:
    for kind in (".docx", ".xlsx"):
        quote_files.write(table, tmp_path / f"a{kind}")
        with zipfile.ZipFile(tmp_path / f"a{kind}") as archive:
            core = archive.read("docProps/core.xml").decode("utf-8")
            parts = archive.namelist()
            everything = b"".join(archive.read(name) for name in parts)
        for word in ("creator", "lastModifiedBy", "revision", "python", "openpyxl"):
            assert word not in core
        assert b"w:rsid" not in everything
        assert not [name for name in parts if "thumbnail" in name or "custom" in name.lower()]


def test_what_the_word_table_shows_can_be_chosen(table: list[Quote], tmp_path: Path) -> None:
    quote_files.write(
        table, tmp_path / "a.docx", memos=False, questions=True, template="{pseudonym}"
    )
    cells = read_back.docx_cells(tmp_path / "a.docx")
    assert cells[0] == ["Quote", "Who", "Where", "Code"]
    assert cells[2][0].startswith("Interviewer: And later on?\n")
    assert cells[2][1] == "Karen"
    assert read_back.docx_words(tmp_path / "a.docx") == [quote.words for quote in table]


def test_only_the_wanted_attributes_leave(table: list[Quote], tmp_path: Path) -> None:
    quote_files.write(table, tmp_path / "a.csv", attributes=["Nation"])
    content = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert "South East" not in content
    assert "(Karen, England)" in content
    with pytest.raises(NotAllowed):
        quote_files.write(table, tmp_path / "b.csv", attributes=["Age"])


def test_right_to_left_words_are_marked(table: list[Quote], tmp_path: Path) -> None:
    words = " “שלום” hello"
    quote = replace(table[0], words=words, parts=(replace(table[0].parts[0], words=words),))
    quote_files.write([quote], tmp_path / "a.docx")
    xml = read_back.document_xml(tmp_path / "a.docx")
    assert xml.count("<w:bidi/>") == xml.count("<w:rtl/>") == 1
    assert read_back.docx_words(tmp_path / "a.docx") == [words]


def test_nothing_is_overwritten_unasked(table: list[Quote], tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("mine")
    with pytest.raises(NotAllowed):
        quote_files.write(table, file)
    assert file.read_text() == "mine"
    quote_files.write(table, file, overwrite=True)
    assert len(read_back.csv_rows(file)) == len(table)


def test_a_broken_off_file_leaves_the_old_one(
    table: list[Quote], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("mine")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NotAllowed):
        quote_files.write(table, file, overwrite=True)
    assert file.read_text() == "mine"
    assert [found.name for found in tmp_path.iterdir() if found.is_file()] == ["a.csv"]


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.doc", "nowhere/a.csv"])
def test_other_files_and_places_are_refused(table: list[Quote], tmp_path: Path, name: str) -> None:
    with pytest.raises(NotAllowed):
        quote_files.write(table, tmp_path / name)


def test_an_empty_table_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        quote_files.write([], tmp_path / "a.docx")
