"""Know what lies where: kinds of places and what each lies in, by name. Pure.

The list is short, from general knowledge: towns, boroughs, counties, regions, nations. What it
does not know, the researcher's own table says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from workbench.anonymise import words
from workbench.anonymise.names import normalise

OwnTable = Mapping[str, tuple[str, ...]]
"""A researcher's places by `known_as`: what each may be raised to, the nearest first."""

_TYPES_BEFORE = re.compile(
    r"(?:the )?(?:(?:city|town|village|borough|county|river|isle) of|co\.?|county borough of) "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Say of a name what kind of place it is, and in what it lies."""

    name: str
    kind: str
    holder: str


def known_as(name: str) -> str:
    """Give the form by which places are looked up: no case, accent, hyphen, article."""
    bare = " ".join(re.sub(r"[-'.,]", " ", normalise(name)).split())
    return bare.removeprefix("the ").replace("saint ", "st ")


@cache
def places() -> Mapping[str, Place]:
    """Read the list of places."""
    found = {}
    for line in words.read("places"):
        kind, _, rest = line.partition(" | ")
        holder, _, members = rest.partition(": ")
        for name in members.split("; "):
            found[known_as(name)] = Place(name=name, kind=kind, holder=holder)
    return found


def find(name: str) -> Place | None:
    """Look a place up, with or without "the", "city of" and the like."""
    listed = places()
    bare = known_as(name)
    shorter = _TYPES_BEFORE.sub("", normalise(name), count=1)
    county = re.sub(r"^co ", "county ", bare)
    return listed.get(bare) or listed.get(county) or listed.get(known_as(shorter))


def holders(name: str) -> Iterator[str]:
    """Climb from a place to all that it lies in, the nearest first."""
    place = find(name)
    seen = {known_as(name)}
    while place and known_as(place.holder) not in seen:
        seen.add(known_as(place.holder))
        yield place.holder
        place = places().get(known_as(place.holder))


def levels(place: Place) -> list[str]:
    """List what may stand for a place, from the nearest to the widest."""
    above = [holder.removeprefix("the ") for holder in holders(place.name)]
    if place.kind == "borough":
        return ["London borough", *above]
    if place.kind == "country":
        return ["country", f"country in {place.holder}"]
    if place.kind in ("nation", "region", "county"):
        return [place.kind, *above]
    if place.kind == "part":
        return ["part of London", *above]
    return [place.kind, f"{place.kind} in {above[0]}", *above[1:]]
