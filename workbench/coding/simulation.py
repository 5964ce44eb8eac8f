"""Play a coded study through again with an oracle that answers as its researcher coded. Pure.

Transcripts are read in some order until five passages of a code were met; what was read and left
uncoded teaches from then on. Ten windows of the rest are shown at a time, the oracle judges each,
and the list is made anew after each passage that was found and after each ten refused ones, until
95 % of the passages that were left are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.coding.evidence import Evidence, Flags
from workbench.coding.learning import Scores
from workbench.coding.matrices import Indices, Span
from workbench.coding.rankers import SEQUENTIAL, Ranker, rankers
from workbench.coding.replaying import Replay, Segment

START = 5
AT_ONCE = 10
FIRST = 20
SLOWER = 20
"""The list is made anew after a twentieth of all shown once that is more than ten."""
SHARES = (0.5, 0.8, 0.95)
WSS = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Say how one code went in one order with one way of ranking.

    `words` are the shares of unread words read until 50, 80 and 95 % were found; `precision` is
    that of the ranking made after five passages, `hits` the share found in the first 20 shown.
    """

    code: str
    order: int
    method: str
    precision: float
    hits: float
    words: tuple[float, float, float]

    @property
    def saved(self) -> float:
        """Give WSS@95, in words."""
        return WSS - self.words[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """State where a replay of one code starts: what was read, coded, and is left to be found."""

    code: str
    read: tuple[Span, ...]
    seen: Flags
    reading: Indices
    coded: tuple[Span, ...]
    left: tuple[Segment, ...]


def play(
    replay: Replay,
    *,
    orders: int,
    seed: int,
    every: int = AT_ONCE,
    told: Callable[[int, int], object] | None = None,
) -> Iterator[Outcome]:
    """Play every code in several orders of its transcripts, with every ranker.

    `every` is after how many refused windows the list is made anew; `told` counts openings.
    """
    ways = {SEQUENTIAL: None, **rankers(replay.units)}
    total, done = orders * len(replay.codes), 0
    for order in range(orders):
        documents = shuffled(replay.documents, seed, order)
        for code in replay.codes:
            opening = open_with(replay, code, documents)
            if opening:
                for name, ranker in ways.items():
                    yield _played(replay, opening, name, ranker, order, every)
            done += 1
            if told:
                told(done, total)


def shuffled(documents: Sequence[str], seed: int, order: int) -> list[str]:
    """Put transcripts in an order that seed and number settle."""
    chance = np.random.default_rng([seed, order])
    return [documents[int(at)] for at in chance.permutation(len(documents))]


def open_with(replay: Replay, code: str, documents: Sequence[str]) -> Opening | None:
    """Read until five passages of a code were met; None where fewer than three are left then."""
    places = replay.units.windows
    rows = np.arange(len(replay.units))
    reading = np.concatenate([rows[places.transcripts[name]] for name in documents])
    turn = np.empty(len(reading), dtype=np.int64)
    turn[reading] = np.arange(len(reading))
    met = sorted(replay.codes[code], key=lambda one: (int(turn[one.rows].min()), one.span))
    upto = max(int(turn[one.near].max()) for one in met[:START])
    seen: Flags = turn <= upto
    coded = [one for one in met if seen[one.rows].any()]
    left = [one for one in met if not seen[one.rows].any()]
    if len(left) < 3:
        return None
    return Opening(
        code=code,
        read=_stretches(replay, reading[: upto + 1]),
        seen=seen,
        reading=reading,
        coded=tuple(one.span for one in coded),
        left=tuple(left),
    )


def _stretches(replay: Replay, rows: Indices) -> tuple[Span, ...]:
    """Unite windows that were read into one stretch for each transcript."""
    found: dict[str, tuple[int, int]] = {}
    places = replay.units.windows
    for row in rows:
        name = replay.units.transcript_ids[row]
        start, stop = found.get(name, (int(places.start[row]), 0))
        found[name] = (min(start, int(places.start[row])), max(stop, int(places.stop[row])))
    return tuple((name, *edges) for name, edges in found.items())


def _played(
    replay: Replay, opening: Opening, name: str, ranker: Ranker | None, order: int, every: int
) -> Outcome:
    oracle = Oracle(replay, opening)
    if ranker is None:
        precision = average_precision(-np.argsort(opening.reading), oracle)
        for row in opening.reading[~opening.seen[opening.reading]]:
            if oracle.done:
                break
            oracle.judge(int(row))
    else:
        precision = _loop(ranker, oracle, every)
    return Outcome(
        code=opening.code,
        order=order,
        method=name,
        precision=precision,
        hits=oracle.hits / max(1, min(FIRST, oracle.shown)),
        words=oracle.shares(),
    )


def _loop(ranker: Ranker, oracle: Oracle, every: int) -> float:
    """Show and judge until all is found; returns the average precision of the first ranking."""
    evidence = oracle.evidence
    scores = ranker(evidence)
    precision = average_precision(scores, oracle)
    while not oracle.done:
        free = np.flatnonzero(evidence.windows.free & ~oracle.opening.seen)
        if not len(free):
            break
        at_once = max(every, oracle.shown // SLOWER)
        for row in free[np.lexsort((free, -scores[free]))][:at_once]:
            if oracle.judge(int(row)) or oracle.done:
                break
        scores = ranker(evidence)
    return precision


class Oracle:
    """Answer as the researcher coded, keep the evidence, and count words and finds."""

    def __init__(self, replay: Replay, opening: Opening) -> None:
        self.opening = opening
        self.replay = replay
        self.evidence = Evidence(replay.units, opening.coded, (), opening.read)
        self.carried = np.zeros(len(replay.units), dtype=bool)
        self._waiting = {one.span: one for one in opening.left}
        self._by_row: dict[int, list[Segment]] = {}
        for one in opening.left:
            self.carried[one.rows] = True
            for row in one.rows:
                self._by_row.setdefault(int(row), []).append(one)
        self._read = opening.seen.copy()
        self._total = int(replay.lengths[~opening.seen].sum())
        self._words = 0
        self._found: list[tuple[int, int]] = []
        self.shown = self.hits = 0

    @property
    def done(self) -> bool:
        """Tell whether 95 % of what was left is found."""
        return self._part() >= SHARES[-1]

    def judge(self, row: int) -> bool:
        """Read a window: code its passages whole, or dismiss it; tells which."""
        self.shown += 1
        self._pay(np.array([row]))
        found = [one for one in self._by_row.get(row, ()) if one.span in self._waiting]
        for one in found:
            del self._waiting[one.span]
            self._pay(one.near)
        name = self.replay.units.transcript_ids[row]
        if found:
            self.evidence.learn([one.span for one in found])
            self._found.append((len(self._waiting), self._words))
        elif row not in self._by_row:
            self.evidence.learn(dismissed=[self.replay.units.windows.span(name, row)])
        self.hits += bool(found) and self.shown <= FIRST
        return bool(found)

    def shares(self) -> tuple[float, float, float]:
        """Give the shares of unread words read until 50, 80 and 95 % were found."""
        many = len(self.opening.left)
        told = []
        for share in SHARES:
            reached = [words for left, words in self._found if many - left >= share * many]
            told.append((reached[0] if reached else self._total) / max(1, self._total))
        return told[0], told[1], told[2]

    def _part(self) -> float:
        return 1 - len(self._waiting) / len(self.opening.left)

    def _pay(self, rows: Indices) -> None:
        fresh = rows[~self._read[rows]]
        self._words += int(self.replay.lengths[fresh].sum())
        self._read[fresh] = True


def average_precision(scores: Scores | Indices, oracle: Oracle) -> float:
    """Give the average precision of a ranking of what is unread, ties in the order of the text."""
    values = np.asarray(scores, dtype=np.float64)
    free = np.flatnonzero(~oracle.opening.seen)
    truth = oracle.carried[free[np.lexsort((free, -values[free]))]]
    if not truth.any():
        return 0.0
    return float((np.cumsum(truth)[truth] / (np.flatnonzero(truth) + 1)).mean())
