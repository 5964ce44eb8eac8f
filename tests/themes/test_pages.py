"""Themes and report pages without a browser: what they show, and what a choice stores."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.themes.conftest import Example, Said
from workbench.errors import NotAllowed, NotThere
from workbench.participants import Participant
from workbench.study import Study
from workbench.themes import (
    board,
    development,
    gathering,
    outline,
    quote_export,
    quote_files,
    quotes,
    thoughts,
)
from workbench.ui import session

APP = Path(__file__).parents[2] / "app.py"
THEMES = "workbench/themes/page.py"
REPORT = "workbench/themes/report_page.py"
HOSTILE = "# <b>Gone</b> [link](x) :red[now]"


@pytest.fixture(autouse=True)
def _served(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)


def opened(page: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page(page).run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    kinds = ("title", "header", "markdown", "caption", "text", "error", "warning")
    return "\n".join(str(getattr(found, "value", "")) for kind in kinds for found in app.get(kind))


def bare(words: str) -> str:
    """Read Markdown as it is shown: without escapes and pictures."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"!\[\]\([^)]*\)", "", words))


def test_without_codes_themes_point_to_the_first_step(study: Study) -> None:
    app = opened(THEMES)
    assert "Import transcripts" in [button.label for button in app.button]


def test_thoughts_can_be_put_down_before_there_are_codes(
    released: Callable[[str, Said], str],
) -> None:
    released("P01", [("Interviewer", "And then?"), ("P01", "We waited.")])
    app = opened(THEMES)
    assert "Thoughts can be put down" in shown(app)
    drawn = [json.loads(each.proto.json)["role"] for each in app.get("bidi_component")]
    assert "board" in drawn


def tabled(study: Study, theme_id: str) -> AppTest:
    """Open the table of themes with one in hand."""
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.session_state["theme picked"] = theme_id
    app.session_state["themes view"] = "Table"
    app.switch_page(THEMES).run()
    assert not app.exception
    return app


def test_the_board_is_told_of_themes_cards_and_codes(example: Example) -> None:
    gathering.add(example.study, example.subtheme, example.karen, 15, 22)
    thoughts.add(example.study, "Who is missing?")
    said = board.told(example.study)
    assert [row["name"] for row in said["themes"]] == ["Keeping going", "Few hands"]
    told = {(row["kind"], row["words"], row["who"], row["theme_id"]) for row in said["cards"]}
    assert told == {
        ("code", "", "", example.theme),
        ("code", "", "", example.subtheme),
        ("passage", "eople d", "Karen", example.subtheme),
        ("thought", "Who is missing?", "", ""),
    }
    assert [row["name"] for row in said["codes"]] == ["Effort", "Fatigue", "Numbers", "Loose"]
    card = next(row["id"] for row in said["cards"] if row["kind"] == "passage")
    assert board.passage(example.study, card).transcript_id == example.karen
    with pytest.raises(NotThere):
        board.passage(example.study, "gone")


def test_the_theme_in_hand_is_told_under_the_board(example: Example) -> None:
    app = opened(THEMES)
    assert app.header[0].value == "Keeping going"
    assert "Staying is work" in shown(app)


def test_the_table_shows_themes_codes_and_people(example: Example) -> None:
    example.code("Us three", "Numbers")
    app = tabled(example.study, example.subtheme)
    assert app.header[0].value == "Few hands"
    table = app.dataframe[0].value
    assert list(table["Theme"]) == ["Keeping going", "\u2003Few hands"]
    assert list(table["Codes"]) == ["Effort", "Numbers"]
    assert list(table["Participants"]) == ["1 of 3", "1 of 3"]


def test_a_status_is_set(example: Example) -> None:
    app = opened(THEMES)
    app.segmented_control(key=f"status {example.theme} candidate").set_value("named").run()
    assert outline.fetch(example.study, example.theme).status == "named"


def test_the_theme_in_hand_is_in_hand_among_its_quotes(example: Example) -> None:
    app = tabled(example.study, example.subtheme)
    app.switch_page("workbench/themes/quotes_page.py").run()
    assert app.selectbox(key="quotes theme").value == example.subtheme
    app.selectbox(key="quotes theme").set_value(example.theme).run()
    app.switch_page("workbench/themes/review_page.py").run()
    assert app.session_state["theme picked"] == example.theme


def test_words_of_others_are_never_markdown(example: Example) -> None:
    development.rename(example.study, example.theme, HOSTILE)
    example.code("“Us three”, = mostly.", "Effort")
    app = tabled(example.study, example.theme)
    assert HOSTILE not in shown(app)
    assert HOSTILE in bare(app.header[0].value)


def test_without_themes_the_report_points_to_them(study: Study) -> None:
    assert "Develop themes" in [button.label for button in opened(REPORT).button]


def test_the_report_shows_the_words_as_they_stand(example: Example) -> None:
    example.code("Still, we met 😀 each week.", "Effort")
    app = opened(REPORT)
    table = app.dataframe[0].value
    assert list(table["Quote"]) == ["“Still, we met 😀 each week.”"]
    assert list(table["Who"]) == ["(Karen, South East, England)"]
    assert "told apart" in shown(app)


def test_a_wrong_template_is_said(example: Example) -> None:
    example.code("drifted off", "Effort")
    app = opened(REPORT)
    app.text_input[0].set_value("({shoe size})").run()
    assert "does not know" in app.error[0].value
    assert not app.exception


def test_a_theme_without_chosen_quotes_says_so(example: Example) -> None:
    example.code("drifted off", "Effort")
    app = opened(REPORT)
    app.segmented_control(key="report quotes").set_value("Chosen").run()
    assert "No quote stands here yet" in shown(app)


def parts(content: bytes, kind: str) -> object:
    """Take a file apart, but for the moment at which it was made."""
    if kind not in {".docx", ".xlsx"}:
        return content
    packed = zipfile.ZipFile(io.BytesIO(content))
    return {name: packed.read(name) for name in packed.namelist() if name != "docProps/core.xml"}


@pytest.mark.parametrize("kind", quote_files.FORMATS)
def test_files_are_made_in_memory(example: Example, kind: str, tmp_path: Path) -> None:
    example.code("drifted off", "Effort")
    found = quotes.table(example.study, example.theme)
    content = quote_files.render(found, kind, template="({pseudonym})", attributes=[])
    quote_files.write(found, tmp_path / f"same{kind}", template="({pseudonym})", attributes=[])
    assert parts(content, kind) == parts((tmp_path / f"same{kind}").read_bytes(), kind)
    with pytest.raises(NotAllowed):
        quote_files.render([], kind, template="({pseudonym})", attributes=[])


def test_file_names_are_plain() -> None:
    assert quote_export.file_name("Zoë’s / “own” …", ".docx") == "quotes-zoes-own.docx"
    assert quote_export.file_name("名", ".csv") == "quotes-theme.csv"


def test_who_stands_alone_is_counted() -> None:
    people = [
        Participant(
            id=str(number),
            pseudonym=str(number),
            position=number,
            consent_to_deposit=None,
            attributes={"nation": nation},
        )
        for number, nation in enumerate(("Wales", "Wales", "England"))
    ]
    assert quote_export.alone(people, ["nation"]) == 1
    assert quote_export.alone(people, []) == 0
