"""Codebooks and codings survive a table and back, and no cell runs as a formula."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.conftest import SAID
from tests.conftest import Said
from workbench import audit, tables, transcripts
from workbench.coding import codebook, codebook_tables, coding_tables, codings
from workbench.errors import NotThere, UnreadableFile
from workbench.study import Study

CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_tables_come_back_as_they_were(rows: list[tuple[str, str]]) -> None:
    rows = [row for row in rows if any(row)]
    text = tables.write(("a", "b"), [{"a": a, "b": b} for a, b in rows])
    found = [(row["a"], row["b"]) for row in tables.read(text, needed=("a", "b"))]
    assert found == rows


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1", "'=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    for line in tables.write((cell,), [{cell: cell}]).splitlines():
        assert line.lstrip('"').startswith("'")


def test_the_codebook_goes_out_and_comes_in(study: Study, tmp_path: Path) -> None:
    top = codebook.add(study, "Shame", description="=Small", use_when="Felt,\nsaid")
    low = codebook.add(study, "Hiding", parent_id=top.id, example="“I hid”")
    codebook.add(study, "Hiding")
    codebook.add(study, "At home", parent_id=low.id)
    text = codebook_tables.write_csv(study)
    with Study.create(tmp_path / "other", name="Other", researcher="Ana") as other:
        assert codebook_tables.import_csv(other, text) == 4
        assert codebook_tables.write_csv(other) == text
        assert codebook_tables.import_csv(other, text) == 4
        assert codebook_tables.write_csv(other) == text
        audit.undo(other)
        assert codebook.fetch_all(other) == []


def test_parents_may_stand_further_down(study: Study) -> None:
    text = "name;parent;colour\nHiding;Shame;\nShame;;#123456\n"
    codebook_tables.import_csv(study, text)
    assert [code.path for code in codebook.fetch_all(study)] == [("Shame",), ("Shame", "Hiding")]
    codebook_tables.import_csv(study, "name,parent,description\nhiding,shame,Not seen\n")
    assert codebook.fetch(study, "Hiding").description == "Not seen"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("name,parent\nA,\nB,Nowhere\n", "Row 3"),
        ("name,parent\nA,B\nB,A\n", "Row 2"),
        ("name,colour\nA,#000000\nB,blue\n", "Row 3"),
        ("name\nA\n   \n", "Row 3"),
        ("title\nA\n", "name"),
        ("", "name"),
    ],
)
def test_a_bad_codebook_stores_nothing(study: Study, text: str, row: str) -> None:
    with pytest.raises(UnreadableFile, match=row):
        codebook_tables.import_csv(study, text)
    assert codebook.fetch_all(study) == []
    assert audit.read(study) == []


def test_codings_go_out_and_come_in(study: Study, transcript: str) -> None:
    text = transcripts.text(study, transcript)
    code = codebook.add(study, "Shame", parent_id=codebook.add(study, "Feeling").id)
    at = text.index("Nobody")
    codings.apply(study, transcript, at, at + 16, code.id)
    codings.apply(study, transcript, at, len(text), code.id, found_by="search")
    rows = coding_tables.export_rows(study)
    for out, back in (
        (coding_tables.write_csv, coding_tables.import_csv),
        (coding_tables.write_jsonl, coding_tables.import_jsonl),
    ):
        table = out(study)
        assert back(study, table).known == 2
        for coding in codings.fetch_all(study):
            codings.remove(study, coding.id)
        assert back(study, table).stored == 2
        assert coding_tables.export_rows(study) == rows
        assert study.rows("select * from orphans") == []
    audit.undo(study)
    assert codings.fetch_all(study) == []


def test_moved_quotes_are_found_again_or_reported(study: Study, transcript: str) -> None:
    codebook.add(study, "Shame")
    row = {"transcript": "interview 01", "code": ["Shame"], "start": 3, "stop": 9}
    text = transcripts.text(study, transcript)
    found = coding_tables.import_rows(
        study,
        [
            {**row, "quote": "Nobody asked me."},
            {**row, "quote": "Never said"},
            {**row, "quote": "ater"},
            {**row, "quote": " "},
            {**row, "transcript": "Interview 9", "quote": "Nobody"},
            {**row, "code": "Guilt", "quote": "Nobody"},
            {**row, "start": str(text.rindex("ater")), "quote": "ater"},
            {**row, "start": "１２", "quote": "nurse"},
            {**row, "start": float("nan"), "quote": "nurse", "time": "now"},
            {**row, "quote": "The nurse", "researcher": "\0B\ud800en\n", "time": "2026-01-02"},
        ],
    )
    assert [problem.row for problem in found.problems] == [2, 3, 4, 5, 6]
    assert (found.stored, found.known) == (4, 1)
    words = [text[coding.start : coding.stop] for coding in codings.fetch_all(study)]
    assert words == ["Nobody asked me.", "ater", "The nurse", "nurse"]
    assert [c.researcher for c in codings.fetch_all(study)] == ["Ana", "Ana", "Ben", "Ana"]
    assert all("Never said" not in problem.message for problem in found.problems)
    assert {coding.found_by for coding in codings.fetch_all(study)} == {"import"}


@pytest.mark.parametrize("text", ["[1]", "{", "[" * 100_000, '{"transcript": 1}\nnull'])
def test_bad_lines_store_nothing(study: Study, text: str) -> None:
    with pytest.raises(UnreadableFile, match="Line"):
        coding_tables.import_jsonl(study, text)


def test_said_fits_the_fixture(study: Study, transcript: str) -> None:
    assert transcripts.text(study, transcript) == "\n".join(words for _, words in SAID)
    with pytest.raises(NotThere):
        codebook.fetch(study, "Nothing")


@pytest.mark.slow
def test_ten_thousand_codings_come_in(study: Study, released: Callable[[str, Said], str]) -> None:
    text = " ".join(f"word{n}" for n in range(10_000))
    released("Interview 01", [("Amira", text)])
    codebook.add(study, "Shame")
    rows = [
        {"transcript": "Interview 01", "start": n, "quote": text[n : n + 20], "code": "Shame"}
        for n in range(1, 40_001, 4)
    ]
    found = coding_tables.import_rows(study, rows)
    assert (found.stored, found.problems) == (10_000, ())
