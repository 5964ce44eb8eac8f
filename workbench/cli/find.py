"""Commands that find words, code what was found, and count words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from workbench import sheets, tables, transcripts
from workbench.cli import files, main
from workbench.cli.answers import Answer, table, verb
from workbench.coding import (
    codebook,
    concordance,
    frequencies,
    results,
    scope_words,
    search,
    stop_words,
    written,
)
from workbench.coding.concordance import Line
from workbench.coding.scope import Coded, Scope
from workbench.coding.search import Kind, Query
from workbench.errors import NotAllowed, NotThere
from workbench.participants import attribute_names
from workbench.study import Study
from workbench.transcripts import Role

AROUND = 50


def where(command: Callable[..., Answer]) -> Callable[..., Answer]:
    """Give a command the options that say where to search."""
    for option in reversed(
        [
            click.option("--role", "roles", multiple=True, type=click.Choice(get_args(Role))),
            click.option(
                "--attribute", "attributes", multiple=True, metavar="NAME=VALUE",
                help="Only participants with this value; repeatable.",
            ),
            click.option("--in", "labels", multiple=True, help="Only this transcript; repeatable."),
            click.option("--with", "with_code", help="Only within passages with this code."),
            click.option("--without", "without_code", help="Only where this code is not."),
            click.option("--uncoded", is_flag=True, help="Only where nothing is coded."),
            click.option("--coded-by", help="Only codings of this researcher count."),
        ]
    ):  # fmt: skip
        command = option(command)
    return command


@verb(main, "find")
@click.argument("words")
@click.option(
    "--as",
    "kind",
    type=click.Choice(get_args(Kind)),
    default="words",
    show_default=True,
    help="Whole words, also their forms, signs anywhere, a regular expression.",
)
@click.option("--exact", is_flag=True, help="Let case and accents count.")
@where
@click.option("--most", type=click.IntRange(min=0), default=50, show_default=True)
@click.option("--code", help="Code all that is found with this code; a new one is added.")
@click.option("--unit", type=click.Choice(get_args(results.Unit)), default="words")
@click.option("--to", type=files.NEW, help="Write all that is found as .csv or .xlsx.")
def find_words(
    study: Study,
    words: str,
    kind: Kind,
    exact: bool,
    most: int,
    code: str | None,
    unit: results.Unit,
    to: Path | None,
    **restricted: Any,
) -> Answer:
    """Show WORDS in context, or code every place; memos and codes that hold them come after."""
    query, scope = Query(words=words, kind=kind, exact=exact), _scope(study, restricted)
    found = search.find(study, query, scope)
    if to:
        rows = concordance.table(concordance.lines(study, found))
        return _write(to, (*concordance.COLUMNS, *concordance.WORDS), rows)
    if code:
        return _code(study, concordance.lines(study, found), query, scope, code, unit)
    lines = concordance.lines(study, found, range(min(most, len(found))))
    writing = written.find(study, query)
    told = [f"{len(found):,} places in {found.transcripts:,} transcripts", *map(_told, lines)]
    told += [f"… and {len(found) - len(lines):,} more"] if len(lines) < len(found) else []
    told += [f"{one.where}: {one.before} [{one.words}] {one.after}" for one in writing]
    rows = concordance.table(lines)
    return Answer("\n".join(told), {"places": len(found), "lines": rows, "writing": writing})


@verb(main, "words")
@where
@click.option("--length", type=click.IntRange(1, 3), default=1, help="Words in a phrase.")
@click.option("--compare", help="“transcript”, or the name of an attribute.")
@click.option("--leave-out", default="", help="Further words not to count.")
@click.option("--all", "every", is_flag=True, help="Count also words that say little.")
@click.option("--most", type=click.IntRange(min=1), default=50, show_default=True)
@click.option("--to", type=files.NEW, help="Write the table as .csv or .xlsx.")
def count_words(
    study: Study,
    length: int,
    compare: str | None,
    leave_out: str,
    every: bool,
    most: int,
    to: Path | None,
    **restricted: Any,
) -> Answer:
    """Count words or phrases; what interviewers say is left out unless --role asks for it."""
    restricted["roles"] = restricted["roles"] or frequencies.WITHOUT_INTERVIEWER.roles
    without = stop_words.typed(leave_out) | (frozenset() if every else stop_words.ENGLISH)
    found = frequencies.count(
        study, _scope(study, restricted), n=length, by=compare, without=without, most=most
    )
    columns, rows = frequencies.columns(found), frequencies.table(found)
    if to:
        return _write(to, columns, rows)
    return Answer(table([tuple(row.values()) for row in rows], *columns), found)


def _scope(study: Study, asked: Mapping[str, Any]) -> Scope:
    code = asked["with_code"] or asked["without_code"]
    if sum(map(bool, (asked["with_code"], asked["without_code"], asked["uncoded"]))) > 1:
        raise NotAllowed("Choose one of --with, --without and --uncoded.")
    if asked["coded_by"] and not (code or asked["uncoded"]):
        raise NotAllowed(
            "--coded-by says whose codings count: give --with, --without or --uncoded too."
        )
    without = asked["without_code"] or asked["uncoded"]
    coded: Coded = "without" if without else "with" if code else "any"
    return Scope(
        roles=asked["roles"],
        attributes=_attributes(study, asked["attributes"]),
        transcripts=[transcripts.fetch(study, label).id for label in asked["labels"]],
        coded=coded,
        codes=[codebook.fetch(study, code).id] if code else [],
        researchers=[asked["coded_by"]] if asked["coded_by"] else [],
    )


def _attributes(study: Study, asked: Sequence[str]) -> dict[str, list[str]]:
    known = {name.casefold(): name for name in attribute_names(study)}
    found: dict[str, list[str]] = {}
    for pair in asked:
        name, _, value = pair.partition("=")
        if name.strip().casefold() not in known:
            raise NotThere("There is no such attribute. `workbench participants` lists them.")
        found.setdefault(known[name.strip().casefold()], []).append(value.strip())
    return found


def _code(
    study: Study,
    lines: Sequence[Line],
    query: Query,
    scope: Scope,
    code: str,
    unit: results.Unit,
) -> Answer:
    known = codebook.find(codebook.fetch_all(study), code)
    done = results.code(
        study,
        lines,
        query,
        unit=unit,
        code_id=known.id if known else None,
        new_code="" if known else code,
        within=scope_words.sentence(study, scope),
    )
    return Answer(f"Coded {done.stored:,} passages; {done.known:,} were coded before.", done)


def _write(file: Path, columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> Answer:
    if file.suffix.lower() == ".xlsx":
        file.write_bytes(sheets.write("Found", columns, rows))
    elif file.suffix.lower() == ".csv":
        file.write_text("\ufeff" + tables.write(columns, rows), encoding="utf-8", newline="")
    else:
        raise NotAllowed("Name a file that ends in .csv or .xlsx.")
    return Answer(f"Wrote {len(rows):,} rows.", {"file": file, "rows": len(rows)})


def _told(line: Line) -> str:
    before = line.before[-AROUND:].rjust(AROUND)
    return (
        f"{before} [{line.words}] {line.after[:AROUND]}  ({line.transcript}, turn {line.turn + 1})"
    )
