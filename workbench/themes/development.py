"""Develop themes: gather codes around a central concept, review, nest, merge, split and name them.

A code stands in a theme together with its subcodes, and may stand in several themes. A choice of
quotes outlives the ungrouping of its code, so that grouping it again finds them chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from workbench import audit, tables
from workbench.coding.codebook import LONGEST_NAME
from workbench.errors import NameTaken, NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study
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
            _require(act, "themes", parent_id)
        _start(act, new, name, parent_id, concept=concept, definition=definition)
        _gather(study, act, new, codes)
    return fetch(study, new)


def group(
    study: Study, theme_id: str, codes: Iterable[str], *, event_id: str | None = None
) -> None:
    """Gather codes in a theme; those that stand in it already stay as they are."""
    with audit.act(study, "development.group", subject=theme_id, event_id=event_id) as act:
        _require(act, "themes", theme_id)
        _gather(study, act, theme_id, codes)


def ungroup(
    study: Study, theme_id: str, codes: Iterable[str], *, event_id: str | None = None
) -> None:
    """Take codes out of a theme; they stay in the codebook with all their codings."""
    with audit.act(study, "development.ungroup", subject=theme_id, event_id=event_id) as act:
        rows = {row["code_id"]: row for row in _held(act, "theme_codes", theme_id)}
        for code_id in dict.fromkeys(codes):
            if code_id not in rows:
                raise NotThere("That code does not stand in this theme.")
            act.delete("theme_codes", rows[code_id]["id"])


def rename(study: Study, theme_id: str, name: str, *, event_id: str | None = None) -> None:
    """Give a theme another name; no two themes of a study share one. Raises NameTaken."""
    with audit.act(study, "development.rename", subject=theme_id, event_id=event_id) as act:
        act.update("themes", theme_id, name=_free_name(act, name, but=theme_id))


def define(
    study: Study,
    theme_id: str,
    *,
    concept: str | None = None,
    definition: str | None = None,
    event_id: str | None = None,
) -> None:
    """Write the central concept, the definition or both; None leaves one as it is."""
    texts = {"central_concept": concept, "definition": definition}
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
    study: Study, theme_id: str, parent_id: str | None, *, event_id: str | None = None
) -> None:
    """Make a theme the last subtheme of another, or with None a theme of its own.

    Raises NotAllowed when the parent is the theme itself or lies under it.
    """
    with audit.act(study, "development.nest", subject=theme_id, event_id=event_id) as act:
        old = _require(act, "themes", theme_id)["parent_id"]
        if parent_id:
            _require(act, "themes", parent_id)
            if parent_id in _under(act, theme_id):
                raise NotAllowed("A theme cannot stand under itself or one of its subthemes.")
        if old != parent_id:
            place = _last_place(act, parent_id)
            act.update("themes", theme_id, parent_id=parent_id, position=place)


def reorder(study: Study, theme_id: str, place: int, *, event_id: str | None = None) -> None:
    """Put a theme at a place among its siblings, counted from 0; too far means last."""
    with audit.act(study, "development.reorder", subject=theme_id, event_id=event_id) as act:
        siblings = _children(act, _require(act, "themes", theme_id)["parent_id"])
        siblings.remove(theme_id)
        siblings.insert(max(place, 0), theme_id)
        for position, sibling in enumerate(siblings):
            act.update("themes", sibling, position=position)


def merge(study: Study, theme_id: str, into_id: str, *, event_id: str | None = None) -> None:
    """Join a theme to another, which keeps its name and definition.

    Codes, subthemes, chosen quotes and memos go along. Raises NotAllowed for a theme that would
    go into itself or a subtheme of its own.
    """
    with audit.act(study, "development.merge", subject=theme_id, event_id=event_id) as act:
        _require(act, "themes", into_id)
        if into_id in _under(act, theme_id):
            raise NotAllowed("Merge the subtheme into the theme, not the theme into the subtheme.")
        for table, key in (("theme_codes", "code_id"), ("theme_quotes", "coding_id")):
            _move_rows(act, table, key, _held(act, table, theme_id), into_id)
        for child in _children(act, theme_id):
            act.update("themes", child, parent_id=into_id, position=_last_place(act, into_id))
        for memo in _memos(act, theme_id):
            act.update("memos", memo, about_id=into_id)
        act.delete("themes", theme_id)


def split(
    study: Study,
    theme_id: str,
    name: str,
    codes: Iterable[str],
    *,
    event_id: str | None = None,
    new_id: str | None = None,
) -> Theme:
    """Move some codes of a theme, with their chosen quotes, into a new candidate beside it."""
    new, leaving = new_id or study.new_id(), set(codes)
    with audit.act(study, "development.split", subject=theme_id, event_id=event_id) as act:
        old = _require(act, "themes", theme_id)
        moved = [row for row in _held(act, "theme_codes", theme_id) if row["code_id"] in leaving]
        if not leaving or len(moved) < len(leaving):
            raise NotAllowed("Choose codes that stand in this theme to go into the new one.")
        _start(act, new, name, old["parent_id"])
        _move_rows(act, "theme_codes", "code_id", moved, new)
        quotes = act.rows(_QUOTES_OF_CODES, theme=theme_id, codes=sorted(leaving))
        _move_rows(act, "theme_quotes", "coding_id", quotes, new)
    return fetch(study, new)


def remove(study: Study, theme_id: str, *, event_id: str | None = None) -> None:
    """Take a theme away with its memos and choice of quotes.

    Its codes and codings stay, and its subthemes move up to where it stood.
    """
    with audit.act(study, "development.remove", subject=theme_id, event_id=event_id) as act:
        parent = _require(act, "themes", theme_id)["parent_id"]
        for table in ("theme_codes", "theme_quotes"):
            for row in _held(act, table, theme_id):
                act.delete(table, row["id"])
        for child in _children(act, theme_id):
            act.update("themes", child, parent_id=parent, position=_last_place(act, parent))
        for memo in _memos(act, theme_id):
            act.delete("memos", memo)
        act.delete("themes", theme_id)


def _start(
    act: audit.Act,
    theme_id: str,
    name: str,
    parent_id: str | None,
    *,
    concept: str = "",
    definition: str = "",
) -> None:
    row: Row = {
        "id": theme_id,
        "parent_id": parent_id,
        "name": _free_name(act, name),
        "status": "candidate",
        "central_concept": concept.strip(),
        "definition": definition.strip(),
        "position": _last_place(act, parent_id),
    }
    act.insert("themes", row)


def _require(act: audit.Act, table: str, row_id: str) -> Row:
    found = act.row(f"select * from {table} where id = $id", id=row_id)
    if found is None:
        raise NotThere("That theme or code is no longer in the study.")
    return found


def _free_name(act: audit.Act, name: str, *, but: str = "") -> str:
    wanted = tables.one_line(name)
    if not 0 < len(wanted) <= LONGEST_NAME:
        raise NotAllowed(f"A theme needs a name of at most {LONGEST_NAME} characters.")
    if act.row(
        "select id from themes where lower(name) = lower($name) and id <> $but",
        name=wanted,
        but=but,
    ):
        raise NameTaken("Another theme has that name. Choose a different one, or merge the two.")
    return wanted


def _children(act: audit.Act, parent: str | None) -> list[str]:
    siblings = "select id from themes where parent_id is not distinct from $parent"
    return [row["id"] for row in act.rows(f"{siblings} order by position, id", parent=parent)]


def _last_place(act: audit.Act, parent: str | None) -> int:
    found = act.row(
        "select coalesce(max(position) + 1, 0) as n from themes "
        "where parent_id is not distinct from $parent",
        parent=parent,
    )
    return int(found["n"]) if found else 0


def _under(act: audit.Act, theme_id: str) -> set[str]:
    found = act.rows(
        "with recursive under as (select id from themes where id = $id union "
        "select t.id from themes t join under u on t.parent_id = u.id) select id from under",
        id=theme_id,
    )
    return {row["id"] for row in found}


def _held(act: audit.Act, table: str, theme_id: str) -> list[Row]:
    return act.rows(
        f"select * from {table} where theme_id = $id order by position, id", id=theme_id
    )


def _memos(act: audit.Act, theme_id: str) -> list[str]:
    found = act.rows("select id from memos where about = 'theme' and about_id = $id", id=theme_id)
    return [row["id"] for row in found]


def _gather(study: Study, act: audit.Act, theme_id: str, codes: Iterable[str]) -> None:
    held = _held(act, "theme_codes", theme_id)
    known = {row["code_id"] for row in held}
    place = max((row["position"] for row in held), default=-1)
    for code_id in dict.fromkeys(codes):
        _require(act, "codes", code_id)
        if code_id not in known:
            place += 1
            act.insert(
                "theme_codes",
                {
                    "id": study.new_id(),
                    "theme_id": theme_id,
                    "code_id": code_id,
                    "position": place,
                },
            )


def _move_rows(act: audit.Act, table: str, key: str, rows: list[Row], into: str) -> None:
    """Hand rows to another theme, behind its own; what it holds already is not doubled."""
    held = _held(act, table, into)
    known = {row[key] for row in held}
    place = max((row["position"] for row in held), default=-1)
    for row in rows:
        if row[key] in known:
            act.delete(table, row["id"])
        else:
            place += 1
            act.update(table, row["id"], theme_id=into, position=place)


_QUOTES_OF_CODES = """
with recursive leaving as (
    select unnest($codes::text[]) as id
    union select c.id from codes c join leaving l on c.parent_id = l.id
)
select q.* from theme_quotes q join codings g on g.id = q.coding_id
where q.theme_id = $theme and g.code_id in (select id from leaving) order by q.position, q.id
"""
