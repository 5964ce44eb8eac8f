"""Play through which codes would be offered for a passage, once part of a study was read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.coding import learning
from workbench.coding.evidence import Flags
from workbench.coding.learning import Scores
from workbench.coding.matrices import Indices, Units
from workbench.coding.rankers import OURS, Bm25
from workbench.coding.replaying import Replay, Segment
from workbench.coding.simulation import shuffled

READ = 0.3
"""Share of the transcripts that are read and coded before codes are offered."""
OFFERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Say for one passage in one order whether each method named a right code in three."""

    order: int
    hits: Mapping[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Hold what was coded in the part that was read, and the passages of the rest."""

    members: Sequence[Indices]
    counts: Sequence[int]
    uncoded: Indices
    wanted: Sequence[tuple[Segment, frozenset[int]]]


def offer(replay: Replay, *, orders: int, seed: int) -> Iterator[Offered]:
    """Offer three codes for every coded passage of the transcripts not read.

    Only passages of which at least one code was met count. A passage is stood for by the mean of
    its windows.
    """
    words = Bm25(replay.units) if replay.units.lexicon.counts is not None else None
    for order in range(orders):
        documents = shuffled(replay.documents, seed, order)
        upto = max(1, round(len(documents) * READ))
        known = _known(replay, documents[:upto])
        if len(known.members) <= OFFERS:
            continue
        learned = learning.learn_all(replay.units, known.members, known.uncoded)
        for segment, right in known.wanted:
            scores = _scores(replay, segment, known, learned, words)
            hits = {
                name: bool(right & set(np.argsort(-found, kind="stable")[:OFFERS].tolist()))
                for name, found in scores.items()
            }
            yield Offered(order=order, hits=hits)


def _known(replay: Replay, documents: Sequence[str]) -> _Known:
    seen: Flags = np.isin(np.array(replay.units.transcript_ids), documents)
    met = {
        code: [one for one in found if seen[one.rows].any()] for code, found in replay.own.items()
    }
    names = [code for code, found in met.items() if found]
    wanted: dict[tuple[str, int, int], tuple[Segment, set[int]]] = {}
    for number, code in enumerate(names):
        for one in replay.own[code]:
            if not seen[one.rows].any():
                wanted.setdefault(one.span, (one, set()))[1].add(number)
    carried = np.zeros(len(seen), dtype=bool)
    for found in met.values():
        for one in found:
            carried[one.near] = True
    return _Known(
        members=[np.unique(np.concatenate([one.rows for one in met[code]])) for code in names],
        counts=[len(met[code]) for code in names],
        uncoded=np.flatnonzero(seen & ~carried),
        wanted=[(one, frozenset(codes)) for one, codes in wanted.values()],
    )


def _scores(
    replay: Replay, segment: Segment, known: _Known, learned: learning.Offers, words: Bm25 | None
) -> dict[str, Scores]:
    units = replay.units
    bare, asked = (
        view[segment.rows].mean(axis=0, keepdims=True) for view in (units.window, units.question)
    )
    found = {
        OURS: learning.affinity(units, learned, bare, asked, [_words(units, segment)])[0],
        "most frequent": np.array(known.counts, dtype=np.float64),
        "centroid": (bare @ learned.bare.T)[0].astype(np.float64),
    }
    if words:
        near = words.against(words.counted(segment.rows))
        found["BM25"] = np.array([near[rows].max() for rows in known.members])
    return found


def _words(units: Units, segment: Segment) -> str:
    name, start, stop = segment.span
    return units.texts[name][start:stop]
