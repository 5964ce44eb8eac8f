"""Run every page without a browser: empty study, study with work in it, study that is missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import Said
from workbench.study import Study
from workbench.ui import session

APP = Path(__file__).parent.parent / "app.py"
HOME = "workbench/home_page.py"
SAID = [
    ("Interviewer", "How was the night?"),
    ("Participant", "Long. You just carry on until something breaks."),
]


@pytest.fixture(autouse=True)
def _served(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand the test's study to the pages as the server does."""
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=20)


def shown(app: AppTest) -> str:
    """Join what the page says, wherever it says it."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "warning")
    return "\n".join(str(getattr(found, "value", "")) for kind in kinds for found in app.get(kind))


def test_an_empty_study_offers_the_first_step(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert app.title[0].value == "A study"
    assert [button.label for button in app.button] == ["Import transcripts"]


def test_home_counts_what_exists(app: AppTest, released: Callable[[str, Said], str]) -> None:
    released("P01", SAID)
    app.run()
    assert not app.exception
    assert "1 transcript" in shown(app)
    assert "0 of 1 read" in shown(app)
    assert "**Familiarisation**" in shown(app)


def test_a_missing_study_is_said_in_words(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(_: str) -> Study:
        return Study.open(tmp_path / "nowhere")

    monkeypatch.setattr(session, "_open", missing)
    app.run()
    assert not app.exception
    assert "There is no study in that folder" in app.error[0].value
