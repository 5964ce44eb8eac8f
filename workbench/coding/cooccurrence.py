"""Find where codes meet: in the same words, in one turn or a few turns apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from workbench.coding import codebook, grids
from workbench.coding.gathering import gather
from workbench.coding.grids import Grid, Head, Place, Values
from workbench.coding.scope import EVERYTHING, Flags, Gathered, Ints, Scope, spread
from workbench.errors import NotAllowed
from workbench.study import Study

Count = Literal["pairs", "participants"]
FARTHEST = 50

_EACH = "Words coded alike by several researchers count once. Turns are counted with all speakers."
_KIN = "A code is not set against itself, nor with sub-codes against a code above or below it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """Hold n pairs of passages that meet, each in both orders; a passage meets itself."""

    one: Ints
    other: Ints

    def between(self, ours: Flags, theirs: Flags) -> list[tuple[int, int]]:
        """List the pairs of one set of passages with another."""
        kept = ours[self.one] & theirs[self.other]
        return list(zip(self.one[kept].tolist(), self.other[kept].tolist(), strict=True))


def matrix(
    study: Study,
    scope: Scope = EVERYTHING,
    *,
    within: int | None = None,
    count: Count = "participants",
    subcodes: bool = False,
) -> Grid:
    """Count for every two codes how often their passages meet, or for how many participants.

    `within` None asks for passages that share words, 0 for passages in the same turn, n for
    passages at most n turns apart. A participant counts who speaks in both passages of a pair.
    Raises NotAllowed for a negative or far too large number of turns.
    """
    found = gather(study, scope)
    met = meetings(found, within)
    marked = found.marked(subcodes=subcodes)[:, found.listed]
    values = _tally(found, met, marked, marked, count)
    values[_kin(found, subcodes=subcodes)] = np.nan

    def places(row: int, column: int) -> list[Place]:
        return _pairs(found, met, (int(found.listed[row]), int(found.listed[column])), subcodes)

    heads = grids.code_heads(found)
    return Grid(
        title="Codes that meet",
        corner="Code",
        counted=_counted(count, within),
        rows=heads,
        columns=heads,
        values=values,
        places=places,
        notes=[_EACH, _KIN, *grids.left_out(found)],
    )


RELATIONS: Mapping[str, tuple[str, str]] = {
    "same": ("Same words", "Both codes stand on the same words."),
    "contains": ("Contains", "Its passage contains the other code's passage."),
    "inside": ("Inside", "Its passage lies inside the other code's passage."),
    "overlaps": ("Overlaps", "Both passages share words; neither contains the other."),
    "before": ("Before", "Its passage ends before the other begins, so many turns apart at most."),
    "after": ("After", "Its passage begins after the other ends, so many turns apart at most."),
}


def relations(
    study: Study,
    code_id: str,
    scope: Scope = EVERYTHING,
    *,
    within: int = 1,
    count: Count = "participants",
    subcodes: bool = False,
) -> Grid:
    """Count how the passages of one code lie to those of each other code asked about.

    Every pair of passages has one relation of `RELATIONS`, seen from the one code; `before` and
    `after` reach over `within` turns, 0 being the same turn. The scope may leave the one code out.
    Raises NotThere, NotAllowed as `matrix` does.
    """
    own = codebook.fetch(study, code_id)
    listed = gather(study, scope)
    found = gather(study, replace(scope, codes=(*scope.codes, own.id))) if scope.codes else listed
    mine = next(at for at, code in enumerate(found.codes) if code.id == own.id)
    kin = found.below[mine] | found.below[:, mine]
    others = [int(at) for at in listed.listed if at != mine and not (subcodes and kin[at])]
    heads = {head.id: head for head in grids.code_heads(listed)}
    kinds = _sorted_by_relation(found, meetings(found, within, also_overlapping=True))
    marked = found.marked(subcodes=subcodes)
    sides = marked[:, others], marked[:, [mine]]
    values = [_tally(found, met, *sides, count, turned=True) for met in kinds.values()]

    def places(row: int, column: int) -> list[Place]:
        return _pairs(found, list(kinds.values())[column], (mine, others[row]), subcodes)

    return Grid(
        title=f"How “{own.name}” lies to other codes",
        corner="Other code",
        counted=_counted(count, within, relation=True),
        rows=[heads[found.codes[at].id] for at in others],
        columns=[Head(id=key, label=RELATIONS[key][0], more=RELATIONS[key][1]) for key in kinds],
        values=np.hstack(values),
        places=places,
        notes=[_EACH, *grids.left_out(listed)],
    )


def meetings(found: Gathered, within: int | None, *, also_overlapping: bool = False) -> Meetings:
    """Pair the passages that share words (None) or stand at most `within` turns apart."""
    if within is not None and not 0 <= within <= FARTHEST:
        raise NotAllowed(f"Ask for a distance of 0 to {FARTHEST} turns.")
    if within is None:
        return _joined(found.start, found.stop - 1, 0)
    placed = np.flatnonzero(found.last >= found.first)
    # Turns of two texts never stand near each other.
    gap = found.turns.text[found.first[placed]] * (FARTHEST + 1)
    near = _joined(found.first[placed] + gap, found.last[placed] + gap, within)
    met = Meetings(one=placed[near.one], other=placed[near.other])
    if not also_overlapping:
        return met
    over = meetings(found, None)
    size = len(found.start)
    both = np.unique(np.concatenate([met.one * size + met.other, over.one * size + over.other]))
    return Meetings(one=both // max(size, 1), other=both % max(size, 1))


def _joined(low: Ints, high: Ints, reach: int) -> Meetings:
    """Join n closed ranges with those at most `reach` away, each pair in both orders."""
    order = np.argsort(low, kind="stable")
    begins = low[order]
    after = np.searchsorted(begins, high[order] + reach, side="right")
    one, other = spread(np.arange(len(order)), after.astype(np.int64))
    one, other = order[one], order[other]
    twice = one != other
    return Meetings(
        one=np.concatenate([one, other[twice]]), other=np.concatenate([other, one[twice]])
    )


def _sorted_by_relation(found: Gathered, met: Meetings) -> dict[str, Meetings]:
    start, stop = found.start[met.one], found.stop[met.one]
    start_2, stop_2 = found.start[met.other], found.stop[met.other]
    contains = (start <= start_2) & (stop_2 <= stop)
    inside = (start_2 <= start) & (stop <= stop_2)
    before, after = stop <= start_2, stop_2 <= start
    flags = {
        "same": contains & inside,
        "contains": contains & ~inside,
        "inside": inside & ~contains,
        "overlaps": ~(contains | inside | before | after),
        "before": before,
        "after": after,
    }
    return {key: Meetings(one=met.one[some], other=met.other[some]) for key, some in flags.items()}


def _tally(
    found: Gathered,
    met: Meetings,
    ours: Flags,
    theirs: Flags,
    count: Count,
    *,
    turned: bool = False,
) -> Values:
    """Count pairs, or participants with a pair: a × b for p × a and p × b flags.

    `turned` looks at each pair from the side of `theirs`.
    """
    one, other = (met.other, met.one) if turned else (met.one, met.other)
    shape = ours.shape[1], theirs.shape[1]
    who: Ints = np.zeros(len(one), dtype=np.int64)
    if count == "participants":
        pair, who = _each(found.speaks, one)
        both = found.speaks[other[pair], who]
        one, other, who = one[pair[both]], other[pair[both]], who[both]
    pair, a = _each(ours, one)
    other, who = other[pair], who[pair]
    pair, b = _each(theirs, other)
    cell = a[pair] * shape[1] + b
    if count == "pairs":
        tally = np.bincount(cell, minlength=shape[0] * shape[1])
    else:
        seen = np.zeros((max(len(found.people), 1), shape[0] * shape[1]), dtype=np.bool_)
        seen[who[pair], cell] = True
        tally = seen.sum(axis=0)
    return tally.astype(np.float64).reshape(shape)


def _each(flags: Flags, rows: Ints) -> tuple[Ints, Ints]:
    """List for n rows of a table of flags the place among the n and the column of every flag."""
    row, column = np.nonzero(flags)
    bounds = np.searchsorted(row, np.arange(len(flags) + 1))
    place, flag = spread(bounds[rows], bounds[rows + 1])
    return place, column[flag]


def _kin(found: Gathered, *, subcodes: bool) -> Flags:
    if not subcodes:
        return np.eye(len(found.listed), dtype=np.bool_)
    kin = found.below | found.below.T
    chosen: Flags = kin[np.ix_(found.listed, found.listed)]
    return chosen


def _pairs(found: Gathered, met: Meetings, codes: tuple[int, int], subcodes: bool) -> list[Place]:
    flags = [grids.under(found, code, subcodes=subcodes) for code in codes]
    ours, theirs = (_carrying(found, some) for some in flags)
    return grids.together(found, met.between(ours, theirs), flags)


def _carrying(found: Gathered, codes: Flags) -> Flags:
    flags: Flags = np.any(found.carries & codes, axis=1)
    return flags


def _counted(count: Count, within: int | None, *, relation: bool = False) -> str:
    near = "at most 1 turn apart" if within == 1 else f"at most {within} turns apart"
    how = "in the same turn" if within == 0 else "sharing words" if within is None else near
    if relation:
        how = f"sharing words, or {how}"
    what = "Pairs of passages" if count == "pairs" else "Participants who speak in both passages"
    return f"{what}, {how}"
