"""Lay themes out on a map, by hand or by themselves, and link them by name.

A theme without a place of its own stands where the layout puts it. The first move by hand gives
every theme a place, so that nothing else ever moves by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workbench import audit, tables
from workbench.coding.codebook import LONGEST_NAME
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study
from workbench.themes import map_layout, outline
from workbench.themes.map_layout import Box
from workbench.themes.outline import Theme

SMALLEST, LARGEST = 0.6, 2.0
FARTHEST = 20_000.0
"""Pixels from the middle of the map within which a theme stands."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Lead from one theme to another, with a name or none; `directed` draws an arrow."""

    id: str
    from_id: str
    to_id: str
    name: str
    directed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMap:
    """Hold the themes in tree order, the box of each by its id, and the links.

    `by_hand` tells whether somebody has placed the themes.
    """

    themes: tuple[Theme, ...]
    boxes: Mapping[str, Box]
    links: tuple[Link, ...]
    by_hand: bool


def fetch(study: Study) -> ThemeMap:
    """Read the map as it stands."""
    themes = outline.fetch_all(study)
    rows = study.rows("select * from theme_places order by id")
    links = study.rows("select * from theme_links order by id")
    return ThemeMap(
        themes=tuple(themes),
        boxes=_boxes(themes, rows),
        links=tuple(Link(**row) for row in links),
        by_hand=bool(rows),
    )


def between(study: Study, pair: Collection[str]) -> Link:
    """Find the link between two themes, whichever way it leads; raises NotThere."""
    for link in fetch(study).links:
        if {link.from_id, link.to_id} == set(pair):
            return link
    raise NotThere("These two themes are not linked.")


def place(study: Study, places: Mapping[str, Place], *, event_id: str | None = None) -> None:
    """Put the middle of some themes at places, in pixels from the middle of the map.

    All other themes stay where they are shown. Raises NotThere for a theme that is gone.
    """
    moved = {name: (_within(x), _within(y)) for name, (x, y) in places.items()}
    with audit.act(
        study, "theme_map.place", subject=next(iter(moved), None), event_id=event_id
    ) as act:
        _settle(study, act)
        known = _places(act)
        if not known.keys() >= moved.keys():
            raise NotThere("One of these themes is no longer in the study.")
        act.update_all(
            "theme_places", {known[name]["id"]: {"x": x, "y": y} for name, (x, y) in moved.items()}
        )


def resize(study: Study, theme_id: str, size: float, *, event_id: str | None = None) -> None:
    """Draw a theme larger or smaller than usual, which is 1. Raises NotAllowed, NotThere."""
    if not SMALLEST <= size <= LARGEST:
        raise NotAllowed(f"The size of a theme lies between {SMALLEST} and {LARGEST}.")
    with audit.act(study, "theme_map.resize", subject=theme_id, event_id=event_id) as act:
        _settle(study, act)
        known = _places(act)
        if theme_id not in known:
            raise NotThere("That theme is no longer in the study.")
        act.update("theme_places", known[theme_id]["id"], size=size)


def arrange(study: Study, *, event_id: str | None = None) -> None:
    """Let the map lay itself out again; undo brings the places back. Sizes go too."""
    with audit.act(study, "theme_map.arrange", event_id=event_id) as act:
        act.delete_all("theme_places", [row["id"] for row in _places(act).values()])


def link(
    study: Study,
    from_id: str,
    to_id: str,
    name: str = "",
    *,
    directed: bool = False,
    event_id: str | None = None,
    link_id: str | None = None,
) -> Link:
    """Link two themes; raises NotAllowed for a theme and itself, or a link that is there."""
    new = Link(
        id=link_id or study.new_id(),
        from_id=from_id,
        to_id=to_id,
        name=_named(name),
        directed=directed,
    )
    with audit.act(study, "theme_map.link", subject=from_id, event_id=event_id) as act:
        _require_both(act, from_id, to_id)
        act.insert("theme_links", {part: getattr(new, part) for part in Link.__slots__})
    return new


def rename_link(
    study: Study, link_id: str, name: str, *, directed: bool, event_id: str | None = None
) -> None:
    """Give a link another name, and an arrow or none; raises NotThere."""
    with audit.act(study, "theme_map.rename_link", subject=link_id, event_id=event_id) as act:
        act.update("theme_links", link_id, name=_named(name), directed=directed)


def unlink(study: Study, link_id: str, *, event_id: str | None = None) -> None:
    """Take a link off the map; raises NotThere."""
    with audit.act(study, "theme_map.unlink", subject=link_id, event_id=event_id) as act:
        act.delete("theme_links", link_id)


def _boxes(themes: list[Theme], rows: list[Row]) -> dict[str, Box]:
    sizes = {row["theme_id"]: float(row["size"]) for row in rows}
    boxes = map_layout.arranged(themes, sizes)
    held = {row["theme_id"]: (float(row["x"]), float(row["y"])) for row in rows}
    return map_layout.placed(boxes, held)


def _settle(study: Study, act: audit.Act) -> None:
    """Write down where each theme without a place of its own is shown."""
    held = list(_places(act).values())
    themes = outline.fetch_all(study)
    taken = {row["theme_id"] for row in held}
    act.insert_all(
        "theme_places",
        [
            {"id": study.new_id(), "theme_id": name, "x": box.x, "y": box.y, "size": box.size}
            for name, box in _boxes(themes, held).items()
            if name not in taken
        ],
    )


def _places(act: audit.Act) -> dict[str, Row]:
    return {row["theme_id"]: row for row in act.rows("select * from theme_places order by id")}


def _within(number: float) -> float:
    if not -FARTHEST <= number <= FARTHEST:  # also refuses what is no number
        raise NotAllowed("That place lies too far out. Arrange the map anew, then move the theme.")
    return round(number, 1)


def _named(name: str) -> str:
    wanted = tables.one_line(name)
    if len(wanted) > LONGEST_NAME:
        raise NotAllowed(f"The name of a link has at most {LONGEST_NAME} characters.")
    return wanted


def _require_both(act: audit.Act, from_id: str, to_id: str) -> None:
    if from_id == to_id:
        raise NotAllowed("A link leads from one theme to another.")
    found = act.row(
        "select (select count(*) from themes where id in ($one, $other)) as themes, "
        "(select count(*) from theme_links where (from_id = $one and to_id = $other) "
        "or (from_id = $other and to_id = $one)) as links",
        one=from_id,
        other=to_id,
    )
    if found is None or found["themes"] < len({from_id, to_id}):
        raise NotThere("One of these themes is no longer in the study.")
    if found["links"]:
        raise NotAllowed("These two themes are linked already. Rename that link instead.")
