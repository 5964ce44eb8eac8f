"""Hold the answer to a question as a table whose cells lead to their passages. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from workbench.coding.scope import Flags, Gathered, Ints

Values = npt.NDArray[np.float64]
Kind = Literal["cells", "bars", "strips"]

CAUTION = "Counts lead back to passages. They do not say how much a theme matters."


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Name a row or column; `depth` counts what stands above it, `more` says what it stands for."""

    id: str
    label: str
    depth: int = 0
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Name what a cell counts once: one passage or two that meet, and the codings on them.

    `parts` are offsets in the transcript.
    """

    transcript_id: str
    parts: tuple[tuple[int, int], ...]
    coding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Mark a passage along its row, from 0 (the first letter of the text) to 1 (its end)."""

    row: int
    column: int
    start: float
    stop: float


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Answer a question: r × k `values`, NaN where nothing is counted.

    `corner` says what the rows are, `counted` what a value counts, `notes` what stays out.
    `places` gives the passages of a row and a column.
    """

    title: str
    corner: str
    counted: str
    rows: Sequence[Head]
    columns: Sequence[Head]
    values: Values
    places: Callable[[int, int], list[Place]]
    notes: Sequence[str] = ()
    percent: bool = False
    kind: Kind = "cells"
    strips: Sequence[Strip] = ()

    def written(self, row: int, column: int) -> str:
        """Write the value of a cell as a person reads it; empty where nothing is counted."""
        return self.said(float(self.values[row, column]))

    def said(self, value: float) -> str:
        """Write a value of this table as a person reads it."""
        if np.isnan(value):
            return ""
        if not self.percent:
            return f"{value:,.0f}"
        return "0 %" if value == 0 else f"{value:.1f} %" if value < 9.95 else f"{value:.0f} %"


def code_heads(found: Gathered) -> list[Head]:
    """Name the codes asked about; those below one that is not asked about stand at its place."""
    listed = [found.codes[at] for at in found.listed]
    ids = {code.id for code in listed}
    depths: dict[str, int] = {}
    for code in listed:
        above = code.parent_id if code.parent_id in ids else None
        depths[code.id] = depths[above] + 1 if above else 0
    return [
        Head(
            id=code.id,
            label=code.name + (" (retired)" if code.retired else ""),
            depth=depths[code.id],
            more=" > ".join(code.path),
        )
        for code in listed
    ]


def at(found: Gathered, passages: Ints | Sequence[int], codes: Flags) -> list[Place]:
    """Name passages with the codings of some codes on them; `codes` are c flags."""
    return together(found, [(int(one),) for one in passages], [codes])


def together(
    found: Gathered, some: Sequence[tuple[int, ...]], codes: Sequence[Flags]
) -> list[Place]:
    """Name passages that meet; the codes of each are those of its position."""
    wanted = {passage for group in some for passage in group}
    on: dict[int, list[int]] = {}
    for coding, passage in enumerate(found.coding_passage):
        if int(passage) in wanted:
            on.setdefault(int(passage), []).append(coding)
    return [_place(found, group, codes, on) for group in sorted(some)]


def _place(
    found: Gathered, group: tuple[int, ...], codes: Sequence[Flags], on: dict[int, list[int]]
) -> Place:
    text = found.texts[found.text[group[0]]]
    ids: dict[str, None] = {}
    for passage, wanted in zip(group, codes, strict=True):
        for coding in on.get(passage, []):
            if found.coding_code[coding] >= 0 and wanted[found.coding_code[coding]]:
                ids[found.coding_ids[coding]] = None
    parts = dict.fromkeys(
        (int(found.start[one]) - text.base, int(found.stop[one]) - text.base) for one in group
    )
    return Place(transcript_id=text.id, parts=tuple(parts), coding_ids=tuple(ids))


def under(found: Gathered, code: int, *, subcodes: bool) -> Flags:
    """Flag a code, and with `subcodes` those below it."""
    if subcodes:
        flags: Flags = found.below[code]
        return flags
    alone: Flags = np.zeros(len(found.codes), dtype=np.bool_)
    alone[code] = True
    return alone


def left_out(found: Gathered) -> list[str]:
    """Say what a table of codes does not list."""
    listed = {int(at) for at in found.listed}
    retired = sum(
        code.retired and at not in listed and bool(found.carries[:, at].any())
        for at, code in enumerate(found.codes)
    )
    return [f"{retired} retired code{'s' if retired != 1 else ''} left out."] if retired else []
