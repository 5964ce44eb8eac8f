"""Fill a transcript with vectors at one state of its text, so that they count all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from workbench import transcripts
from workbench.coding import units
from workbench.coding.units import Unit
from workbench.coding.vectors import LENGTH, Vector, hashed
from workbench.following import EARLIER
from workbench.store import Row
from workbench.study import Study


@dataclass(slots=True, kw_only=True)
class Filling:
    """Hold what of a transcript has no vector there yet, by its words and by where they stand.

    `lacking` words are to be encoded, `coming` ones are in hand for the transcript before this
    one, `known` ones have vectors elsewhere. `rows` are stored; they count once it is `complete`.
    A `stale` one is of a text that has changed.
    """

    transcript_id: str
    encoder_name: str
    version: str
    rows: list[str]
    places: Mapping[str, Sequence[Unit]]
    known: Mapping[str, Vector]
    coming: AbstractSet[str]
    lacking: Sequence[str]
    stale: bool = False
    complete: bool = False

    def without_encoding(self, before: Mapping[str, Vector]) -> dict[str, Vector]:
        """Give the vectors of words that need not be encoded, from those in hand `before` too."""
        return {**self.known, **{words: before[words] for words in self.coming}}


def look(
    study: Study, transcript_id: str, encoder_name: str, in_hand: Sequence[str] = ()
) -> Filling:
    """Find what a transcript lacks; words `in_hand` are being encoded already."""
    version = transcripts.fetch(study, transcript_id).version
    text = transcripts.text(study, transcript_id)
    rows = study.rows(_THERE, id=transcript_id, model=EARLIER + encoder_name)
    there = {(r["unit"], r["start"], r["stop"], r["turn_position"]): r["id"] for r in rows}
    places: dict[str, list[Unit]] = {}
    kept = []
    for unit in units.of_transcript(text, transcripts.turns(study, transcript_id)):
        place = unit.kind, unit.start, unit.stop, unit.turn
        if place in there:
            kept.append(there[place])
        else:
            places.setdefault(unit.words, []).append(unit)
    known = _known(study, encoder_name, list(places))
    needed = places.keys() - known.keys()
    return Filling(
        transcript_id=transcript_id,
        encoder_name=encoder_name,
        version=version,
        rows=kept,
        places=places,
        known=known,
        coming=needed & set(in_hand),
        lacking=sorted(needed - set(in_hand), key=lambda words: (len(words), words)),
    )


def store(study: Study, filling: Filling, vectors: Mapping[str, Vector]) -> None:
    """Store vectors at all places of their words, not counted yet."""
    if not vectors or filling.stale:
        return
    found = [(unit, vector) for words, vector in vectors.items() for unit in filling.places[words]]
    ids = [study.new_id() for _ in found]
    values = np.stack([vector for _, vector in found]).astype(np.float32)
    table = pa.table(
        {
            "id": ids,
            "unit": [unit.kind for unit, _ in found],
            "start": [unit.start for unit, _ in found],
            "stop": [unit.stop for unit, _ in found],
            "turn": [unit.turn for unit, _ in found],
            "hash": [hashed(unit.words) for unit, _ in found],
            "vector": pa.FixedSizeListArray.from_arrays(pa.array(values.ravel()), LENGTH),
        }
    )
    with study.transaction() as sql:
        if not _is_now(sql, filling):
            return
        sql.register("embedded", table)
        model = EARLIER + filling.encoder_name
        sql.execute(_ADD, {"id": filling.transcript_id, "model": model})
        sql.unregister("embedded")
    filling.rows += ids


def complete(study: Study, filling: Filling) -> None:
    """Let the vectors of a transcript count from now on, and drop what is not of its text."""
    values: Row = {"id": filling.transcript_id, "rows": filling.rows}
    name = filling.encoder_name
    with study.transaction() as sql:
        if not _is_now(sql, filling):
            return
        sql.execute(_FORGET, values | {"models": [name, EARLIER + name]})
        sql.execute(_COUNT, values | {"model": name})
    filling.complete = True


def _known(study: Study, encoder_name: str, words: Sequence[str]) -> dict[str, Vector]:
    """Find vectors of the same words: elsewhere in the study, or from before a correction."""
    names = {hashed(one): one for one in words}
    with study.cursor() as sql:
        values = {"hashes": list(names), "models": [encoder_name, EARLIER + encoder_name]}
        found = sql.execute(_SAME_WORDS, values).fetchnumpy()
    pairs = zip(map(str, found["hash"]), found["vector"], strict=True)
    return {names[name]: vector for name, vector in pairs}


def _is_now(sql: duckdb.DuckDBPyConnection, filling: Filling) -> bool:
    query = "select version from transcripts where id = $id"
    found = sql.execute(query, {"id": filling.transcript_id}).fetchone()
    filling.stale = filling.stale or found != (filling.version,)
    return not filling.stale


_THERE = """
select id, unit, start, stop, turn_position from vectors
where transcript_id = $id and model = $model
"""
_SAME_WORDS = """
with wanted as (select unnest($hashes::text[]) as hash),
present as (
    select hash, min(rowid) as place from vectors
    where hash in (select hash from wanted) and list_contains($models::text[], model) group by hash
),
former as (
    select hash, min(rowid) as place from kept_vectors
    where hash in (select hash from wanted) and list_contains($models::text[], model) group by hash
)
select hash, vector from vectors where rowid in (select place from present)
union all
select hash, vector from kept_vectors where rowid in (
    select place from former where hash not in (select hash from present)
)
"""
# An answer is asked for, as DuckDB then adds with one core: half the work for so few rows.
_ADD = """
insert into vectors (id, transcript_id, unit, start, stop, turn_position, model, vector, hash)
select id, $id, unit, "start", "stop", turn, $model, vector, hash from embedded returning 1
"""
_FORGET = """
delete from vectors where transcript_id = $id and list_contains($models::text[], model)
  and id not in (select unnest($rows::text[]))
"""
_COUNT = """
update vectors set model = $model
where transcript_id = $id and id in (select unnest($rows::text[]))
"""
