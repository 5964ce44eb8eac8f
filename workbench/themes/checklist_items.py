"""Describe a reporting checklist and its points, put in short words of our own. Pure.

`knows` names the facts of `checklist_facts` that speak to a point; `remark` says where a point was
made for other ways of analysis than the reflexive one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Hold one point of a checklist; `number` is unique in it."""

    number: str
    part: str
    name: str
    asks: str
    knows: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Hold a checklist with its source and what to know before using it."""

    name: str
    title: str
    source: str
    about: str
    items: tuple[Item, ...]


NO_SATURATION = (
    "Saturation does not fit reflexive analysis, where meaning is made and not used up. Say why "
    "the data were rich enough for the question."
)
NO_AGREEMENT = (
    "Say who coded and how several readings deepened the analysis. Agreement between coders is no "
    "measure of quality here, and none is reported by default."
)

Point = tuple[str, str] | tuple[str, str, tuple[str, ...]] | tuple[str, str, tuple[str, ...], str]


def numbered(parts: Mapping[str, tuple[Point, ...]]) -> tuple[Item, ...]:
    """Number the points through all parts."""
    rows = [(part, row) for part, some in parts.items() for row in some]
    return tuple(
        Item(
            number=str(number),
            part=part,
            name=row[0],
            asks=row[1],
            knows=row[2] if len(row) > 2 else (),
            remark=row[3] if len(row) > 3 else "",
        )
        for number, (part, row) in enumerate(rows, start=1)
    )
