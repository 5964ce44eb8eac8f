"""Keep a study's vectors in memory, in an order that finds what lies under a passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from duckdb import DuckDBPyConnection

from workbench.coding import packed
from workbench.coding.lexicon import Lexicon
from workbench.coding.terms import Terms
from workbench.coding.units import Kind
from workbench.coding.vectors import LENGTH, Vectors
from workbench.following import EARLIER
from workbench.store import fetch
from workbench.study import Study

Indices = npt.NDArray[np.int64]
Exact = npt.NDArray[np.float64]
Span = tuple[str, int, int]
"""A transcript's id with the start and stop of a passage."""

GRID = 2.0**14
"""Parts of one to which vectors are rounded: sums of their products are then exact in 64 bits,
whatever their order, and the same study gives the same list on any number of processors."""
CHUNK, OF_LARGE = 4_096, 65_536
"""Windows that a core scores at a time, as they are or, in large studies, packed."""
SAMPLE = 1000
MOST_FOUND = 20_000
"""Passages for which the stretches under them stay in memory."""
AT_LEAST = 5
"""Words added to each length: to find one's way into even the shortest takes a moment."""
ASKED = 0.5
"""Share of windows with a question before them from which questions count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Line up stretches by transcript and start; those of one transcript do not overlap."""

    transcripts: Mapping[str, slice]
    start: Indices
    stop: Indices
    _found: dict[tuple[str, int, int, float], Indices] = field(
        default_factory=dict, repr=False, compare=False
    )

    def under(self, transcript_id: str, start: int, stop: int, *, share: float = 0.0) -> Indices:
        """Find the stretches a passage touches, or has a share of the shorter of both in common.

        `share` is a fraction; 0 asks for one code point. What was found is kept, not to be changed:
        each decision asks again for all passages of a code.
        """
        asked = transcript_id, start, stop, share
        found = self._found.get(asked)
        if found is None:
            found = self._under(*asked)
            found.flags.writeable = False
            if len(self._found) >= MOST_FOUND:
                self._found.clear()
            self._found[asked] = found
        return found

    def _under(self, transcript_id: str, start: int, stop: int, share: float) -> Indices:
        rows = self.transcripts.get(transcript_id, slice(0, 0))
        first = rows.start + int(np.searchsorted(self.stop[rows], start, side="right"))
        last = rows.start + int(np.searchsorted(self.start[rows], stop, side="left"))
        found: Indices = np.arange(first, max(first, last))
        common = np.minimum(self.stop[found], stop) - np.maximum(self.start[found], start)
        shorter = np.minimum(self.stop[found] - self.start[found], stop - start)
        kept: Indices = found[common >= share * shorter]
        return kept

    def span(self, transcript_id: str, row: int) -> Span:
        """Give the place of one row, which is of that transcript."""
        return transcript_id, int(self.start[row]), int(self.stop[row])


@dataclass(frozen=True, kw_only=True)
class Units:
    """Hold the vectors of one encoder: n windows with and without question, m sentences.

    `first` is the row of each window's first sentence; a window's sentences follow each other.
    `voices` names who speaks in each window: a participant, or else the transcript.
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
    voices: Sequence[str]
    words: Sequence[str]
    versions: Mapping[str, str]
    texts: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.window)

    @cached_property
    def terms(self) -> Terms:
        """Weigh the words of all windows, on first use."""
        return Terms(self.words)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Weigh words and pairs of words of all windows, to learn from them; on first use."""
        return Lexicon(self.words)

    @cached_property
    def lengths(self) -> Exact:
        """Give the logarithm of each window's length in words."""
        many = [len(words.split()) + AT_LEAST for words in self.words]
        found: Exact = np.log(np.array(many, dtype=np.float64))
        return found

    @cached_property
    def asks(self) -> bool:
        """Tell whether at least half of the windows answer a question."""
        differs = np.any(self.window != self.question, axis=1)
        return bool(len(differs) and differs.mean() >= ASKED)

    @property
    def edges(self) -> tuple[Sequence[int], Sequence[int]]:
        """Tell where the windows are cut into chunks, and so their sentences."""
        step = OF_LARGE if len(self) >= packed.FROM else CHUNK
        windows = [*range(0, len(self), step), len(self)]
        return windows, [*self.first[windows[:-1]].tolist(), len(self.sentence)]

    @cached_property
    def packed(self) -> Mapping[str, Sequence[packed.Block]]:
        """Pack each view by chunks, on first use and in large studies only."""
        windows, sentences = self.edges
        return {
            "window": packed.pack(self.window, windows),
            "question": packed.pack(self.question, windows),
            "sentence": packed.pack(self.sentence, sentences),
        }

    @cached_property
    def sampled(self) -> Indices:
        """Choose at most 1,000 windows, evenly spread, by which scores are brought to one scale."""
        return spread(np.arange(len(self)), SAMPLE)

    @cached_property
    def samples(self) -> tuple[Exact, Exact, Exact]:
        """Give those windows, the same with their questions, and their first sentences."""
        rows = self.sampled
        return (
            self.window[rows].astype(np.float64),
            self.question[rows].astype(np.float64),
            self.sentence[self.first[rows]].astype(np.float64),
        )


def spread(rows: Indices, most: int) -> Indices:
    """Take at most so many rows, evenly from the first to the last."""
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).astype(np.int64)]


_KEPT: WeakKeyDictionary[object, dict[str, tuple[object, Units]]] = WeakKeyDictionary()


def matrix(study: Study, encoder_name: str) -> Units:
    """Give all vectors of an encoder; read from the study only when texts or vectors changed."""
    # Words that change take their vectors with them, and embedding brings as many new ones.
    with study.still() as now, now.cursor() as sql:
        found = fetch(sql, _STATE, {"waiting": EARLIER + encoder_name})
        state = tuple(tuple(row.values()) for row in found)
        kept = _KEPT.setdefault(study.file, {})
        if encoder_name not in kept or kept[encoder_name][0] != state:
            versions = {row["id"]: row["version"] for row in found}
            kept[encoder_name] = (state, _read(sql, encoder_name, versions))
        return kept[encoder_name][1]


def rounded(vectors: Vectors) -> Vectors:
    """Round to parts of 1/16384."""
    found: Vectors = (np.rint(vectors * GRID) / GRID).astype(np.float32)
    return found


def line_up(ids: Sequence[str], start: Indices, stop: Indices) -> Places:
    """Make places of stretches that stand by transcript and start already."""
    order = list(dict.fromkeys(ids))
    names = np.array(ids)
    changes = [int(np.argmax(names == name)) for name in order] + [len(ids)]
    return Places(
        transcripts={
            name: slice(*edges) for name, edges in zip(order, pairwise(changes), strict=True)
        },
        start=start,
        stop=stop,
    )


def first_sentences(windows: Places, sentences: Places) -> Indices:
    """Find the row of each window's first sentence."""
    return np.concatenate(
        [np.zeros(0, dtype=np.int64)]
        + [
            sentences.transcripts[name].start
            + np.searchsorted(sentences.start[sentences.transcripts[name]], windows.start[rows])
            for name, rows in windows.transcripts.items()
        ]
    )


def _read(sql: DuckDBPyConnection, encoder_name: str, versions: Mapping[str, str]) -> Units:
    texts = {row["id"]: row["text"] for row in fetch(sql, "select id, text from texts", {})}
    windows, window, turn, ids = _of_kind(sql, encoder_name, "window")
    spoken = fetch(sql, _VOICES, {})
    people = {(row["transcript_id"], row["position"]): row["voice"] for row in spoken}
    _, question, _, _ = _of_kind(sql, encoder_name, "question")
    sentences, sentence, _, _ = _of_kind(sql, encoder_name, "sentence")
    return Units(
        encoder_name=encoder_name,
        windows=windows,
        sentences=sentences,
        window=window,
        question=question,
        sentence=sentence,
        first=first_sentences(windows, sentences),
        turn=turn,
        transcript_ids=ids,
        voices=[people.get(place, place[0]) for place in zip(ids, turn.tolist(), strict=True)],
        versions=versions,
        texts=texts,
        words=[
            texts[name][start:stop]
            for name, start, stop in zip(ids, windows.start, windows.stop, strict=True)
        ],
    )


def _of_kind(
    sql: DuckDBPyConnection, encoder_name: str, kind: Kind
) -> tuple[Places, Vectors, Indices, Sequence[str]]:
    found = sql.execute(_VECTORS, {"model": encoder_name, "unit": kind}).fetchnumpy()
    ids = [str(name) for name in found["transcript_id"]]
    start = np.asarray(found["start"], dtype=np.int64)
    stop = np.asarray(found["stop"], dtype=np.int64)
    rows = found["vector"]
    vectors = np.stack(list(rows)) if len(rows) else np.zeros((0, LENGTH), dtype=np.float32)
    turn = np.asarray(found["turn_position"], dtype=np.int64)
    return line_up(ids, start, stop), rounded(vectors), turn, ids


_STATE = """
select t.id, t.version, t.position, (select count(*) from vectors) as n,
       (select count(*) from vectors where model = $waiting) as waiting
from transcripts t order by t.position, t.id
"""
_VOICES = """
select t.transcript_id, t.position, s.participant_id as voice
from turns t join speakers s on s.id = t.speaker_id where s.participant_id is not null
"""
_VECTORS = """
select v.transcript_id, v.start, v.stop, v.turn_position, v.vector
from vectors v join transcripts t on t.id = v.transcript_id
where v.model = $model and v.unit = $unit order by t.position, t.id, v.start, v.stop
"""
