"""Commands on quotes and on tables for a paper."""

from __future__ import annotations

from pathlib import Path

import click

from workbench import participants
from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study
from workbench.themes import (
    anonymity,
    attribution,
    conventions,
    layouts,
    outline,
    paper_files,
    paper_sheets,
    quote_choice,
    quote_files,
    quotes,
    summaries,
    table_kinds,
    trimming,
)

ENDINGS = "A .docx, .xlsx, .csv, .tex, .md or .html file to write."


@verb(main, "quotes")
@click.option("--theme", required=True, help="Name of the theme; its subthemes come along.")
@click.option("--to", "target", type=files.NEW, help=ENDINGS)
@click.option("--chosen", is_flag=True, help="Only the quotes chosen for the table.")
@click.option("--overwrite", is_flag=True, help="Write over an existing file.")
def quote_table(
    study: Study, theme: str, target: Path | None, chosen: bool, overwrite: bool
) -> Answer:
    """List a theme's quotes, or write them as a table for the paper."""
    found = quotes.table(study, outline.fetch(study, theme).id, chosen_only=chosen)
    if target is None:
        rows = [(q.pseudonym, q.transcript, q.turn, q.code_path, q.words) for q in found]
        return Answer(table(rows, "who", "transcript", "turn", "code", "quote"), found)
    how = conventions.fetch(study)
    names = participants.attribute_names(study)
    template = attribution.of_study(how, names)
    people = participants.fetch_all(study)
    risks = anonymity.quoted(found, people, template, names, how.enough)
    warning = anonymity.require(risks.values(), how)
    quote_files.write(found, target, template=template, how=how, overwrite=overwrite)
    said = "\n".join(filter(None, (f"Wrote {len(found)} quotes to {target}.", warning)))
    return Answer(said, {"quotes": len(found), "warning": warning})


@verb(main, "trim")
@click.argument("theme")
@click.argument("number", type=click.IntRange(1))
@click.argument("words")
def trim_quote(study: Study, theme: str, number: int, words: str) -> Answer:
    """Trim the chosen quote of that NUMBER to WORDS: what is missing is left out.

    [the town] makes clear or stands for words, *words* are stressed by you,
    **words** by who said them.
    """
    found = quotes.table(study, outline.fetch(study, theme).id, chosen_only=True)
    if number > len(found):
        raise NotAllowed(f"This theme has {len(found)} chosen quotes. Count from 1.")
    quote = found[number - 1]
    how = conventions.fetch(study)
    if quote.setting:
        marks = quote_choice.read(quote, words, how)
        trimming.trim(study, quote.setting.id, marks)
    return Answer("Trimmed.", {"quote": quote.id})


@verb(main, "summarise")
@click.argument("theme")
@click.argument("participant")
@click.argument("words")
def summarise(study: Study, theme: str, participant: str, words: str) -> Answer:
    """Sum up what a PARTICIPANT says in a THEME, for table T8; "" takes it away."""
    found = [one for one in participants.fetch_all(study) if one.pseudonym == participant]
    if not found:
        raise NotThere("No participant has that pseudonym. “workbench participants” lists them.")
    summaries.write(study, outline.fetch(study, theme).id, found[0].id, words)
    return Answer("Summary kept.", {})


@verb(main, "table")
@click.argument("kind", type=click.Choice(list(table_kinds.KINDS), case_sensitive=False))
@click.option("--to", "target", type=files.NEW, help=ENDINGS)
@click.option("--theme", help="One theme with its subthemes alone.")
@click.option("--chosen", is_flag=True, help="Only chosen quotes.")
@click.option("--most", type=click.IntRange(0), default=1, help="Quotes for each, at most.")
@click.option("--attribute", "attributes", multiple=True, help="A column of T4; repeatable.")
@click.option("--landscape/--upright", default=None, help="In Word and LaTeX.")
@click.option("--overwrite", is_flag=True, help="Write over an existing file.")
def paper_table(
    study: Study,
    kind: str,
    target: Path | None,
    theme: str | None,
    chosen: bool,
    most: int,
    attributes: tuple[str, ...],
    landscape: bool | None,
    overwrite: bool,
) -> Answer:
    """Lay out a table for a paper, as docs/quote-tables.md describes them."""
    how = conventions.fetch(study)
    known = participants.attribute_names(study)
    if not set(attributes) <= set(known):
        raise NotAllowed("One of these attributes is not in this study. Check their names.")
    wish = layouts.Wish(
        how=how,
        template=attribution.of_study(how, known),
        attributes=attributes,
        theme_id=outline.fetch(study, theme).id if theme else None,
        chosen_only=chosen,
        most=most,
        landscape=landscape,
    )
    made = table_kinds.make(study, kind, wish)
    if target is None:
        heads, *lines = paper_sheets.lines(made)
        return Answer(table([tuple(line) for line in lines], *map(str, heads)), lines)
    content = paper_files.render(made, target.suffix)
    quote_files.store(target, content, overwrite=overwrite)
    said = "\n".join(filter(None, (f"Wrote {made.caption} to {target}.", made.warning)))
    return Answer(said, {"rows": len(made.rows), "warning": made.warning})
