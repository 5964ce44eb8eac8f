"""Offer coarser values for an attribute: bands, years, regions, rare ones together. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.anonymise import gazetteer

OTHER = "other"
NOT_SHOWN = "not shown"
WIDTHS = (2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)

_NUMBER = re.compile(
    r"(?:aged?|about|around|c\.)?\s*[£€$]?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d+)?\s*"
    r"(?:%|years?(?: old)?|yrs?|y/?o|months?|miles|km|hours?|people)?",
    re.IGNORECASE,
)
_BAND = re.compile(r"\D{0,3}(\d{1,6})\s*(?:-|–|—|to)\s*\D{0,2}(\d{1,6})\D{0,12}")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Map the values of one attribute to fewer; what is not named stays as it is."""

    attribute: str
    how: str
    values: Mapping[str, str]

    def of(self, value: str) -> str:
        """Give the merged value of one."""
        return self.values.get(value, value)


def options(attribute: str, values: Sequence[str], *, enough: int) -> list[Merge]:
    """List ways to merge the values of an attribute, from fine to coarse; the last leaves it out.

    A way that puts no values together, or that leaves nothing to tell apart, is not listed.
    """
    stated = sorted({value for value in values if value})
    found: list[Merge] = []
    for how, mapping in _ways(stated, Counter(values), enough):
        changed = {old: new for old, new in mapping.items() if old != new}
        left = {mapping.get(value, value) for value in values}
        if 1 < len(left) < len(set(values)) and all(changed != one.values for one in found):
            found.append(Merge(attribute=attribute, how=how, values=changed))
    if len(set(values)) > 1:
        everything = dict.fromkeys(set(values), NOT_SHOWN)
        found.append(Merge(attribute=attribute, how="leave out", values=everything))
    return found


def number(value: str) -> int | None:
    """Read a number or an age, such as `34`, `34 years`, `£20,000`; None where it is none."""
    found = _NUMBER.fullmatch(value.strip())
    return int(found[1].replace(",", "")) if found else None


def band(value: str) -> tuple[int, int] | None:
    """Read a band, such as `60–69` or `20 to 29`; None where it is none."""
    found = _BAND.fullmatch(value.strip())
    if not found or int(found[1]) > int(found[2]):
        return None
    return int(found[1]), int(found[2])


def region(value: str) -> str | None:
    """Find the region of a place, or its nation where it has none; None where it is not listed."""
    return _raised(value, ("region", "nation"))


def nation(value: str) -> str | None:
    """Find the nation of a place or region; None where it is not listed."""
    return _raised(value, ("nation",))


def _ways(
    stated: Sequence[str], counted: Counter[str], enough: int
) -> Iterator[tuple[str, dict[str, str]]]:
    numbers = {value: number(value) for value in stated}
    bands = {value: band(value) for value in stated}
    years = {value: found[1] for value in stated if (found := _YEAR.search(value))}
    if stated and all(n is not None for n in numbers.values()) and len(years) < len(stated):
        yield from _in_bands({value: n for value, n in numbers.items() if n is not None})
        return
    if stated and all(bands.values()):
        yield from _wider({value: pair for value, pair in bands.items() if pair})
        return
    if stated and len(years) == len(stated):
        yield "year only", years
        yield from _in_bands({value: int(year) for value, year in years.items()})
        return
    yield from _places(stated)
    for most in sorted({counted[value] for value in stated if counted[value] < enough}):
        rare = [value for value in stated if counted[value] <= most]
        if len(rare) > 1 or OTHER in stated:
            yield _rare(most), dict.fromkeys(rare, OTHER)


def _rare(most: int) -> str:
    held = "one participant" if most == 1 else f"{most} participants or fewer"
    return f"values of {held} become “{OTHER}”"


def _in_bands(numbers: Mapping[str, int]) -> Iterator[tuple[str, dict[str, str]]]:
    for width in WIDTHS:
        starts = {value: n // width * width for value, n in numbers.items()}
        if len(set(starts.values())) < len(set(numbers.values())):
            yield (
                f"bands of {width:,}",
                {value: f"{start}–{start + width - 1}" for value, start in starts.items()},
            )
            if len(set(starts.values())) <= 2:
                return


def _wider(bands: Mapping[str, tuple[int, int]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Join neighbouring bands two by two, and two by two again."""
    order = sorted(set(bands.values()))
    size = 2
    while size < 2 * len(order):
        homes = {
            pair: (order[at // size * size], order[min(at // size * size + size, len(order)) - 1])
            for at, pair in enumerate(order)
        }
        yield (
            f"{size} neighbouring bands together",
            {value: f"{homes[pair][0][0]}–{homes[pair][1][1]}" for value, pair in bands.items()},
        )
        size *= 2


def _places(stated: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Raise places to their region and nation, where most of the values are known places."""
    if 2 * sum(nation(value) is not None for value in stated) < len(stated) or not stated:
        return
    levels: tuple[tuple[str, Callable[[str], str | None]], ...] = (
        ("region instead of place", region),
        ("nation instead of region", nation),
    )
    for how, raised in levels:
        yield how, {value: raised(value) or value for value in stated}


def _raised(value: str, kinds: Sequence[str]) -> str | None:
    for kind in kinds:
        for name in (value, *gazetteer.holders(value)):
            place = gazetteer.find(name)
            if place and place.kind == kind:
                return place.name.removeprefix("the ")
    return None
