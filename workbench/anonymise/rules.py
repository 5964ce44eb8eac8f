"""Every rule that finds identifiers by their form; each yields findings in no set order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbench.anonymise import (
    ages,
    capitals,
    circumstances,
    contacts,
    dates,
    events,
    numbers,
    occupations,
    references,
    roles,
    titles,
)
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
    references.plates,
    references.references,
    references.doors,
    references.spelled_names,
    dates.dates,
    dates.festivals,
    ages.ages,
    titles.streets,
    titles.bodies,
    roles.roles,
    occupations.occupations,
    events.events,
    circumstances.origins,
    circumstances.health,
    circumstances.families,
    circumstances.rarities,
    titles.word_names,
    capitals.organisations,
    capitals.introduced,
)


def find(text: str) -> list[Identifier]:
    """Apply every rule to a text; findings may overlap."""
    return [identifier for rule in RULES for identifier in rule(text)]
