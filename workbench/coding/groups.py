"""See codes together: what speaks to several of them, which lie close, and which split.

Nothing here names or moves anything: it lays passages side by side for a person to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.coding import learning, members, scoring
from workbench.coding.coded_passages import Coding
from workbench.coding.evidence import HALF, Evidence
from workbench.coding.learning import Scores
from workbench.coding.matrices import Indices, Units, spread
from workbench.coding.members import Members
from workbench.coding.reasons import Window, span, window_at
from workbench.coding.vectors import Vectors
from workbench.study import Study

FOLDS = 5
NEAREST = 2
FEWEST = 3
"""Passages that a code, or one side of a split, must have to be looked at."""
ROUNDS, BEGINS = 20, 24
APART = 0.1
"""Mean silhouette from which the passages of a code count as two groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking(Window):
    """Show a window that speaks to a group of codes; `code_ids` name those of them that touch it.

    `shared` holds words that weigh most in it and in what carries the codes.
    """

    code_ids: tuple[str, ...]
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Hold two codes that lie close together, with their passages most like each other.

    `nearest` are ids of codings, of the first and of the second code; `shared` words that weigh
    most in both; `both` counts the windows that carry both already.
    """

    code_id: str
    other_id: str
    nearest: tuple[tuple[str, str], ...]
    shared: tuple[str, ...]
    both: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Hold one of two groups within a code: ids of codings, the most typical first; its words."""

    coding_ids: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Hold a code whose passages fall into two groups, the larger first."""

    code_id: str
    sides: tuple[Side, Side]


def speaking_to(
    study: Study, encoder_name: str, code_ids: Iterable[str], n: int = 20
) -> list[Speaking]:
    """List windows that speak to a group of codes taken together, coded or not, the most first.

    What is coded is judged by what was learned from the rest of it, a fifth at a time, so that it
    stands beside what is not on equal terms. Exactly these codes count, not those below them.
    Empty while none of them has a passage with vectors.
    """
    known = members.of_study(study, encoder_name)
    units = known.units
    wanted = set(code_ids)
    coded = [one for code_id in sorted(wanted) for one in known.coded.get(code_id, ())]
    rows = members.under(units, coded)
    if not len(rows):
        return []
    scores = _scored(known, coded)
    single = units.sentence @ learning.centroids(units.window, [rows])[0]
    words = units.terms.mean(rows.tolist())
    order = np.lexsort((np.arange(len(units)), -np.round(scores, 6)))[:n]
    return [
        Speaking(
            **window_at(units, row, single),
            code_ids=tuple(c for c in known.codes_at(row) if c in wanted),
            shared=units.terms.shared(row, words),
        )
        for row in order.tolist()
    ]


def close_together(
    study: Study, encoder_name: str, code_ids: Iterable[str] | None = None, n: int = 10
) -> list[Pair]:
    """List pairs of codes, of all or of some, that lie closest together, the closest first.

    Codes are compared by the mean of their windows, less that of the study, so that what all have
    in common does not count. Codes of fewer than three passages are left out.
    """
    known = members.of_study(study, encoder_name)
    ids = _with_enough(known, code_ids)
    if len(ids) < 2:
        return []
    units = known.units
    means = np.stack([units.window[known.rows[c]].mean(axis=0) for c in ids])
    means = _unit(means - units.window.mean(axis=0))
    alike = np.round(means @ means.T, 6)
    first, second = np.triu_indices(len(ids), 1)
    order = np.lexsort((second, first, -alike[first, second]))[:n]
    return [_pair(known, ids[int(first[at])], ids[int(second[at])]) for at in order]


def splitting(
    study: Study, encoder_name: str, code_ids: Iterable[str] | None = None
) -> list[Split]:
    """List codes, of all or of some, whose passages fall into two groups, the clearest first.

    Two means on the passages' directions; groups count from three passages each and a mean
    silhouette of 0.1 (Rousseeuw 1987, doi 10.1016/0377-0427(87)90125-7).
    """
    known = members.of_study(study, encoder_name)
    found: list[tuple[float, Split]] = []
    for code_id in _with_enough(known, code_ids):
        coded, vectors = directions(known, code_id)
        sides = halved(vectors)
        apart = silhouette(vectors, sides)
        if _both_many(sides) and apart >= APART:
            found.append((apart, _split(known, code_id, coded, vectors, sides)))
    found.sort(key=lambda one: (-one[0], one[1].code_id))
    return [one for _, one in found]


def halved(vectors: Vectors) -> Indices:
    """Give each row the side, 0 or 1, of the two means that part the rows best. Pure.

    Begun at each of at most 24 rows and the one least like it; sides of three rows or more come
    before a few that lie apart.
    """
    alike = np.round(vectors @ vectors.T, 6)
    begins = spread(np.arange(len(vectors)), BEGINS).tolist()
    tries = [_two_means(vectors, [row, int(np.argmin(alike[row]))]) for row in begins]
    return max(tries, key=lambda sides: (_both_many(sides), silhouette(vectors, sides)))


def _both_many(sides: Indices) -> bool:
    return bool(np.bincount(sides, minlength=2).min() >= FEWEST)


def _two_means(vectors: Vectors, ends: list[int]) -> Indices:
    middles = vectors[ends]
    sides = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(ROUNDS):
        found: Indices = np.argmax(np.round(vectors @ middles.T, 6), axis=1)
        if len(np.unique(found)) < 2 or np.array_equal(found, sides):
            return found
        sides = found
        middles = _unit(np.stack([vectors[sides == side].mean(axis=0) for side in (0, 1)]))
    return sides


def silhouette(vectors: Vectors, sides: Indices) -> float:
    """Tell how much nearer rows lie to their own side than to the other: -1 to 1, on average."""
    if len(np.unique(sides)) < 2:
        return -1.0
    away = 1 - vectors @ vectors.T
    np.fill_diagonal(away, 0)
    sizes = np.bincount(sides, minlength=2)
    sums = np.stack([away[:, sides == side].sum(axis=1) for side in (0, 1)])
    at = np.arange(len(sides))
    own = sums[sides, at] / np.maximum(sizes[sides] - 1, 1)
    other = sums[1 - sides, at] / sizes[1 - sides]
    found = np.where(sizes[sides] > 1, (other - own) / np.maximum(np.maximum(own, other), 1e-9), 0)
    return round(float(found.mean()), 6)


def _scored(known: Members, coded: Sequence[Coding]) -> Scores:
    """Score all windows; those of each fold by what was learned from the other folds."""
    units = known.units
    evidence = Evidence(units, map(span, coded), (), known.readings)
    scores = _learned(evidence)
    for at in range(FOLDS):
        out = members.under(units, coded[at::FOLDS])
        # Nothing that touches the windows of the fold may teach how to judge them.
        evidence.become([span(one) for one in coded if not _touches(units, one, out)], ())
        if evidence.windows.sums[0][0].many and evidence.sentences.sums[0][0].many:
            scores[out] = _learned(evidence)[out]
    return scores


def _touches(units: Units, coding: Coding, rows: Indices) -> bool:
    return bool(np.isin(units.windows.under(*span(coding)), rows).any())


def _learned(evidence: Evidence) -> Scores:
    found = scoring.scores(evidence.units, learning.learn(evidence)).scores
    return found.astype(np.float64)


def _with_enough(known: Members, code_ids: Iterable[str] | None) -> list[str]:
    wanted = known.rows.keys() if code_ids is None else known.rows.keys() & set(code_ids)
    found = [code_id for code_id in known.rows if code_id in wanted]
    return [code_id for code_id in found if len(directions(known, code_id)[0]) >= FEWEST]


def directions(known: Members, code_id: str) -> tuple[list[Coding], Vectors]:
    """Give the passages of a code that have vectors, each with the direction of its windows."""
    units = known.units
    places = {span(one): one for one in known.coded[code_id]}
    found = [(one, units.windows.under(*at, share=HALF)) for at, one in places.items()]
    coded = [one for one, rows in found if len(rows)]
    means = [units.window[rows].mean(axis=0) for _, rows in found if len(rows)]
    return coded, _unit(np.stack(means)) if means else units.window[:0]


def _pair(known: Members, code_id: str, other_id: str) -> Pair:
    terms = known.units.terms
    (mine, left), (theirs, right) = (directions(known, c) for c in (code_id, other_id))
    alike = np.round(left @ right.T, 6)
    order = np.argsort(-alike.ravel(), kind="stable")
    places = [divmod(int(at), len(theirs)) for at in order]
    apart = [(mine[a], theirs[b]) for a, b in places if span(mine[a]) != span(theirs[b])]
    words = [terms.mean(known.rows[c].tolist()) for c in (code_id, other_id)]
    return Pair(
        code_id=code_id,
        other_id=other_id,
        nearest=tuple((one.id, other.id) for one, other in apart[:NEAREST]),
        shared=terms.heaviest(*words),
        both=len(np.intersect1d(known.rows[code_id], known.rows[other_id])),
    )


def _split(
    known: Members, code_id: str, coded: Sequence[Coding], vectors: Vectors, sides: Indices
) -> Split:
    larger = int(np.argmax(np.bincount(sides, minlength=2)))
    first, second = (_side(known, coded, vectors, sides == at) for at in (larger, 1 - larger))
    return Split(code_id=code_id, sides=(first, second))


def _side(known: Members, coded: Sequence[Coding], vectors: Vectors, here: Indices) -> Side:
    rows = np.flatnonzero(here)
    middle = vectors[rows].mean(axis=0)
    order = rows[np.lexsort((rows, -np.round(vectors[rows] @ middle, 6)))]
    terms = known.units.terms
    mine, others = (
        terms.mean(members.under(known.units, [coded[int(at)] for at in some]).tolist())
        for some in (rows, np.setdiff1d(np.arange(len(coded)), rows))
    )
    return Side(
        coding_ids=tuple(coded[int(at)].id for at in order),
        words=() if mine is None or others is None else terms.named(mine - others),
    )


def _unit(rows: Vectors) -> Vectors:
    found: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found.astype(np.float32)
