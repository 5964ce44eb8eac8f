"""Say what is suggested and why: best sentence, coded passages alike, words in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from workbench.coding.codebook import Code
from workbench.coding.coded_passages import Coding
from workbench.coding.evidence import HALF
from workbench.coding.lists import Kind
from workbench.coding.matrices import Span, Units
from workbench.coding.terms import Mean
from workbench.coding.vectors import Vectors
from workbench.store import Row

METHOD = "ridge regression 3"
WHICH = "which code 1"
"""Names, in a decision, the order of codes for a passage: it says nothing of a code's lists."""
FORGOTTEN = "list not known"
"""Stands for the model where a decision came after the server had forgotten its list."""
NEAREST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Show up to three sentences of a participant; the best of them runs from `sentence[0]` on.

    Offsets are code points of the transcript in its `version`.
    """

    transcript_id: str
    version: str
    turn: int
    start: int
    stop: int
    sentence: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Name a coded passage that a suggestion resembles."""

    coding_id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Window):
    """Offer a window for a code: its place in the list and what it was offered for.

    `examples` counts the coded passages learned from and `labels` the windows judged either way;
    `near` holds the two passages most alike, `shared` the words that weigh most in the window and
    in what was coded. It is `fresh` where its speaker has not been heard on the code. `kind` tells
    why it is in the list: alike, far from the middle of the code, fresh, or drawn at random, which
    no screen shows.
    """

    code_id: str
    place: int
    model: str
    examples: int
    fresh: bool
    near: tuple[Near, ...]
    shared: tuple[str, ...]
    encoder: str
    labels: int
    kind: Kind


def forgotten(transcript_id: str, version: str, place: tuple[int, int], code_id: str) -> Suggestion:
    """Stand for a suggestion of which only its place and code are known."""
    start, stop = place
    return Suggestion(
        transcript_id=transcript_id,
        version=version,
        turn=0,
        start=start,
        stop=stop,
        sentence=place,
        words="",
        code_id=code_id,
        place=0,
        model=FORGOTTEN,
        examples=0,
        fresh=False,
        near=(),
        shared=(),
        encoder="",
        labels=0,
        kind="alike",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Window):
    """Show a window at the edge of a code: taken not to belong, or dismissed by that decision."""

    kind: Literal["boundary", "dismissed"]
    decision_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Offer a code for a passage: the passages it was given to that are most alike, shared words.

    `firm` is False while the code has fewer than five coded passages to judge by. `labels` counts
    the windows that all codes together were told apart by.
    """

    code: Code
    place: int
    examples: int
    near: tuple[Near, ...]
    shared: tuple[str, ...]
    firm: bool
    labels: int


class Learned:
    """Explain windows by the coded passages they resemble."""

    def __init__(self, units: Units, coded: Sequence[Coding]) -> None:
        places = [(coding, units.windows.under(*span(coding), share=HALF)) for coding in coded]
        members = [(coding, rows) for coding, rows in places if len(rows)]
        self.units = units
        self.coded = [coding for coding, _ in members]
        self.rows = np.concatenate([np.zeros(0, dtype=np.int64), *(rows for _, rows in members)])
        self.first = np.cumsum([0, *(len(rows) for _, rows in members)])[:-1]

    @property
    def examples(self) -> int:
        """Count the coded passages that have vectors."""
        return len(self.coded)

    @cached_property
    def words(self) -> Mean | None:
        """Give the mean weight of each word in what was coded."""
        return self.units.terms.mean(self.rows.tolist())

    def explain(
        self,
        row: int,
        place: int,
        single: Vectors,
        code_id: str,
        *,
        kind: Kind,
        labels: int,
        heard: Collection[str],
    ) -> Suggestion:
        """Show one window with its reason; `single` scores all sentences."""
        return Suggestion(
            **window_at(self.units, row, single),
            code_id=code_id,
            place=place,
            model=f"{self.units.encoder_name}, {METHOD}, {self.examples} coded passages",
            examples=self.examples,
            fresh=self.units.voices[row] not in heard,
            near=self.near(self.units.window[row]),
            shared=self.units.terms.shared(row, self.words),
            encoder=self.units.encoder_name,
            labels=labels,
            kind=kind,
        )

    def near(self, vector: Vectors) -> tuple[Near, ...]:
        """List the coded passages most like a window, the most alike first."""
        alike = np.maximum.reduceat(self.units.window[self.rows] @ vector, self.first)
        order = np.argsort(-np.round(alike, 6), kind="stable")[:NEAREST]
        found = [self.coded[int(at)] for at in order]
        return tuple(
            Near(coding_id=one.id, words=self.units.texts[one.transcript_id][one.start : one.stop])
            for one in found
        )


def window_at(units: Units, row: int, single: Vectors) -> Row:
    """Spell out a window; `single` tells which of its sentences is the best."""
    name = units.transcript_ids[row]
    last = units.first[row + 1] if row + 1 < len(units) else len(single)
    best = int(units.first[row] + np.argmax(single[units.first[row] : last]))
    return {
        "transcript_id": name,
        "version": units.versions[name],
        "turn": int(units.turn[row]),
        "start": int(units.windows.start[row]),
        "stop": int(units.windows.stop[row]),
        "sentence": (int(units.sentences.start[best]), int(units.sentences.stop[best])),
        "words": units.words[row],
    }


def span(coding: Coding) -> Span:
    """Give the place of a coding."""
    return coding.transcript_id, coding.start, coding.stop
