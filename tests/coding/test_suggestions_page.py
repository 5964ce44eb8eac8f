"""Suggestions without a browser: the panel beside the words and the page of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.coding.toy import WordEncoder, code_topic, make
from tests.conftest import Said
from workbench import transcripts
from workbench.coding import codebook, codings, embeddings, restraint
from workbench.study import Study
from workbench.ui import session

APP = Path(__file__).parents[2] / "app.py"
CODING = "workbench/coding/page.py"


@pytest.fixture(autouse=True)
def _served(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)
    pocket = session._Pocket()
    monkeypatch.setattr(session, "_pocket", lambda: pocket)


@pytest.fixture
def ids(study: Study, released: Callable[[str, Said], str]) -> list[str]:
    """Prepare three transcripts, of which one was read through."""
    found = make(study, released, 3)
    embeddings.embed_all(study, WordEncoder())
    transcripts.mark_read(study, found[0])
    return found


def similar(code_id: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.session_state["inspector tabs"] = "Similar"
    app.session_state["similar code"] = code_id
    app.switch_page(CODING).run()
    assert not app.exception
    return app


def told(app: AppTest) -> str:
    found = [*app.markdown, *app.caption, *app.error, *app.warning]
    return "\n".join(str(one.value) for one in found).replace("\\", "")


def keys(app: AppTest, word: str) -> list[str]:
    return [one.key for one in app.button if one.key and one.key.startswith(word + " ")]


def test_nothing_is_offered_before_reading_unless_wanted(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    transcripts.mark_read(study, ids[0], read=False)
    app = similar(code)
    assert "read through once" in told(app)
    assert "Shift+R" in told(app)
    assert not keys(app, "dismiss")
    app.button(key="show suggestions").click().run()
    assert restraint.settings(study).before_reading
    assert len(keys(app, "dismiss")) == 5


@pytest.mark.parametrize("whole", [True, False])
def test_what_was_switched_off_is_silent(study: Study, ids: list[str], whole: bool) -> None:
    code = code_topic(study, ids[0], "money", 3)
    restraint.set_on(study, on=False, code_id=None if whole else code)
    app = similar(code)
    assert ("off in this study" if whole else "off for this code") in told(app)
    assert not keys(app, "dismiss")
    app.button(key="show suggestions").click().run()
    assert restraint.silent(study, code) == ""
    assert keys(app, "dismiss")


def test_an_empty_list_says_why(study: Study, ids: list[str]) -> None:
    code = codebook.add(study, "New").id
    assert "nothing yet to compare with" in told(similar(code))
    for one in ids:
        codings.apply(study, one, 0, len(transcripts.text(study, one)), code)
    assert "Nothing is left" in told(similar(code))
