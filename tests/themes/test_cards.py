"""Cards on the board: codes, passages and thoughts in one order, and all of it taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.drawing import tables
from tests.themes.conftest import Example
from workbench import audit
from workbench.errors import NotAllowed, NotThere
from workbench.themes import cards, gathering, outline, thoughts


def lying(example: Example, theme_id: str | None) -> list[str]:
    with audit.act(example.study, "test.read", undoable=False) as act:
        return [card["id"] for card in cards.held(act, theme_id)]


def card_of(example: Example, code: str) -> str:
    row = example.study.row(
        "select id from theme_codes where code_id = $id", id=example.codes[code]
    )
    assert row
    return str(row["id"])


def test_cards_of_all_kinds_have_one_order(example: Example) -> None:
    study, theme = example.study, example.theme
    first = card_of(example, "Effort")
    passage = gathering.add(study, theme, example.karen, 15, 22)
    thought = thoughts.add(study, "It is about time", theme_id=theme, before=passage)
    loose = cards.lay(study, example.codes["Loose"], theme, before=first)
    assert lying(example, theme) == [loose, first, thought, passage]
    cards.put(study, loose, theme, before=passage)
    assert lying(example, theme) == [first, thought, loose, passage]
    cards.put(study, first, theme)
    assert lying(example, theme) == [thought, loose, passage, first]


def test_a_code_moves_or_stands_in_several_themes(example: Example) -> None:
    study, code = example.study, example.codes["Effort"]
    card = card_of(example, "Effort")
    again = cards.lay(study, code, example.subtheme)
    with pytest.raises(NotAllowed):
        cards.put(study, card, example.subtheme)
    with pytest.raises(NotAllowed):
        cards.lay(study, code, example.theme)
    cards.take(study, again)
    cards.put(study, card, example.subtheme)
    assert outline.fetch(study, example.theme).codes == ()
    assert outline.fetch(study, example.subtheme).codes == (example.codes["Numbers"], code)
    cards.put(study, card, None)
    assert lying(example, None) == [card]
    cards.put(study, card, example.theme, stack="Heap")
    assert (lying(example, None), lying(example, example.theme)) == ([], [card])
    with pytest.raises(NotThere):
        cards.put(study, card, "no theme")


def test_passages_lie_in_themes_alone(example: Example) -> None:
    study = example.study
    card = gathering.add(study, example.theme, example.karen, 15, 22)
    with pytest.raises(NotAllowed):
        gathering.add(study, example.theme, example.karen, 15, 22)
    with pytest.raises(NotAllowed):
        cards.put(study, card, None)
    other = gathering.copy(study, card, example.subtheme, stack=" Few \n words ")
    cards.take(study, card)
    assert lying(example, example.subtheme)[-1] == other
    left = study.rows("select p.start, p.stop from passages p join theme_passages t on "
                      "t.passage_id = p.id")  # fmt: skip
    assert left == [{"start": 15, "stop": 22}]


def test_a_thought_is_parked_before_it_is_gone(example: Example) -> None:
    card = thoughts.add(example.study, "  A thought ", theme_id=example.theme, stack="Heap")
    cards.take(example.study, card)
    assert lying(example, None) == [card]
    cards.take(example.study, card)
    assert lying(example, None) == []
    for empty in ("", " \n", "x" * 2_001):
        with pytest.raises(NotAllowed):
            thoughts.add(example.study, empty)


def test_stacks_lie_together_and_are_renamed(example: Example) -> None:
    study, theme = example.study, example.theme
    one = thoughts.add(study, "One", theme_id=theme, stack="Heap")
    two = thoughts.add(study, "Two", theme_id=theme)
    three = cards.lay(study, example.codes["Loose"], theme, stack="Heap")
    assert lying(example, theme)[1:] == [one, three, two]
    cards.name_stack(study, theme, "Heap", "Pile")
    with pytest.raises(NotThere):
        cards.name_stack(study, theme, "Heap", "Pile")
    cards.name_stack(study, theme, "Pile", "")
    assert lying(example, theme)[1:] == [one, two, three]
    with pytest.raises(NotAllowed):
        cards.put(study, one, theme, stack="x" * 61)


def acts(example: Example) -> list[Callable[[], object]]:
    study, theme = example.study, example.theme
    effort = card_of(example, "Effort")
    return [
        lambda: cards.lay(study, example.codes["Loose"], theme, before=effort),
        lambda: cards.put(study, effort, None),
        lambda: cards.put(study, effort, example.subtheme, stack="Heap"),
        lambda: gathering.add(study, theme, example.karen, 15, 22, card_id="passage"),
        lambda: gathering.copy(study, "passage", example.subtheme),
        lambda: cards.take(study, "passage"),
        lambda: thoughts.add(study, "A thought", theme_id=theme, thought_id="thought"),
        lambda: thoughts.rewrite(study, "thought", "Another"),
        lambda: cards.put(study, "thought", example.subtheme, before=effort, stack="Heap"),
        lambda: cards.name_stack(study, example.subtheme, "Heap", "Pile"),
        lambda: cards.take(study, "thought"),
        lambda: cards.take(study, "thought"),
    ]


def test_undo_and_redo_are_identity(example: Example) -> None:
    study, states = example.study, [tables(example.study)]
    for act in acts(example):
        act()
        states.append(tables(study))
    for state in reversed(states[:-1]):
        audit.undo(study)
        assert tables(study) == state
    for state in states[1:]:
        audit.redo(study)
        assert tables(study) == state
