"""List quotes for a sheet: a row for each quote, a column for each fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.themes import quote_forms
from workbench.themes.conventions import Conventions
from workbench.themes.paper_sheets import Value
from workbench.themes.paper_tables import STALE
from workbench.themes.quotes import Quote

WIDE = {
    "Quote": 70,
    "As set": 70,
    "Question before": 40,
    "Memo": 40,
    "Theme": 28,
    "Code": 28,
    "All codes": 28,
}
_BEFORE = ("Quote id", "Theme", "Code", "All codes", "Quote", "As set", "Pseudonym")
_AFTER = (
    "Attribution",
    "Transcript",
    "Turn",
    "Last turn",
    "Speakers",
    "Began (s)",
    "Time",
    "Start",
    "Stop",
    "Text version",
    "Question before",
    "Memo",
    "Researcher",
    "Chosen",
    "Look again",
)


def lines(
    quotes: Sequence[Quote], how: Conventions, *, template: str, attributes: Sequence[str]
) -> Iterator[list[Value]]:
    """Give the headings, then a line for each quote: its words as said, and as it is set."""
    fixed = {*_BEFORE, *_AFTER}
    named = [f"{name} (attribute)" if name in fixed else name for name in attributes]
    yield [*_BEFORE, *named, *_AFTER]
    for quote in quotes:
        shown = quote_forms.set_quote(quote, how, template)
        yield [
            quote.id,
            quote.theme_path,
            quote.code_path,
            "\n".join(quote.codes),
            quote.words,
            shown.text,
            quote.pseudonym,
            *(quote.attributes[name] for name in attributes),
            shown.who,
            quote.transcript,
            quote.turn,
            quote.last_turn,
            ", ".join(quote.speakers),
            quote.began,
            quote.time,
            quote.start,
            quote.stop,
            quote.version,
            quote.question,
            quote.memo,
            quote.researcher,
            "yes" if quote.chosen else "no",
            STALE if quote.stale else None,
        ]
