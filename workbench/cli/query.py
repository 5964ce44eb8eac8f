"""Commands that count where codes occur, meet and reach."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench import participants, transcripts
from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.coding import (
    codebook,
    cooccurrence,
    coverage,
    grid_files,
    queries,
    scope_words,
    timelines,
)
from workbench.coding.grids import CAUTION
from workbench.coding.scope import Scope
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import quote_files

if TYPE_CHECKING:
    from workbench.coding.grids import Grid

OPTIONS = (
    click.option("--code", "codes", multiple=True, help="Only this code and those below it."),
    click.option("--transcript", "homes", multiple=True, help="Only this transcript."),
    click.option(
        "--where",
        multiple=True,
        metavar="ATTRIBUTE=VALUE",
        help="Only where a participant with this value speaks; several values are alternatives.",
    ),
    click.option("--coded-by", multiple=True, help="Only codings of this researcher."),
    click.option(
        "--role",
        multiple=True,
        type=click.Choice(list(scope_words.ROLES)),
        help="Only where such a speaker speaks.",
    ),
    click.option("--retired", is_flag=True, help="List retired codes too."),
    click.option("--to", "target", type=files.NEW, help="A .csv, .xlsx, .png or .svg to write."),
    click.option("--overwrite", is_flag=True, help="Write over an existing file."),
)
SUBCODES = click.option(
    "--subcodes/--no-subcodes", default=None, help="Count what is coded below a code as its own."
)


def question(function: Callable[..., Grid]) -> Callable[..., Answer]:
    """Give a command the options of all questions, and make its table an answer or a file."""

    @functools.wraps(function)
    def run(study: Study, target: Path | None, overwrite: bool, **given: Any) -> Answer:
        names = ("codes", "homes", "where", "coded_by", "role", "retired")
        scope = _scope(study, *(given.pop(name) for name in names))
        grid = function(study, scope, **given)
        if target is None:
            return Answer(_written(grid), _data(grid))
        about = scope_words.within(study, scope)
        content = grid_files.render(
            grid, target.suffix, study=study.name, on=date.today(), about=about
        )
        quote_files.store(target, content, overwrite=overwrite)
        return Answer(f"Wrote {grid.title} to {target}.", {"file": str(target)})

    for option in reversed(OPTIONS):
        run = option(run)
    return run


@verb(main, "matrix")
@click.option(
    "--by",
    default="participant",
    show_default=True,
    metavar="GROUP",
    help="participant, transcript, researcher, or the name of an attribute.",
)
@click.option(
    "--count",
    type=click.Choice(["passages", "participants", "share"]),
    help="For an attribute: what is counted (default: participants).",
)
@SUBCODES
@question
def matrix(
    study: Study, scope: Scope, by: str, count: queries.Count | None, subcodes: bool | None
) -> Grid:
    """Count the passages of codes by participant, transcript, researcher or attribute."""
    verbs = {
        "participant": queries.by_participant,
        "transcript": queries.by_transcript,
        "researcher": queries.by_researcher,
    }
    below = subcodes is not False
    if by in verbs:
        if count not in (None, "passages"):
            raise NotAllowed("Participants are counted by attribute. Name one with --by.")
        return verbs[by](study, scope, subcodes=below)
    return queries.by_attribute(study, by, scope, count=count or "participants", subcodes=below)


WITHIN = click.option(
    "--within",
    type=click.IntRange(0, cooccurrence.FARTHEST),
    metavar="TURNS",
    help="Turns apart at most; 0 is the same turn.",
)
PAIRS = click.option(
    "--count",
    type=click.Choice(["participants", "pairs"]),
    default="participants",
    show_default=True,
)


@verb(main, "cooccurrence")
@WITHIN
@PAIRS
@SUBCODES
@question
def co_occurrence(
    study: Study,
    scope: Scope,
    within: int | None,
    count: cooccurrence.Count,
    subcodes: bool | None,
) -> Grid:
    """Count where two codes meet: sharing words or, with --within, some turns apart."""
    return cooccurrence.matrix(study, scope, within=within, count=count, subcodes=bool(subcodes))


@verb(main, "relations")
@click.argument("code")
@WITHIN
@PAIRS
@SUBCODES
@question
def relations(
    study: Study,
    scope: Scope,
    code: str,
    within: int | None,
    count: cooccurrence.Count,
    subcodes: bool | None,
) -> Grid:
    """Count how the passages of CODE lie to those of every other code, or of --code."""
    return cooccurrence.relations(
        study,
        codebook.fetch(study, code).id,
        scope,
        within=1 if within is None else within,
        count=count,
        subcodes=bool(subcodes),
    )


@verb(main, "coverage")
@click.option(
    "--by",
    type=click.Choice(["transcript", "participant"]),
    default="transcript",
    show_default=True,
)
@SUBCODES
@question
def measure_coverage(study: Study, scope: Scope, by: coverage.Group, subcodes: bool | None) -> Grid:
    """Measure which share of the words is coded; --role participant leaves questions out."""
    return coverage.measure(study, scope, by=by, subcodes=subcodes is not False)


@verb(main, "timeline")
@question
def timeline(study: Study, scope: Scope) -> Grid:
    """Count codings for each day and researcher, from the audit trail."""
    return timelines.of_coding(study, scope)


@verb(main, "along")
@click.option(
    "--by", type=click.Choice(["transcript", "code"]), default="transcript", show_default=True
)
@SUBCODES
@question
def along(study: Study, scope: Scope, by: timelines.Line, subcodes: bool | None) -> Grid:
    """Show in which tenth of the interviews codes occur; name them with --code."""
    return timelines.along(study, scope, by=by, subcodes=subcodes is not False)


def _scope(
    study: Study,
    codes: tuple[str, ...],
    homes: tuple[str, ...],
    where: tuple[str, ...],
    coded_by: tuple[str, ...],
    role: tuple[Any, ...],
    retired: bool,
) -> Scope:
    facts = [words.partition("=") for words in where]
    known = participants.attribute_names(study)
    if any(not sign or name.strip() not in known for name, sign, _ in facts):
        raise NotAllowed("Write --where as ATTRIBUTE=VALUE, with an attribute of this study.")
    return Scope(
        codes=tuple(codebook.fetch(study, code).id for code in codes),
        transcripts=tuple(transcripts.fetch(study, home).id for home in homes),
        attributes=scope_words.grouped((name.strip(), value.strip()) for name, _, value in facts),
        researchers=coded_by,
        roles=role,
        retired=retired,
    )


def _written(grid: Grid) -> str:
    rows = [
        (
            "  " * head.depth + head.label,
            *(grid.written(row, at) for at in range(len(grid.columns))),
        )
        for row, head in enumerate(grid.rows)
    ]
    heads = [grid.corner, *(head.label for head in grid.columns)]
    return "\n".join([table(rows, *heads), "", f"{grid.counted}.", *grid.notes, CAUTION])


def _data(grid: Grid) -> dict[str, Any]:
    return {
        "title": grid.title,
        "counted": grid.counted,
        "notes": list(grid.notes),
        "rows": [{"id": head.id, "name": head.more or head.label} for head in grid.rows],
        "columns": [{"id": head.id, "name": head.label} for head in grid.columns],
        "values": [
            [None if math.isnan(value) else value for value in row] for row in grid.values.tolist()
        ],
    }
