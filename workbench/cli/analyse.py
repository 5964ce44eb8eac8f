"""Commands on phases, themes and quote tables."""

from __future__ import annotations

from typing import cast

import click

from workbench.cli import main
from workbench.cli.answers import Answer, table, verb
from workbench.coding import codebook
from workbench.study import Study
from workbench.themes import development, outline, phases


@verb(main, "phase")
@click.argument("phase", type=click.IntRange(1, 6), required=False)
@click.option("--note", default="", help="What was done, or why you go back.")
def phase(study: Study, phase: int | None, note: str) -> Answer:
    """Show the phase of the analysis, or move to another; any direction is right."""
    if phase is not None:
        phases.move(study, phase, note)
    here = phases.now(study)
    lines = [
        f"{'>' if number == here.number else ' '} {number} {name}"
        for number, name in enumerate(phases.NAMES, start=1)
    ]
    return Answer("\n".join(lines), here)


WHY = click.option("--why", default="", help="Why, for the record of how the themes came about.")


@main.group("theme")
def theme_group() -> None:
    """Develop themes from codes."""


@verb(theme_group, "list")
def list_themes(study: Study) -> Answer:
    """Show themes, subthemes and the codes under them."""
    found = outline.fetch_all(study)
    names = {code.id: code.name for code in codebook.fetch_all(study)}
    rows = [
        ("  " * (len(one.path) - 1) + one.name, one.status, ", ".join(names[i] for i in one.codes))
        for one in found
    ]
    return Answer(table(rows, "theme", "status", "codes"), found)


@verb(theme_group, "add")
@click.argument("name")
@click.option("--code", "codes", multiple=True, help="A code that belongs to it; repeatable.")
@click.option("--under", help="The theme of which it is a subtheme.")
@click.option("--concept", default="", help="Its central organising concept.")
@click.option("--definition", default="")
def add_theme(
    study: Study,
    name: str,
    codes: tuple[str, ...],
    under: str | None,
    concept: str,
    definition: str,
) -> Answer:
    """Add a candidate theme."""
    theme = development.add(
        study,
        name,
        codes=[codebook.fetch(study, code).id for code in codes],
        parent_id=outline.fetch(study, under).id if under else None,
        concept=concept,
        definition=definition,
    )
    return Answer(f"Added {theme.name}.", theme)


@verb(theme_group, "group")
@click.argument("theme")
@click.argument("codes", nargs=-1, required=True)
@click.option("--take-out", is_flag=True, help="Take the codes out instead.")
def group_codes(study: Study, theme: str, codes: tuple[str, ...], take_out: bool) -> Answer:
    """Put codes under a theme; a code may stand in several."""
    found = outline.fetch(study, theme)
    ids = [codebook.fetch(study, code).id for code in codes]
    (development.ungroup if take_out else development.group)(study, found.id, ids)
    return Answer(f"{found.name} changed.", outline.fetch(study, found.id))


@verb(theme_group, "define")
@click.argument("theme")
@click.option("--concept", help="Its central organising concept.")
@click.option("--essence", help="What it says, in one sentence.")
@click.option("--definition", help="What it describes.")
@click.option("--includes", help="What belongs to it.")
@click.option("--excludes", help="What does not.")
@click.option("--boundaries", help="Where it ends and other themes begin.")
@click.option("--story", help="How the paper will tell it.")
@click.option("--colour", help="As #rrggbb, or empty for none.")
@click.option("--name")
@click.option("--status", type=click.Choice(["candidate", "reviewed", "named"]))
def define_theme(
    study: Study, theme: str, name: str | None, status: str | None, **texts: str | None
) -> Answer:
    """Set what a theme is about, its name or how far it is thought through."""
    found = outline.fetch(study, theme)
    if any(words is not None for words in texts.values()):
        development.define(study, found.id, **texts)
    if name is not None:
        development.rename(study, found.id, name)
    if status is not None:
        development.set_status(study, found.id, cast(outline.Status, status))
    return Answer(f"{found.name} changed.", outline.fetch(study, found.id))


@verb(theme_group, "nest")
@click.argument("theme")
@click.argument("under", required=False)
@WHY
def nest_theme(study: Study, theme: str, under: str | None, why: str) -> Answer:
    """Make a theme a subtheme, or with no UNDER a theme of its own."""
    found = outline.fetch(study, theme)
    parent = outline.fetch(study, under).id if under else None
    development.nest(study, found.id, parent, why=why)
    return Answer(f"{found.name} moved.", outline.fetch(study, found.id))


@verb(theme_group, "merge")
@click.argument("theme")
@click.argument("into")
@WHY
def merge_themes(study: Study, theme: str, into: str, why: str) -> Answer:
    """Move all that THEME holds to INTO and take THEME away."""
    target = outline.fetch(study, into)
    development.merge(study, outline.fetch(study, theme).id, target.id, why=why)
    return Answer(f"Merged into {target.name}.", target)


@verb(theme_group, "split")
@click.argument("theme")
@click.argument("name")
@click.argument("codes", nargs=-1, required=True)
@WHY
def split_theme(study: Study, theme: str, name: str, codes: tuple[str, ...], why: str) -> Answer:
    """Move CODES of THEME into a new candidate called NAME beside it."""
    ids = [codebook.fetch(study, code).id for code in codes]
    new = development.split(study, outline.fetch(study, theme).id, name, ids, why=why)
    return Answer(f"Split off {new.name}.", new)


@verb(theme_group, "dissolve")
@click.argument("theme")
@WHY
def dissolve_theme(study: Study, theme: str, why: str) -> Answer:
    """Give a theme up; its codes stay."""
    found = outline.fetch(study, theme)
    development.dissolve(study, found.id, why=why)
    return Answer(f"Dissolved {found.name}.", found.id)
