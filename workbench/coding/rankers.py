"""Put windows in an order: as the product does, and as others would with the same evidence. Pure.

Every ranker scores all windows from the same `Evidence`; they differ in nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from workbench.coding import costs, learning, scoring
from workbench.coding.evidence import Evidence
from workbench.coding.learning import Scores
from workbench.coding.matrices import Indices, Units

Ranker = Callable[[Evidence], Scores]
SATURATION, LENGTH_WEIGHT = 1.2, 0.75
SVM_COST = 0.11
OURS = "ours"
SEQUENTIAL = "sequential reading"
SVM = "TF-IDF + SVM"


def rankers(units: Units, *, words: bool = True) -> Mapping[str, Ranker]:
    """Name all rankers that learn; reading on in order is none of them."""
    found: dict[str, Ranker] = {OURS: ours}
    if words and units.lexicon.counts is not None:
        found |= {SVM: svm, "BM25": Bm25(units)}
    return found | {"centroid": centroid}


def ours(evidence: Evidence) -> Scores:
    """Score as the suggestions of the product do."""
    likeness = scoring.scores(evidence.units, learning.learn(evidence)).scores
    return likeness.astype(np.float64) - costs.of(evidence)


def svm(evidence: Evidence) -> Scores:
    """Score by a linear SVM on TF-IDF of words and pairs: the published settings of ASReview.

    C = 0.11 as there; classes balanced by weight instead of by resampling.
    """
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - takes a second to load

    weights = evidence.units.lexicon.weights
    yes, no = evidence.windows.yes, _refused(evidence)
    model: Any = LinearSVC(C=SVM_COST, class_weight="balanced", max_iter=2000, tol=1e-3)
    model.fit(weights[np.concatenate([yes, no])], np.repeat([1, 0], [len(yes), len(no)]))
    found: Scores = weights @ model.coef_[0]
    return found


def centroid(evidence: Evidence) -> Scores:
    """Score by the cosine with the mean of the coded windows."""
    (coded, _), *_ = evidence.windows.sums
    found: Scores = (evidence.units.window @ coded.total.astype(np.float32)).astype(np.float64)
    return found


class Bm25:
    """Score with all coded windows as one query: Okapi BM25, k1 = 1.2, b = 0.75."""

    def __init__(self, units: Units) -> None:
        counts = units.lexicon.counts.astype(np.float64)
        many = counts.shape[0]
        size = np.asarray(counts.sum(axis=1)).ravel()
        norm = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * size / max(size.mean(), 1e-9)
        seen = np.bincount(counts.indices, minlength=counts.shape[1])
        rarity = np.log1p((many - seen + 0.5) / (seen + 0.5))
        row = np.repeat(np.arange(many), np.diff(counts.indptr))
        weighed = counts.copy()
        weighed.data = counts.data * (SATURATION + 1) / (counts.data + SATURATION * norm[row])
        weighed.data *= rarity[counts.indices]
        self._counts, self._weights = counts, weighed

    def __call__(self, evidence: Evidence) -> Scores:
        """Score all windows for the words of those that are coded."""
        return self.against(self.counted(evidence.windows.yes))

    def counted(self, rows: Indices) -> Scores:
        """Count the words of some windows."""
        return np.asarray(self._counts[rows].sum(axis=0)).ravel()

    def against(self, query: Scores) -> Scores:
        """Score all windows for counts of words."""
        found: Scores = self._weights @ query
        return found


def _refused(evidence: Evidence) -> Indices:
    return np.union1d(evidence.windows.no, evidence.windows.stand_ins())
