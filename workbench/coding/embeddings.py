"""Keep a vector for each stretch of the participants' words in the study; never make one twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from workbench.coding import filling
from workbench.coding.filling import Filling
from workbench.coding.vectors import LENGTH, Encoder, Vector, Vectors
from workbench.following import EARLIER
from workbench.study import Study

Progress = Callable[[float, int], object]
"""Is told how many transcripts are done, with the share of the one in hand, and of how many."""

BATCH = 2048
"""Texts encoded and stored together: those of an hour of talk. A kill can cost two such."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Hold some words of a transcript that are encoded and stored together."""

    filling: Filling
    words: Sequence[str]
    done: float
    """Transcripts done once this is stored, this one by its share."""
    first: bool
    last: bool


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

    The encoder is never kept waiting: while a batch is stored it has the next, be it of the next
    transcript. A text that changes meanwhile is embedded anew.
    """
    return _embed(study, missing(study, encoder.name), encoder, progress)


def embed(study: Study, transcript_id: str, encoder: Encoder) -> int:
    """Embed one transcript unless its present text has vectors; returns how many stretches."""
    return _embed(study, [transcript_id], encoder)


def _embed(
    study: Study, ids: Sequence[str], encoder: Encoder, progress: Progress | None = None
) -> int:
    added, of = 0, len(ids)
    if progress:
        progress(0, of)
    while ids:
        begun = []
        found: dict[str, Vector] = {}
        for batch, vectors in _encoded(encoder, _batches(study, ids, encoder.name)):
            one, before = batch.filling, found
            found = dict(zip(batch.words, vectors, strict=True))
            if batch.first:
                begun.append(one)
                found |= one.without_encoding(before)
            filling.store(study, one, found)
            if batch.last:
                filling.complete(study, one)
            if progress:
                progress(of - len(ids) + batch.done, of)
        added += sum(len(one.rows) for one in begun if one.complete)
        ids = [one.transcript_id for one in begun if not one.complete]
    return added


def _encoded(encoder: Encoder, batches: Iterator[_Batch]) -> Iterator[tuple[_Batch, Vectors]]:
    """Encode batches, each while the one before it is stored and the next is looked for."""
    with ThreadPoolExecutor(1) as beside:
        before: tuple[_Batch, Future[Vectors]] | None = None
        for batch in batches:
            coming = batch, beside.submit(_vectors, encoder, batch.words)
            if before:
                yield before[0], before[1].result()
            before = coming
        if before:
            yield before[0], before[1].result()


def _vectors(encoder: Encoder, words: Sequence[str]) -> Vectors:
    return encoder.encode(words) if words else np.zeros((0, LENGTH), dtype=np.float32)


def _batches(study: Study, ids: Sequence[str], encoder_name: str) -> Iterator[_Batch]:
    """Cut what transcripts lack into batches, short ones first: each of texts of one length."""
    in_hand: Sequence[str] = ()
    for done, transcript_id in enumerate(ids):
        if transcript_id not in missing(study, encoder_name):
            continue
        one = filling.look(study, transcript_id, encoder_name, in_hand)
        if not one.places and not one.rows:
            continue
        number = len(one.lacking)
        for first in range(0, max(number, 1), BATCH):
            if one.stale:
                break
            stop = min(first + BATCH, number)
            words = one.lacking[first:stop]
            in_hand = [*words, *one.coming] if first == 0 else words
            share = stop / number if number else 1
            yield _Batch(one, words, done + share, first == 0, stop == number)
