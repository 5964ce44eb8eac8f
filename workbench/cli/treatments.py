"""Commands for what a study does as a rule: its mark, what it keeps, its own table of places."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.anonymise import conventions, generalise
from workbench.anonymise.vault import Vault
from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.study import Study


@verb(main, "places", vault=True)
@click.argument("file", type=files.EXISTING, required=False)
@click.option("--name", help="Show what this place may be raised to.")
def places(study: Study, vault: Vault, file: Path | None, name: str | None) -> Answer:
    """Take up a table of places: a CSV FILE with a place and what it may become, in order.

    The first line names the columns. Without a file, list the study's own places. They lie
    in the vault.
    """
    if file:
        read = conventions.import_places(vault, files.text(file))
        return Answer(f"Read {read} places.", {"places": read})
    own = conventions.own_places(vault)
    if name:
        found = generalise.levels(name, own)
        return Answer("\n".join(found), found)
    return Answer(table([(place, " · ".join(own[place])) for place in own], "place", "levels"), own)


@verb(main, "conventions", vault=True)
@click.option("--mark", help=f"One of: {', '.join(conventions.STYLES)}; or a line with “…”.")
@click.option(
    "--keep", multiple=True, type=click.Choice(list(conventions.POLICY)), help="Propose to keep."
)
@click.option(
    "--treat", multiple=True, type=click.Choice(list(conventions.POLICY)), help="Propose to treat."
)
def show(
    study: Study, vault: Vault, mark: str | None, keep: tuple[str, ...], treat: tuple[str, ...]
) -> Answer:
    """Show or change how replaced words are marked and which known names are kept."""
    if mark is not None:
        conventions.set_style(vault, mark)
    if keep or treat:
        conventions.set_policy(vault, dict.fromkeys(keep, True) | dict.fromkeys(treat, False))
    now = conventions.conventions(vault)
    kept = {group: "kept" if keeps else "treated" for group, keeps in now.kept.items()}
    rows = [("mark", now.mark), *kept.items()]
    return Answer(table(rows, "convention", "now"), {"mark": now.mark, **kept})
