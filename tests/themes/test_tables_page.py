"""The Tables page without a browser: every kind is drawn, and conventions are stored."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from tests.themes.conftest import Example
from tests.themes.test_pages import _served, bare, opened, shown  # noqa: F401
from workbench import participants
from workbench.study import Study
from workbench.themes import conventions, development, paper_markup, quotes
from workbench.themes.conventions import Conventions
from workbench.themes.paper_tables import Row, Table, cell

PAGE = "workbench/themes/tables_page.py"


def table_of(app: AppTest) -> str:
    """Give the table on the page, if it shows one."""
    bodies = [one.proto.body for one in app.get("html")]
    return "".join(body for body in bodies if "<table>" in body)


def test_without_themes_the_page_points_to_them(study: Study) -> None:
    assert "Develop themes" in [button.label for button in opened(PAGE).button]


def test_every_table_is_shown(example: Example) -> None:
    quotes.choose(example.study, example.theme, example.code("drifted off", "Effort"))
    conventions.set_all(example.study, replace(Conventions(), counts="words"))
    app = opened(PAGE)
    for kind in ("overview", "T1", "T3", "T4", "T5"):
        app.selectbox(key="table kind").set_value(kind).run()
        assert not app.exception
        assert "<table>" in table_of(app)
    app.selectbox(key="table kind").set_value("T1").run()
    assert "One participant speaks in “Keeping going”." in shown(app)
    assert '<td dir="auto">One of three</td>' in table_of(app)


def test_a_long_table_shows_its_first_rows() -> None:
    rows = tuple(Row(cells=(cell(words),)) for words in ("one", "two", "three"))
    table = Table(name="T", caption="Numbers", headings=("Number",), shares=(100,), rows=rows)
    words = paper_markup.shown(table, 2)
    assert "two" in words
    assert "three" not in words


def test_themes_of_one_name_each_have_their_column(example: Example) -> None:
    development.add(example.study, "Participant")
    app = opened(PAGE)
    app.selectbox(key="table kind").set_value("T8").run()
    heads = json.loads(app.dataframe[0].proto.columns)
    labels = [one.get("label") for one in heads.values()]
    assert labels.count("Participant") == 2


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
    assert bool(table_of(app)) is not refuse


def _zoe(study: Study) -> str:
    return participants.fetch_all(study)[2].id
