"""Score windows along what was learned: all of them quickly, some of them exactly. Pure.

Chunks of windows are scored beside each other, one on each core, from the first byte to the sum:
what is at hand stays in the processor's cache. Chunks are the same on any number of cores.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from workbench.coding import packed
from workbench.coding.learning import Directions, Scores, on_one_core
from workbench.coding.matrices import Indices, Units
from workbench.coding.packed import Block
from workbench.coding.units import IN_WINDOW
from workbench.coding.vectors import Vectors

FLOAT = 2.0**-24
Along = Callable[[str, Scores, int], tuple[Vectors, float]]
"""Multiplies a view of one chunk with weights; also gives a bound of what each is wrong by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rough:
    """Hold the scores of all windows, each wrong by at most `slack`, and those of sentences."""

    scores: Vectors
    sentences: Vectors
    slack: float


def scores(units: Units, learned: Directions) -> Rough:
    """Score all windows quickly: in 32 bits, or large studies in bytes."""
    found = Rough(
        scores=np.empty(len(units), dtype=np.float32),
        sentences=np.empty(len(units.sentence), dtype=np.float32),
        slack=0.0,
    )
    large = len(units) >= packed.FROM
    in_bytes = large and packed.possible()
    along = partial(_in_bytes, units.packed) if in_bytes else partial(_in_floats, units)
    chunks = range(len(units.edges[0]) - 1)
    cores = packed.cores() if large else os.cpu_count()
    with on_one_core(), ThreadPoolExecutor(cores) as pool:
        slacks = list(pool.map(partial(_fill, units, learned, found, along), chunks))
    return replace(found, slack=max(slacks, default=0.0))


def _fill(units: Units, learned: Directions, found: Rough, along: Along, chunk: int) -> float:
    """Score some windows and their sentences; returns a bound of what the scores are wrong by."""
    rows, inside = _chunk(units, chunk)
    single, slack = along("sentence", learned.sentence, chunk)
    total = best_inside(single, units.first[rows] - inside.start)
    for name, weights in (("window", learned.window), ("question", learned.question)):
        if weights is not None:
            more, lost = along(name, weights, chunk)
            total += more
            slack += lost
    if learned.words is not None:
        total += learned.words[rows].astype(np.float32)
    found.scores[rows], found.sentences[inside] = total, single
    return slack + FLOAT * 64


def _chunk(units: Units, chunk: int) -> tuple[slice, slice]:
    """Give the windows of a chunk, and their sentences."""
    windows, sentences = (slice(*edges[chunk : chunk + 2]) for edges in units.edges)
    return windows, sentences


def _in_bytes(
    blocks: Mapping[str, Sequence[Block]], view: str, weights: Scores, chunk: int
) -> tuple[Vectors, float]:
    return blocks[view][chunk].scores(weights)


def _in_floats(units: Units, view: str, weights: Scores, chunk: int) -> tuple[Vectors, float]:
    vectors: Vectors = getattr(units, view)[_chunk(units, chunk)[view == "sentence"]]
    # Rows are of length one.
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
