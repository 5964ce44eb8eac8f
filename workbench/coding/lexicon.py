"""Weigh words and pairs of words, and learn which of them speak for a code. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

GRID = 2.0**14
STEPS = 12
"""Steps of conjugate gradients: the first is Rocchio's direction, later ones approach ridge's."""

Rows = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


class Lexicon:
    """Hold the TF-IDF weights of words and pairs of words that occur in two passages or more."""

    def __init__(self, passages: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import (  # noqa: PLC0415 - takes a second to load
            CountVectorizer,
            TfidfTransformer,
        )

        self._counter: Any = CountVectorizer(ngram_range=(1, 2), min_df=2)
        self._weigher: Any = TfidfTransformer(sublinear_tf=True)
        try:
            self.counts: Any = self._counter.fit_transform(passages).tocsr()
        except ValueError:  # no word occurs twice
            self.counts = None
        else:
            self._weigher.fit(self.counts)

    @cached_property
    def weights(self) -> Any:
        """Give the weights, passages by terms: sublinear, rows of length 1."""
        return self._weighed(self.counts)

    def weigh(self, passages: Sequence[str]) -> Any:
        """Give the weights of the same terms in other passages."""
        return self._weighed(self._counter.transform(passages))

    def counted(self, words: str) -> Scores:
        """Count, once each, the same terms in any text."""
        found: Scores = np.minimum(self._counter.transform([words]).toarray()[0], 1).astype(float)
        return found

    def _weighed(self, counts: Any) -> Any:
        found = self._weigher.transform(counts).tocsr()
        found.data = np.rint(found.data * GRID) / GRID
        return found

    def scores(self, coded: Rows, uncoded: Rows, strength: float) -> Scores | None:
        """Score all passages by a ridge regression on some; None where no words recur.

        The classes weigh the same; `strength` is the penalty on a mean square.
        """
        if self.counts is None:
            return None
        rows = np.concatenate([coded, uncoded])
        columns, known = _narrowed(self.weights[rows])
        share = np.repeat([0.5 / len(coded), 0.5 / len(uncoded)], [len(coded), len(uncoded)])
        truth = np.repeat([1.0, -1.0], [len(coded), len(uncoded)])
        whole = np.zeros(self.weights.shape[1])
        whole[columns] = np.round(_solved(known, share, truth, strength), 9)
        found: Scores = self.weights @ whole
        return found


def _narrowed(known: Any) -> tuple[Rows, Any]:
    """Keep only the terms that occur in some rows: the others can have no weight."""
    columns, at = np.unique(known.indices, return_inverse=True)
    shape = (known.shape[0], len(columns))
    return columns, type(known)((known.data, at, known.indptr), shape=shape)


def _solved(known: Any, share: Scores, truth: Scores, strength: float) -> Scores:
    """Solve the normal equations by a fixed number of steps, so that the answer is too."""
    back = known.T.tocsr()
    mean = back @ share
    weights = np.zeros(known.shape[1])
    left = back @ (share * truth)
    way = left.copy()
    size = float(left @ left)
    for _ in range(STEPS):
        ahead = known @ way
        turned = back @ (share * ahead) - mean * float(mean @ way) + strength * way
        bent = float(way @ turned)
        if size < 1e-18 or bent <= 0:
            break
        weights += (size / bent) * way
        left -= (size / bent) * turned
        size, before = float(left @ left), size
        way = left + (size / before) * way
    return weights
