"""Restrict a search: to who speaks, to transcripts, to what carries a code or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from workbench import participants
from workbench.coding import codings
from workbench.coding.matching import Places
from workbench.coding.word_index import Flags, Index, Indices
from workbench.study import Study
from workbench.transcripts import Role

Coded = Literal["any", "with", "without", "uncoded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Say where to search; what is empty restricts nothing.

    `attributes` gives the values wanted of each attribute. `coded` asks for places within
    passages that carry a code (`with`), touching none that does (`without`), or touching no coded
    passage at all (`uncoded`); `code_id` names the code, sub-codes included, else any code
    counts; only codings of `researcher` count where one is named.
    """

    roles: Sequence[Role] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    transcript_ids: Sequence[str] = ()
    coded: Coded = "any"
    code_id: str | None = None
    researcher: str | None = None


EVERYWHERE = Scope()


def turns_in(study: Study, index: Index, scope: Scope) -> Flags:
    """Mark the turns that a scope takes in."""
    kept = np.ones(len(index.turns), dtype=bool)
    if scope.transcript_ids:
        wanted = set(scope.transcript_ids)
        inside = np.array([one.id in wanted for one in index.sources], dtype=bool)
        kept &= inside[index.source_of]
    if scope.roles or any(scope.attributes.values()):
        speaking = _speakers(study, scope)
        kept &= np.array([turn.speaker_id in speaking for turn in index.turns], dtype=bool)
    return kept


def by_codes(study: Study, index: Index, scope: Scope, places: Places) -> Flags:
    """Mark the places that stand where a scope asks, as to codes."""
    starts, stops = places
    if scope.coded == "any":
        return np.ones(len(starts), dtype=bool)
    covered = np.concatenate([[0], np.cumsum(_covered(study, index, scope))])
    signs = covered[stops] - covered[starts]
    within: Flags = signs == stops - starts if scope.coded == "with" else signs == 0
    return within


def _speakers(study: Study, scope: Scope) -> set[str]:
    wanted = {name: set(values) for name, values in scope.attributes.items() if values}
    people = {
        person.id
        for person in participants.fetch_all(study)
        if all(person.attributes.get(name) in values for name, values in wanted.items())
    }
    return {
        row["id"]
        for row in study.rows("select id, role, participant_id from speakers")
        if (not scope.roles or row["role"] in scope.roles)
        and (not wanted or row["participant_id"] in people)
    }


def _covered(study: Study, index: Index, scope: Scope) -> Flags:
    """Mark each sign that lies under a coding which counts."""
    last = index.sources[-1] if index.sources else None
    length = int(index.base[-1]) + len(last.text) + 1 if last else 0
    home, start, stop = _coded(study, scope, [one.id for one in index.sources])
    edges = np.zeros(length + 1, dtype=np.int64)
    np.add.at(edges, index.base[home] + start, 1)
    np.add.at(edges, index.base[home] + stop, -1)
    covered: Flags = np.cumsum(edges)[:-1] > 0
    return covered


def _coded(study: Study, scope: Scope, ids: Sequence[str]) -> tuple[Indices, Indices, Indices]:
    """Give number of the text, start and stop of each coding that counts."""
    code = scope.code_id if scope.coded != "uncoded" else None
    values = {
        "ids": list(ids),
        "every": code is None,
        "codes": codings.with_subcodes(study, code) if code else [],
        "researcher": scope.researcher,
    }
    with study.cursor() as sql:
        found = sql.execute(_CODED, values).fetchnumpy()
    home, start, stop = (np.asarray(found[name], np.int64) for name in ("home", "start", "stop"))
    return home, start, stop


_CODED = (
    "select list_position($ids::text[], p.transcript_id) - 1 as home, p.start, p.stop "
    "from codings c join passages p on p.id = c.passage_id "
    "where list_contains($ids::text[], p.transcript_id) "
    "and ($every or list_contains($codes::text[], c.code_id)) "
    "and ($researcher is null or c.researcher = $researcher)"
)
