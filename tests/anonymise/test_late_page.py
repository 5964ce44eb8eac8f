"""The page for names found late: what it shows before anything is done, and what it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.anonymise.test_late import FIRST, NAME, SECOND, released
from workbench import memos, transcripts
from workbench.anonymise.vault import Vault
from workbench.study import Study
from workbench.ui import gate, session

APP = Path(__file__).parents[2] / "app.py"
PAGE = "workbench/anonymise/late_page.py"


@pytest.fixture(autouse=True)
def _served(study: Study, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)
    monkeypatch.setattr(gate, "unlocked", lambda: vault)


def opened(study: Study, transcript_id: str = "", words: str = "", back: str = "") -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    app.switch_page(PAGE)
    if words:
        start = transcripts.text(study, transcript_id).index(words)
        app.query_params["transcript"] = transcript_id
        app.query_params["start"] = str(start)
        app.query_params["stop"] = str(start + len(words))
        app.query_params["back"] = back
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    kinds = ("markdown", "caption", "warning", "error")
    return "\n".join(str(getattr(one, "value", "")) for kind in kinds for one in app.get(kind))


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    return app


def test_a_place_is_shown_and_treated(study: Study, vault: Vault) -> None:
    one, _ = released(study, vault, FIRST, SECOND)
    memos.write(study, "study", "study", "Quarrington again")
    app = opened(study, one, NAME)
    app.text_input(key="late words").set_value("Xanthos Frobish").run()
    assert "**Xanthos Frobish** will stand at 4 places in 2 transcripts" in said(app)
    assert NAME in transcripts.text(study, one)
    press(app, "Treat everywhere")
    assert NAME not in transcripts.text(study, one)
    assert [memo.text for memo in memos.fetch_all(study)] == ["Frobish again"]


def test_what_is_shown_is_what_is_done(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST)
    app = opened(study, one, NAME)
    shown = said(app).split("** will stand")[0].rpartition("**")[2]
    press(app, "Treat everywhere")
    assert f"and {shown}, who has the van" in transcripts.text(study, one)


def test_the_words_in_a_quote_are_asked_for(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST)
    app = opened(study, one, "who has the van. Zebulon drove.", back="report")
    assert not [b for b in app.button if b.label == "Treat everywhere"]
    field = next(f for f in app.text_input if f.label.startswith("Which of these"))
    field.set_value("Nobody").run()
    assert "These words are not in the quote" in said(app)
    next(f for f in app.text_input if f.label.startswith("Which of")).set_value("Zebulon").run()
    press(app, "Treat everywhere")
    assert "Zebulon drove" not in transcripts.text(study, one)


def test_the_vault_can_be_locked_here(study: Study, vault: Vault) -> None:
    assert "Lock vault" in [one.label for one in opened(study).button]


def test_words_without_a_place(study: Study, vault: Vault) -> None:
    released(study, vault, FIRST)
    memos.write(study, "study", "study", "Osbert Pellow came.")
    app = opened(study)
    app.text_input[0].set_value("Osbert Pellow").run()
    press(app, "Treat everywhere")
    (memo,) = memos.fetch_all(study)
    assert "Pellow" not in memo.text


def test_what_cannot_be_treated_is_explained(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, FIRST)
    app = opened(study, one, NAME)
    app.text_input(key="late words").set_value("Zebulon").run()
    assert [error.value for error in app.error]
    assert not [b for b in app.button if b.label == "Treat everywhere"]
