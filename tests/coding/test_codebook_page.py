"""The codebook page without a browser: the tree, the code chosen, and what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from workbench.coding import codebook, codings
from workbench.errors import NotThere
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
    assert "Start coding" in [button.label for button in app.button]


def test_a_code_is_added_under_another(study: Study) -> None:
    top = codebook.add(study, "Shame")
    app = opened()
    app.text_input(key="new code name").set_value("At the clinic")
    app.selectbox(key="new code parent").set_value(top.id)
    app.form_submit_button[0].click().run()
    assert [code.path for code in codebook.fetch_all(study)] == [
        ("Shame",),
        ("Shame", "At the clinic"),
    ]
    assert app.subheader[0].value.endswith("At the clinic")
    assert list(app.dataframe[0].value["code"]) == ["Shame", "\u2003At the clinic"]


def test_passages_are_shown_as_they_stand(study: Study, transcript: str) -> None:
    code = codebook.add(study, "Shame")
    coding = codings.apply(study, transcript, 33, 68, code.id)
    words = codings.of_code(study, code.id)[0].words
    app = opened()
    assert f"“{words}”" in [text.value for text in app.text]
    assert list(app.dataframe[0].value["passages"]) == [1]
    assert coding.start == 33


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


def test_a_code_is_nested_and_merged(study: Study, transcript: str) -> None:
    one, other = codebook.add(study, "Shame"), codebook.add(study, "Being judged")
    codings.apply(study, transcript, 33, 68, other.id)
    app = opened("Arrange", other.id)
    app.selectbox(key=f"nest {other.id} None").set_value(one.id).run()
    assert codebook.fetch(study, other.id).parent_id == one.id
    app = opened("Arrange", other.id)
    app.selectbox(key=f"merge {other.id}").set_value(one.id).run()
    app.button(key=f"do merge {other.id}").click().run()
    assert [each.coding.code_id for each in codings.of_code(study, one.id)] == [one.id]
    with pytest.raises(NotThere):
        codebook.fetch(study, other.id)
    assert app.subheader[0].value.endswith("Shame")


def test_a_code_is_retired_and_offered_again(study: Study) -> None:
    code = codebook.add(study, "Shame")
    app = opened("Arrange")
    app.button(key=f"retire {code.id}").click().run()
    assert codebook.fetch(study, code.id).retired
    assert not app.exception
    app = opened("Arrange")
    app.button(key=f"retire {code.id}").click().run()
    assert not codebook.fetch(study, code.id).retired


def test_a_code_in_use_is_not_removed(study: Study, transcript: str) -> None:
    used, free = codebook.add(study, "Shame"), codebook.add(study, "Guilt")
    codings.apply(study, transcript, 33, 68, used.id)
    app = opened("Arrange", used.id)
    app.button(key=f"remove {used.id}").click().run()
    assert "in use" in app.error[0].value
    app = opened("Arrange", free.id)
    app.button(key=f"remove {free.id}").click().run()
    assert [code.id for code in codebook.fetch_all(study)] == [used.id]


def test_a_code_moves_up(study: Study) -> None:
    codebook.add(study, "Guilt")
    code = codebook.add(study, "Shame")
    app = opened("Arrange", code.id)
    assert app.button(key=f"Down {code.id}").disabled
    app.button(key=f"Up {code.id}").click().run()
    assert [each.name for each in codebook.fetch_all(study)] == ["Shame", "Guilt"]


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
