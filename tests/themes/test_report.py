"""Overviews for a paper tell what the study holds, and count people only when asked."""

from __future__ import annotations

from pathlib import Path

from tests.themes import read_back
from tests.themes.conftest import Example
from workbench import memos
from workbench.study import Study
from workbench.themes import development, layouts, paper_word, phases, table_kinds, what_was_done
from workbench.themes.conventions import Conventions, Counts


def cells(content: bytes, folder: Path) -> list[list[str]]:
    (folder / "a.docx").write_bytes(content)
    return read_back.docx_cells(folder / "a.docx")


def made(study: Study, kind: str, counts: Counts = "off") -> bytes:
    wish = layouts.Wish(how=Conventions(counts=counts), template="({pseudonym})")
    return paper_word.render([table_kinds.make(study, kind, wish)])


def test_theme_overview(example: Example, tmp_path: Path) -> None:
    development.define(example.study, example.subtheme, definition="Too few.\nAnd counted on.")
    assert cells(made(example.study, "overview"), tmp_path) == [
        ["Theme", "Description"],
        ["Keeping going", "Staying is work\nWhat it takes to last."],
        ["– Few hands", "Too few.\nAnd counted on."],
    ]


def test_participants_are_counted_on_demand(example: Example, tmp_path: Path) -> None:
    example.code("People", "Effort")
    found = cells(made(example.study, "overview", counts="figures"), tmp_path)
    assert [row[2] for row in found] == ["Participants", "1 of 3", "0 of 3"]


def test_phase_table_tells_notes_and_memos_in_order(example: Example, tmp_path: Path) -> None:
    study = example.study
    phases.move(study, 2, "Two of us coded side by side.")
    memos.write(study, "phase", "2", "Code names became shorter.")
    phases.move(study, 3)
    phases.move(study, 2, "Back to interview 1.")
    found = cells(made(study, "phases"), tmp_path)
    assert len(found) == 7
    assert found[2] == [
        "2. Coding",
        "The analysis came back to this phase once.\n"
        "Two of us coded side by side.\nCode names became shorter.\nBack to interview 1.",
    ]
    what_was_done.write(study, 3, "Six themes at first.")
    found = cells(made(study, "phases"), tmp_path)
    assert found[3] == ["3. Generating initial themes", "Six themes at first."]
    assert found[6] == ["6. Writing up", ""]


def test_a_study_without_themes_has_an_empty_overview(example: Example, tmp_path: Path) -> None:
    for theme in development.fetch_all(example.study):
        development.dissolve(example.study, theme.id)
    assert cells(made(example.study, "overview"), tmp_path) == [["Theme", "Description"]]
