"""The Tables page without a browser: every kind is drawn, and conventions are stored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.themes.conftest import Example
from tests.themes.test_pages import _served, bare, opened, shown  # noqa: F401
from workbench import participants
from workbench.study import Study
from workbench.themes import conventions, quotes
from workbench.themes.conventions import Conventions

PAGE = "workbench/themes/tables_page.py"


def test_without_themes_the_page_points_to_them(study: Study) -> None:
    assert "Develop themes" in [button.label for button in opened(PAGE).button]


def test_every_table_is_shown(example: Example) -> None:
    quotes.choose(example.study, example.theme, example.code("drifted off", "Effort"))
    conventions.set_all(example.study, replace(Conventions(), counts="words"))
    app = opened(PAGE)
    for kind in ("overview", "T1", "T3", "T4", "T5"):
        app.selectbox(key="table kind").set_value(kind).run()
        assert not app.exception
        assert len(app.dataframe) == 1
    app.selectbox(key="table kind").set_value("T1").run()
    assert "One participant speaks in “Keeping going”." in shown(app)
    assert "One of three" in list(app.dataframe[0].value["Participants"])


def test_conventions_are_stored_for_the_study(example: Example) -> None:
    app = opened(PAGE)
    app.selectbox(key="sign (...)").set_value("[…]")
    before = "a few 1, several 20, many 40, most 60, all 100"
    app.text_input(key=f"quantifiers {before}").set_value("some 1, all 100")
    app.form_submit_button[0].click().run()
    assert not app.exception
    assert conventions.fetch(example.study).omission == "[…]"
    app.text_input(key="quantifiers some 1, all 100").set_value("few")
    app.form_submit_button[0].click().run()
    assert "many 40" in app.error[0].value


@pytest.mark.parametrize("refuse", [False, True])
def test_who_could_be_found_is_told_or_refused(example: Example, refuse: bool) -> None:
    how = Conventions(too_few="refuse" if refuse else "warn")
    conventions.set_all(example.study, how)
    participants.set_attribute(example.study, _zoe(example.study), "Nation", "England")
    app = opened(PAGE)
    app.selectbox(key="table kind").set_value("T4").run()
    (told,) = app.error if refuse else app.warning
    assert "Mo" in bare(told.value)
    assert bool(app.dataframe) is not refuse


def _zoe(study: Study) -> str:
    return participants.fetch_all(study)[2].id
