"""Tell who could be singled out by the facts that an attribution or a table shows. Pure.

Participants are alike when all attributes shown agree (k-anonymity, Samarati & Sweeney 1998); one
that is not stated counts as a value of its own. Everybody in the study counts, not only who is
quoted: a reader may know who took part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.errors import NotAllowed
from workbench.participants import Participant
from workbench.themes import attribution
from workbench.themes.conventions import Conventions
from workbench.themes.quotes import Quote

MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Hold the participants, by pseudonym, who share the values shown; fewer than are enough."""

    values: tuple[str, ...]
    pseudonyms: tuple[str, ...]


def too_few(people: Iterable[Participant], names: Sequence[str], enough: int) -> list[Alike]:
    """List the groups of fewer than `enough` participants whom these attributes tell apart."""
    found: dict[tuple[str, ...], list[str]] = {}
    for person in people:
        values = tuple(person.attributes.get(name, "").strip() for name in names)
        if any(values):
            found.setdefault(values, []).append(person.pseudonym)
    small = [(v, some) for v, some in found.items() if len(some) < enough]
    return [Alike(values=values, pseudonyms=tuple(some)) for values, some in small]


def quoted(
    quotes: Sequence[Quote],
    people: Sequence[Participant],
    template: str,
    columns: Sequence[str],
    enough: int,
) -> dict[str, Alike]:
    """Find by quote id whoever is quoted and could be singled out by what the table shows."""
    names = shown(quotes, template, columns)
    small = {one: group for group in too_few(people, names, enough) for one in group.pseudonyms}
    return {
        quote.id: small[person.pseudonym]
        for quote in quotes
        for person in quote.people
        if person.pseudonym in small
    }


def shown(quotes: Sequence[Quote], template: str, columns: Sequence[str]) -> list[str]:
    """List the attributes that a template or the columns of a table show."""
    known = list(quotes[0].attributes) if quotes else list(columns)
    asked = {name.casefold() for name in (*attribution.names(template), *columns)}
    return [name for name in known if name.casefold() in asked]


def told(groups: Iterable[Alike], how: Conventions) -> str:
    """Say who could be singled out, the first few by pseudonym; "" where nobody is."""
    some = list(dict.fromkeys(groups))
    if not some:
        return ""
    who = [name for group in some for name in group.pseudonyms]
    listed = ", ".join(who[:MOST_NAMED]) + (" and others" if len(who) > MOST_NAMED else "")
    return (
        f"Fewer than {how.enough} participants share the attributes shown with "
        f"{'this participant' if len(who) == 1 else 'each of these'}: {listed}."
    )


def require(groups: Iterable[Alike], how: Conventions) -> str:
    """Say who could be singled out, as `told`; raises NotAllowed where the study refuses that."""
    said = told(groups, how)
    if said and how.too_few == "refuse":
        raise NotAllowed(
            f"{said} This study refuses such a table: show fewer attributes, or merge values on "
            "the page Who could be found."
        )
    return said
