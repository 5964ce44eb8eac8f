"""Find passages like the words selected, by meaning or by words, coded or not.

The sentences that a selection touches have vectors already, so nothing is encoded for a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from workbench.coding import learning, members, scoring
from workbench.coding.evidence import HALF
from workbench.coding.learning import Scores
from workbench.coding.matrices import Indices, Span, Units
from workbench.coding.rankers import Bm25
from workbench.coding.reasons import Window, window_at
from workbench.coding.vectors import Vectors
from workbench.study import Study

By = Literal["meaning", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Hold what is compared of some selected words, and the words themselves.

    `bare` is the mean direction of the sentences they touch, `asked` that of the windows with
    their question; both have length 1. `rows` are the windows touched.
    """

    rows: Indices
    bare: Vectors
    asked: Vectors
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike(Window):
    """Show a window like the words selected: words in common, and the codes that touch it."""

    shared: tuple[str, ...]
    code_ids: tuple[str, ...]


def selected(units: Units, place: Span) -> Selected | None:
    """Find what a selection touches; None where it holds no participant's words, or no vectors."""
    rows = units.windows.under(*place)
    if not len(rows):
        return None
    inside = units.sentences.under(*place, share=HALF)
    views = units.sentence[inside] if len(inside) else units.window[rows]
    mostly = units.windows.under(*place, share=HALF)
    name, start, stop = place
    return Selected(
        rows=rows,
        bare=_middle(views),
        asked=_middle(units.question[mostly if len(mostly) else rows]),
        words=units.texts[name][start:stop],
    )


def to_selection(
    study: Study, encoder_name: str, place: Span, *, by: By = "meaning", n: int = 10
) -> list[Alike]:
    """List the participants' windows most like a selection over the study, most alike first.

    By words, only windows that share some are listed. What the selection touches is left out.
    """
    known = members.of_study(study, encoder_name)
    units = known.units
    chosen = selected(units, place)
    if chosen is None:
        return []
    single = units.sentence @ chosen.bare
    scores = _by_words(units, chosen) if by == "words" else _by_meaning(units, chosen, single)
    free = np.setdiff1d(np.arange(len(units)), chosen.rows)
    if by == "words":
        free = free[scores[free] > 0]
    order = free[np.lexsort((free, -np.round(scores[free], 6)))][:n]
    return [
        Alike(
            **window_at(units, row, single),
            shared=units.terms.common(chosen.words, units.terms.mean([row])),
            code_ids=known.codes_at(row),
        )
        for row in order.tolist()
    ]


def _by_meaning(units: Units, chosen: Selected, single: Vectors) -> Scores:
    """Sum up the likeness of each window and of its best sentence, both on one scale."""
    everywhere = np.arange(len(units))
    views: Sequence[Vectors] = (
        units.window @ chosen.bare,
        scoring.best_inside(single, units.first),
    )
    found: Scores = sum(
        (learning.standard(view.astype(np.float64), everywhere) for view in views),
        np.zeros(len(units)),
    )
    return found


def _by_words(units: Units, chosen: Selected) -> Scores:
    """Score by the words and pairs of words in common; rare ones weigh more (Okapi BM25)."""
    if units.lexicon.counts is None:
        return np.zeros(len(units))
    return Bm25(units).against(units.lexicon.counted(chosen.words))


def _middle(views: Vectors) -> Vectors:
    mean = views.mean(axis=0, dtype=np.float64)
    found: Vectors = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
    return found
