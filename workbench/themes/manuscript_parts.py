"""Gather the tables that stand in the document of a study, and make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench import participants
from workbench.study import Study
from workbench.themes import (
    anonymity,
    attribution,
    checklists,
    conventions,
    layouts,
    manuscript,
    outline,
    quote_export,
    quotes,
    study_tables,
    what_was_done,
)
from workbench.themes.layouts import Wish
from workbench.themes.paper_tables import Cell, Row, Table, cell

UPRIGHT = 5
"""Columns that a table of participants has at most on a page that stands upright."""
_COLUMNS = (("Item", 26), ("What the study says", 44), ("Where in the manuscript", 30))


def of_study(study: Study, wish: Wish, *, checklist: str = "", methods: str = "") -> bytes:
    """Make the Word document of a study, with codebook and a reporting checklist at its end.

    `wish` says how quotes are written and which attributes the table of participants shows;
    `methods` is text for the methods. Raises NotAllowed without a theme, and where somebody could
    be singled out by the attributes shown in a study that refuses it.
    """
    manuscript.require_themes(study)
    anonymity.require(exposed(study, wish), wish.how)
    people = study_tables.people(study, wish)
    people = replace(people, landscape=len(people.headings) > UPRIGHT)
    appendix = [replace(study_tables.codes(study, wish), landscape=True)]
    if checklist:
        appendix.append(_checklist(study, checklist))
    tables = manuscript.Tables(
        participants=people if people.rows else None,
        phases=phases(study),
        themes=layouts.overview(study, wish),
        appendix=tuple(appendix),
    )
    return manuscript.compose(study, tables, how=wish.how, template=wish.template, methods=methods)


def usual(study: Study) -> Wish:
    """Wish for quotes as the study writes them, with the usual attributes."""
    names = participants.attribute_names(study)
    return Wish(
        how=conventions.fetch(study),
        template=attribution.default(names),
        attributes=tuple(quote_export.usual(names)),
    )


def exposed(study: Study, wish: Wish) -> list[anonymity.Alike]:
    """List who could be singled out by what the document shows."""
    people = participants.fetch_all(study)
    names = list(wish.attributes)
    chosen = [
        quote
        for theme in outline.fetch_all(study)
        if len(theme.path) == 1
        for quote in quotes.table(study, theme.id, chosen_only=True)
    ]
    found = anonymity.quoted(chosen, people, wish.template, names, wish.how.enough)
    return [*anonymity.too_few(people, names, wish.how.enough), *found.values()]


def phases(study: Study) -> Table:
    """Lay the six phases out with what was done in each."""
    told = what_was_done.paragraphs(study)
    return Table(
        name="Phases",
        caption="Phases of the analysis",
        headings=("Phase", "What was done"),
        shares=(28, 72),
        rows=tuple(
            Row(cells=(cell(f"{phase.number}. {phase.name}", bold=True), cell(words)))
            for phase, words in told
        ),
    )


def _checklist(study: Study, name: str) -> Table:
    known = checklists.named(name)
    rows: list[Row] = []
    part = ""
    for row in checklists.rows(study, name):
        if row["Part"] != part:
            part = row["Part"]
            rows.append(Row(cells=(cell(part, bold=True),), heading=True))
        rows.append(Row(cells=tuple(_filled(row, key) for key, _ in _COLUMNS)))
    return Table(
        name=known.name,
        caption=f"Reporting checklist: {known.title}",
        headings=tuple(heading for heading, _ in _COLUMNS),
        shares=tuple(share for _, share in _COLUMNS),
        rows=tuple(rows),
        notes=(known.source,),
        grouped="Part",
        landscape=True,
    )


def _filled(row: Mapping[str, str], key: str) -> Cell:
    return cell(f"{row['Number']}. {row['Item']}" if key == "Item" else row[key])
