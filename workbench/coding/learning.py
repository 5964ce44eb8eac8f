"""Learn from one researcher's codings which passages may belong to a code. Pure.

Logistic regression on what is coded against what was read and left uncoded; the standard scores
of three views of a window (its best sentence, itself, itself after the question) are summed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from workbench.coding.embeddings import Vectors
from workbench.coding.matrices import Indices, Places, Units

Scores = npt.NDArray[np.float64]
Span = tuple[str, int, int]
"""A transcript's id with the start and stop of a passage."""

HALF = 0.5
STRENGTH = 10.0
MOST_UNCODED = 1000
FEWEST_REFUSED = 5
UNREAD = 100
RIDGE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """List rows that carry a code, rows that do not, and rows that nobody has judged."""

    coded: Indices
    uncoded: Indices
    free: Indices


def label(
    places: Places, coded: Sequence[Span], dismissed: Sequence[Span], read: Sequence[Span]
) -> Labels:
    """Sort rows by what the researcher did: at least half of a row or passage must agree.

    Uncoded is all that was dismissed, and of what was read and left uncoded at most 1,000 rows,
    evenly spread.
    While that is less than five, 100 rows that nobody has read stand in.
    """
    yes, no, free, left = (np.zeros(len(places.start), dtype=bool) for _ in range(4))
    no[under(places, dismissed, HALF)] = True
    yes[under(places, coded, HALF)] = True
    no &= ~yes
    free[:] = True
    free[under(places, [*coded, *dismissed], 0.0)] = False
    left[under(places, read, HALF)] = True
    no[spread(np.flatnonzero(left & free), MOST_UNCODED)] = True
    if no.sum() < FEWEST_REFUSED:
        no[spread(np.flatnonzero(free & ~left), UNREAD)] = True
    return Labels(coded=np.flatnonzero(yes), uncoded=np.flatnonzero(no), free=np.flatnonzero(free))


def spread(rows: Indices, most: int) -> Indices:
    """Take at most so many rows, evenly from the first to the last."""
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).astype(np.int64)]


def likeness(vectors: Vectors, labels: Labels) -> Scores:
    """Score every row by a regression on the labelled ones: C = 10, classes balanced."""
    rows = np.concatenate([labels.coded, labels.uncoded])
    truth = np.repeat([1, 0], [len(labels.coded), len(labels.uncoded)])
    model: Any = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=300)
    model.fit(vectors[rows], truth)
    found: Scores = (vectors @ model.coef_[0].astype(np.float32)).astype(np.float64)
    return found


def blend(units: Units, windows: Labels, sentences: Labels) -> tuple[Scores, Scores]:
    """Score windows by the sum of three standard scores; also gives the sentences' scores.

    Standard scores are taken over the windows that are still free.
    """
    single = likeness(units.sentence, sentences)
    views = (
        best_inside(single, units.first),
        likeness(units.window, windows),
        likeness(units.question, windows),
    )
    return np.sum([standard(view, windows.free) for view in views], axis=0), single


def best_inside(single: Scores, first: Indices) -> Scores:
    """Give each window the score of its best sentence."""
    found: Scores = np.maximum.reduceat(single, first)
    return found


def standard(values: Scores, over: Indices) -> Scores:
    """Subtract the mean and divide by the deviation of some of the rows."""
    chosen = values[over] if len(over) else values
    deviation = float(chosen.std()) or 1.0
    found: Scores = (values - chosen.mean()) / deviation
    return found


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


def affinity(
    units: Units, members: Sequence[Indices], uncoded: Indices, vectors: Vectors
) -> Scores:
    """Score a passage for each group: two rows of `vectors`, without and with its question."""
    bare, asked = vectors[0], vectors[1]
    views = (
        centroids(units.window, members) @ bare,
        centroids(units.question, members) @ asked,
        bare @ ridge(units.window, members, uncoded),
    )
    everyone = np.arange(len(members))
    found: Scores = np.mean([standard(view.astype(np.float64), everyone) for view in views], axis=0)
    return found


def under(places: Places, spans: Sequence[Span], share: float) -> Indices:
    """Find the rows under any of some passages; `share` as in `Places.under`."""
    found = [places.under(*span, share=share) for span in spans]
    touched = np.zeros(len(places.start), dtype=bool)
    touched[np.concatenate([np.zeros(0, dtype=np.int64), *found])] = True
    return np.flatnonzero(touched)
