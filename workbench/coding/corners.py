"""Find passages far from everything coded: what no code speaks to yet."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from workbench.coding import members
from workbench.coding.evidence import Flags
from workbench.coding.matrices import Indices, Units
from workbench.coding.members import Members
from workbench.coding.reasons import Window, window_at
from workbench.coding.vectors import Vectors
from workbench.study import Study

FEWEST_WORDS = 15
"""Words below which a passage says too little to lie anywhere."""
CHUNK = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner(Window):
    """Show a window that no coding touches; `read` tells whether it was read and left."""

    read: bool


def far(study: Study, encoder_name: str, n: int = 10) -> list[Corner]:
    """List windows far from every coded one, and from those listed before: each another corner.

    What nobody has read comes first. Empty while nothing is coded or has vectors.
    """
    known = members.of_study(study, encoder_name)
    units = known.units
    if not len(known.all_rows):
        return []
    near = _nearest(study, known).copy()
    free = np.flatnonzero(~known.touched & _says_enough(units))
    single = np.zeros(len(units.sentence), dtype=np.float32)
    return [
        Corner(**window_at(units, row, single), read=bool(known.read[row]))
        for group in (free[~known.read[free]], free[known.read[free]])
        for row in _farthest(units, near, group, n)
    ][:n]


def _farthest(units: Units, near: Vectors, rows: Indices, n: int) -> list[int]:
    """Take the row least like anything so far, again and again; `near` follows what is taken."""
    found: list[int] = []
    while len(found) < min(n, len(rows)):
        row = int(rows[np.argmin(np.round(near[rows], 5))])
        found.append(row)
        np.maximum(near, units.window @ units.window[row], out=near)
        near[row] = np.inf
    return found


def _says_enough(units: Units) -> Flags:
    return np.array([words.count(" ") + 1 >= FEWEST_WORDS for words in units.words], dtype=bool)


def _nearest(study: Study, known: Members) -> Vectors:
    """Give each window's likeness to the coded one most like it; only new ones are compared."""
    units, rows = known.units, known.all_rows
    before = _KEPT.get(study.file)
    if before and before[0] is units and np.isin(before[1], rows).all():
        near, fresh = before[2], np.setdiff1d(rows, before[1])
    else:
        near, fresh = np.full(len(units), -1, dtype=np.float32), rows
    for first in range(0, len(units), CHUNK):
        some = slice(first, first + CHUNK)
        if len(fresh):
            alike = (units.window[some] @ units.window[fresh].T).max(axis=1)
            near[some] = np.maximum(near[some], alike)
    _KEPT[study.file] = (units, rows, near)
    return near


_KEPT: WeakKeyDictionary[object, tuple[Units, Indices, Vectors]] = WeakKeyDictionary()
