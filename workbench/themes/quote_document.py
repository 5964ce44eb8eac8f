"""Lay every quote of a theme out: the words, who says them, where, under which code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench import word_tables
from workbench.errors import NotAllowed
from workbench.themes import quote_forms
from workbench.themes.conventions import Conventions
from workbench.themes.outline import Theme
from workbench.themes.paper_tables import Cell, Row, Span, Table, cell, notes, origin, quote_cell
from workbench.themes.quote_forms import SetQuote
from workbench.themes.quotes import Quote

_SHARES = {"Quote": 45, "Who": 16, "Where": 14, "Code": 13, "Memo": 12}


def table(
    quotes: Sequence[Quote], how: Conventions, *, template: str, memos: bool, questions: bool
) -> Table:
    """Make one table under the name and definition of the quotes' theme.

    A row names each theme before its first quote. Raises NotAllowed for a character that no
    document can hold.
    """
    top = quotes[0].themes[0]
    _require_writable(quotes)
    shown = [
        quote_forms.set_quote(one, how, template, question=True if questions else None)
        for one in quotes
    ]
    headings = [name for name in _SHARES if memos or name != "Memo"]
    return Table(
        name="Quotes",
        caption="Quotes",
        headings=tuple(headings),
        shares=tuple(_SHARES[name] for name in headings),
        rows=tuple(_rows(quotes, shown, memos=memos)),
        notes=notes(shown, how),
        landscape=True,
        grouped="Theme",
        title=top.name,
        intro=top.definition,
    )


def _rows(quotes: Sequence[Quote], shown: Sequence[SetQuote], *, memos: bool) -> Iterator[Row]:
    above: tuple[Theme, ...] = ()
    for quote, set_quote in zip(quotes, shown, strict=True):
        for theme in quote.themes:
            if theme not in above:
                yield theme_row(theme, told=theme is not quote.themes[0])
        above = quote.themes
        yield Row(cells=_cells(quote, set_quote, memos=memos), origin=origin(quote))


def theme_row(theme: Theme, *, told: bool) -> Row:
    """Head the quotes of a theme, with its definition where it is told."""
    words = cell(theme.definition) if told and theme.definition else ()
    return Row(cells=(((Span(theme.name),), *words),), heading=True)


def _cells(quote: Quote, set_quote: SetQuote, *, memos: bool) -> tuple[Cell, ...]:
    return (
        quote_cell(set_quote, stale=quote.stale, who=False),
        cell(set_quote.who.removeprefix("(").removesuffix(")")),
        cell(where(quote)),
        cell(quote.code_path),
        *([cell(quote.memo)] if memos else []),
    )


def where(quote: Quote) -> str:
    """Write transcript, turns and time as one line."""
    several = quote.last_turn > quote.turn
    turns = f"turns {quote.turn}–{quote.last_turn}" if several else f"turn {quote.turn}"
    return ", ".join(filter(None, (quote.transcript, turns, quote.time)))


def _require_writable(quotes: Sequence[Quote]) -> None:
    for number, quote in enumerate(quotes, start=1):
        texts = (quote.words, quote.question, quote.memo, quote.code_path, quote.transcript)
        if any(word_tables.UNWRITABLE.search(text) for text in texts):
            raise NotAllowed(
                f"Quote {number} ({where(quote)}) holds a control character that a document "
                "cannot store. Take it out of the transcript or memo, or write .csv or .xlsx."
            )
