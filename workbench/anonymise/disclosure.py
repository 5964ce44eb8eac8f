"""Count who could be picked out by facts alone: k-anonymity of participants' attributes. Pure.

Two participants are alike when all attributes shown agree; k is how many are alike (Samarati &
Sweeney 1998). A fact that is not stated counts as a value of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from workbench.anonymise import coarsening
from workbench.anonymise.coarsening import Merge
from workbench.errors import NotAllowed

People = Mapping[str, Mapping[str, str]]
"""Attributes by name for each participant, who is known by pseudonym or id."""

ENOUGH = 3
MOST_ATTRIBUTES = 10
MOST_COMBINATIONS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Hold the participants who are alike, and the values they share in order of attributes."""

    values: tuple[str, ...]
    members: tuple[str, ...]

    @property
    def k(self) -> int:
        """Count them."""
        return len(self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Offer merges with what they give: the smallest k then, and how many stay in small cells.

    `loss` is the share of pairs of participants told apart by an attribute that would no longer
    be, summed over the attributes merged.
    """

    merges: tuple[Merge, ...]
    loss: float
    k: int
    at_risk: int


def cells(people: People, attributes: Sequence[str]) -> list[Cell]:
    """Put participants who are alike together, the smallest cells first."""
    found: dict[tuple[str, ...], list[str]] = {}
    for person, facts in people.items():
        values = tuple(facts.get(name, "").strip() for name in attributes)
        found.setdefault(values, []).append(person)
    made = [Cell(values=values, members=tuple(members)) for values, members in found.items()]
    return sorted(made, key=lambda cell: (cell.k, cell.values))


def smallest(people: People, attributes: Sequence[str]) -> int:
    """Give the k of the smallest cell; 0 where there is nobody."""
    return min((cell.k for cell in cells(people, attributes)), default=0)


def at_risk(people: People, attributes: Sequence[str], enough: int = ENOUGH) -> int:
    """Count participants in cells of fewer than `enough`."""
    return sum(cell.k for cell in cells(people, attributes) if cell.k < enough)


def merged(people: People, merges: Sequence[Merge]) -> People:
    """Show the attributes as they would be after merges."""
    return {
        person: {
            **facts,
            **{m.attribute: m.of(facts.get(m.attribute, "").strip()) for m in merges},
        }
        for person, facts in people.items()
    }


def suggest(people: People, attributes: Sequence[str], enough: int = ENOUGH) -> list[Suggestion]:
    """List every single merge, the smallest loss first, each with the k it would give."""
    found = [
        _suggestion(people, attributes, (merge,), enough)
        for name in attributes
        for merge in _options(people, name, enough)
    ]
    return sorted(found, key=lambda one: (one.loss, -one.k, one.at_risk))


def plan(people: People, attributes: Sequence[str], enough: int = ENOUGH) -> Suggestion | None:
    """Find the merges with the smallest loss together that leave no cell below `enough`.

    All combinations are tried, of the coarser merges alone where there are too many. None where
    nothing has to be merged, or where there are fewer participants than `enough`. Raises
    NotAllowed beyond MOST_ATTRIBUTES attributes.
    """
    if len(attributes) > MOST_ATTRIBUTES:
        raise NotAllowed(f"Compare at most {MOST_ATTRIBUTES} attributes at a time.")
    if smallest(people, attributes) >= enough or len(people) < enough:
        return None
    ways = _affordable([[None, *_options(people, name, enough)] for name in attributes])
    columns = [
        [(way, loss(people, way) if way else 0.0, list(_column(people, name, way))) for way in some]
        for name, some in zip(attributes, ways, strict=True)
    ]
    best: tuple[float, int, tuple[Merge, ...]] | None = None
    for chosen in product(*columns):
        cost = sum(one[1] for one in chosen)
        merges = tuple(one[0] for one in chosen if one[0])
        if best and (cost, len(merges)) >= best[:2]:
            continue
        if min(Counter(zip(*(one[2] for one in chosen), strict=True)).values()) >= enough:
            best = (cost, len(merges), merges)
    return _suggestion(people, attributes, best[2], enough) if best else None


def loss(people: People, merge: Merge) -> float:
    """Give the share of pairs that an attribute tells apart and no longer would."""
    before = _pairs_apart(_column(people, merge.attribute, None))
    after = _pairs_apart(_column(people, merge.attribute, merge))
    return (before - after) / before if before else 0.0


def _suggestion(
    people: People, attributes: Sequence[str], merges: tuple[Merge, ...], enough: int
) -> Suggestion:
    then = merged(people, merges)
    return Suggestion(
        merges=merges,
        loss=sum(loss(people, merge) for merge in merges),
        k=smallest(then, attributes),
        at_risk=at_risk(then, attributes, enough),
    )


def _options(people: People, name: str, enough: int) -> list[Merge]:
    values = [facts.get(name, "").strip() for facts in people.values()]
    return coarsening.options(name, values, enough=enough)


def _column(people: People, name: str, merge: Merge | None) -> Iterator[str]:
    for facts in people.values():
        value = facts.get(name, "").strip()
        yield merge.of(value) if merge else value


def _pairs_apart(values: Iterator[str]) -> int:
    counted = Counter(values)
    people = sum(counted.values())
    return math.comb(people, 2) - sum(math.comb(n, 2) for n in counted.values())


def _affordable(ways: list[list[Merge | None]]) -> list[list[Merge | None]]:
    """Drop the finest merge of the longest list until all combinations can be tried."""
    while math.prod(map(len, ways)) > MOST_COMBINATIONS:
        longest = max(ways, key=len)
        longest.pop(1)
    return ways
