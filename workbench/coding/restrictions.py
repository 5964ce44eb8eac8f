"""Restrict a search to a scope: to the turns it takes in, to places that are coded or are not."""

from __future__ import annotations

import numpy as np

from workbench.coding import codebook, narrowing
from workbench.coding.matching import Places
from workbench.coding.scope import Scope
from workbench.coding.word_index import Flags, Index, Indices
from workbench.errors import NotThere
from workbench.study import Study


def turns_in(study: Study, index: Index, scope: Scope) -> Flags:
    """Mark the turns that a scope takes in."""
    kept = np.ones(len(index.turns), dtype=bool)
    if scope.transcripts:
        wanted = set(scope.transcripts)
        inside = np.array([one.id in wanted for one in index.sources], dtype=bool)
        kept &= inside[index.source_of]
    if scope.roles or any(scope.attributes.values()):
        speaking = narrowing.speakers(study, scope)
        kept &= np.array([turn.speaker_id in speaking for turn in index.turns], dtype=bool)
    return kept


def by_codes(study: Study, index: Index, scope: Scope, places: Places) -> Flags:
    """Mark the places that stand where a scope asks, as to codes."""
    starts, stops = places
    if scope.coded == "any" and not (scope.codes or scope.researchers):
        return np.ones(len(starts), dtype=bool)
    covered = np.concatenate([[0], np.cumsum(_covered(study, index, scope))])
    signs = covered[stops] - covered[starts]
    within: Flags = signs == 0 if scope.coded == "without" else signs == stops - starts
    return within


def _covered(study: Study, index: Index, scope: Scope) -> Flags:
    """Mark each sign that lies under a coding which counts."""
    last = index.sources[-1] if index.sources else None
    length = int(index.base[-1]) + len(last.text) + 1 if last else 0
    home, start, stop = _coded(study, scope, index)
    edges = np.zeros(length + 1, dtype=np.int64)
    np.add.at(edges, index.base[home] + start, 1)
    np.add.at(edges, index.base[home] + stop, -1)
    covered: Flags = np.cumsum(edges)[:-1] > 0
    return covered


def _coded(study: Study, scope: Scope, index: Index) -> tuple[Indices, Indices, Indices]:
    """Give number of the text, start and stop of each coding that a scope means."""
    place = {one.id: at for at, one in enumerate(index.sources)}
    known = codebook.fetch_all(study) if scope.codes else []
    if not {code.id for code in known}.issuperset(scope.codes):
        raise NotThere("This code is no longer in the codebook. Choose another one.")
    codes = narrowing.codes(known, scope)
    meant, values = narrowing.codings(scope, codes, place)
    with study.cursor() as sql:
        found = sql.execute(_CODED + meant, values).fetchnumpy()
    home = np.array([place[one] for one in found["transcript_id"]], dtype=np.int64)
    start, stop = (np.asarray(found[name], np.int64) for name in ("start", "stop"))
    return home, start, stop


_CODED = (
    "select transcript_id, start, stop from codings c join passages p on p.id = c.passage_id where "
)
