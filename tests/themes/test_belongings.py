"""A theme that goes leaves nothing behind it that belongs to nobody."""

from __future__ import annotations

import pytest

from tests.themes import hung
from tests.themes.conftest import Example, snapshot
from workbench import audit
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import cards, development, quotes
from workbench.themes.board_operations import HANDLERS
from workbench.ui.outbox import Operation


@pytest.fixture
def other(example: Example) -> str:
    """Hang one of each on the theme, and have another beside it."""
    study = example.study
    new = development.add(study, "Other", [example.codes["Effort"]], theme_id="other").id
    hung.everything(study, example.theme, new, example.code("People", "Effort"), example.karen)
    return new


def held(study: Study, table: str, column: str = "theme_id") -> set[str]:
    return {str(row[column]) for row in study.rows(f"select {column} from {table}")}


def reasons(study: Study) -> list[tuple[str, str, str]]:
    rows = study.rows("select * from theme_reasons order by ts, id")
    return [(row["theme_id"], row["verb"], row["text"]) for row in rows]


def there_and_back(study: Study) -> None:
    after = snapshot(study)
    assert study.rows("select * from orphans") == []
    audit.undo(study)
    audit.redo(study)
    assert snapshot(study) == after
    assert study.rows("select * from orphans") == []


def test_a_merged_theme_gives_on_what_hangs_on_it(example: Example, other: str) -> None:
    study = example.study
    before = snapshot(study)
    development.merge(study, example.theme, other, why=" One idea. ")
    for table in ("theme_passages", "theme_quotes", "thoughts", "theme_places", "theme_checks"):
        assert held(study, table) == {other}
    assert held(study, "memos", "about_id") == held(study, "summaries") == {other}
    assert len(held(study, "quote_marks", "id")) == 1
    assert held(study, "theme_links", "id") == set()
    assert reasons(study) == [(example.theme, "merge", "One idea.")]
    there_and_back(study)
    audit.undo(study)
    assert snapshot(study) == before


def test_what_both_have_is_not_doubled(example: Example, other: str) -> None:
    study = example.study
    third = development.add(study, "Third").id
    coding = next(iter(held(study, "theme_quotes", "coding_id")))
    quotes.choose(study, other, coding)
    hung.passage(study, other, example.karen, 0, 6)
    hung.answer(study, other, "meaning", "It does not.")
    hung.summary(study, other, "She goes on.")
    hung.place(study, other, 5)
    hung.link(study, example.theme, third, "with")
    hung.link(study, third, other, "with")
    hung.link(study, third, other, "with", directed=True)
    development.merge(study, example.theme, other)
    for table in ("theme_passages", "theme_quotes", "theme_places", "theme_checks"):
        assert len(held(study, table, "id")) == 1
    assert held(study, "theme_places", "x") == {"5.0"}
    assert held(study, "theme_checks", "text") == {"It does not."}
    assert held(study, "summaries", "text") == {"She goes on.\nShe is tired."}
    assert len(held(study, "theme_links", "id")) == 2
    assert held(study, "quote_marks", "quote_id") == held(study, "theme_quotes", "id")
    assert reasons(study) == []
    there_and_back(study)


def test_a_dissolved_theme_parks_its_thoughts(example: Example, other: str) -> None:
    study = example.study
    passages = held(study, "passages", "id")
    hung.thought(study, None, "Parked before")
    development.dissolve(study, example.theme, why="Only a topic.")
    assert [
        (row["theme_id"], row["text"])
        for row in study.rows("select * from thoughts order by position")
    ] == [(None, "Parked before"), (None, "Or is it pride?")]
    for table in ("theme_passages", "theme_quotes", "quote_marks", "theme_places", "theme_links"):
        assert held(study, table, "id") == set()
    assert held(study, "theme_checks") == held(study, "memos", "about_id") == set()
    assert held(study, "summaries") == set()
    assert len(passages) - len(held(study, "passages", "id")) == 2
    assert reasons(study) == [(example.theme, "dissolve", "Only a topic.")]
    there_and_back(study)


def test_passages_may_leave_in_a_split(example: Example, other: str) -> None:
    study = example.study
    (card,) = held(study, "theme_passages", "id")
    new = development.split(study, example.theme, "Alone", passages=[card], why="Another story.")
    assert held(study, "theme_passages") == {new.id}
    assert held(study, "theme_codes") >= {example.theme}
    assert reasons(study) == [(example.theme, "split", "Another story.")]
    there_and_back(study)
    for codes, passages in (([], []), ([], [card]), ([example.codes["Loose"]], [])):
        with pytest.raises(NotAllowed):
            development.split(study, example.theme, "Nothing", codes, passages=passages)


def test_a_card_that_another_window_took_is_not_left_out_of_a_split(example: Example) -> None:
    study = example.study
    found = study.rows("select id from theme_codes where theme_id = $id", id=example.theme)
    ticked = [row["id"] for row in found]
    cards.take(study, ticked[-1])
    given = {"theme_id": example.theme, "other_id": "new", "name": "Half", "text": ""}
    act = Operation(
        id="act",
        client="window",
        seq=1,
        kind="split_theme",
        transcript_id="",
        transcript_version="",
        details={**given, "card_ids": ticked},
    )
    with pytest.raises(NotAllowed, match="Nothing was split off"):
        HANDLERS["split_theme"](study, act)
    assert held(study, "theme_codes", "id") >= set(ticked[:-1])


def test_a_move_in_the_tree_keeps_its_reason(example: Example) -> None:
    study = example.study
    development.nest(study, example.subtheme, None, why="It stands alone.")
    development.nest(study, example.subtheme, None, why="It stands there already.")
    assert reasons(study) == [(example.subtheme, "nest", "It stands alone.")]
    audit.undo(study)
    assert reasons(study) == []


def test_a_theme_is_defined_in_parts(example: Example) -> None:
    study = example.study
    development.define(study, example.theme, essence=" Lasting. ", story="First.", colour="#AABBCC")
    theme = development.fetch(study, example.theme)
    assert (theme.essence, theme.story, theme.colour) == ("Lasting.", "First.", "#aabbcc")
    development.define(study, example.theme, colour="", includes="In", excludes="Out")
    theme = development.fetch(study, example.theme)
    assert (theme.colour, theme.includes, theme.excludes, theme.boundaries) == ("", "In", "Out", "")
    with pytest.raises(NotAllowed):
        development.define(study, example.theme, colour="red")
