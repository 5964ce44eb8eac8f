"""Say what a question is about, and hold what is coded within it as arrays. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from workbench.coding.codebook import Code
from workbench.transcripts import Role

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NOBODY = -1
Coded = Literal["any", "with", "without"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Say what is asked about; what is empty leaves nothing out.

    `codes` are ids that bring the codes below them; with `researchers` they say which codings are
    meant. Of `attributes`, a participant must have one of the values of each. With `roles` or
    `attributes` a passage counts when one such person speaks in it. Words that are searched need
    not be coded: `with` asks for those within the codings meant, `without` for those that touch
    none of them. Retired codes get no line of their own unless `retired`.
    """

    codes: Sequence[str] = ()
    transcripts: Sequence[str] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    researchers: Sequence[str] = ()
    roles: Sequence[Role] = ()
    coded: Coded = "any"
    retired: bool = False


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Stand for a participant, or for a participating speaker whom nobody has linked to one."""

    id: str
    name: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Place a transcript's text on one line with all others: offset + `base`."""

    id: str
    label: str
    length: int
    base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Hold t turns on the line of all texts, in order; `person` is NOBODY where none is asked."""

    start: Ints
    stop: Ints
    text: Ints
    person: Ints
    wanted: Flags


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """Hold p passages, each once however often it is coded; c codes of the whole tree, q people.

    `start` and `stop` count on the line of all texts; `first` and `last` are the turns a passage
    touches (first > last where none). `carries` is p × c, `speaks` p × q; `listed` are the codes
    asked about. For each coding: its id, passage, code, researcher and time in UTC.
    """

    codes: Sequence[Code]
    listed: Ints
    texts: Sequence[Text]
    people: Sequence[Person]
    turns: Turns
    start: Ints
    stop: Ints
    text: Ints
    first: Ints
    last: Ints
    carries: Flags
    speaks: Flags
    coding_ids: Sequence[str]
    coding_passage: Ints
    coding_code: Ints
    coding_researcher: Sequence[str]
    coding_time: Sequence[datetime]

    @cached_property
    def below(self) -> Flags:
        """Tell for c codes which of c codes are they themselves or lie below them."""
        place = {code.id: at for at, code in enumerate(self.codes)}
        found = np.eye(len(self.codes), dtype=np.bool_)
        for at in reversed(range(len(self.codes))):  # a tree lists a code before those below it
            above = self.codes[at].parent_id
            if above in place:
                found[place[above]] |= found[at]
        return found

    def marked(self, *, subcodes: bool) -> Flags:
        """Tell which passage carries which code, or one below it: p × c."""
        if not subcodes:
            return self.carries
        found = [self.carries[:, below].any(axis=1) for below in self.below]
        return np.stack(found, axis=1) if found else self.carries


def spread(first: Ints, after: Ints) -> tuple[Ints, Ints]:
    """List for n ranges, half open, which range has which members; empty ranges have none."""
    sizes = np.maximum(after - first, 0)
    owner = np.repeat(np.arange(len(first)), sizes)
    begin = np.concatenate([[0], np.cumsum(sizes)[:-1]]) if len(first) else sizes
    member = np.arange(int(sizes.sum())) - np.repeat(begin, sizes) + np.repeat(first, sizes)
    return owner.astype(np.int64), member.astype(np.int64)
