"""Choose what a list of suggestions holds: the most alike, and some that widen the view. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np

from workbench.coding import costs, scoring
from workbench.coding.evidence import Evidence, Flags
from workbench.coding.learning import Directions, Scores
from workbench.coding.matrices import Indices
from workbench.coding.scoring import Rough

Kind = Literal["alike", "far", "fresh", "drawn", "boundary", "opposite"]
ASKED_FOR: tuple[Kind, ...] = ("boundary", "opposite")
"""Kinds that stand in lists of their own, and say nothing of how well the usual ones do."""
LONG = 10
FAR = 2
FEWEST_FOR_FRESH = 5
DEPTH = 60
"""How far down passages that widen the view are looked for."""
SPARSE = 50
"""Rows from one to the next of those that tell where the first of a list will at least stand."""
DRAWN = 3
"""Of ten in a blinded list, how many are drawn at random."""
CLOSE = 0.1
"""Share of windows that count as close to a code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Hold windows in the order of a list, their exact scores, and the score between yes and no.

    The first `unread` of them nobody has read. Length has a say in the order, not in the scores.
    """

    rows: Indices
    unread: int
    scores: Scores
    middle: float
    rough: Rough


def rank(evidence: Evidence, learned: Directions, n: int) -> Ranking:
    """Order the n best free windows, unread before read, and on a tie as the text runs.

    Best is what promises most for the words it takes. All are scored in 32 bits; those that may be
    among the first are scored again exactly.
    """
    units = evidence.units
    rough = scoring.scores(units, learned)
    cost = costs.of(evidence)
    worth = rough.scores - cost

    def exactly(some: Indices) -> Scores:
        return scoring.exactly(units, learned, some) - cost[some]

    free = evidence.windows.free
    rows: list[Indices] = []
    found: list[Scores] = []
    for group in (free & ~evidence.windows.read, free & evidence.windows.read):
        wanted = n - sum(map(len, rows))
        near = _first(worth, rough.slack, group, wanted, exactly)
        exact = exactly(near)
        order = np.lexsort((near, -exact))[: max(wanted, 0)]
        rows.append(near[order])
        found.append(exact[order] + cost[near[order]])
    return Ranking(
        rows=np.concatenate(rows),
        unread=len(rows[0]),
        scores=np.concatenate(found),
        middle=_middle(evidence, rough),
        rough=rough,
    )


def choose(
    evidence: Evidence, ranking: Ranking, n: int, heard: Collection[str]
) -> list[tuple[int, Kind]]:
    """Take n windows: in a list of ten two that lie far from the middle of the code and yet may

    belong to it, and in a list of five or more one by somebody not yet heard on it.
    """
    rows = [int(row) for row in ranking.rows]
    voices = evidence.units.voices
    far = _far(evidence, ranking, n) if n == LONG else []
    kept = [row for row in rows if row not in far]
    new = [row for row in kept if voices[row] not in heard]
    first = kept[: max(n - len(far), 0)]
    fresh: list[int] = []
    if n >= FEWEST_FOR_FRESH and new and not any(voices[row] not in heard for row in first):
        fresh, first = new[:1], first[:-1] if len(first) + len(far) >= n else first
    chosen: list[tuple[int, Kind]] = [(row, "alike") for row in first]
    chosen += [(row, "far") for row in far]
    chosen += [(row, "fresh") for row in fresh]
    return chosen


def draw(evidence: Evidence, salt: str, n: int) -> list[int]:
    """Draw n free windows that nobody has read; the same salt draws the same ones.

    All have the same chance, also those that the model would choose: else the estimate of what is
    left would miss just these.
    """
    unread = np.flatnonzero(evidence.windows.free & ~evidence.windows.read)
    seed = int.from_bytes(hashlib.sha256(salt.encode()).digest()[:8], "big")
    chance = np.random.default_rng(seed)
    return [int(row) for row in chance.permutation(unread)[:n]]


def mix(chosen: list[tuple[int, Kind]], drawn: list[int], salt: str) -> list[tuple[int, Kind]]:
    """Put drawn windows in the place of the last, and shuffle: nobody can tell which is which."""
    others = [one for one in chosen if one[0] not in drawn]
    kept = others[: max(len(chosen) - len(drawn), 0)]
    both: list[tuple[int, Kind]] = [*kept, *((row, "drawn") for row in drawn)]
    seed = int.from_bytes(hashlib.sha256(f"{salt}/order".encode()).digest()[:8], "big")
    return [both[int(at)] for at in np.random.default_rng(seed).permutation(len(both))]


def edge(evidence: Evidence, ranking: Ranking, n: int) -> list[int]:
    """List free windows close to the middle of a code that the model takes not to belong."""
    refused, alike = _refused(evidence, ranking)
    order = np.lexsort((refused, -alike))
    return [int(row) for row in refused[order][:n]]


def opposite(evidence: Evidence, learned: Directions, ranking: Ranking, n: int) -> list[int]:
    """List of the same windows those that the model takes least to belong, the farthest first."""
    refused, _ = _refused(evidence, ranking)
    order = np.lexsort((refused, scoring.exactly(evidence.units, learned, refused)))
    return [int(row) for row in refused[order][:n]]


def closeness(evidence: Evidence, rows: Indices) -> Scores:
    """Give the cosine of some windows with the mean of the coded ones."""
    (coded, _), *_ = evidence.windows.sums
    mean = coded.total / max(float(np.linalg.norm(coded.total)), 1e-9)
    found: Scores = (evidence.units.window[rows] @ mean.astype(np.float32)).astype(np.float64)
    return found


def _refused(evidence: Evidence, ranking: Ranking) -> tuple[Indices, Scores]:
    """Find the free windows that are close to a code and on the other side, and how close."""
    alike = closeness(evidence, np.arange(len(evidence.units)))
    free = np.flatnonzero(evidence.windows.free)
    close = free[alike[free] >= np.quantile(alike, 1 - CLOSE)]
    refused = close[ranking.rough.scores[close] < ranking.middle]
    return refused, np.round(alike[refused], 6)


def _far(evidence: Evidence, ranking: Ranking, n: int) -> list[int]:
    """Find the two least like the middle of the code among those on its side."""
    deep = slice(n - FAR - 1, min(DEPTH, ranking.unread or DEPTH))
    plausible = ranking.rows[deep][ranking.scores[deep] > ranking.middle]
    if len(plausible) < FAR:
        return []
    alike = np.round(closeness(evidence, plausible), 6)
    return [int(row) for row in plausible[np.lexsort((plausible, alike))][:FAR]]


def _first(
    worth: Scores, slack: float, group: Flags, n: int, exactly: Callable[[Indices], Scores]
) -> Indices:
    """Keep the rows that can be among the n best, whatever was lost in the first pass.

    The last of the n best is at least worth what the worst of those is that seemed the best; those
    are sought above the n best of an even sample.
    """
    if n <= 0:
        return np.zeros(0, dtype=np.int64)
    some = worth[::SPARSE][group[::SPARSE]]
    floor = np.partition(some, -n)[-n] if len(some) >= n else -np.inf
    rows = np.flatnonzero(group & (worth >= floor))
    if len(rows) > n:
        rows = rows[np.argpartition(worth[rows], -n)[-n:]]
    if len(rows) == n:
        rows = np.flatnonzero(group & (worth >= exactly(rows).min() - slack))
    return rows


def _middle(evidence: Evidence, rough: Rough) -> float:
    """Give the score half way between what is coded and what is not."""
    yes, no = evidence.windows.yes, evidence.windows.no
    if not len(no):
        no = evidence.windows.stand_ins()
    if not len(no):
        return -np.inf
    return round(float(rough.scores[yes].mean() + rough.scores[no].mean()) / 2, 3)
