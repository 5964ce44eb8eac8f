"""Learn from one researcher's codings which passages may belong to a code. Pure.

A ridge regression on what is coded against what was read and left uncoded or was dismissed, both
sides weighing the same, for three views of a window (its best sentence, itself, itself after the
question) and for its words. With few examples the penalty outweighs the covariance and the
direction is Rocchio's; with many it is a discriminant's. Sums of vectors and of their products are
all it needs, so a decision costs as much with five labels as with five thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from workbench.coding.evidence import Evidence, Marks, Sums
from workbench.coding.lexicon import Lexicon
from workbench.coding.matrices import Indices, Units, spread
from workbench.coding.vectors import Vectors

Scores = npt.NDArray[np.float64]

PRIOR = 0.5
"""Weight of the penalty against one coded passage."""
WORDS = 0.7
"""Weight of the words beside three views of meaning; twice that where nobody asks."""
FINE = 2.0**20
RIDGE = 1.0
MOST_WORDS = 1000
FEW, MOST_WEIGHT = 5, 4.0
MOST_WINDOWS_WITH_WORDS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Directions:
    """Hold what was learned: a weight for each dimension of each view, and scores of the words.

    A window scores the best of its sentences along `sentence`, plus itself along `window`, plus
    itself after the question along `question`, plus its words.
    """

    sentence: Scores
    window: Scores
    question: Scores | None
    words: Scores | None


def learn(evidence: Evidence) -> Directions:
    """Work out the directions of a code from what was judged so far.

    Words and meaning on a core each: shared, their small matrices would only have cores wait.
    """
    units = evidence.units
    # Made here, which loads libraries: two threads must not load parts of one at a time.
    lexicon = units.lexicon if len(units) <= MOST_WINDOWS_WITH_WORDS else None
    with on_one_core(), ThreadPoolExecutor(1) as beside:
        words = beside.submit(_by_words, evidence, lexicon)
        return replace(_by_meaning(evidence), words=words.result())


def on_one_core() -> AbstractContextManager[Any]:
    """Have products of matrices worked out on one core meanwhile."""
    limit: AbstractContextManager[Any] = _cores().limit(limits=1, user_api="blas")
    return limit


@lru_cache(maxsize=1)
def _cores() -> Any:
    return ThreadpoolController()


def _by_meaning(evidence: Evidence) -> Directions:
    units = evidence.units
    of_window, of_question, of_sentence = units.samples
    windows = evidence.windows
    return Directions(
        sentence=_direction(evidence.sentences, 0, units.sentence, of_sentence),
        window=_direction(windows, 0, units.window, of_window),
        question=_direction(windows, 1, units.question, of_question) if units.asks else None,
        words=None,
    )


def standard(values: Scores, over: Indices) -> Scores:
    """Subtract the mean and divide by the deviation of some of the rows."""
    chosen = values[over] if len(over) else values
    deviation = float(chosen.std()) or 1.0
    found: Scores = (values - chosen.mean()) / deviation
    return found


def _direction(marks: Marks, number: int, view: Vectors, sample: Scores) -> Scores:
    """Solve for one view so that scores of all rows deviate by about one."""
    coded, uncoded = marks.sums[number]
    others = marks.stand_ins()
    if len(others):
        uncoded = uncoded.with_rows(view[others])
    weights = discriminant(coded, uncoded, PRIOR / coded.many)
    deviation = float((sample @ weights).std()) or 1.0
    found: Scores = finely(weights / deviation)
    return found


def finely(values: Scores) -> Scores:
    """Round to parts of 2 ** -20: products with vectors then sum up exactly."""
    found = values * FINE
    np.rint(found, out=found)
    found /= FINE
    return found


def discriminant(coded: Sums, uncoded: Sums, strength: float) -> Scores:
    """Solve a ridge regression in which both sides weigh the same; `strength` is the penalty."""
    from scipy.linalg.lapack import dposv  # noqa: PLC0415 - takes a sixth of a second to load

    if not uncoded.many:
        return coded.total / coded.many
    yes, no = coded.total / coded.many, uncoded.total / uncoded.many
    middle = (yes + no) / 2
    squares = coded.products * (0.5 / coded.many)
    squares += uncoded.products * (0.5 / uncoded.many)
    squares -= np.outer(middle, middle)
    squares.flat[:: len(middle) + 1] += strength
    found: Scores = dposv(squares, yes - no, lower=1, overwrite_a=1)[1]
    return found


def _by_words(evidence: Evidence, lexicon: Lexicon | None) -> Scores | None:
    units, marks = evidence.units, evidence.windows
    if lexicon is None:
        return None
    dismissed = np.flatnonzero((marks.dismissed > 0) & (marks.coded == 0))
    others = np.setdiff1d(marks.no, dismissed)
    no = np.union1d(dismissed, np.union1d(spread(others, MOST_WORDS), marks.stand_ins()))
    if not len(no):
        return None
    found = lexicon.scores(marks.yes, no, PRIOR / len(marks.yes))
    if found is None:
        return None
    # With more passages coded, their words say more; meaning was known from the first.
    weight = WORDS * min(MOST_WEIGHT, max(1.0, float(np.log2(len(marks.yes) / FEW))))
    weight *= 1 if units.asks else 2
    deviation = float(found[units.sampled].std()) or 1.0
    scaled: Scores = finely(found * (weight / deviation))
    return scaled


def centroids(vectors: Vectors, members: Sequence[Indices]) -> Vectors:
    """Give the mean direction of each group of rows."""
    means = np.stack([vectors[rows].mean(axis=0) for rows in members])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    found: Vectors = (means / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found


def ridge(vectors: Vectors, members: Sequence[Indices], uncoded: Indices) -> Scores:
    """Solve one linear regression for all groups at once; returns weights, 384 by group."""
    rows = np.unique(np.concatenate([*members, uncoded]))
    known = vectors[rows].astype(np.float64)
    truth = np.stack([np.isin(rows, group) for group in members], axis=1).astype(np.float64)
    truth -= truth.mean(axis=0)
    found: Scores = np.linalg.solve(
        known.T @ known + RIDGE * np.eye(known.shape[1]), known.T @ truth
    )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Hold what tells codes apart: mean directions and ridges, without and with the question.

    `words` holds the mean weights of each code's words, None where no words recur; `ridge_asked`
    is None where nobody asks.
    """

    bare: Vectors
    asked: Vectors
    ridge: Scores
    ridge_asked: Scores | None
    words: Any


def learn_all(units: Units, members: Sequence[Indices], uncoded: Indices) -> Offers:
    """Work out what tells several codes apart, from the windows of each."""
    words = None
    if len(units) <= MOST_WINDOWS_WITH_WORDS and units.lexicon.counts is not None:
        weights = units.lexicon.weights
        words = np.stack([np.asarray(weights[rows].mean(axis=0)).ravel() for rows in members])
        words /= np.maximum(np.linalg.norm(words, axis=1, keepdims=True), 1e-9)
    return Offers(
        bare=centroids(units.window, members),
        asked=centroids(units.question, members),
        ridge=ridge(units.window, members, uncoded),
        ridge_asked=ridge(units.question, members, uncoded) if units.asks else None,
        words=words,
    )


def affinity(
    units: Units, learned: Offers, bare: Vectors, asked: Vectors, words: Sequence[str]
) -> Scores:
    """Score passages (vectors without and with their question, and words) for each code."""
    views = [bare @ learned.bare.T, asked @ learned.asked.T, bare @ learned.ridge]
    if learned.ridge_asked is not None:
        views.append(asked @ learned.ridge_asked)
    if learned.words is not None:
        views.append(units.lexicon.weigh(words) @ learned.words.T)
    found: Scores = np.mean([_by_row(view.astype(np.float64)) for view in views], axis=0)
    return found


def _by_row(values: Scores) -> Scores:
    deviation = values.std(axis=1, keepdims=True)
    found: Scores = (values - values.mean(axis=1, keepdims=True)) / np.where(
        deviation > 0, deviation, 1.0
    )
    return found
