"""Commands on suggestions: the list of a code, when there is one, and what came of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from workbench import transcripts
from workbench.cli import main
from workbench.cli.answers import Answer, table, verb
from workbench.coding import (
    codebook,
    edges,
    how_found,
    how_found_words,
    indexing,
    restraint,
    suggestions,
    worth_words,
)
from workbench.coding.reasons import Edge, Suggestion, Window
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

VERDICTS = ("accept", "dismiss", "later")
WAY_OUT = {
    "study": "Run `workbench suggestions --on` to have them.",
    "code": "Run `workbench suggestions --on --code CODE` to have them.",
    "reading": "Run `workbench read LABEL` when you have read one, or `workbench suggestions "
    "--before-reading` to have them before.",
}


@verb(main, "suggest")
@click.argument("code")
@click.option("--number", "-n", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option(
    "--edge", is_flag=True, help="Show close passages the order puts outside, and refused."
)
@click.option("--opposite", is_flag=True, help="Show close passages least like what was coded.")
@click.option("--accept", type=int, metavar="PLACE", help="Code the passage at that place.")
@click.option("--start", type=int, help="Where the accepted passage begins, in code points.")
@click.option("--stop", type=int, help="Where it ends.")
@click.option("--dismiss", type=int, metavar="PLACE", help="Never offer it again for this code.")
@click.option("--why", default="", help="A memo on the dismissed passage.")
@click.option(
    "--later", type=int, metavar="PLACE", help="Put it off until the study is opened again."
)
def suggest(
    study: Study, code: str, number: int, edge: bool, opposite: bool, **decided: Any
) -> Answer:
    """Show uncoded passages that resemble those of a code, and why; decide on some of them.

    Places count those of the list asked for. With --json each passage comes with its code points
    and what it resembles.
    """
    if edge and opposite:
        raise NotAllowed("Ask for one list at a time: --edge or --opposite.")
    name = indexing.encoder_name(study)
    code_id = codebook.fetch(study, code).id
    if why := restraint.silence(study, code_id):
        raise NotAllowed(f"{restraint.SAID[why]} {WAY_OUT[why]}")
    labels = {one.id: one.label for one in transcripts.fetch_all(study)}
    if edge and not any(decided[verdict] is not None for verdict in VERDICTS):
        _decide(study, (), **decided)  # what goes with no decision is refused
        return _edge(suggestions.at_the_edge(study, name, code_id, n=number), labels)
    find = edges.boundary if edge else edges.opposite if opposite else suggestions.for_code
    found = find(study, name, code_id, n=number)
    chosen = _decide(study, found, **decided)
    rows = [(one.place, *_row(one, labels)) for one in chosen or found]
    return Answer(table(rows, "place", "transcript", "turn", "passage"), chosen or found)


@verb(main, "suggestions")
@click.option("--code", help="Switch for this code alone, or show what came of its suggestions.")
@click.option("--on/--off", default=None, help="Offer suggestions, or none.")
@click.option("--before-reading/--after-reading", default=None, help="Whether to wait for reading.")
@click.option("--blinded/--open", default=None, help="Mix in passages drawn at random, or none.")
@click.option("--reset", is_flag=True, help="Let the code begin anew: decisions teach no longer.")
def set_suggestions(
    study: Study,
    code: str | None,
    on: bool | None,
    before_reading: bool | None,
    blinded: bool | None,
    reset: bool,
) -> Answer:
    """Say when suggestions are offered; without an option, show how the study is set.

    With --code it also shows what the list of that code learned from and came to, what the
    blinded passages tell of the rest, and when to stop.
    """
    code_id = codebook.fetch(study, code).id if code else None
    if reset and not code_id:
        raise NotAllowed("Name the code that is to begin anew with --code.")
    if on is not None:
        restraint.set_on(study, on=on, code_id=code_id)
    if before_reading is not None:
        restraint.set_before_reading(study, on=before_reading)
    if blinded is not None:
        restraint.set_blinded(study, on=blinded)
    if reset and code_id:
        restraint.reset(study, code_id)
    return _settings(study, code_id)


@verb(main, "methods")
def methods(study: Study) -> Answer:
    """Write how passages were found, and what suggestions came to, as text for a paper.

    A paragraph on the study, a sentence for each code with suggestions, then each change of a
    setting by day. With --json the figures alone.
    """
    told = how_found.account(study, indexing.encoder_name(study))
    return Answer(how_found_words.whole(told), told)


def _settings(study: Study, code_id: str | None) -> Answer:
    found = restraint.settings(study)
    names = {code.id: code.name for code in codebook.fetch_all(study)}
    without = sorted(names.get(one, one) for one in found.off_for)
    rows = [
        ("offered", "yes" if found.on else "no"),
        ("before reading", "yes" if found.before_reading else "no"),
        ("blinded", "yes" if found.blinded else "no"),
        ("codes without", ", ".join(without) or "none"),
    ]
    told = {"on": found.on, "before_reading": found.before_reading, "blinded": found.blinded}
    data: dict[str, Any] = {**told, "off_for": sorted(found.off_for)}
    lines = [table(rows, "suggestions", "")]
    if code_id:
        worth = restraint.worth(study, indexing.encoder_name(study), code_id)
        said = (worth_words.learned, worth_words.so_far, worth_words.left, worth_words.advice)
        lines += [words for tell in said if (words := tell(worth))]
        data["worth"] = worth
    return Answer("\n".join(lines), data)


def _decide(study: Study, found: Sequence[Suggestion], **given: Any) -> Sequence[Suggestion]:
    """Decide on passages of a list, all places of which must be there; returns those."""
    places = {name: given[name] for name in VERDICTS if given[name] is not None}
    if len(set(places.values())) < len(places):
        raise NotAllowed("Decide once on each place: accept, dismiss or later.")
    if (given["start"], given["stop"]) != (None, None) and "accept" not in places:
        raise NotAllowed("--start and --stop are the edges of what you --accept.")
    if given["why"] and "dismiss" not in places:
        raise NotAllowed("--why is a memo on what you --dismiss.")
    chosen = {name: _at(found, place) for name, place in places.items()}
    if one := chosen.get("accept"):
        suggestions.accept(study, one, start=given["start"], stop=given["stop"])
    if one := chosen.get("dismiss"):
        suggestions.dismiss(study, one, why=given["why"])
    if one := chosen.get("later"):
        suggestions.later(study, one)
    return list(chosen.values())


def _edge(near: Sequence[Edge], labels: Mapping[str, str]) -> Answer:
    """List what is at the edge: passages that can be decided on have a place, refused ones none."""
    rows = [
        (at if one.kind == "boundary" else "", one.kind, *_row(one, labels))
        for at, one in enumerate(near, start=1)
    ]
    return Answer(table(rows, "place", "at the edge", "transcript", "turn", "passage"), near)


def _row(one: Window, labels: Mapping[str, str]) -> tuple[object, ...]:
    return labels[one.transcript_id], one.turn + 1, one.words.replace("\n", " / ")


def _at(found: Sequence[Suggestion], place: int) -> Suggestion:
    for one in found:
        if one.place == place:
            return one
    raise NotThere("There is no suggestion at that place of the list.")
