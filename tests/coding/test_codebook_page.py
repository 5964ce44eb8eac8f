"""The codebook page without a browser: the tree, the code chosen, and what is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from workbench.coding import codebook, codings
from workbench.study import Study
from workbench.ui import session

APP = Path(__file__).parents[2] / "app.py"
PAGE = "workbench/coding/codebook_page.py"


@pytest.fixture(autouse=True)
def _served(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)


def opened(tab: str = "Passages", code: str = "") -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page(PAGE)
    app.session_state["code tabs"] = tab
    if code:
        app.session_state["code chosen"] = code
    app.run()
    assert not app.exception
    return app


def test_an_empty_codebook_points_to_coding(study: Study) -> None:
    app = opened()
    assert "Import transcripts" in [button.label for button in app.button]


def part(app: AppTest, role: str) -> dict[str, Any]:
    """Read what a part of the page was sent."""
    sent = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return next(each for each in sent if each["role"] == role)


def test_the_tree_gets_codes_in_order_with_counts(study: Study, transcript: str) -> None:
    top = codebook.add(study, "Shame")
    low = codebook.add(study, "At the clinic", parent_id=top.id, description="There")
    codings.apply(study, transcript, 33, 68, low.id)
    rows = part(opened(), "tree")["codes"]
    assert [(row["name"], row["passages"], row["own"]) for row in rows] == [
        ("Shame", 1, 0),
        ("At the clinic", 1, 1),
    ]
    assert [row["defined"] for row in rows] == [False, True]


def test_passages_are_shown_as_they_stand(study: Study, transcript: str) -> None:
    code = codebook.add(study, "Shame")
    codings.apply(study, transcript, 33, 68, code.id)
    (shown,) = codings.of_code(study, code.id)
    (row,) = part(opened(), "passages")["passages"]
    assert row["words"] == shown.words
    assert row["place"] == "Interview 01 · turn 2 · 0:10"


def test_the_history_is_told(study: Study) -> None:
    code = codebook.add(study, "Shame")
    codebook.rename(study, code.id, "Ashamed")
    app = opened("History")
    assert list(app.dataframe[0].value["What"]) == ["Renamed from “Shame” to “Ashamed”", "Created"]


def test_a_code_is_renamed_recoloured_and_defined(study: Study) -> None:
    code = codebook.add(study, "Shame", colour="#006cb4")
    app = opened("Definition")
    app.text_input[-1].set_value("Ashamed")
    app.color_picker[0].set_value("#b44830")
    app.text_area[-2].set_value("Not for guilt.")
    app.button(key=f"define {code.id} save").click().run()
    assert not app.error
    now = codebook.fetch(study, code.id)
    assert (now.name, now.colour, now.avoid_when) == ("Ashamed", "#b44830", "Not for guilt.")


def test_a_taken_name_is_said(study: Study) -> None:
    codebook.add(study, "Guilt")
    code = codebook.add(study, "Shame")
    app = opened("Definition", code.id)
    app.text_input[-1].set_value("guilt")
    app.button(key=f"define {code.id} save").click().run()
    assert "of that name" in app.error[0].value


def test_a_codebook_is_imported(study: Study) -> None:
    app = opened()
    app.file_uploader[0].upload("codes.csv", b"name,parent\nShame,\nAt work,Shame\n")
    app.run()
    next(button for button in app.button if button.label == "Import codes").click().run()
    assert [code.path for code in codebook.fetch_all(study)] == [("Shame",), ("Shame", "At work")]


def test_a_table_in_another_encoding_is_refused(study: Study) -> None:
    app = opened()
    app.file_uploader[0].upload("codes.csv", "name\nÄrger\n".encode("latin-1"))
    app.run()
    next(button for button in app.button if button.label == "Import codes").click().run()
    assert "Save the table as CSV" in app.error[0].value
    assert codebook.fetch_all(study) == []
