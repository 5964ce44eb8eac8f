"""Weigh the words of passages, to say which ones a suggestion shares with what was coded. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.coding import stop_words

Mean = npt.NDArray[np.float64]
FAINT = {"come", "came", "get", "go", "goes", "going", "got", "said", "say", "says", "went"}
_FAINT = FAINT | stop_words.ENGLISH
_WORD = re.compile(r"\b[^\W\d_][\w'-]+\b")


class Terms:
    """Hold TF-IDF weights of every word in every passage of a list."""

    def __init__(self, passages: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import (  # noqa: PLC0415 - takes a second to load
            TfidfVectorizer,
        )

        learner = TfidfVectorizer(sublinear_tf=True, analyzer=telling)
        try:
            self._weights: Any = learner.fit_transform(passages)
        except ValueError:  # nothing but stop words
            self._weights = None
            return
        self._names = learner.get_feature_names_out()
        self._places: dict[str, int] = learner.vocabulary_
        self._rarity = learner.idf_

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
        # Cut out by hand: scipy takes longer to make a matrix of one row.
        mine = slice(*self._weights.indptr[row : row + 2])
        words = self._weights.indices[mine]
        weights = self._weights.data[mine] * others[words]
        best = sorted((-weight, self._names[at]) for weight, at in zip(weights, words, strict=True))
        return tuple(str(name) for weight, name in best[:n] if weight < 0)

    def heaviest(self, one: Mean | None, other: Mean | None) -> tuple[str, ...]:
        """Name the words that weigh most in two means taken together."""
        return () if one is None or other is None else self.named(one * other)

    def named(self, weights: Mean, n: int = 5) -> tuple[str, ...]:
        """Name the words that weigh most; none that weighs nothing."""
        order = np.lexsort((np.arange(len(weights)), -np.round(weights, 9)))[:n]
        return tuple(str(self._names[at]) for at in order if weights[at] > 0)

    def common(self, words: str, others: Mean | None, n: int = 5) -> tuple[str, ...]:
        """Name the words of any text that weigh most in it and in the mean of some passages."""
        if others is None:
            return ()
        said = Counter(telling(words))
        found = [
            (-(1 + math.log(times)) * self._rarity[at] * others[at], word)
            for word, times in said.items()
            if (at := self._places.get(word)) is not None
        ]
        return tuple(word for weight, word in sorted(found)[:n] if weight < 0)


def telling(words: str) -> list[str]:
    """Take words apart, without those that say little; `it's` says no more than `it`."""
    found = _WORD.findall(words.lower().replace("’", "'"))
    return [w for w in found if w not in _FAINT and w.removesuffix("'s") not in _FAINT]
