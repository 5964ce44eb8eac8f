"""Hold a study that somebody has coded, so that its coding can be played through again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from workbench.coding import units as cutting
from workbench.coding.evidence import HALF
from workbench.coding.matrices import Indices, Span, Units, first_sentences, line_up, rounded
from workbench.coding.units import Kind, Unit
from workbench.coding.vectors import LENGTH, Encoder, Vectors
from workbench.transcripts import Turn

FEWEST_SEGMENTS = 8
"""Coded passages from which a code is played: five to start with, and three to find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedText:
    """Hold texts with their turns and, for each code, the passages that carry it."""

    texts: Mapping[str, str]
    turns: Mapping[str, Sequence[Turn]]
    codes: Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Hold one coded passage, the windows that carry it and those that it touches at all."""

    span: Span
    rows: Indices
    near: Indices


@dataclass(frozen=True, kw_only=True)
class Replay:
    """Hold the windows of a coded study and the segments of each code that is played.

    `own` holds the segments of every code without those of codes below it.
    """

    units: Units
    codes: Mapping[str, Sequence[Segment]]
    own: Mapping[str, Sequence[Segment]]

    @property
    def documents(self) -> Sequence[str]:
        """List the transcripts that have windows."""
        return list(self.units.windows.transcripts)

    @cached_property
    def lengths(self) -> Indices:
        """Count the words of each window."""
        return np.array([len(words.split()) for words in self.units.words], dtype=np.int64)

    @cached_property
    def carried(self) -> Mapping[str, npt.NDArray[np.bool_]]:
        """Tell for each code which windows carry it."""
        found = {}
        for code, segments in self.codes.items():
            found[code] = np.zeros(len(self.units), dtype=bool)
            for one in segments:
                found[code][one.rows] = True
        return found


def replay(
    units: Units,
    codes: Mapping[str, Iterable[Span]],
    *,
    fewest: int,
    own: Mapping[str, Iterable[Span]] | None = None,
) -> Replay:
    """Find the windows of every coded passage; codes with fewer passages are not played.

    A passage under which no window lies, as what an interviewer says, cannot be found and is not
    counted.
    """
    found = {code: _segments(units, spans) for code, spans in codes.items()}
    mine = found if own is None else {code: _segments(units, own[code]) for code in own}
    return Replay(
        units=units,
        codes={code: some for code, some in found.items() if len(some) >= fewest},
        own={code: some for code, some in mine.items() if some},
    )


def _segments(units: Units, spans: Iterable[Span]) -> Sequence[Segment]:
    found = [_segment(units, span) for span in sorted(set(spans))]
    return [one for one in found if len(one.rows)]


def _segment(units: Units, span: Span) -> Segment:
    places = units.windows
    return Segment(span=span, rows=places.under(*span, share=HALF), near=places.under(*span))


def assemble(coded: CodedText, encoder: Encoder) -> Units:
    """Cut texts as transcripts are cut, and encode what is found."""
    found = [
        (name, unit)
        for name in coded.texts
        for unit in cutting.of_transcript(coded.texts[name], coded.turns[name])
    ]
    different = sorted({unit.words for _, unit in found}, key=lambda words: (len(words), words))
    at = {words: n for n, words in enumerate(different)}
    vectors = rounded(encoder.encode(different)) if different else _none()
    kinds: dict[Kind, list[tuple[str, Unit]]] = {
        kind: [one for one in found if one[1].kind == kind] for kind in cutting.KINDS
    }
    rows = {kind: [at[unit.words] for _, unit in kinds[kind]] for kind in kinds}
    windows, sentences = (
        line_up(
            [name for name, _ in kinds[kind]],
            np.array([unit.start for _, unit in kinds[kind]], dtype=np.int64),
            np.array([unit.stop for _, unit in kinds[kind]], dtype=np.int64),
        )
        for kind in ("window", "sentence")
    )
    return Units(
        encoder_name=encoder.name,
        windows=windows,
        sentences=sentences,
        window=vectors[rows["window"]],
        question=vectors[rows["question"]],
        sentence=vectors[rows["sentence"]],
        first=first_sentences(windows, sentences),
        turn=np.array([unit.turn for _, unit in kinds["window"]], dtype=np.int64),
        transcript_ids=[name for name, _ in kinds["window"]],
        voices=[name for name, _ in kinds["window"]],
        words=[coded.texts[name][unit.start : unit.stop] for name, unit in kinds["window"]],
        versions=dict.fromkeys(coded.texts, ""),
        texts=coded.texts,
    )


def _none() -> Vectors:
    return np.zeros((0, LENGTH), dtype=np.float32)
