"""Score windows along what was learned: all of them quickly, some of them exactly. Pure.

In large studies chunks of windows are scored beside each other, one on each core, from the first
byte to the sum: what is at hand stays in the processor's cache. Chunks are the same on any number
of cores.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from workbench.coding import packed
from workbench.coding.embeddings import Vectors
from workbench.coding.learning import Directions, Scores, on_one_core
from workbench.coding.matrices import Indices, Units
from workbench.coding.units import IN_WINDOW

FLOAT = 2.0**-24
CHUNK = 65_536
"""Windows that a core scores at a time in large studies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rough:
    """Hold the scores of all windows, each wrong by at most `slack`, and those of sentences."""

    scores: Vectors
    sentences: Vectors
    slack: float


def scores(units: Units, learned: Directions) -> Rough:
    """Score all windows quickly: in 32 bits on one core, or in large studies in bytes on all."""
    size = len(units)
    found = Rough(
        scores=np.empty(size, dtype=np.float32),
        sentences=np.empty(len(units.sentence), dtype=np.float32),
        slack=0.0,
    )
    if size < packed.FROM:
        with on_one_core():
            slack = _fill(units, learned, found, slice(0, size))
        return replace(found, slack=slack)
    chunks = [slice(first, min(first + CHUNK, size)) for first in range(0, size, CHUNK)]
    with ThreadPoolExecutor(packed.cores()) as pool:
        slacks = pool.map(lambda rows: _fill(units, learned, found, rows), chunks)
        return replace(found, slack=max(slacks))


def _fill(units: Units, learned: Directions, found: Rough, rows: slice) -> float:
    """Score some windows and their sentences; returns a bound of what the scores are wrong by."""
    first = units.first[rows]
    last = units.first[rows.stop] if rows.stop < len(units) else len(units.sentence)
    inside = slice(int(first[0]) if len(first) else 0, int(last))
    single, slack = _along(units, "sentence", learned.sentence, inside)
    total = best_inside(single, first - inside.start)
    for name, weights in (("window", learned.window), ("question", learned.question)):
        if weights is not None:
            more, lost = _along(units, name, weights, rows)
            total += more
            slack += lost
    if learned.words is not None:
        total += learned.words[rows].astype(np.float32)
    found.scores[rows], found.sentences[inside] = total, single
    return slack + FLOAT * 64


def _along(units: Units, view: str, weights: Scores, rows: slice) -> tuple[Vectors, float]:
    """Multiply a view with weights; also gives a bound of the error: rows are of length one."""
    if len(units) >= packed.FROM:
        return units.packed[view].scores(weights, rows)
    vectors: Vectors = getattr(units, view)[rows]
    bound = 2 * FLOAT * vectors.shape[1] * float(np.linalg.norm(weights))
    return vectors @ weights.astype(np.float32), bound


def exactly(units: Units, learned: Directions, rows: Indices) -> Scores:
    """Score some windows without any rounding: the same whatever the order of the sums."""
    after = np.minimum(rows + 1, len(units) - 1)
    last = np.where(rows + 1 < len(units), units.first[after], len(units.sentence))
    inside = last - units.first[rows]
    begin = np.cumsum(inside) - inside
    flat = np.arange(int(inside.sum())) + np.repeat(units.first[rows] - begin, inside)
    found: Scores = np.zeros(len(rows))
    if len(rows):
        single = units.sentence[flat].astype(np.float64) @ learned.sentence
        found = np.maximum.reduceat(single, begin)
    found += units.window[rows].astype(np.float64) @ learned.window
    if learned.question is not None:
        found += units.question[rows].astype(np.float64) @ learned.question
    if learned.words is not None:
        found += learned.words[rows]
    return found


def best_inside(single: Vectors, first: Indices) -> Vectors:
    """Give each window the score of its best sentence."""
    last = np.maximum(np.append(first[1:], len(single)) - 1, first)
    if len(first) and (last - first).max() >= IN_WINDOW:
        slow: Vectors = np.maximum.reduceat(single, first)
        return slow
    found: Vectors = single[first]
    for step in range(1, IN_WINDOW):
        np.maximum(found, single[np.minimum(first + step, last)], out=found)
    return found
