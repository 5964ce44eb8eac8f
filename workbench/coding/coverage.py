"""Measure which share of the words is coded, by transcript or by participant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from workbench.coding import grids
from workbench.coding.gathering import gather
from workbench.coding.grids import Grid, Head, Place, Values
from workbench.coding.scope import EVERYTHING, NOBODY, Flags, Gathered, Ints, Scope
from workbench.study import Study

Group = Literal["participant", "transcript"]
ALL = "any code"

_COUNTED = "Words coded, of 100 words"
_WORD = re.compile(r"\S+")


def measure(
    study: Study, scope: Scope = EVERYTHING, *, by: Group = "transcript", subcodes: bool = True
) -> Grid:
    """Give for each code, and for all asked about together, the percentage of words it covers.

    A word is what stands between blanks; it is coded when any of its letters is. Only words of
    turns in the scope count, so `roles` leaves the interviewer out. The first row is of any code.
    """
    found = gather(study, scope)
    start, stop, group = _words(study, found, by)
    heads = _heads(found, by)
    totals = np.bincount(group, minlength=len(heads)).astype(np.float64)
    marked = found.marked(subcodes=subcodes)[:, found.listed]
    sets = np.column_stack([found.carries.any(axis=1), marked])
    values = np.array([_covered(found, one, start, stop, group, len(heads)) for one in sets.T])
    with np.errstate(invalid="ignore", divide="ignore"):
        values = 100 * values / totals

    def places(row: int, column: int) -> list[Place]:
        codes = np.ones(len(found.codes), dtype=np.bool_)
        if row:
            codes = grids.under(found, int(found.listed[row - 1]), subcodes=subcodes)
        here = found.text == column if by == "transcript" else found.speaks[:, column]
        return grids.at(found, np.flatnonzero((found.carries & codes).any(axis=1) & here), codes)

    return Grid(
        title=f"Coverage by {by}",
        corner="Code",
        counted=_COUNTED,
        rows=[Head(id=ALL, label="Any code", more="Any of these codes"), *grids.code_heads(found)],
        columns=[
            replace(h, more=f"{h.label}: {n:,.0f} words")
            for h, n in zip(heads, totals, strict=True)
        ],
        values=values,
        places=places,
        notes=[_whose(scope), *grids.left_out(found)],
        percent=True,
    )


def _heads(found: Gathered, by: Group) -> list[Head]:
    if by == "transcript":
        return [Head(id=text.id, label=text.label) for text in found.texts]
    return [Head(id=person.id, label=person.name) for person in found.people]


def _words(study: Study, found: Gathered, by: Group) -> tuple[Ints, Ints, Ints]:
    """Place every word asked about on the line of all texts: start, stop, column."""
    texts = {row["id"]: row["text"] for row in study.rows(_TEXTS)}
    edges = [
        text.base + edge
        for text in found.texts
        for word in _WORD.finditer(texts[text.id])
        for edge in word.span()
    ]
    start, stop = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    turn = np.searchsorted(found.turns.start, start, side="right") - 1
    kept = (turn >= 0) & (start < np.append(found.turns.stop, 0)[turn])
    kept[kept] &= found.turns.wanted[turn[kept]]
    column = np.full(len(start), NOBODY)
    column[kept] = (found.turns.text if by == "transcript" else found.turns.person)[turn[kept]]
    kept &= column != NOBODY
    return start[kept], stop[kept], column[kept]


def _covered(
    found: Gathered, passages: Flags, start: Ints, stop: Ints, group: Ints, groups: int
) -> Values:
    """Count for each group the words that share a letter with one of some passages."""
    first = np.searchsorted(stop, found.start[passages], side="right")
    after = np.searchsorted(start, found.stop[passages], side="left")
    steps = np.zeros(len(start) + 1, dtype=np.int64)
    some = after > first
    np.add.at(steps, first[some], 1)
    np.add.at(steps, after[some], -1)
    coded = np.cumsum(steps[:-1]) > 0
    return np.bincount(group[coded], minlength=groups).astype(np.float64)


def _whose(scope: Scope) -> str:
    if not scope.roles:
        return "Words of all speakers count, the interviewer’s too."
    names: Sequence[str] = [f"{role}s" if role != "other" else "others" for role in scope.roles]
    return f"Only words of {' and '.join(names)} count."


_TEXTS = "select id, text from texts"
