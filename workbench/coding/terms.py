"""Weigh the words of passages, to say which ones a suggestion shares with what was coded. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

Mean = npt.NDArray[np.float64]
_WORD = r"(?u)\b[^\W\d_][\w’'-]+\b"


class Terms:
    """Hold TF-IDF weights of every word in every passage of a list."""

    def __init__(self, passages: Sequence[str]) -> None:
        learner = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=_WORD)
        try:
            self._weights: Any = learner.fit_transform(passages)
        except ValueError:  # nothing but stop words
            self._weights = None
            return
        self._names = learner.get_feature_names_out()

    def mean(self, rows: Sequence[int]) -> Mean | None:
        """Give the mean weight of each word in some passages; None where there are no words."""
        if self._weights is None or not len(rows):
            return None
        found: Mean = np.asarray(self._weights[list(rows)].mean(axis=0)).ravel()
        return found

    def shared(self, row: int, others: Mean | None, n: int = 5) -> tuple[str, ...]:
        """Name the words of one passage that weigh most in it and in the mean of some others."""
        if others is None:
            return ()
        mine = self._weights[row]
        weights = mine.data * others[mine.indices]
        best = sorted(
            ((-weight, self._names[at]) for weight, at in zip(weights, mine.indices, strict=True)),
        )
        return tuple(str(name) for weight, name in best[:n] if weight < 0)
