"""Read the themes of a study as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.errors import NotThere
from workbench.store import Row
from workbench.study import Study

Status = Literal["candidate", "reviewed", "named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Hold a pattern of shared meaning; `path` are the names from the top theme down to it.

    `codes` are the ids of the codes gathered in it, without those of its subthemes. `essence` says
    it in a sentence, `definition` describes it; `includes` and `excludes` draw its scope,
    `boundaries` set it off from other themes, and `story` tells it as the paper will. `colour` is
    "#rrggbb", or "" until somebody chooses one.
    """

    id: str
    parent_id: str | None
    name: str
    status: Status
    central_concept: str
    definition: str
    position: int
    essence: str = ""
    includes: str = ""
    excludes: str = ""
    boundaries: str = ""
    story: str = ""
    colour: str = ""
    codes: tuple[str, ...] = ()
    path: tuple[str, ...] = ()


def fetch_all(study: Study) -> list[Theme]:
    """List the themes as a tree: each before its subthemes, siblings in their order."""
    standing = study.rows("select * from theme_codes")
    return arranged(study.rows("select * from themes"), standing)


def arranged(themes: Iterable[Row], standing: Iterable[Row]) -> list[Theme]:
    """Arrange rows of themes, and of codes that stand in them, as a tree. Pure."""
    codes: dict[str, list[str]] = {}
    for row in sorted(standing, key=_place):
        codes.setdefault(row["theme_id"], []).append(row["code_id"])
    rows = sorted(themes, key=_place)
    placed = dict(_walk(rows, None, ()))
    # Two researchers can undo their way into a ring; its themes then stand alone, not lost.
    placed |= {row["id"]: (row["name"],) for row in rows if row["id"] not in placed}
    by_id = {row["id"]: row for row in rows}
    return [
        Theme(**by_id[theme], path=path, codes=tuple(codes.get(theme, ())))
        for theme, path in placed.items()
    ]


def _place(row: Row) -> tuple[int, str]:
    return int(row["position"]), str(row["id"])


def fetch(study: Study, wanted: str) -> Theme:
    """Find a theme by id or name; raises NotThere."""
    name = wanted.strip().casefold()
    for theme in fetch_all(study):
        if theme.id == wanted or theme.name.casefold() == name:
            return theme
    raise NotThere("There is no such theme in this study.")


def subtree(study: Study, theme_id: str) -> list[Theme]:
    """List a theme and all that stands under it, as a tree; raises NotThere."""
    found: dict[str, Theme] = {}
    for theme in fetch_all(study):
        if theme.id == theme_id or theme.parent_id in found:
            found[theme.id] = theme
    if not found:
        raise NotThere("There is no such theme in this study.")
    return list(found.values())


def _walk(
    rows: list[Row], parent: str | None, path: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in rows:
        if row["parent_id"] == parent:
            here = (*path, str(row["name"]))
            yield row["id"], here
            yield from _walk(rows, row["id"], here)
