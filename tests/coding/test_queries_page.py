"""The Matrices page without a browser: every question, every filter, a cell and its passages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.coding import query_oracle
from tests.conftest import Said
from workbench.coding import codebook, codings, queries, queries_shown
from workbench.coding.grids import Grid, Head
from workbench.coding.scope import Scope
from workbench.study import Study
from workbench.ui import session

APP = Path(__file__).parents[2] / "app.py"
PAGE = "workbench/coding/queries_page.py"


@pytest.fixture(autouse=True)
def _served(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)


def opened() -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def ask(app: AppTest, question: str) -> AppTest:
    app.selectbox(key="matrix question").set_value(question).run()
    assert not app.exception
    assert not app.error
    return app


def test_an_uncoded_study_points_to_coding(study: Study) -> None:
    assert "Import transcripts" in [button.label for button in opened().button]


def test_every_question_is_answered(study: Study) -> None:
    query_oracle.make(study, 4)
    app = opened()
    for question in app.selectbox(key="matrix question").options:
        ask(app, question)
        assert app.dataframe or app.get("vega_lite_chart"), question
        picture = "Picture" if app.dataframe else "Table"
        key = next(str(one.key) for one in app.button_group if "matrix view" in str(one.key))
        app.button_group(key=key).set_value(picture).run()
        assert not app.exception


def test_without_attributes_the_way_to_them_is_shown(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    home = released("P01", [("Amira", "Nobody asked me.")])
    codings.apply(study, home, 0, 6, codebook.add(study, "Shame").id)
    app = ask(opened(), "Codes by attribute")
    assert "No attributes yet" in " ".join(caption.value for caption in app.caption)


def test_a_filter_is_said_in_words(study: Study) -> None:
    query_oracle.make(study, 4)
    app = opened()
    app.multiselect(key="matrix transcripts").set_value(["transcripts0"]).run()
    app.multiselect(key="matrix roles").set_value(["participant"]).run()
    assert not app.exception
    said = " ".join(caption.value for caption in app.caption).replace("\\", "")
    assert "said by participants · in T0" in said


def test_a_cell_says_what_it_counts_where_more_places_are_listed() -> None:
    grid = Grid(
        title="T",
        corner="Code",
        counted="Participants who speak",
        rows=[Head(id="a", label="Shame")],
        columns=[Head(id="b", label="1980")],
        values=np.array([[2.0]]),
        places=lambda _row, _column: [],
    )
    assert queries_shown.listed(grid, (0, 0), 2) == "2 places"
    told = queries_shown.listed(grid, (0, 0), 14)
    assert told == "14 places. The cell says 2: participants who speak."


def test_a_card_says_who_coded_and_shows_the_words(study: Study) -> None:
    query_oracle.make(study, 4)
    grid = queries.by_transcript(study, Scope(retired=True), subcodes=False)
    for row in range(len(grid.rows)):
        for column in range(len(grid.columns)):
            found = queries_shown.cards(study, grid.places(row, column))
            assert len(found) == grid.values[row, column]
            for card in found:
                assert grid.rows[row].label.split(" (")[0] in card.code.split(" · ")
                assert card.words.startswith("“")
                assert "Ana" in card.place or "Ben" in card.place
