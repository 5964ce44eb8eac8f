"""Keep a study's vectors in memory, in an order that finds what lies under a passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from workbench.coding.embeddings import LENGTH, Vectors
from workbench.coding.terms import Terms
from workbench.coding.units import Kind
from workbench.study import Study

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Line up stretches by transcript and start; those of one transcript do not overlap."""

    transcripts: Mapping[str, slice]
    start: Indices
    stop: Indices

    def under(self, transcript_id: str, start: int, stop: int, *, share: float = 0.0) -> Indices:
        """Find the stretches a passage touches, or has a share of the shorter of both in common.

        `share` is a fraction; 0 asks for one code point.
        """
        rows = self.transcripts.get(transcript_id, slice(0, 0))
        first = rows.start + int(np.searchsorted(self.stop[rows], start, side="right"))
        last = rows.start + int(np.searchsorted(self.start[rows], stop, side="left"))
        found: Indices = np.arange(first, max(first, last))
        common = np.minimum(self.stop[found], stop) - np.maximum(self.start[found], start)
        shorter = np.minimum(self.stop[found] - self.start[found], stop - start)
        kept: Indices = found[common >= share * shorter]
        return kept


@dataclass(frozen=True, kw_only=True)
class Units:
    """Hold the vectors of one encoder: n windows with and without question, m sentences.

    `first` is the row of each window's first sentence; a window's sentences follow each other.
    """

    encoder_name: str
    windows: Places
    sentences: Places
    window: Vectors
    question: Vectors
    sentence: Vectors
    first: Indices
    turn: Indices
    transcript_ids: Sequence[str]
    words: Sequence[str]
    versions: Mapping[str, str]
    texts: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.window)

    @cached_property
    def terms(self) -> Terms:
        """Weigh the words of all windows, on first use."""
        return Terms(self.words)


_KEPT: WeakKeyDictionary[object, dict[str, tuple[object, Units]]] = WeakKeyDictionary()


def matrix(study: Study, encoder_name: str) -> Units:
    """Give all vectors of an encoder; read from the study only when texts or vectors changed."""
    found = study.rows(_STATE, model=encoder_name)
    state = tuple(tuple(row.values()) for row in found)
    kept = _KEPT.setdefault(study.file, {})
    if encoder_name not in kept or kept[encoder_name][0] != state:
        versions = {row["id"]: row["version"] for row in found}
        kept[encoder_name] = (state, _read(study, encoder_name, versions))
    return kept[encoder_name][1]


def _read(study: Study, encoder_name: str, versions: Mapping[str, str]) -> Units:
    texts = {row["id"]: row["text"] for row in study.rows("select id, text from texts")}
    windows, window, turn, ids = _of_kind(study, encoder_name, "window")
    _, question, _, _ = _of_kind(study, encoder_name, "question")
    sentences, sentence, _, _ = _of_kind(study, encoder_name, "sentence")
    first = np.concatenate(
        [np.zeros(0, dtype=np.int64)]
        + [
            sentences.transcripts[name].start
            + np.searchsorted(sentences.start[sentences.transcripts[name]], windows.start[rows])
            for name, rows in windows.transcripts.items()
        ]
    )
    return Units(
        encoder_name=encoder_name,
        windows=windows,
        sentences=sentences,
        window=window,
        question=question,
        sentence=sentence,
        first=first,
        turn=turn,
        transcript_ids=ids,
        versions=versions,
        texts=texts,
        words=[
            texts[name][start:stop]
            for name, start, stop in zip(ids, windows.start, windows.stop, strict=True)
        ],
    )


def _of_kind(
    study: Study, encoder_name: str, kind: Kind
) -> tuple[Places, Vectors, Indices, Sequence[str]]:
    with study.cursor() as sql:
        found = sql.execute(_VECTORS, {"model": encoder_name, "unit": kind}).fetchnumpy()
    ids = [str(name) for name in found["transcript_id"]]
    order = list(dict.fromkeys(ids))
    names = np.array(ids)
    changes = [int(np.argmax(names == name)) for name in order] + [len(ids)]
    places = Places(
        transcripts={
            name: slice(*edges) for name, edges in zip(order, pairwise(changes), strict=True)
        },
        start=np.asarray(found["start"], dtype=np.int64),
        stop=np.asarray(found["stop"], dtype=np.int64),
    )
    rows = found["vector"]
    vectors = np.stack(list(rows)) if len(rows) else np.zeros((0, LENGTH), dtype=np.float32)
    return places, vectors, np.asarray(found["turn_position"], dtype=np.int64), ids


_STATE = """
select t.id, t.version, t.position, count(v.id) as n
from transcripts t left join vectors v on v.transcript_id = t.id and v.model = $model
group by t.id, t.version, t.position order by t.position, t.id
"""
_VECTORS = """
select v.transcript_id, v.start, v.stop, v.turn_position, v.vector
from vectors v join transcripts t on t.id = v.transcript_id
where v.model = $model and v.unit = $unit order by t.position, t.id, v.start, v.stop
"""
