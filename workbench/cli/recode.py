"""Commands on what carries a code: its history, its place among others, many codings at once."""

from __future__ import annotations

import click

from workbench import telling, wording
from workbench.cli import main
from workbench.cli.answers import Answer, table, verb
from workbench.cli.code import code_group, codebook_group
from workbench.coding import codebook, history, recoding
from workbench.study import Study


@verb(main, "history")
@click.argument("code")
def tell_history(study: Study, code: str) -> Answer:
    """Tell what became of a code: named, defined, moved, merged, split, coded with day by day."""
    steps = history.of_code(study, codebook.fetch(study, code).id)
    rows = [(wording.when(step.ts), step.researcher, step.words) for step in steps]
    return Answer(table(rows, "when", "researcher", "what"), steps)


@verb(codebook_group, "move")
@click.argument("code")
@click.argument("place", type=click.IntRange(1, 100_000))
def move_code(study: Study, code: str, place: int) -> Answer:
    """Put a code at a PLACE among its neighbours, the first being 1."""
    found = codebook.fetch(study, code)
    codebook.move(study, found.id, place - 1)
    return Answer(f"Moved {found.name}.", codebook.fetch(study, found.id))


@verb(code_group, "add")
@click.argument("code")
@click.argument("codings", nargs=-1, required=True)
def add_to_codings(study: Study, code: str, codings: tuple[str, ...]) -> Answer:
    """Code the passages of some CODINGS (their ids) with CODE as well."""
    number = recoding.add(study, codings, codebook.fetch(study, code).id)
    return Answer(f"Added to {telling.number(number, 'passage')}.", {"added": number})


@verb(code_group, "move")
@click.argument("code")
@click.argument("codings", nargs=-1, required=True)
def move_codings(study: Study, code: str, codings: tuple[str, ...]) -> Answer:
    """Give some CODINGS (their ids) CODE instead of their own."""
    number = recoding.move(study, codings, codebook.fetch(study, code).id)
    return Answer(f"Moved {telling.number(number, 'coding')}.", {"moved": number})


@verb(code_group, "take-off")
@click.argument("codings", nargs=-1, required=True)
def take_codings_off(study: Study, codings: tuple[str, ...]) -> Answer:
    """Take some CODINGS (their ids) off in one act, with the memos on them."""
    number = recoding.take_off(study, codings)
    return Answer(f"Took {telling.number(number, 'coding')} off.", {"taken_off": number})
