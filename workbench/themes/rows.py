"""Read and place the rows of themes inside an act that is under way."""

from __future__ import annotations

from collections.abc import Iterable

from workbench import audit, tables
from workbench.coding.codebook import LONGEST_NAME
from workbench.errors import NameTaken, NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study


def require(act: audit.Act, table: str, row_id: str) -> Row:
    """Find a row by its id; raises NotThere."""
    found = act.row(f"select * from {table} where id = $id", id=row_id)
    if found is None:
        raise NotThere("That theme or code is no longer in the study.")
    return found


def free_name(act: audit.Act, name: str, *, but: str = "") -> str:
    """Tidy a name that no theme has, `but` one; raises NotAllowed or NameTaken."""
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


def start(act: audit.Act, theme_id: str, name: str, parent_id: str | None, **texts: str) -> None:
    """Insert a candidate theme, last among its siblings; `texts` are columns of its row."""
    row: Row = {
        "id": theme_id,
        "parent_id": parent_id,
        "name": free_name(act, name),
        "status": "candidate",
        "central_concept": "",
        "definition": "",
        "position": last_place(act, parent_id),
    }
    act.insert("themes", row | {column: text.strip() for column, text in texts.items()})


def children(act: audit.Act, parent: str | None) -> list[str]:
    """List the ids of the themes right under one, or at the top, in their order."""
    siblings = "select id from themes where parent_id is not distinct from $parent"
    return [row["id"] for row in act.rows(f"{siblings} order by position, id", parent=parent)]


def last_place(act: audit.Act, parent: str | None) -> int:
    """Number the place behind all that stand under a theme, or at the top."""
    found = act.row(
        "select coalesce(max(position) + 1, 0) as n from themes "
        "where parent_id is not distinct from $parent",
        parent=parent,
    )
    return int(found["n"]) if found else 0


def under(act: audit.Act, theme_id: str) -> set[str]:
    """Collect a theme and all that stands under it."""
    found = act.rows(
        "with recursive under as (select id from themes where id = $id union "
        "select t.id from themes t join under u on t.parent_id = u.id) select id from under",
        id=theme_id,
    )
    return {row["id"] for row in found}


def held(act: audit.Act, table: str, theme_id: str) -> list[Row]:
    """List what a theme holds of one kind of card, in its order."""
    return act.rows(
        f"select * from {table} where theme_id = $id order by position, id", id=theme_id
    )


def place_behind(act: audit.Act, table: str, theme_id: str) -> int:
    """Number the place behind all cards of one kind that a theme holds."""
    found = act.row(
        f"select coalesce(max(position) + 1, 0) as n from {table} where theme_id = $id",
        id=theme_id,
    )
    return int(found["n"]) if found else 0


def gather(study: Study, act: audit.Act, theme_id: str, codes: Iterable[str]) -> None:
    """Put codes last in a theme; those that stand in it stay as they are. Raises NotThere."""
    known = {row["code_id"] for row in held(act, "theme_codes", theme_id)}
    wanted = [code_id for code_id in dict.fromkeys(codes) if code_id not in known]
    for code_id in wanted:
        require(act, "codes", code_id)
    first = place_behind(act, "theme_codes", theme_id)
    act.insert_all(
        "theme_codes",
        [
            {"id": study.new_id(), "theme_id": theme_id, "code_id": code_id, "position": place}
            for place, code_id in enumerate(wanted, start=first)
        ],
    )


def give_reason(study: Study, act: audit.Act, theme_id: str, verb: str, why: str) -> None:
    """Keep why the structure was changed, where somebody said so."""
    if why.strip():
        act.insert(
            "theme_reasons",
            {
                "id": study.new_id(),
                "theme_id": theme_id,
                "verb": verb,
                "text": why.strip(),
                "researcher": study.researcher,
                "ts": audit.now(),
            },
        )
