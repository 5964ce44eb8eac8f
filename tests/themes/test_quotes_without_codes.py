"""Passages laid in a theme without a code are quoted as coded ones are, and go where they go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.themes.conftest import Example
from tests.themes.test_belongings import held, there_and_back
from tests.themes.test_verbatim_everywhere import says_what_was_said
from workbench import corrections, transcripts
from workbench.edits import Edit
from workbench.errors import NotThere
from workbench.study import Study
from workbench.themes import (
    cards,
    conventions,
    development,
    gathering,
    layouts,
    paper_tables,
    quotes,
    trimming,
)
from workbench.themes.quotes import Quote
from workbench.themes.trims import Mark


def lay(example: Example, theme: str) -> str:
    start = transcripts.text(example.study, example.karen).index("drifted off")
    return gathering.add(example.study, theme, example.karen, start, start + 11)


def chosen(study: Study, theme: str) -> list[Quote]:
    return quotes.table(study, theme, chosen_only=True)


@pytest.fixture
def other(example: Example) -> str:
    return development.add(example.study, "Elsewhere").id


@pytest.fixture
def card(example: Example) -> str:
    """Lay a passage in the theme, quote it and leave a word of it out."""
    card = lay(example, example.theme)
    quotes.choose(example.study, example.theme, card)
    (quote,) = chosen(example.study, example.theme)
    assert quote.setting
    trimming.trim(example.study, quote.setting.id, [Mark(kind="omission", start=0, stop=7)])
    return card


def test_it_is_listed_and_chosen_like_any_quote(example: Example, card: str) -> None:
    study = example.study
    (quote,) = chosen(study, example.theme)
    assert (quote.id, quote.words, quote.code_path) == (card, "drifted off", "")
    assert quote.pseudonym == "Karen"
    assert [one.id for one in quotes.table(study, example.theme) if not one.code_path] == [card]
    example.code("drifted", "Effort")
    assert len(chosen(study, example.theme)[0].codes) == 1
    wish = layouts.Wish(how=conventions.fetch(study), template="{pseudonym}")
    shown = layouts.grouped_quotes(study, replace(wish, chosen_only=True))
    words = [paper_tables.text(row.cells[0]) for row in shown.rows if not row.heading]
    assert words == ["“(...) off” Karen"]
    quotes.unchoose(study, example.theme, card)
    assert held(study, "theme_quotes") == held(study, "quote_marks", "id") == set()


def test_only_themes_with_quotes_have_a_heading(example: Example, other: str) -> None:
    study = example.study
    sub = development.add(study, "Deep", parent_id=example.subtheme).id
    quotes.choose(study, sub, lay(example, sub))
    wish = layouts.Wish(how=conventions.fetch(study), template="{pseudonym}", chosen_only=True)
    shown = layouts.grouped_quotes(study, wish)
    headed = [paper_tables.text(row.cells[0]) for row in shown.rows if row.heading]
    around = [example.theme, example.subtheme, sub]
    assert headed == [development.fetch(study, each).name for each in around]
    assert shown.notes == ("Without a quote: Elsewhere.",)


def test_a_theme_it_does_not_lie_in_refuses_it(example: Example, card: str, other: str) -> None:
    with pytest.raises(NotThere):
        quotes.choose(example.study, other, card)


def test_it_goes_along_with_its_card(example: Example, card: str, other: str) -> None:
    study = example.study
    cards.put(study, card, other)
    (quote,) = chosen(study, other)
    assert quote.setting
    assert len(quote.setting.marks) == 1
    there_and_back(study)
    says_what_was_said(study, other, conventions.fetch(study))
    cards.take(study, card)
    for table in ("theme_quotes", "theme_passages", "quote_marks"):
        assert held(study, table, "id") == set()
    there_and_back(study)


def test_merged_where_the_same_words_lie_it_stands_once(
    example: Example, card: str, other: str
) -> None:
    study = example.study
    kept = lay(example, other)
    quotes.choose(study, other, kept)
    development.merge(study, example.theme, other)
    (quote,) = chosen(study, other)
    assert quote.id == kept != card
    assert quote.setting
    assert len(quote.setting.marks) == 1
    there_and_back(study)


@pytest.mark.parametrize("verb", ["split", "dissolve"])
def test_it_is_split_off_or_dissolved_with_its_theme(
    example: Example, card: str, verb: str
) -> None:
    study = example.study
    if verb == "split":
        new = development.split(study, example.theme, "Drifting", passages=[card]).id
        assert [quote.id for quote in chosen(study, new)] == [card]
    else:
        development.dissolve(study, example.theme)
        assert held(study, "quote_marks", "id") == set()
    there_and_back(study)


def test_its_words_are_followed(example: Example, card: str) -> None:
    study = example.study
    start = transcripts.text(study, example.karen).index("drifted")
    edit = Edit(start=start, stop=start + 7, words="went")
    corrections.correct(study, example.karen, [edit])
    (quote,) = chosen(study, example.theme)
    assert (quote.id, quote.words, quote.stale) == (card, "went off", True)


def test_quotes_of_a_code_follow_its_card(example: Example, other: str) -> None:
    """A code dragged into another theme would else leave its quotes behind, out of sight."""
    study = example.study
    coding = example.code("drifted off", "Effort")
    quotes.choose(study, example.theme, coding)
    (quote,) = chosen(study, example.theme)
    home = quote.theme.id
    (at,) = study.rows(
        "select c.id from theme_codes c where c.theme_id = $home and c.code_id = $code",
        home=home,
        code=example.codes["Effort"],
    )
    cards.put(study, at["id"], other)
    assert [one.id for one in chosen(study, other)] == [coding]
    there_and_back(study)
