"""List the sets that codes are gathered in, and take out of them what is gone from the codebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.acts import Act
from workbench.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Name a set and the ids of the codes gathered in it or in a set below it."""

    id: str
    name: str
    codes: tuple[str, ...]


def fetch_all(study: Study) -> list[Grouping]:
    """List the themes as sets of codes, in their order; those without a code are left out."""
    return [
        Grouping(id=row["id"], name=row["name"], codes=tuple(row["codes"]))
        for row in study.rows(_GROUPINGS)
    ]


def drop_quotes(act: Act, coding_ids: Sequence[str]) -> None:
    """Take codings out of all choices of quotes, inside an act that is under way."""
    quotes = _ids(act, "select id from theme_quotes where coding_id", coding_ids)
    drop_marks(act, quotes)
    act.delete_all("theme_quotes", quotes)


def drop_marks(act: Act, quote_ids: Sequence[str]) -> None:
    """Delete the marks in some quotes, with the passages that hold their places."""
    marks = _ids(act, "select id from quote_marks where quote_id", quote_ids)
    passages = _ids(act, "select passage_id as id from quote_marks where quote_id", quote_ids)
    act.delete_all("quote_marks", marks)
    act.delete_all("passages", passages)


def drop_code(act: Act, code_id: str) -> None:
    """Take a code that goes from the codebook out of all themes and the parking place."""
    for table in ("theme_codes", "parked_codes"):
        act.delete_all(table, _ids(act, f"select id from {table} where code_id", [code_id]))


def _ids(act: Act, query: str, wanted: Sequence[str]) -> list[str]:
    found = act.rows(f"{query} in (select unnest($ids::text[])) order by id", ids=list(wanted))
    return [row["id"] for row in found]


_GROUPINGS = """
with recursive below as (
    select id as root, id from themes
    union select below.root, themes.id from themes join below on themes.parent_id = below.id
)
select themes.id, themes.name, list(distinct tc.code_id order by tc.code_id) as codes
from themes join below on below.root = themes.id join theme_codes tc on tc.theme_id = below.id
group by themes.id, themes.name, themes.position order by themes.position, themes.id
"""
