"""Checklists say what the study knows, leave places open, and keep those that are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.drawing import tables
from tests.themes import read_back
from tests.themes.conftest import Example
from workbench import audit
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import checklist_facts, checklists, quotes
from workbench.ui import session

APP = Path(__file__).parents[2] / "app.py"


def test_each_checklist_is_whole() -> None:
    items = {name: checklist.items for name, checklist in checklists.CHECKLISTS.items()}
    assert {name: len(some) for name, some in items.items()} == {
        "RTARG": 28,
        "COREQ": 32,
        "SRQR": 21,
    }
    for some in items.values():
        assert [item.number for item in some] == [str(n) for n in range(1, len(some) + 1)]
        assert len({item.name for item in some}) == len(some)


def test_every_fact_that_an_item_names_is_known(study: Study) -> None:
    known = set(checklist_facts.gather(study))
    named = {fact for one in checklists.CHECKLISTS.values() for i in one.items for fact in i.knows}
    assert named == known


def test_an_empty_study_knows_nothing(study: Study) -> None:
    assert set(checklist_facts.gather(study).values()) == {""}


def test_facts_are_those_of_the_study(example: Example) -> None:
    study = example.study
    quotes.choose(study, example.subtheme, example.code("Us three", "Numbers"))
    rows = {row["Item"]: row for row in checklists.rows(study, "COREQ")}
    assert rows["Number of coders"]["What the study says"] == "One researcher coded: Ana."
    assert "saturation" in rows["Saturation"]["Remark"].lower()
    assert rows["Quotations"]["What the study says"].startswith("One quote by one participant")
    assert rows["Gender"]["What the study says"] == ""
    assert {row["Where in the manuscript"] for row in rows.values()} == {""}


def test_places_are_kept_changed_and_undone(study: Study) -> None:
    states = [tables(study)]
    for where in ("p. 4", "pp. 4–5", ""):
        checklists.place(study, "SRQR", "6", where)
        states.append(tables(study))
        (row,) = [one for one in checklists.rows(study, "SRQR") if one["Number"] == "6"]
        assert row["Where in the manuscript"] == where
    assert checklists.places(study, "COREQ") == {}
    for state in states[-2::-1]:
        audit.undo(study)
        assert tables(study) == state
    for state in states[1:]:
        audit.redo(study)
        assert tables(study) == state


@pytest.mark.parametrize(
    ("name", "number", "where"), [("STROBE", "1", "p. 1"), ("COREQ", "33", "")]
)
def test_what_no_checklist_has(study: Study, name: str, number: str, where: str) -> None:
    with pytest.raises(NotAllowed):
        checklists.place(study, name, number, where)
    with pytest.raises(NotAllowed):
        checklists.place(study, "COREQ", "1", "x" * 501)


def test_the_document_holds_every_item_and_its_place(example: Example, tmp_path: Path) -> None:
    checklists.place(example.study, "COREQ", "1", "=Methods, p. 3")
    file = tmp_path / "a.docx"
    file.write_bytes(checklists.document(example.study, "COREQ"))
    cells = read_back.docx_cells(file)
    assert cells[0] == ["No.", "Item", "What the study says", "Where in the manuscript"]
    assert len([row for row in cells if row[0].isdecimal()]) == 32
    assert cells[2] == ["1", "Interviewer\nWho held the interviews?", "", "=Methods, p. 3"]


def test_the_page_keeps_a_place(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page("workbench/themes/checklist_page.py").run()
    assert not app.exception
    assert len(app.text_input) == 28
    app.text_input[1].set_value("Methods, p. 6").run()
    assert checklists.places(study, "RTARG") == {"2": "Methods, p. 6"}
    app.toggle(key="open items only").set_value(True).run()
    assert not app.exception
    assert len(app.text_input) == 27
