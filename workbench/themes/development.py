"""Develop themes: gather codes around a central concept, review, nest, merge, split and name them.

A code stands in a theme together with its subcodes, and may stand in several themes. A choice of
quotes outlives the ungrouping of its code, so that grouping it again finds them chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from workbench import audit
from workbench.coding import colours
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study
from workbench.themes import belongings, rows
from workbench.themes.outline import Status, Theme, fetch, fetch_all

__all__ = ["Theme", "fetch", "fetch_all"]


def add(
    study: Study,
    name: str,
    codes: Iterable[str] = (),
    *,
    parent_id: str | None = None,
    concept: str = "",
    definition: str = "",
    event_id: str | None = None,
    theme_id: str | None = None,
) -> Theme:
    """Start a candidate theme, last among its siblings, from codes given by id.

    Raises NameTaken, or NotThere for a parent or code that the study does not hold.
    """
    new = theme_id or study.new_id()
    with audit.act(study, "development.add", subject=new, event_id=event_id) as act:
        if parent_id:
            rows.require(act, "themes", parent_id)
        rows.start(act, new, name, parent_id, central_concept=concept, definition=definition)
        rows.gather(study, act, new, codes)
    return fetch(study, new)


def group(
    study: Study, theme_id: str, codes: Iterable[str], *, event_id: str | None = None
) -> None:
    """Gather codes in a theme; those that stand in it already stay as they are."""
    with audit.act(study, "development.group", subject=theme_id, event_id=event_id) as act:
        rows.require(act, "themes", theme_id)
        rows.gather(study, act, theme_id, codes)


def ungroup(
    study: Study, theme_id: str, codes: Iterable[str], *, event_id: str | None = None
) -> None:
    """Take codes out of a theme; they stay in the codebook with all their codings."""
    with audit.act(study, "development.ungroup", subject=theme_id, event_id=event_id) as act:
        held = {row["code_id"]: row for row in rows.held(act, "theme_codes", theme_id)}
        for code_id in dict.fromkeys(codes):
            if code_id not in held:
                raise NotThere("That code does not stand in this theme.")
            act.delete("theme_codes", held[code_id]["id"])


def rename(study: Study, theme_id: str, name: str, *, event_id: str | None = None) -> None:
    """Give a theme another name; no two themes of a study share one. Raises NameTaken."""
    with audit.act(study, "development.rename", subject=theme_id, event_id=event_id) as act:
        act.update("themes", theme_id, name=rows.free_name(act, name, but=theme_id))


def define(
    study: Study,
    theme_id: str,
    *,
    concept: str | None = None,
    definition: str | None = None,
    essence: str | None = None,
    includes: str | None = None,
    excludes: str | None = None,
    boundaries: str | None = None,
    story: str | None = None,
    colour: str | None = None,
    event_id: str | None = None,
) -> None:
    """Write what a theme is about and what it leaves out; None leaves a part as it is.

    `colour` is #rrggbb or ""; raises NotAllowed for another.
    """
    texts = {
        "central_concept": concept,
        "definition": definition,
        "essence": essence,
        "includes": includes,
        "excludes": excludes,
        "boundaries": boundaries,
        "story": story,
        "colour": colours.checked(colour) if colour else colour,
    }
    with audit.act(study, "development.define", subject=theme_id, event_id=event_id) as act:
        given = {column: text.strip() for column, text in texts.items() if text is not None}
        if given:
            act.update("themes", theme_id, **given)


def set_status(study: Study, theme_id: str, status: Status, *, event_id: str | None = None) -> None:
    """Call a theme candidate, reviewed or named; any order is right."""
    if status not in get_args(Status):
        raise NotAllowed("A theme is a candidate, reviewed or named.")
    with audit.act(study, "development.set_status", subject=theme_id, event_id=event_id) as act:
        act.update("themes", theme_id, status=status)


def nest(
    study: Study,
    theme_id: str,
    parent_id: str | None,
    *,
    place: int | None = None,
    why: str = "",
    event_id: str | None = None,
) -> None:
    """Make a theme a subtheme of another, or with None a theme of its own.

    `place` is counted from 0 among its new siblings; without one it comes last. Raises NotAllowed
    when the parent is the theme itself or lies under it.
    """
    with audit.act(study, "development.nest", subject=theme_id, event_id=event_id) as act:
        old = rows.require(act, "themes", theme_id)["parent_id"]
        if parent_id:
            rows.require(act, "themes", parent_id)
            if parent_id in rows.under(act, theme_id):
                raise NotAllowed("A theme cannot stand under itself or one of its subthemes.")
        if old != parent_id:
            last = rows.last_place(act, parent_id)
            act.update("themes", theme_id, parent_id=parent_id, position=last)
            if place is not None:
                _order(act, theme_id, parent_id, place)
            rows.give_reason(study, act, theme_id, "nest", why)


def reorder(study: Study, theme_id: str, place: int, *, event_id: str | None = None) -> None:
    """Put a theme at a place among its siblings, counted from 0; too far means last."""
    with audit.act(study, "development.reorder", subject=theme_id, event_id=event_id) as act:
        _order(act, theme_id, rows.require(act, "themes", theme_id)["parent_id"], place)


def merge(
    study: Study, theme_id: str, into_id: str, *, why: str = "", event_id: str | None = None
) -> None:
    """Join a theme to another, which keeps its name and definition.

    All else that hangs on it goes along, its subthemes too. Raises NotAllowed for a theme that
    would go into itself or a subtheme of its own.
    """
    with audit.act(study, "development.merge", subject=theme_id, event_id=event_id) as act:
        rows.require(act, "themes", into_id)
        if into_id in rows.under(act, theme_id):
            raise NotAllowed("Merge the subtheme into the theme, not the theme into the subtheme.")
        belongings.hand_on(act, theme_id, into_id)
        act.delete("themes", theme_id)
        rows.give_reason(study, act, theme_id, "merge", why)


def split(
    study: Study,
    theme_id: str,
    name: str,
    codes: Iterable[str] = (),
    *,
    passages: Iterable[str] = (),
    why: str = "",
    event_id: str | None = None,
    new_id: str | None = None,
) -> Theme:
    """Move some codes of a theme, with their chosen quotes, into a new candidate beside it.

    `passages` are ids of theme_passages, which go too. Raises NotAllowed where nothing is to go,
    or something that does not stand in the theme.
    """
    new, leaving, cards = new_id or study.new_id(), set(codes), set(passages)
    with audit.act(study, "development.split", subject=theme_id, event_id=event_id) as act:
        old = rows.require(act, "themes", theme_id)
        held = {
            table: rows.held(act, table, theme_id) for table in ("theme_codes", "theme_passages")
        }
        moved = [row for row in held["theme_codes"] if row["code_id"] in leaving]
        lifted = [row for row in held["theme_passages"] if row["id"] in cards]
        if not moved + lifted or len(moved) < len(leaving) or len(lifted) < len(cards):
            raise NotAllowed("Nothing was split off: choose what stands in this theme to go.")
        rows.start(act, new, name, old["parent_id"])
        belongings.move_codes(act, moved, new)
        belongings.move_passages(act, lifted, new)
        quotes = belongings.quotes_of(act, theme_id, codes=leaving, cards=cards)
        belongings.move_quotes(act, quotes, new)
        rows.give_reason(study, act, theme_id, "split", why)
    return fetch(study, new)


def dissolve(study: Study, theme_id: str, *, why: str = "", event_id: str | None = None) -> None:
    """Give a theme up, with its memos, its choice of quotes and the passages gathered in it.

    Its codes and codings stay, its thoughts go to the parking place, and its subthemes move up to
    where it stood.
    """
    with audit.act(study, "development.dissolve", subject=theme_id, event_id=event_id) as act:
        parent = rows.require(act, "themes", theme_id)["parent_id"]
        belongings.let_go(act, theme_id, parent)
        act.delete("themes", theme_id)
        rows.give_reason(study, act, theme_id, "dissolve", why)


def _order(act: audit.Act, theme_id: str, parent_id: str | None, place: int) -> None:
    siblings = rows.children(act, parent_id)
    siblings.remove(theme_id)
    siblings.insert(max(place, 0), theme_id)
    for position, sibling in enumerate(siblings):
        act.update("themes", sibling, position=position)
