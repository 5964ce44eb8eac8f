"""Sort the passages of a theme for choosing quotes: what is found, who is not quoted yet. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.errors import NotAllowed
from workbench.themes import quote_forms, trim_reading
from workbench.themes.conventions import Conventions
from workbench.themes.quotes import Quote
from workbench.themes.trims import Mark
from workbench.ui.plain import cut


def chosen(found: Sequence[Quote]) -> list[Quote]:
    """List the chosen quotes by theme, in their order."""
    themes = list(dict.fromkeys(quote.theme.id for quote in found))
    some = [quote for quote in found if quote.chosen]
    return sorted(some, key=lambda one: (themes.index(one.theme.id), one.place or 0))


def matching(found: Sequence[Quote], words: str, *, unheard: bool) -> list[Quote]:
    """List the quotes that hold all of some words, or of those who are not quoted yet alone."""
    asked = words.casefold().split()
    quoted = {person.id for quote in found if quote.chosen for person in quote.people}
    return [
        quote
        for quote in found
        if all(
            word in f"{quote.words} {quote.pseudonym} {quote.code_path}".casefold()
            for word in asked
        )
        and not (unheard and any(person.id in quoted for person in quote.people))
    ]


def not_quoted(found: Sequence[Quote]) -> list[str]:
    """Name who speaks in the passages and is not quoted, by pseudonym."""
    quoted = {person.id for quote in found if quote.chosen for person in quote.people}
    people = {person.id: person for quote in found for person in quote.people}
    waiting = [person for person in people.values() if person.id not in quoted]
    return [person.pseudonym for person in sorted(waiting, key=lambda one: one.position)]


def editable(quote: Quote, how: Conventions) -> str:
    """Write a chosen quote so that it can be trimmed by editing it."""
    marks = quote.setting.marks if quote.setting else ()
    return trim_reading.editable(quote.words, marks, how.omission)


def read(quote: Quote, written: str, how: Conventions) -> tuple[Mark, ...]:
    """Read an edited quote; raises NotAllowed, with what does not stand in the transcript."""
    reading = trim_reading.read(quote.words, written, how.omission)
    if reading.strange:
        listed = " · ".join(f"“{word}”" for word in reading.strange[:12])
        raise NotAllowed(
            f"This does not stand here in the transcript: {listed}. Put what you add in square "
            "brackets, or take it out. Nothing was stored."
        )
    quote_forms.laid_out(quote.words, reading.marks, how)
    return reading.marks


def label(quote: Quote, how: Conventions, most: int = 180) -> str:
    """Write a quote short, for a list."""
    return cut(" ".join(quote_forms.set_quote(quote, how, "").text.split()), most)
