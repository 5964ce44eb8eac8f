"""Lay out the framework matrix, T8: what each participant says in each theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench import participants
from workbench.study import Study
from workbench.themes import outline, quote_forms, quotes, summaries
from workbench.themes.layouts import Wish
from workbench.themes.outline import Theme
from workbench.themes.paper_tables import Cell, Row, Span, Table, cell, notes, quote_cell
from workbench.themes.quote_forms import SetQuote
from workbench.themes.quotes import Quote
from workbench.themes.summaries import Summary

WHERE = "({transcript}, turn {turn})"
Said = Mapping[str, Sequence[Quote]]


def table(study: Study, wish: Wish) -> Table:
    """T8: a row for each participant, a column for each theme, with summary and quotes."""
    themes = outline.fetch_all(study)
    tops = [theme for theme in themes if len(theme.path) == 1]
    said = {
        theme.id: by_person(quotes.table(study, theme.id, chosen_only=wish.chosen_only))
        for theme in tops
    }
    written = summaries.fetch_all(study)
    shown: list[SetQuote] = []
    rows = []
    for person in participants.fetch_all(study):
        cells: list[Cell] = [cell(person.pseudonym, bold=True)]
        for theme in tops:
            under = [one for one in themes if one.path[0] == theme.name]
            told = _told(under, person.id, written)
            some = [_set(one, wish) for one in _first(said[theme.id].get(person.id, ()), wish)]
            shown += [one for one, _ in some]
            words = [line for one, stale in some for line in quote_cell(one, stale=stale)]
            cells.append((*told, *words) or cell(""))
        rows.append(Row(cells=tuple(cells)))
    return Table(
        name="Framework",
        caption="What each participant says in each theme",
        headings=("Participant", *(theme.name for theme in tops)),
        shares=(12, *[88 // max(len(tops), 1)] * len(tops)),
        rows=tuple(rows),
        notes=notes(shown, wish.how),
        landscape=bool(wish.landscape),
    )


def by_person(found: Sequence[Quote]) -> dict[str, list[Quote]]:
    """Sort quotes by the participants who speak in them."""
    said: dict[str, list[Quote]] = {}
    for quote in found:
        for person in quote.people:
            said.setdefault(person.id, []).append(quote)
    return said


def _told(themes: Sequence[Theme], person: str, written: Mapping[tuple[str, str], Summary]) -> Cell:
    """Write the summary of a theme, then those of its subthemes under their names."""
    lines: list[tuple[Span, ...]] = []
    for theme in themes:
        if one := written.get((theme.id, person)):
            name = [Span(f"{theme.name}: ", italic=True)] if len(theme.path) > 1 else []
            first, *rest = cell(one.text)
            lines += [(*name, *first), *rest]
    return tuple(lines)


def _first(found: Sequence[Quote], wish: Wish) -> list[Quote]:
    """Choose the quotes of one cell: the chosen ones, then the first."""
    return sorted(found, key=lambda one: (one.place is None, one.place or 0))[: wish.most]


def _set(quote: Quote, wish: Wish) -> tuple[SetQuote, bool]:
    return quote_forms.set_quote(quote, wish.how, WHERE), quote.stale
