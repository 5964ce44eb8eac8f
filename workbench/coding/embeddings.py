"""Keep a vector for each stretch of the participants' words in the study; never make one twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from workbench import transcripts
from workbench.coding import units
from workbench.coding.units import Unit
from workbench.following import EARLIER
from workbench.store import Row
from workbench.study import Study

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], object]
"""Is told how many texts are done, and of how many."""

LENGTH = 384
BATCH = 1024
"""Texts that are encoded and stored together; a kill can cost two such batches."""


class Encoder(Protocol):
    """Turn texts into vectors of length 1; vectors of another `name` are never compared."""

    @property
    def name(self) -> str:
        """Name model and precision, as stored with every vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of 384 float32 for each text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """Hold a transcript at one state of its text, with what of it has no vector there yet."""

    transcript_id: str
    version: str
    units: Sequence[Unit]
    kept: Sequence[str]


def used(study: Study) -> str | None:
    """Name the encoder of most of the study's vectors; None where there are no vectors yet."""
    found = study.row(
        "select replace(model, $earlier, '') as name from vectors group by 1 "
        "order by count(*) desc, 1 limit 1",
        earlier=EARLIER,
    )
    return str(found["name"]) if found else None


def missing(study: Study, encoder_name: str) -> list[str]:
    """List released transcripts whose participants' present words lack this encoder's vectors."""
    found = study.rows(
        "select id from transcripts where state = 'released' and id not in "
        "(select transcript_id from vectors where model = $model) and id in "
        "(select t.transcript_id from turns t join speakers s on s.id = t.speaker_id "
        "where s.role = 'participant' and t.stop > t.start) order by position",
        model=encoder_name,
    )
    return [row["id"] for row in found]


def changed(study: Study, encoder_name: str) -> list[str]:
    """List transcripts of which only some words lack vectors, since their text has changed."""
    found = study.rows(
        "select distinct transcript_id as id from vectors where model = $model order by 1",
        model=EARLIER + encoder_name,
    )
    return [row["id"] for row in found]


def embed_all(study: Study, encoder: Encoder, progress: Progress | None = None) -> int:
    """Embed every transcript that lacks vectors; returns how many stretches they have.

    `progress` counts transcripts.
    """
    waiting = missing(study, encoder.name)
    added = 0
    for done, transcript_id in enumerate(waiting):
        if progress:
            progress(done, len(waiting))
        added += embed(study, transcript_id, encoder)
    if progress:
        progress(len(waiting), len(waiting))
    return added


def embed(
    study: Study, transcript_id: str, encoder: Encoder, progress: Progress | None = None
) -> int:
    """Embed one transcript unless its present text has vectors; returns how many stretches it has.

    Each batch is stored as it is done, so that a kill costs one; together they count once the
    last is stored. A text that changes meanwhile is embedded anew. `progress` counts texts that
    must be encoded.
    """
    while transcript_id in missing(study, encoder.name):
        waiting = _look(study, transcript_id, encoder.name)
        if not waiting.units and not waiting.kept:
            return 0
        if _filled(study, waiting, encoder, progress):
            return len(waiting.units) + len(waiting.kept)
    return 0


def hashed(words: str) -> str:
    """Name a text by its SHA-256, in hexadecimal."""
    return hashlib.sha256(words.encode()).hexdigest()


def _look(study: Study, transcript_id: str, encoder_name: str) -> _Waiting:
    version = transcripts.fetch(study, transcript_id).version
    text = transcripts.text(study, transcript_id)
    found = units.of_transcript(text, transcripts.turns(study, transcript_id))
    rows = study.rows(_THERE, id=transcript_id, model=EARLIER + encoder_name)
    there = {(r["unit"], r["start"], r["stop"], r["turn_position"]): r["id"] for r in rows}
    return _Waiting(
        transcript_id=transcript_id,
        version=version,
        units=[unit for unit in found if _place(unit) not in there],
        kept=[there[_place(unit)] for unit in found if _place(unit) in there],
    )


def _place(unit: Unit) -> tuple[str, int, int, int]:
    return unit.kind, unit.start, unit.stop, unit.turn


def _filled(study: Study, waiting: _Waiting, encoder: Encoder, progress: Progress | None) -> bool:
    """Store a vector for each stretch that waits; False once the text is no longer the same."""
    places: dict[str, list[Unit]] = {}
    for unit in waiting.units:
        places.setdefault(unit.words, []).append(unit)
    names = {hashed(words): words for words in places}
    rows: list[str] = list(waiting.kept)
    known = _known(study, encoder.name, list(names))
    if not _stored(study, waiting, encoder.name, [(names[h], v) for h, v in known], places, rows):
        return False
    lacking = sorted(places.keys() - {names[h] for h, _ in known}, key=lambda w: (len(w), w))
    done = 0
    for part, vectors in _encoded(encoder, lacking):
        if not _stored(
            study, waiting, encoder.name, list(zip(part, vectors, strict=True)), places, rows
        ):
            return False
        done += len(part)
        if progress:
            progress(done, len(lacking))
    return _completed(study, waiting, encoder.name, rows)


def _encoded(encoder: Encoder, texts: Sequence[str]) -> Iterator[tuple[Sequence[str], Vectors]]:
    """Encode batches, each while the one before it is being stored."""
    with ThreadPoolExecutor(1) as beside:
        before: tuple[Sequence[str], Future[Vectors]] | None = None
        for part in _batches(texts):
            coming = part, beside.submit(encoder.encode, part)
            if before:
                yield before[0], before[1].result()
            before = coming
        if before:
            yield before[0], before[1].result()


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut texts into batches, short ones first, so that those of one batch are of one length."""
    for first in range(0, len(texts), BATCH):
        yield texts[first : first + BATCH]


def _known(
    study: Study, encoder_name: str, hashes: Sequence[str]
) -> list[tuple[str, npt.NDArray[np.float32]]]:
    """Find vectors of the same words: elsewhere in the study, or from before a correction."""
    with study.cursor() as sql:
        values = {
            "hashes": list(hashes),
            "models": [encoder_name, EARLIER + encoder_name],
        }
        found = sql.execute(_SAME_WORDS, values).fetchnumpy()
    return list(zip(map(str, found["hash"]), found["vector"], strict=True))


def _stored(
    study: Study,
    waiting: _Waiting,
    encoder_name: str,
    encoded: Sequence[tuple[str, npt.NDArray[np.float32]]],
    places: dict[str, list[Unit]],
    rows: list[str],
) -> bool:
    """Store vectors at all places of their words, not counted yet; adds their ids to `rows`."""
    if not encoded:
        return True
    found = [(unit, vector) for words, vector in encoded for unit in places[words]]
    ids = [study.new_id() for _ in found]
    vectors = np.stack([vector for _, vector in found]).astype(np.float32)
    table = pa.table(
        {
            "id": ids,
            "unit": [unit.kind for unit, _ in found],
            "start": [unit.start for unit, _ in found],
            "stop": [unit.stop for unit, _ in found],
            "turn": [unit.turn for unit, _ in found],
            "hash": [hashed(unit.words) for unit, _ in found],
            "vector": pa.FixedSizeListArray.from_arrays(pa.array(vectors.ravel()), LENGTH),
        }
    )
    with study.transaction() as sql:
        if not _is_now(sql, waiting):
            return False
        sql.register("embedded", table)
        sql.execute(_ADD, {"id": waiting.transcript_id, "model": EARLIER + encoder_name})
        sql.unregister("embedded")
    rows += ids
    return True


def _completed(study: Study, waiting: _Waiting, encoder_name: str, rows: Sequence[str]) -> bool:
    """Let the vectors of a transcript count from now on, and drop what is not of its text."""
    values: Row = {"id": waiting.transcript_id, "rows": list(rows)}
    models = [encoder_name, EARLIER + encoder_name]
    with study.transaction() as sql:
        if not _is_now(sql, waiting):
            return False
        sql.execute(_FORGET, values | {"models": models})
        sql.execute(_COUNT, values | {"model": encoder_name})
    return True


def _is_now(sql: duckdb.DuckDBPyConnection, waiting: _Waiting) -> bool:
    query = "select version from transcripts where id = $id"
    return sql.execute(query, {"id": waiting.transcript_id}).fetchone() == (waiting.version,)


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
_ADD = """
insert into vectors (id, transcript_id, unit, start, stop, turn_position, model, vector, hash)
select id, $id, unit, "start", "stop", turn, $model, vector, hash from embedded
"""
_FORGET = """
delete from vectors where transcript_id = $id and list_contains($models::text[], model)
  and id not in (select unnest($rows::text[]))
"""
_COUNT = """
update vectors set model = $model
where transcript_id = $id and id in (select unnest($rows::text[]))
"""
