"""Say what a table for a paper holds, before it becomes Word, Excel, LaTeX or another format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from workbench.themes.conventions import Conventions
from workbench.themes.quote_forms import SetQuote
from workbench.themes.quotes import Quote

STALE = "changed since it was looked at"


@dataclass(frozen=True, slots=True)
class Span:
    """Hold some text of one look; `words` are words of a participant, to the letter.

    `mark` tells that it is a quotation mark around the words.
    """

    text: str
    bold: bool = False
    italic: bool = False
    words: bool = False
    mark: Literal["", "open", "close"] = ""


Paragraph = tuple[Span, ...]
Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Say where the words of a row are from, so that it can be found again."""

    quote_id: str
    transcript: str
    turn: int
    start: int
    stop: int
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Hold the cells of a row; a heading has one that spans the table.

    The first `same` cells say what those above say: they are merged where the format can.
    """

    cells: tuple[Cell, ...]
    heading: bool = False
    same: int = 0
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Hold a table with its caption; `shares` are those of its columns in the width.

    `grouped` names what its heading rows are. `turned` are columns of single signs, whose heads
    are written upwards. `title` and `intro` stand above it in a document. `warning`
    tells the researcher who could be singled out by what it shows, and stands in no file.
    """

    name: str
    caption: str
    headings: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    landscape: bool = False
    grouped: str = ""
    turned: frozenset[int] = frozenset()
    title: str = ""
    intro: str = ""
    warning: str = ""


def cell(words: str, *, bold: bool = False) -> Cell:
    """Make a cell of a paragraph for each line."""
    return tuple((Span(line, bold=bold),) for line in words.split("\n"))


def quote_cell(quote: SetQuote, *, stale: bool = False, who: bool = True) -> Cell:
    """Make a cell of a quote as it is set, with who said it at the end."""
    lines = []
    for number, line in enumerate(quote.lines):
        name = Span(f"{line.speaker}: ", bold=True)
        silent = not any(piece.text.strip() for piece in line.pieces)
        spans: list[Span] = [name] if line.speaker and not silent else []
        if number == 0 and quote.opens:
            spans.append(Span(quote.opens, mark="open"))
        for piece in line.pieces:
            if piece.text or silent:
                said = piece.start is not None and not line.question
                spans.append(Span(piece.text, italic=piece.slanted, words=said))
        lines.append(spans)
    if quote.closes:
        lines[-1].append(Span(quote.closes, mark="close"))
    if who and quote.who and quote.form == "inline":
        lines[-1].append(Span(f" {quote.who}"))
    elif who and quote.who:
        lines.append([Span(quote.who)])
    if stale:
        lines[-1].append(Span(f" [{STALE}]", bold=True))
    return tuple(tuple(spans) for spans in lines)


def folded(rows: Iterable[Row]) -> Iterator[Row]:
    """Put rows that differ in their last cell alone into one, as they stand in a document."""
    waiting: Row | None = None
    for row in rows:
        if waiting and 0 < row.same == len(row.cells) - 1:
            *fixed, last = waiting.cells
            waiting = replace(waiting, cells=(*fixed, (*last, *row.cells[-1])))
            continue
        if waiting:
            yield waiting
        waiting = row
    if waiting:
        yield waiting


def text(one: Cell) -> str:
    """Write a cell without its looks."""
    return "\n".join("".join(span.text for span in spans) for spans in one)


def origin(quote: Quote) -> Origin:
    """Say where a quote is from."""
    return Origin(
        quote_id=quote.id,
        transcript=quote.transcript,
        turn=quote.turn,
        start=quote.start,
        stop=quote.stop,
        stale=quote.stale,
    )


def notes(shown: Iterable[SetQuote], how: Conventions) -> tuple[str, ...]:
    """Explain the signs that are used in some quotes, as a footnote of a paper does."""
    every = [piece for quote in shown for line in quote.lines for piece in line.pieces]
    added = [piece.text for piece in every if piece.start is None]
    found = []
    if any(text == how.omission for text in added):
        found.append(f"{how.omission} marks words left out.")
    if any(text.startswith("[") and text != how.omission for text in added):
        found.append("Square brackets hold what the researchers put in.")
    return tuple(found)
