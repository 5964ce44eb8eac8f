"""The page on the structure over time: what it shows, and what is brought back."""

from __future__ import annotations

import pytest

from tests.themes.conftest import Example
from tests.themes.test_pages import HOSTILE, bare, opened, shown
from workbench.study import Study
from workbench.themes import development, outline, phases
from workbench.ui import session

STRUCTURE = "workbench/themes/structure_page.py"


@pytest.fixture(autouse=True)
def _served(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)


def test_without_themes_the_page_points_to_them(study: Study) -> None:
    assert "Develop themes" in [button.label for button in opened(STRUCTURE).button]


def test_two_moments_stand_side_by_side(example: Example) -> None:
    study = example.study
    development.rename(study, example.theme, HOSTILE)
    development.dissolve(study, example.subtheme, why="A topic.")
    app = opened(STRUCTURE)
    said = bare(shown(app))
    assert "**Few hands** :red-badge[gone]" in said
    assert f"**{HOSTILE}** :blue-badge[renamed]" in said
    differs, changes = (frame.value for frame in app.dataframe)
    assert ["Few hands", "gone"] in differs.to_numpy().tolist()
    assert changes["Why"].tolist()[0] == "A topic."
    app.selectbox(key="moment Earlier").select("now").run()
    assert "Nothing differs between these moments." in shown(app)


def test_it_begins_with_what_the_present_phase_found(example: Example) -> None:
    study = example.study
    development.rename(study, example.theme, "Holding on")
    phases.move(study, 4, "Read all again.")
    development.rename(study, example.theme, "Carrying on")
    app = opened(STRUCTURE)
    earlier = app.selectbox(key="moment Earlier")
    assert "phase 4 begins: Developing and reviewing themes" in str(earlier.options)
    assert str(earlier.value).startswith("phase ")
    assert "**Holding on**" in bare(shown(app))
    phases.move(study, 5)
    assert not str(opened(STRUCTURE).selectbox(key="moment Earlier").value).startswith("phase ")


def test_themes_are_brought_back_as_copies(example: Example) -> None:
    study = example.study
    development.dissolve(study, example.subtheme)
    app = opened(STRUCTURE)
    number = app.selectbox(key="moment Earlier").value
    app.multiselect(key=f"restored {number} 2").select(example.subtheme)
    app.button(key=f"do restore {number} 2").click().run()
    assert not app.exception
    names = [theme.name for theme in outline.fetch_all(study)]
    assert [name.partition(" (as of ")[0] for name in names] == ["Keeping going", "Few hands"]
