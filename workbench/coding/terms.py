"""Weigh the words of passages, to say which ones a suggestion shares with what was coded. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

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

    def shared(self, row: int, with_rows: Sequence[int], n: int = 5) -> tuple[str, ...]:
        """Name the words of one passage that weigh most in it and in some others."""
        if self._weights is None or not len(with_rows):
            return ()
        others = np.asarray(self._weights[list(with_rows)].mean(axis=0)).ravel()
        mine = self._weights[row]
        weights = mine.data * others[mine.indices]
        best = sorted(
            ((-weight, self._names[at]) for weight, at in zip(weights, mine.indices, strict=True)),
        )
        return tuple(str(name) for weight, name in best[:n] if weight < 0)
