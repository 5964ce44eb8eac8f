"""Commands on suggestions: the list of a code, and when there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from workbench import transcripts
from workbench.cli import main
from workbench.cli.answers import Answer, table, verb
from workbench.coding import codebook, indexing
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

if TYPE_CHECKING:
    from workbench.coding.reasons import Suggestion

WAY_OUT = {
    "study": "Run `workbench suggestions --on` to have them.",
    "code": "Run `workbench suggestions --on --code CODE` to have them.",
    "reading": "Run `workbench read LABEL` when you have read one, or `workbench suggestions "
    "--before-reading` to have them before.",
}


@verb(main, "suggest")
@click.argument("code")
@click.option("--number", "-n", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--accept", type=int, metavar="PLACE", help="Code the passage at that place.")
@click.option("--dismiss", type=int, metavar="PLACE", help="Never offer it again for this code.")
def suggest(
    study: Study, code: str, number: int, accept: int | None, dismiss: int | None
) -> Answer:
    """Show uncoded passages that resemble those of a code, and why; accept or dismiss one."""
    from workbench.coding import restraint, suggestions  # noqa: PLC0415 - takes a second

    name = indexing.encoder_name(study)
    code_id = codebook.fetch(study, code).id
    if why := restraint.silence(study, code_id):
        raise NotAllowed(f"{restraint.SAID[why]} {WAY_OUT[why]}")
    found = suggestions.for_code(study, name, code_id, n=number)
    chosen = [_at(found, place) for place in (accept, dismiss) if place is not None]
    if accept is not None:
        suggestions.accept(study, _at(found, accept))
    if dismiss is not None:
        suggestions.dismiss(study, _at(found, dismiss))
    labels = {one.id: one.label for one in transcripts.fetch_all(study)}
    rows = [
        (one.place, labels[one.transcript_id], one.turn + 1, one.words.replace("\n", " / "))
        for one in chosen or found
    ]
    return Answer(table(rows, "place", "transcript", "turn", "passage"), chosen or found)


@verb(main, "suggestions")
@click.option("--code", help="Switch on or off for this code alone.")
@click.option("--on/--off", default=None, help="Offer suggestions, or none.")
@click.option("--before-reading/--after-reading", default=None, help="Whether to wait for reading.")
@click.option("--blinded/--open", default=None, help="Mix in passages drawn at random, or none.")
def set_suggestions(
    study: Study,
    code: str | None,
    on: bool | None,
    before_reading: bool | None,
    blinded: bool | None,
) -> Answer:
    """Say when suggestions are offered; without an option, show how the study is set."""
    from workbench.coding import restraint  # noqa: PLC0415 - takes a second

    if on is not None:
        code_id = codebook.fetch(study, code).id if code else None
        restraint.set_on(study, on=on, code_id=code_id)
    if before_reading is not None:
        restraint.set_before_reading(study, on=before_reading)
    if blinded is not None:
        restraint.set_blinded(study, on=blinded)
    found = restraint.settings(study)
    rows = [
        ("offered", "yes" if found.on else "no"),
        ("before reading", "yes" if found.before_reading else "no"),
        ("blinded", "yes" if found.blinded else "no"),
        ("codes without", len(found.off_for)),
    ]
    told = {"on": found.on, "before_reading": found.before_reading, "blinded": found.blinded}
    return Answer(table(rows, "suggestions", ""), {**told, "off_for": sorted(found.off_for)})


def _at(found: Sequence[Suggestion], place: int) -> Suggestion:
    for one in found:
        if one.place == place:
            return one
    raise NotThere("There is no suggestion at that place of the list.")
