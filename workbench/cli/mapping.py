"""Commands on the map of themes."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.study import Study
from workbench.themes import map_drawing, outline, quote_files, refi_graph, theme_map


@main.group("map")
def map_group() -> None:
    """Lay out and draw the map of themes."""


@verb(map_group, "show")
def show(study: Study) -> Answer:
    """List the themes with their places, and the links between them."""
    seen = theme_map.fetch(study)
    names = {theme.id: theme.name for theme in seen.themes}
    places = [
        ("  " * (len(theme.path) - 1) + theme.name, round(box.x), round(box.y), box.size)
        for theme, box in ((each, seen.boxes[each.id]) for each in seen.themes)
    ]
    links = [
        (names[link.from_id], "→" if link.directed else "–", names[link.to_id], link.name)
        for link in seen.links
    ]
    told = [table(places, "theme", "x", "y", "size"), table(links, "from", "", "to", "link")]
    return Answer("\n\n".join(told if links else told[:1]), seen)


@verb(map_group, "draw")
@click.argument("target", type=files.NEW)
@click.option("--overwrite", is_flag=True, help="Write over an existing file.")
def draw(study: Study, target: Path, overwrite: bool) -> Answer:
    """Draw the map to TARGET: .svg, .png or .pdf, or .qdpx for another program (REFI-QDA)."""
    if target.suffix.lower() == ".qdpx":
        content = refi_graph.project(study)
    else:
        content = map_drawing.render(theme_map.fetch(study), target.suffix)
    quote_files.store(target, content, overwrite=overwrite)
    return Answer(f"Wrote the map to {target}.", {"bytes": len(content)})


@verb(map_group, "link")
@click.argument("theme")
@click.argument("other")
@click.option("--name", default="", help="What the link says, such as: leads to.")
@click.option("--arrow", is_flag=True, help="Draw an arrow from THEME to OTHER.")
def link(study: Study, theme: str, other: str, name: str, arrow: bool) -> Answer:
    """Link two themes."""
    pair = outline.fetch(study, theme), outline.fetch(study, other)
    made = theme_map.link(study, pair[0].id, pair[1].id, name, directed=arrow)
    return Answer(f"Linked {pair[0].name} and {pair[1].name}.", made)


@verb(map_group, "unlink")
@click.argument("theme")
@click.argument("other")
def unlink(study: Study, theme: str, other: str) -> Answer:
    """Take the link between two themes off."""
    pair = {outline.fetch(study, theme).id, outline.fetch(study, other).id}
    made = theme_map.between(study, pair)
    theme_map.unlink(study, made.id)
    return Answer("Unlinked.", made)


@verb(map_group, "place")
@click.argument("theme")
@click.argument("x", type=float)
@click.argument("y", type=float)
def place(study: Study, theme: str, x: float, y: float) -> Answer:
    """Put the middle of a theme at a place, in pixels right of and below the map's middle."""
    found = outline.fetch(study, theme)
    theme_map.place(study, {found.id: (x, y)})
    return Answer(f"{found.name} moved.", theme_map.fetch(study).boxes[found.id])


@verb(map_group, "arrange")
def arrange(study: Study) -> Answer:
    """Let the map lay itself out again."""
    theme_map.arrange(study)
    return Answer("The map is laid out anew.", theme_map.fetch(study))
