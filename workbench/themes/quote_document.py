"""Lay a quote table out as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from workbench import word_tables
from workbench.errors import NotAllowed
from workbench.themes import attribution
from workbench.themes.outline import Theme
from workbench.themes.quotes import Quote
from workbench.word_tables import Element, paragraph, paragraphs, run

_SHARES = {"Quote": 45, "Who": 16, "Where": 14, "Code": 13, "Memo": 12}


def write(
    quotes: Sequence[Quote], file: IO[bytes], *, template: str, memos: bool, questions: bool
) -> None:
    """Write the quotes as one table under the name and definition of their theme.

    The runs of style “Quote words” hold the words and nothing else: within a paragraph `w:tab`
    and `w:br` stand for tab and line feed, and the paragraphs of a cell joined by line feeds are
    the quote. Raises NotAllowed for a character that XML cannot hold.
    """
    top = quotes[0].themes[0]
    _require_writable(quotes)
    document = word_tables.document()
    word_tables.heading(document, top.name, top.definition)
    word_tables.caption(document, "Quotes")
    headings = [name for name in _SHARES if memos or name != "Memo"]
    rows = _rows(quotes, template, memos=memos, questions=questions)
    word_tables.table(document, headings, [_SHARES[name] for name in headings], rows)
    word_tables.save(document, file)


def _rows(
    quotes: Sequence[Quote], template: str, *, memos: bool, questions: bool
) -> Iterator[list[list[Element]]]:
    """Give a row for each quote, and one that names each theme before its first quote."""
    above: tuple[Theme, ...] = ()
    for quote in quotes:
        for theme in quote.themes:
            if theme not in above:
                yield [_theme(theme, of_table=theme is quote.themes[0])]
        above = quote.themes
        yield _cells(quote, template, memos=memos, questions=questions)


def _theme(theme: Theme, *, of_table: bool) -> list[Element]:
    name = paragraph(run(theme.name), style=word_tables.HEADING)
    return [name] if of_table or not theme.definition else [name, *paragraphs(theme.definition)]


def _cells(quote: Quote, template: str, *, memos: bool, questions: bool) -> list[list[Element]]:
    who = attribution.write(quote, template)
    cells = [
        [*_question(quote, wanted=questions), *_words(quote)],
        paragraphs(who.removeprefix("(").removesuffix(")")),
        paragraphs(where(quote)),
        paragraphs(quote.code_path),
    ]
    return [*cells, paragraphs(quote.memo)] if memos else cells


def _question(quote: Quote, *, wanted: bool) -> list[Element]:
    if not wanted or not quote.question:
        return []
    return [paragraph(run(f"Interviewer: {quote.question}", italic=True))]


def _words(quote: Quote) -> list[Element]:
    """Set a passage of one turn in quotation marks, a dialogue as a block with names."""
    if len(quote.parts) == 1:
        words = run(quote.words, style=word_tables.QUOTE_WORDS)
        return [paragraph(run("“"), words, run("”"))]
    return [
        paragraph(
            *([run(f"{part.speaker}: ", bold=True)] if part.words.strip() else []),
            run(part.words, style=word_tables.QUOTE_WORDS),
        )
        for part in quote.parts
    ]


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
                f"Quote {number} ({where(quote)}) holds a control character that Word cannot "
                "store. Take it out of the transcript or memo, or write .csv or .xlsx instead."
            )
