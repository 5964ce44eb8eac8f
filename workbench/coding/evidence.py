"""Keep what was judged about a code as arrays that each decision changes a little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from workbench.coding.matrices import Indices, Places, Span, Units, spread
from workbench.coding.vectors import LENGTH, Vectors

HALF = 0.5
MOST_READ = 4000
FEWEST_REFUSED = 5
UNREAD = 100

Flags = npt.NDArray[np.bool_]
Square = npt.NDArray[np.float64]


class Sums:
    """Sum up some vectors: how many, their sum, and the sum of their products.

    Vectors are whole parts of 2 ** -14, so the sums are exact in any order. Products are worked
    out when they are asked for.
    """

    def __init__(self) -> None:
        self.many = 0
        self.total: Square = np.zeros(LENGTH)
        self._products: Square = np.zeros((LENGTH, LENGTH))
        self._waiting: list[tuple[Vectors, int]] = []

    @property
    def products(self) -> Square:
        """Give the sum of each vector's product with itself, 384 by 384."""
        if self._waiting:
            exact = np.concatenate([rows for rows, _ in self._waiting]).astype(np.float64)
            signs = np.concatenate([np.full(len(rows), sign) for rows, sign in self._waiting])
            self._products += (exact * signs[:, None]).T @ exact
            self._waiting = []
        return self._products

    def add(self, vectors: Vectors, sign: int = 1) -> None:
        """Add rows, or with -1 take them away."""
        if len(vectors):
            self.many += sign * len(vectors)
            self.total += sign * vectors.sum(axis=0, dtype=np.float64)
            self._waiting.append((vectors, sign))

    def with_rows(self, vectors: Vectors) -> Sums:
        """Give the sums with some rows more; these stay as they are."""
        found = Sums()
        found.many, found.total = self.many, self.total.copy()
        found._products = self.products.copy()
        found.add(vectors)
        return found


class Marks:
    """Mark the rows of one kind of stretch: coded, dismissed, read, touched by either.

    At least half of the shorter of row and passage must agree for coded, dismissed and read; one
    code point is enough to be touched. Of what was read and left alone at most 4,000 rows teach,
    evenly spread, chosen by what was read alone.
    """

    def __init__(self, places: Places, views: tuple[Vectors, ...], read: Iterable[Span]) -> None:
        size = len(places.start)
        self.places = places
        self.views = views
        self.coded, self.dismissed, self.touched = (np.zeros(size, dtype=np.int32) for _ in "cdt")
        self.read: Flags = np.zeros(size, dtype=bool)
        for one in read:
            self.read[places.under(*one, share=HALF)] = True
        self._taught: Flags = np.zeros(size, dtype=bool)
        self._taught[spread(np.flatnonzero(self.read), MOST_READ)] = True
        self._side = np.zeros(size, dtype=np.int8)
        self.sums = [(Sums(), Sums()) for _ in views]
        self._settle(np.flatnonzero(self._taught))

    @property
    def yes(self) -> Indices:
        """List the rows that carry the code."""
        return np.flatnonzero(self._side == 1)

    @property
    def no(self) -> Indices:
        """List the rows that were judged and do not carry it."""
        return np.flatnonzero(self._side == -1)

    @property
    def free(self) -> Flags:
        """Tell which rows touch nothing coded and nothing dismissed."""
        found: Flags = self.touched == 0
        return found

    def change(self, coded: Counter[Span], dismissed: Counter[Span], aside: Counter[Span]) -> None:
        """Count passages in, or out where their number is negative."""
        rows = []
        sides = ((coded, self.coded), (dismissed, self.dismissed), (aside, None))
        for found, counts in sides:
            for one, sign in found.items():
                near = self.places.under(*one)
                self.touched[near] += sign
                if counts is not None:
                    counts[self.places.under(*one, share=HALF)] += sign
                rows.append(near)
        if rows:
            self._settle(np.unique(np.concatenate(rows)))

    def stand_ins(self) -> Indices:
        """List 100 rows that nobody has read, while fewer than five were judged and refused."""
        if self.sums[0][1].many >= FEWEST_REFUSED:
            return np.zeros(0, dtype=np.int64)
        return spread(np.flatnonzero(self.free & ~self.read), UNREAD)

    def _settle(self, rows: Indices) -> None:
        """Move rows to the sums of the side on which they stand now."""
        no = (self.dismissed[rows] > 0) | (self._taught[rows] & (self.touched[rows] == 0))
        side = np.where(self.coded[rows] > 0, 1, np.where(no, -1, 0)).astype(np.int8)
        moved = side != self._side[rows]
        rows, side, before = rows[moved], side[moved], self._side[rows][moved]
        for view, (yes, no_sums) in zip(self.views, self.sums, strict=True):
            for mark, sums in ((1, yes), (-1, no_sums)):
                sums.add(view[rows[before == mark]], -1)
                sums.add(view[rows[side == mark]])
        self._side[rows] = side


class Evidence:
    """Hold all that was judged about one code; `learn` takes decisions in, or out again."""

    def __init__(
        self,
        units: Units,
        coded: Iterable[Span],
        dismissed: Iterable[Span],
        read: Iterable[Span],
    ) -> None:
        read = list(read)
        views = (units.window, units.question) if units.asks else (units.window,)
        self.units = units
        self.windows = Marks(units.windows, views, read)
        self.sentences = Marks(units.sentences, (units.sentence,), read)
        self._held: tuple[Counter[Span], ...] = (Counter(), Counter(), Counter())
        self.learn(coded, dismissed)

    def learn(
        self,
        coded: Iterable[Span] = (),
        dismissed: Iterable[Span] = (),
        aside: Iterable[Span] = (),
    ) -> None:
        """Take in further decisions; what is put aside is not offered and teaches nothing."""
        self._change(Counter(coded), Counter(dismissed), Counter(aside))

    def become(
        self, coded: Iterable[Span], dismissed: Iterable[Span], aside: Iterable[Span] = ()
    ) -> None:
        """Hold exactly these decisions: only what differs from before is worked on."""
        now = Counter(coded), Counter(dismissed), Counter(aside)
        for fresh, before in zip(now, self._held, strict=True):
            fresh.subtract(before)
        self._change(*now)

    @property
    def enough(self) -> bool:
        """Tell whether there is anything to learn from and anything left to offer."""
        return bool(
            self.windows.sums[0][0].many
            and self.sentences.sums[0][0].many
            and self.windows.free.any()
        )

    def _change(self, *changes: Counter[Span]) -> None:
        changes = tuple(Counter({k: v for k, v in one.items() if v}) for one in changes)
        for marks in (self.windows, self.sentences):
            marks.change(*changes)
        for held, change in zip(self._held, changes, strict=True):
            held.update(change)
            for gone in [one for one in change if not held[one]]:
                del held[gone]
