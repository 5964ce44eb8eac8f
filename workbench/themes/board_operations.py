"""Store what the browser did on the board of themes: one verb, and one event, per kind of act."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.coding.code_operations import Operation
from workbench.study import Study
from workbench.themes import cards, development, gathering, outline, thoughts


def _lay(study: Study, act: Operation) -> None:
    given = act.details
    cards.lay(
        study,
        given["code_id"],
        given["theme_id"] or None,
        before=given["before"],
        stack=given["stack"],
        card_id=given["card_id"],
        event_id=act.id,
    )


def _put(study: Study, act: Operation) -> None:
    given = act.details
    cards.put(
        study,
        given["card_id"],
        given["theme_id"] or None,
        before=given["before"],
        stack=given["stack"],
        event_id=act.id,
    )


def _copy(study: Study, act: Operation) -> None:
    given = act.details
    gathering.copy(
        study,
        given["other_id"],
        given["theme_id"],
        before=given["before"],
        stack=given["stack"],
        new_id=given["card_id"],
        event_id=act.id,
    )


def _take(study: Study, act: Operation) -> None:
    cards.take(study, act.details["card_id"], event_id=act.id)


def _name_stack(study: Study, act: Operation) -> None:
    given = act.details
    cards.name_stack(study, given["theme_id"], given["stack"], given["name"], event_id=act.id)


def _think(study: Study, act: Operation) -> None:
    given = act.details
    thoughts.add(
        study,
        given["text"],
        theme_id=given["theme_id"] or None,
        before=given["before"],
        stack=given["stack"],
        thought_id=given["card_id"],
        event_id=act.id,
    )


def _write(study: Study, act: Operation) -> None:
    thoughts.rewrite(study, act.details["card_id"], act.details["text"], event_id=act.id)


def _add(study: Study, act: Operation) -> None:
    given = act.details
    parent = given["parent_id"] or None
    development.add(
        study, given["name"], parent_id=parent, theme_id=given["theme_id"], event_id=act.id
    )


def _rename(study: Study, act: Operation) -> None:
    development.rename(study, act.details["theme_id"], act.details["name"], event_id=act.id)


def _colour(study: Study, act: Operation) -> None:
    given = act.details
    development.define(study, given["theme_id"], colour=given["colour"], event_id=act.id)


def _place(study: Study, act: Operation) -> None:
    given = act.details
    theme, parent = outline.fetch(study, given["theme_id"]), given["parent_id"] or None
    if theme.parent_id == parent:
        development.reorder(study, theme.id, given["place"], event_id=act.id)
    else:
        place, why = given["place"], given["text"]
        development.nest(study, theme.id, parent, place=place, why=why, event_id=act.id)


def _merge(study: Study, act: Operation) -> None:
    given = act.details
    theme, into = given["theme_id"], given["other_id"]
    development.merge(study, theme, into, why=given["text"], event_id=act.id)


def _split(study: Study, act: Operation) -> None:
    given = act.details
    codes = cards.codes_of(study, given["card_ids"])
    development.split(
        study,
        given["theme_id"],
        given["name"],
        codes.values(),
        # Whatever is no card of a code any more is told to stand nowhere, not left out in silence.
        passages=set(given["card_ids"]) - codes.keys(),
        why=given["text"],
        new_id=given["other_id"],
        event_id=act.id,
    )


def _dissolve(study: Study, act: Operation) -> None:
    given = act.details
    development.dissolve(study, given["theme_id"], why=given["text"], event_id=act.id)


HANDLERS: Mapping[str, Callable[[Study, Operation], None]] = {
    "lay_card": _lay,
    "put_card": _put,
    "copy_card": _copy,
    "take_card": _take,
    "name_stack": _name_stack,
    "add_thought": _think,
    "write_thought": _write,
    "add_theme": _add,
    "rename_theme": _rename,
    "colour_theme": _colour,
    "place_theme": _place,
    "merge_theme": _merge,
    "split_theme": _split,
    "dissolve_theme": _dissolve,
}
