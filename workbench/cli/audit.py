"""Commands that audit what pseudonymisation left, and write the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import click

from workbench import participants
from workbench.anonymise import (
    audit_overview,
    audit_report,
    bundles,
    comparison,
    disclosure,
    sampling,
    second_reader,
    worksheets,
)
from workbench.anonymise.vault import Vault
from workbench.cli import main
from workbench.cli.answers import Answer, table, verb
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study


class _ReportUnlessNamed(click.Group):
    """Take `workbench audit PLACE` for `workbench audit report PLACE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = ["report", *args]
        return super().parse_args(ctx, args)


@main.group("audit", cls=_ReportUnlessNamed)
def audit_() -> None:
    """Audit what pseudonymisation left; `workbench audit PLACE` writes the report there."""


@verb(audit_, "report", vault=True)
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--files", is_flag=True, help="Seek originals in the study's folder as well: slow.")
@click.option("--overwrite", is_flag=True, help="Replace a report of the same name.")
def report(study: Study, vault: Vault, place: Path, files: bool, overwrite: bool) -> Answer:
    """Write the report for the ethics file to PLACE: a .docx, an .html, or both in a folder.

    It holds no original and nothing that leads from a pseudonym to one.
    """
    found = audit_report.gather(study, vault, "files" if files else "study")
    done = audit_report.write(vault, found, place, overwrite=overwrite)
    lines = [f"Wrote {len(done.files)} files."]
    if done.withheld:
        entries = "1 entry was" if done.withheld == 1 else f"{done.withheld} entries were"
        lines.append(f"{entries} left out, because of an identifier.")
    data = {"files": done.files, "withheld": done.withheld, "points": _points(found)}
    return Answer("\n".join(lines), data)


@verb(audit_, "overview", vault=True)
def overview(study: Study, vault: Vault) -> Answer:
    """Answer each question of the audit in a line."""
    points = _points(audit_report.gather(study, vault))
    return Answer(table([(p.question, p.answer) for p in points], "question", "answer"), points)


@verb(audit_, "sample", vault=True)
@click.option("--draw", is_flag=True, help="Draw a new sample.")
@click.option("--size", type=click.IntRange(1, 100_000), default=sampling.SIZE, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Draw the same turns again.")
def sample(study: Study, vault: Vault, draw: bool, size: int, seed: int | None) -> Answer:
    """Draw turns in which nothing was marked, or say what their reading is worth so far."""
    if draw:
        sampling.draw(study, vault, size, seed)
    drawn = sampling.samples(vault)
    if not drawn:
        return Answer("No sample has been drawn. Draw one with --draw.", {"sample": None})
    data = {"sample": drawn[0], "estimate": sampling.estimate(drawn[0])}
    told = f"{drawn[0].read} of {drawn[0].size} turns read, of {drawn[0].turns} in the study."
    return Answer(f"{told}\nMissed: {audit_overview.missed_line(drawn)}", data)


@verb(audit_, "read", vault=True)
@click.argument("turn", required=False)
@click.argument("verdict", required=False, type=click.Choice(get_args(sampling.Verdict)))
def read(study: Study, vault: Vault, turn: str | None, verdict: str | None) -> Answer:
    """Show the next drawn turn; with TURN and VERDICT say what a reader saw in one."""
    if turn and not verdict:
        raise NotAllowed("Say what was seen in this turn: clear or missed.")
    if turn and verdict:
        sampling.judge(vault, turn, verdict)
    drawn = sampling.samples(vault)
    found = sampling.next_turn(study, vault, drawn[0].id) if drawn else None
    if found is None:
        return Answer("No drawn turn waits to be read.", {"turn": None})
    place = f"{found.transcript}, turn {found.turn.position + 1}, {found.speaker}"
    return Answer(f"{found.turn.id}  {place}\n{found.words}", found)


@verb(audit_, "words", vault=True)
@click.argument("words", nargs=-1)
@click.option("--as", "verdict", type=click.Choice(get_args(second_reader.Verdict)))
@click.option("--pipeline", help="Read with another installed spaCy pipeline.")
def words_(
    study: Study, vault: Vault, words: tuple[str, ...], verdict: str | None, pipeline: str | None
) -> Answer:
    """List words that a second rule doubts; say what WORDS are with --as."""
    if pipeline:
        found = second_reader.by_pipeline(study, vault, pipeline)
    else:
        found = second_reader.doubts(study, vault)
    if words and verdict is None:
        raise NotAllowed("Say what these words are with --as harmless or --as identifier.")
    if set(words) - {one.key for one in found}:
        raise NotThere("Nobody doubts one of these words. List them with `workbench audit words`.")
    for word in words:
        second_reader.judge(vault, word, verdict)
    told = second_reader.judged(vault, found)
    rows = [(one.key, one.why, len(one.places), one.verdict or "–") for one in told]
    return Answer(table(rows, "word", "why", "places", "verdict"), told)


@verb(audit_, "attributes", vault=True)
@click.argument("names", nargs=-1)
def attributes(study: Study, vault: Vault, names: tuple[str, ...]) -> Answer:
    """Count who is alike in the attributes compared (from now on NAMES), and suggest merges."""
    if names:
        comparison.compare(study, vault, names)
    people, known = comparison.people(study), comparison.attributes(study, vault)
    cells = disclosure.cells(people, known) if known else []
    merges, planned = disclosure.suggest(people, known), disclosure.plan(people, known)
    rows = [(c.k, *(value or "–" for value in c.values), ", ".join(c.members)) for c in cells]
    lines = [table(rows, "k", *known, "participants")] if cells else ["No attributes to compare."]
    if planned:
        merged = "; ".join(f"{one.attribute}: {one.how}" for one in planned.merges)
        lines.append(f"For k = {planned.k}: {merged}.")
    data = {"attributes": known, "cells": cells, "merges": merges, "plan": planned}
    return Answer("\n".join(lines), data)


@verb(audit_, "hints", vault=True)
def hints(study: Study, vault: Vault) -> Answer:
    """Count what points to each participant without a name, and say where several stand together.

    With --json the words are listed, as they stand in the study.
    """
    found = bundles.bundles(study, vault)
    rows = [
        (
            one.pseudonym,
            sum(one.kinds.values()),
            bundles.places(one.together()),
            "; ".join(one.reasons),
        )
        for one in found
    ]
    return Answer(table(rows, "participant", "hints", "several in one turn", "look at"), found)


@verb(audit_, "worksheet", vault=True)
@click.argument("pseudonym", required=False)
@click.option("--judge", "judged", multiple=True, metavar="QUESTION=remote|possible|likely")
@click.option("--answer", "answered", multiple=True, metavar="QUESTION=WORDS")
@click.option("--sign", metavar="NAME", help="Sign the sheet with your name, and today's date.")
def worksheet(study: Study, vault: Vault, pseudonym: str | None, **given: Any) -> Answer:
    """Show the worksheets, or answer, judge and sign the one of a participant."""
    if pseudonym is not None:
        person = _participant(study, pseudonym)
        sheet = next(s for s in worksheets.sheets(study, vault) if s.participant_id == person)
        if answers := _answers(sheet, given["judged"], given["answered"]):
            worksheets.answer(study, vault, person, answers)
        if given["sign"] is not None:
            worksheets.sign(study, vault, person, given["sign"])
    elif any(given.values()):
        raise NotAllowed("Name the participant whose worksheet this is.")
    found = [
        one
        for one in worksheets.sheets(study, vault)
        if pseudonym is None or one.pseudonym.casefold() == pseudonym.casefold()
    ]
    rows = [
        (one.pseudonym, len(one.answers), one.highest, one.signature and one.signature.name)
        for one in found
    ]
    return Answer(table(rows, "participant", "answers", "gravest", "signed by"), found)


def _points(found: audit_overview.Audit) -> list[audit_overview.Point]:
    return audit_overview.short(found)


def _participant(study: Study, pseudonym: str) -> str:
    for person in participants.fetch_all(study):
        if person.pseudonym.casefold() == pseudonym.casefold():
            return person.id
    raise NotThere("No participant has that pseudonym. List them with `workbench audit worksheet`.")


def _answers(
    sheet: worksheets.Sheet, judged: Sequence[str], answered: Sequence[str]
) -> dict[str, tuple[str, str | None]]:
    """Lay what was typed over what the sheet holds."""
    found: dict[str, tuple[str, str | None]] = {}

    def present(question: str) -> tuple[str, str | None]:
        old = sheet.answers.get(question)
        return found.get(question, (old.words, old.judgement) if old else ("", None))

    for question, judgement in map(_pair, judged):
        found[question] = (present(question)[0], judgement)
    for question, words in map(_pair, answered):
        found[question] = (words, present(question)[1])
    return found


def _pair(words: str) -> tuple[str, str]:
    question, sign, rest = words.partition("=")
    if not (sign and question.strip() and rest.strip()):
        raise NotAllowed("Write a question and its answer as “linkability=remote”.")
    return question.strip(), rest.strip()
