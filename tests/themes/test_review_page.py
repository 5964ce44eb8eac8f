"""The review page without a browser: what it shows, and what a choice stores."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.themes.conftest import Example
from tests.themes.test_pages import APP, HOSTILE, bare, opened, shown
from workbench import transcripts
from workbench.study import Study
from workbench.themes import checks, development, gathering, outline
from workbench.themes.reviewing import NEGATIVE
from workbench.ui import session

REVIEW = "workbench/themes/review_page.py"


@pytest.fixture(autouse=True)
def _served(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)


@pytest.fixture
def review(example: Example) -> Callable[[str], AppTest]:
    def at(tab: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=20).run()
        app.session_state["review tabs"] = tab
        app.switch_page(REVIEW).run()
        assert not app.exception
        return app

    return at


def test_without_themes_review_points_to_them(study: Study) -> None:
    assert "Develop themes" in [button.label for button in opened(REVIEW).button]


def test_a_theme_is_merged_with_a_reason(example: Example) -> None:
    other = development.add(example.study, "Other", [example.codes["Loose"]]).id
    app = opened(REVIEW)
    app.selectbox(key=f"merge into {example.theme}").select(other)
    app.text_area(key=f"merge {example.theme} why").set_value("One idea.")
    app.button(key=f"do merge {example.theme}").click().run()
    assert not app.exception
    assert {theme.name for theme in outline.fetch_all(example.study)} == {"Other", "Few hands"}
    (reason,) = example.study.rows("select * from theme_reasons")
    assert (reason["verb"], reason["text"]) == ("merge", "One idea.")


def test_nothing_is_merged_without_a_choice(example: Example) -> None:
    development.add(example.study, "Other")
    app = opened(REVIEW)
    app.button(key=f"do merge {example.theme}").click().run()
    assert "Choose the theme into which this one goes" in shown(app)
    assert len(outline.fetch_all(example.study)) == 3


def test_a_theme_is_split_promoted_and_dissolved(example: Example) -> None:
    study = example.study
    app = opened(REVIEW)
    app.button(key="review theme Next").click().run()
    app.button(key=f"do promote {example.subtheme}").click().run()
    assert outline.fetch(study, example.subtheme).parent_id is None
    app.text_input(key=f"split name {example.subtheme}").set_value("Part")
    app.multiselect(key=f"split codes {example.subtheme}").select(example.codes["Numbers"])
    app.button(key=f"do split {example.subtheme}").click().run()
    assert outline.fetch(study, "Part").codes == (example.codes["Numbers"],)
    app.button(key=f"do dissolve {example.subtheme}").click().run()
    assert not app.exception
    assert [theme.name for theme in outline.fetch_all(study)] == ["Keeping going", "Part"]


def test_a_question_is_answered_and_the_answer_taken_back(
    example: Example, review: Callable[[str], AppTest]
) -> None:
    study = example.study
    checks.answer(study.seat("Ben"), example.theme, "meaning", "no", HOSTILE)
    app = review("Theme or topic?")
    assert HOSTILE in bare(shown(app))
    key = f"checks {example.theme} meaning"
    app.segmented_control(key=f"{key} verdict ").set_value("unsure").run()
    app.text_area(key=f"{key} text {hash('')}").set_value("Hm").run()
    (mine,) = [one for one in checks.fetch_all(study) if one.researcher != "Ben"]
    assert (mine.verdict, mine.text) == ("unsure", "Hm")
    app.segmented_control(key=f"{key} verdict unsure").set_value(None).run()
    assert not app.exception
    assert [one.researcher for one in checks.fetch_all(study)] == ["Ben"]


def test_the_whole_data_set_shows_who_is_silent_and_what_speaks_against(
    example: Example, review: Callable[[str], AppTest]
) -> None:
    study = example.study
    start = transcripts.text(study, example.mo).index("=1+1")
    card = gathering.add(study, example.theme, example.mo, start, start + 4, stack=NEGATIVE)
    app = review("Whole data set")
    said = shown(app)
    assert "=1+1" in said
    assert "Suggestions begin when a transcript has been read through once" in bare(said)
    app.button(key=f"against {example.theme} Take out {card}").click().run()
    assert not app.exception
    assert study.rows("select * from theme_passages") == []


def test_boundaries_are_written_and_meetings_shown(
    example: Example, review: Callable[[str], AppTest]
) -> None:
    study = example.study
    development.add(study, HOSTILE, [example.codes["Loose"]])
    example.code("People drifted", "Effort")
    example.code("drifted off", "Loose")
    app = review("Boundaries")
    assert f"**{HOSTILE}**" in bare(shown(app))
    key = f"bounds {example.theme} boundaries {hash('')}"
    app.text_area(key=key).set_value("Not about money.")
    app.button(key=f"bounds {example.theme} save").click().run()
    assert not app.exception
    assert outline.fetch(study, example.theme).boundaries == "Not about money."
