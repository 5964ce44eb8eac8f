"""Gather the tables that stand in the document of a study, and make it."""

from __future__ import annotations

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
)
from workbench.themes.layouts import Wish

UPRIGHT = 5
"""Columns that a table of participants has at most on a page that stands upright."""


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
        appendix.append(checklists.table(study, checklist))
    tables = manuscript.Tables(
        participants=people if people.rows else None,
        phases=study_tables.phases(study, wish),
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
