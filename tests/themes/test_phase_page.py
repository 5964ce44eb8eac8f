"""The homes of the phases without a browser: what they show, and what a click stores."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.themes.conftest import Example
from tests.themes.test_pages import bare, shown
from workbench import memos
from workbench.study import Study
from workbench.themes import discussions, impressions, phases, prompts, what_was_done
from workbench.ui import session

APP = Path(__file__).parents[2] / "app.py"
PAGE = "workbench/themes/phase_page.py"


@pytest.fixture(autouse=True)
def _served(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)


def opened(phase: int, tab: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page(PAGE)
    app.query_params["phase"] = str(phase)
    app.session_state[f"phase tabs {phase == 1}"] = tab
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    assert not app.exception


def test_a_prompt_begins_a_memo_below_what_was_typed(study: Study) -> None:
    app = opened(3, "Memos")
    app.text_area(key="new memo on phase 3").set_value("Half a thought.").run()
    press(app, "prompt 3 1")
    prompt = prompts.of_phase(3).prompts[1]
    typed = app.text_area(key="new memo on phase 3").value
    assert typed == f"Half a thought.\n\n“{prompt}”\n\n"
    app.text_area(key="new memo on phase 3").set_value(f"“{prompt}”\n\nA topic.").run()
    press(app, "save memo on phase 3")
    (memo,) = memos.fetch_all(study, about="phase")
    assert (memo.about_id, prompts.bare(memo.text)) == ("3", "A topic.")
    assert app.text_area(key="new memo on phase 3").value == ""
    press(app, f"begin {memo.id}")
    app.text_area(key=f"words {memo.id}").set_value("A theme after all.").run()
    press(app, f"keep {memo.id}")
    assert memos.fetch_all(study)[0].text == "A theme after all."
    assert "A theme after all." in shown(app)


def test_turning_to_a_phase_takes_a_word_on_why(study: Study) -> None:
    app = opened(5, "Moves")
    app.text_area(key="why 5").set_value("Names first.").run()
    press(app, "turn to phase")
    assert [(m.phase.number, m.note) for m in phases.trail(study)] == [(5, "Names first.")]
    assert "The study is here now" in shown(app)
    assert [one.value for one in app.text].count("Names first.") == 2


def test_notes_are_taken_on_a_transcript_and_discussed(example: Example) -> None:
    study = example.study
    app = opened(1, "Transcripts")
    app.selectbox(key="notes on").set_value(example.mo).run()
    app.text_area(key=f"new note {example.mo}").set_value("Jokes first.").run()
    press(app, f"save note {example.mo}")
    (note,) = impressions.fetch_all(study, example.mo)
    press(app, f"put {note.id}")
    (talk,) = discussions.fetch_all(study)
    app = opened(1, "For discussion")
    app.text_area(key=f"answer {talk.id}").set_value("To hide what?").run()
    press(app, f"send {talk.id}")
    assert [one.text for one in discussions.fetch_all(study)[0].answers] == ["To hide what?"]
    impressions.remove(study, note.id)
    press(app, f"settle {talk.id}")
    assert discussions.fetch_all(study)[0].settled
    assert "has been removed since; the answers stay" in shown(app)


def test_the_paragraph_is_ones_own_once_it_is_saved(example: Example) -> None:
    study = example.study
    example.code("Us three", "Numbers")
    app = opened(2, "What was done")
    (area,) = [one for one in app.text_area if one.label.startswith("For the table")]
    assert area.value == what_was_done.draft(study, 2)
    area.set_value("We coded twice.")
    press(app, "table text 2 save")
    assert what_was_done.fetch(study, 2).written == "We coded twice."
    assert "Nothing was done in this phase since" in bare(shown(app))
    press(app, "back to the draft")
    assert what_was_done.fetch(study, 2).written is None


def test_an_address_that_names_no_phase_leads_to_the_present_one(study: Study) -> None:
    phases.move(study, 4)
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page(PAGE)
    app.query_params["phase"] = "12"
    app.run()
    assert phases.NAMES[3] in [one.value for one in app.header]
