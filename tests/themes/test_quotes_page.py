"""The Quotes page without a browser: choosing, ordering, trimming, looking again."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.themes.conftest import Example
from tests.themes.test_pages import _served, bare, opened, shown  # noqa: F401
from workbench import corrections, edits, transcripts
from workbench.study import Study
from workbench.themes import quotes
from workbench.themes.quotes import Quote

PAGE = "workbench/themes/quotes_page.py"


def some(example: Example) -> list[Quote]:
    return quotes.table(example.study, example.theme, chosen_only=True)


def ident(example: Example, number: int = 0) -> str:
    setting = some(example)[number].setting
    assert setting
    return setting.id


def trim(app: AppTest, example: Example, written: str) -> AppTest:
    app.text_area[0].set_value(written)
    return app.button(key=f"trim save {ident(example)}").click().run()


def test_without_themes_the_page_points_to_them(study: Study) -> None:
    assert "Develop themes" in [button.label for button in opened(PAGE).button]


def test_a_passage_is_chosen_from_all(example: Example) -> None:
    coding = example.code("drifted off", "Effort")
    example.code("my joke", "Effort")
    app = opened(PAGE)
    assert "Speaks here and is not quoted: Karen, Mo" in bare(shown(app))
    app.text_input(key="quotes find").set_value("drifted").run()
    app.button(key=f"quotes {example.theme} choose {example.theme} {coding}").click().run()
    assert [quote.words for quote in some(example)] == ["drifted off"]
    app.segmented_control(key=f"quotes which {example.theme}").set_value("all").run()
    app.button(key=f"quotes {example.theme} choose {example.theme} {coding}").click().run()
    assert not some(example)
    assert not app.exception


@pytest.fixture
def chosen(example: Example) -> Example:
    for words in ("People drifted off, it was hard", "each week"):
        quotes.choose(example.study, example.theme, example.code(words, "Effort"))
    return example


def test_a_quote_is_trimmed_by_editing_it(chosen: Example) -> None:
    app = trim(opened(PAGE), chosen, "People [there] drifted off, hard")
    assert not app.exception
    assert "“People [there] drifted off, (...) hard”" in shown(app)
    assert some(chosen)[0].words == "People drifted off, it was hard"
    app.button(key=f"trim whole {ident(chosen)}").click().run()
    assert "“People drifted off, it was hard”" in shown(app)


def test_what_nobody_said_is_refused(chosen: Example) -> None:
    app = trim(opened(PAGE), chosen, "People really drifted off")
    assert "“really”" in bare(app.error[0].value)
    assert not (setting := some(chosen)[0].setting) or not setting.marks


def test_order_form_and_question(chosen: Example) -> None:
    app = opened(PAGE)
    second = ident(chosen, 1)
    app.button(key=f"Up {second}").click().run()
    assert ident(chosen) == second
    app.button(key=f"open {second}").click().run()
    app.segmented_control(key=f"form {second} auto").set_value("block").run()
    app.checkbox(key=f"question {second} False").set_value(True).run()
    set_out = "".join(one.proto.body for one in app.get("html"))
    asked = "<strong>Interviewer: </strong>And later on?"
    assert f"{asked}<br><strong>Karen: </strong>each week" in set_out
    setting = some(chosen)[0].setting
    assert setting
    assert (setting.form, setting.with_question) == ("block", True)
    app.button(key=f"off {second}").click().run()
    assert len(some(chosen)) == 1
    assert not app.exception


def test_a_stale_quote_says_so_until_it_was_looked_at(chosen: Example) -> None:
    at = transcripts.text(chosen.study, chosen.karen).index("drifted")
    edit = edits.Edit(start=at, stop=at + 7, words="went")
    corrections.correct(chosen.study, chosen.karen, [edit])
    app = opened(PAGE)
    assert "have changed since" in app.warning[0].value
    app.button(key=f"looked {ident(chosen)}").click().run()
    assert not some(chosen)[0].stale
    assert not app.exception


def test_a_link_asks_for_a_theme(chosen: Example) -> None:
    app = opened(PAGE)
    app.query_params["theme"] = chosen.subtheme
    app.run()
    assert app.selectbox(key="quotes theme").value == chosen.subtheme
    assert "theme" not in app.query_params
    app.query_params["theme"] = "nowhere"
    app.run()
    assert app.selectbox(key="quotes theme").value == chosen.subtheme


def test_the_open_quote_stays_open_when_it_is_moved(chosen: Example) -> None:
    first, second = ident(chosen), ident(chosen, 1)
    app = opened(PAGE)
    app.button(key=f"Down {first}").click().run()
    assert [ident(chosen), ident(chosen, 1)] == [second, first]
    assert app.button(key=f"trim save {first}")
