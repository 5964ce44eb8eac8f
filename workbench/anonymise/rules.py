"""Every rule that finds identifiers by their form; each yields findings in no set order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbench.anonymise import contacts, dates, numbers, titles
from workbench.anonymise.identifiers import Identifier

RULES: tuple[Callable[[str], Iterator[Identifier]], ...] = (
    contacts.emails,
    contacts.urls,
    contacts.handles,
    contacts.phones,
    contacts.spoken_phones,
    numbers.postcodes,
    numbers.nhs_numbers,
    numbers.ni_numbers,
    dates.dates,
    dates.festivals,
    dates.ages,
    titles.streets,
    titles.bodies,
    titles.roles,
    titles.word_names,
)


def find(text: str) -> list[Identifier]:
    """Apply every rule to a text; findings may overlap."""
    return [identifier for rule in RULES for identifier in rule(text)]
