"""Commands that treat names: late ones, and by what a study does as a rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench import transcripts
from workbench.anonymise import conventions, entities, generalise, late, late_rows
from workbench.anonymise.identifiers import KINDS
from workbench.anonymise.vault import Vault
from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.coding import embeddings, encoders, indexing
from workbench.errors import NotAllowed
from workbench.study import Study


@verb(main, "treat", vault=True)
@click.argument("place", nargs=-1, metavar="[TRANSCRIPT START STOP]")
@click.option(
    "--words", type=files.EXISTING_OR_STDIN, help="Read the words from a file, or from -."
)
@click.option("--kind", type=click.Choice(KINDS), default="person", help="What the words are.")
@click.option("--treatment", type=click.Choice(["pseudonymise", "generalise", "redact"]))
@click.option("--as", "replacement", help="The words that stand instead (default: as proposed).")
@click.option("--also", multiple=True, metavar="KEY", help="Change a place that --dry-run asks of.")
@click.option("--dry-run", is_flag=True, help="Show the words that would change; store nothing.")
def treat(study: Study, vault: Vault, place: tuple[str, ...], **given: Any) -> Answer:
    """Treat a name found after release, everywhere: at a place of a released text, or --words.

    START and STOP count the characters of the released text from 0. What you wrote is treated too;
    the study file is rewritten and its dated copies are destroyed. With --dry-run the words are
    shown, so that you see what would change; otherwise places are only counted.
    """
    noticed = late.Noticed(
        kind=given["kind"],
        words=files.first_line(given["words"]) if given["words"] else "",
        treatment=entities.treatment(given["treatment"]) if given["treatment"] else None,
        replacement=given["replacement"],
        ticked=frozenset(given["also"]),
        **_place(study, place, bool(given["words"])),
    )
    if given["dry_run"]:
        told = late.would_change(study, vault, noticed)
        return Answer(_rehearsed(told), late_rows.counts(told) | late_rows.shown(told))
    told = late.treat(study, vault, noticed)
    name = indexing.encoder_name(study)
    changed = embeddings.changed(study, name)
    if changed:
        encoder = encoders.load(name)
        for one in changed:
            embeddings.embed(study, one, encoder)
    counted = late_rows.counts(told)
    return Answer(late_rows.idle(told) or _treated(counted, "Treated"), counted)


def _place(study: Study, place: tuple[str, ...], has_words: bool) -> dict[str, Any]:
    if has_words and not place:
        return {}
    if has_words or len(place) != 3 or not all(number.isdecimal() for number in place[1:]):
        raise NotAllowed(
            "Name a place as TRANSCRIPT START STOP, with two whole numbers; or give --words."
        )
    one = transcripts.fetch(study, place[0])
    return {"transcript_id": one.id, "start": int(place[1]), "stop": int(place[2])}


def _rehearsed(told: late.Late) -> str:
    """Show the words that would change, and those that are asked about."""
    if idle := late_rows.idle(told):
        return idle
    lines = [_treated(late_rows.counts(told), "Would treat")]
    changes = [tuple(row.values()) for row in late_rows.changes(told)]
    writing = [tuple(row.values()) for row in late_rows.writing(told)]
    asked = [tuple(row.values()) for row in late_rows.asked(told)]
    if changes:
        lines += ["", table(changes, "transcript", "words", "become", "places")]
    if writing:
        lines += ["", table(writing, "you wrote in", "words", "become")]
    if asked:
        lines += ["", "Yours may mean something else, and stay unless named with --also KEY:"]
        lines += [table(asked, "key", "where", "words", "would become")]
    return "\n".join(lines)


def _treated(told: dict[str, Any], done: str) -> str:
    lines = [f"{done} {sum(told['places'].values())} places ({told['treatment']}):"]
    lines += [f"  {label}: {number}" for label, number in told["places"].items()]
    lines += [f"  {where}: {number}" for where, number in told["writing"].items()]
    lines += [f"  Past events: {told['past']}"] if told["past"] else []
    lines += [f"Left, for you to judge: {label}: {n}" for label, n in told["left"].items()]
    if in_doubt := told["in_doubt"] + told["asked"]:
        lines.append(f"Left, for you to judge: {in_doubt} of your own texts")
    if told["copies_destroyed"]:
        lines.append(f"Destroyed {told['copies_destroyed']} older copies of the study.")
    return "\n".join(lines)


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
