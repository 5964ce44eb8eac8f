"""Store what the browser did to the map: one verb, and one event, per kind of operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.coding.code_operations import Operation
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import theme_map
from workbench.themes.theme_map import Place


def _place(study: Study, act: Operation) -> None:
    theme_map.place(study, dict(map(_read, act.details["places"])), event_id=act.id)


def _link(study: Study, act: Operation) -> None:
    given = act.details
    theme_map.link(
        study,
        given["from_id"],
        given["to_id"],
        given["name"],
        directed=given["directed"],
        event_id=act.id,
        link_id=given["link_id"],
    )


def _read(said: str) -> tuple[str, Place]:
    """Read a place as the browser writes it: id, x and y, parted by blanks."""
    try:
        name, x, y = said.split(" ")
        return name, (float(x), float(y))
    except ValueError as error:
        raise NotAllowed("That place could not be read. Move the theme again.") from error


HANDLERS: Mapping[str, Callable[[Study, Operation], None]] = {
    "place_themes": _place,
    "link_themes": _link,
}
