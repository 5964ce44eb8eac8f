"""Find words in all transcripts: whole words, their forms, signs, regular expressions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from workbench.coding import matching, patterns, restrictions, word_index
from workbench.coding.folding import Way, folded
from workbench.coding.matching import Places
from workbench.coding.scope import EVERYTHING, Scope
from workbench.coding.word_index import Index, Indices
from workbench.errors import NotAllowed
from workbench.study import Study

Kind = Literal["words", "forms", "signs", "pattern"]
LONGEST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Say what to find: whole `words`, also their inflected `forms`, `signs` anywhere, a `pattern`.

    Case and accents count only where it is `exact`.
    """

    words: str
    kind: Kind = "words"
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class Found:
    """Hold the places found, in the order of the transcripts; they count through all texts."""

    index: Index
    starts: Indices
    stops: Indices

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def turns(self) -> Indices:
        """Number the turn of each place."""
        return np.searchsorted(self.index.turn_start, self.starts, side="right") - 1

    @cached_property
    def forms(self) -> Counter[str]:
        """Count in which forms the words were found, case apart."""
        places = zip(self.starts.tolist(), self.stops.tolist(), strict=True)
        return Counter(" ".join(self.index.said(*place).lower().split()) for place in places)

    @property
    def transcripts(self) -> int:
        """Count the transcripts with a place."""
        return len(np.unique(self.index.source_of[self.turns]))

    def without(self, forms: set[str]) -> Found:
        """Leave out the places that have one of these forms."""
        if not forms:
            return self
        places = zip(self.starts.tolist(), self.stops.tolist(), strict=True)
        said = (" ".join(self.index.said(*place).lower().split()) for place in places)
        kept = np.array([form not in forms for form in said], dtype=bool)
        return Found(index=self.index, starts=self.starts[kept], stops=self.stops[kept])


def find(study: Study, query: Query, scope: Scope = EVERYTHING) -> Found:
    """Find a query in the released transcripts.

    Raises NotAllowed for a query that is too long, is no regular expression, or asks too much;
    NotThere for an unknown code.
    """
    index = word_index.of_study(study)
    starts, stops = places(study, index, query)
    if len(starts):
        turns = np.searchsorted(index.turn_start, starts, side="right") - 1
        kept = restrictions.turns_in(study, index, scope)[turns]
        kept &= restrictions.by_codes(study, index, scope, (starts, stops))
        starts, stops = starts[kept], stops[kept]
    return Found(index=index, starts=starts, stops=stops)


def places(study: Study, index: Index, query: Query) -> Places:
    """Find a query in any index; raises as `find` does."""
    if len(query.words) > LONGEST:
        raise NotAllowed(f"Search for at most {LONGEST:,} characters at once.")
    if query.kind == "pattern":
        return _by_pattern(study, index, query)
    if query.kind == "signs":
        return matching.signs(index, query.words, exact=query.exact)
    return matching.words(index, query.words, exact=query.exact, forms=query.kind == "forms")


def _by_pattern(study: Study, index: Index, query: Query) -> Places:
    """Match turn by turn, so that no place runs from one speaker to the next."""
    if not query.words.strip():
        return matching.sorted_places([])
    way: Way = "written" if query.exact else "unaccented"
    pieces: list[str] = []
    homes: list[tuple[int, int]] = []
    for number, source in enumerate(index.sources):
        told = source.fold(way)
        for turn in source.turns:
            first = told.forth(turn.start)
            pieces.append(told.text[first : told.forth(turn.stop)])
            homes.append((number, first))
    found = patterns.find(study, folded(query.words, way), pieces, exact=query.exact)
    rows = np.zeros((len(found), 2), dtype=np.int64)
    for row, (piece, start, stop) in enumerate(found):
        number, first = homes[piece]
        back = index.sources[number].fold(way).back(first + start, first + stop)
        rows[row] = back + index.base[number]
    return matching.in_turns(index, rows[:, 0], rows[:, 1])
