"""List the sets that codes are gathered in, for screens that filter by them."""

from __future__ import annotations

from dataclasses import dataclass

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


_GROUPINGS = """
with recursive below as (
    select id as root, id from themes
    union select below.root, themes.id from themes join below on themes.parent_id = below.id
)
select themes.id, themes.name, list(distinct tc.code_id order by tc.code_id) as codes
from themes join below on below.root = themes.id join theme_codes tc on tc.theme_id = below.id
group by themes.id, themes.name, themes.position order by themes.position, themes.id
"""
