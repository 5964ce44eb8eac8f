"""The pages Find and Word frequencies without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import Said
from workbench import audit, memos
from workbench.coding import codebook, codings
from workbench.study import Study
from workbench.ui import session

APP = Path(__file__).parents[2] / "app.py"
FIND = "workbench/coding/search_page.py"
COUNT = "workbench/coding/frequency_page.py"
CODING = "workbench/coding/page.py"


@pytest.fixture(autouse=True)
def _served(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)
    pocket = session._Pocket()
    monkeypatch.setattr(session, "_pocket", lambda: pocket)


def opened(words: str = "", page: str = FIND) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page(page).run()
    if words:
        app.text_input(key="find words").set_value(words).run()
    assert not app.exception
    return app


def told(app: AppTest) -> str:
    found = [*app.markdown, *app.caption, *app.error]
    return "\n".join(str(one.value) for one in found).replace("\\", "")


def test_words_are_shown_in_context(transcript: str) -> None:
    app = opened("was")
    assert "**2 places** in 1 transcript" in told(app)
    lines = app.dataframe[0].value
    assert list(lines["before"]) == ["I", "Later it"]
    assert list(lines["words"]) == ["was", "was"]
    assert list(lines["after"])[1] == "better. The nurse knew my name."


def test_nothing_found_says_what_else_to_do(study: Study, transcript: str) -> None:
    memos.write(study, "transcript", transcript, "A zebra.")
    app = opened("zebra")
    assert "Nothing found" in told(app)
    assert "look inside words too" in told(app)
    assert "1 memo or code" in told(app)


def test_a_wrong_expression_is_said_in_words(transcript: str) -> None:
    app = opened()
    app.selectbox(key="find kind").set_value("pattern")
    app.text_input(key="find words").set_value("(a").run()
    assert not app.exception
    assert "no regular expression" in told(app)


def test_results_are_coded_and_taken_back(study: Study, transcript: str) -> None:
    code = codebook.add(study, "Passive")
    app = opened("was")
    app.selectbox(key="find code these").set_value(code.id).run()
    button = next(one for one in app.button if one.label == "Code 2 ticked places")
    button.click().run()
    assert not app.exception
    assert len(codings.fetch_all(study)) == 2
    assert "2 passages coded" in app.toast[0].value
    next(one for one in app.button if one.label == "Undo").click().run()
    assert not codings.fetch_all(study)
    assert audit.next_redo(study) is not None


def test_the_query_is_kept_while_coding_is_shown(transcript: str) -> None:
    app = opened("nobody")
    app.switch_page(CODING).run()
    app.switch_page(FIND).run()
    assert app.text_input(key="find words").value == "nobody"
    assert "**1 place**" in told(app)


def test_coded_searches_are_offered_again(study: Study, transcript: str) -> None:
    code = codebook.add(study, "Passive")
    app = opened("was")
    app.selectbox(key="find code these").set_value(code.id).run()
    next(one for one in app.button if one.label.startswith("Code 2")).click().run()
    app.text_input(key="find words").set_value("").run()
    assert list(app.dataframe[0].value["Search"]) == ["was"]


def test_memos_and_codes_are_searched(study: Study, transcript: str) -> None:
    codebook.add(study, "Shame")
    app = opened("shame")
    app.session_state["find tab"] = "Memos and codes"
    app.run()
    assert not app.exception
    assert list(app.dataframe[0].value["Where"]) == ["Code Shame · Name"]


def test_words_are_counted(transcript: str, released: Callable[[str, Said], str]) -> None:
    app = opened(page=COUNT)
    assert "interviewers left out" in told(app)
    assert "clinic" not in list(app.dataframe[0].value["words"])
    app.selectbox(key="count by").set_value("transcript").run()
    assert not app.exception
    assert "Interview 01" in app.dataframe[0].value.columns
