"""Follow coding through the days, and codes along the interviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import numpy as np

from workbench import clock
from workbench.coding import grids
from workbench.coding.gathering import gather
from workbench.coding.grids import Grid, Head, Place, Strip
from workbench.coding.scope import EVERYTHING, Flags, Gathered, Scope
from workbench.study import Study

Line = Literal["transcript", "code"]
PARTS = 10
MOST_DAYS = 62
"""Days without coding stand in the table where all days together are no more than these."""


def of_coding(study: Study, scope: Scope = EVERYTHING) -> Grid:
    """Count the codings each researcher made on each day, from the audit trail.

    Days are those of this machine's time zone. Codings taken away since count too; `places` names
    what still stands.
    """
    found = gather(study, scope, ever=True)
    now = {row["id"] for row in study.rows("select id from codings")}
    on = [clock.local(ts).date() for ts in found.coding_time]
    names = sorted(set(found.coding_researcher), key=str.casefold)
    days = _days(on)
    values = np.zeros((len(days), len(names)))
    cells: dict[tuple[int, int], list[int]] = {}
    row_of = {day: at for at, day in enumerate(days)}
    for coding, (day, name) in enumerate(zip(on, found.coding_researcher, strict=True)):
        cell = row_of[day], names.index(name)
        values[cell] += 1
        cells.setdefault(cell, []).append(coding)
    gone = sum(one not in now for one in found.coding_ids)

    def places(row: int, column: int) -> list[Place]:
        some = [one for one in cells.get((row, column), []) if found.coding_ids[one] in now]
        return [_single(found, one) for one in some]

    return Grid(
        title="Coding day by day",
        corner="Day",
        counted="Codings made",
        rows=[Head(id=day.isoformat(), label=clock.day(day)) for day in days],
        columns=[Head(id=name, label=name) for name in names],
        values=values,
        places=places,
        notes=[f"{gone:,} of them taken away since."] if gone else [],
        kind="bars",
    )


def along(
    study: Study, scope: Scope = EVERYTHING, *, by: Line = "transcript", subcodes: bool = True
) -> Grid:
    """Show where in the interviews the codes occur: tenths of the text, and strips to draw.

    A line is a transcript with all codes asked about, or a code in all transcripts asked about.
    A passage counts in the tenth in which it begins.
    """
    found = gather(study, scope)
    length = np.array([max(text.length, 1) for text in found.texts])
    base = np.array([text.base for text in found.texts])
    begins = (found.start - base[found.text]) / length[found.text]
    ends = (found.stop - base[found.text]) / length[found.text]
    tenth = np.minimum((begins * PARTS).astype(np.int64), PARTS - 1)
    lines, codes = _lines(found, by, subcodes=subcodes)
    texts = [Head(id=text.id, label=text.label) for text in found.texts]
    values = [np.bincount(tenth[line], minlength=PARTS) for line in lines]

    def places(row: int, column: int) -> list[Place]:
        return grids.at(found, np.flatnonzero(lines[row] & (tenth == column)), codes[row])

    strips = [
        Strip(row=row, column=int(tenth[n]), start=float(begins[n]), stop=float(ends[n]))
        for row, line in enumerate(lines)
        for n in np.flatnonzero(line)
    ]
    return Grid(
        title="Along the interview",
        corner="Transcript" if by == "transcript" else "Code",
        counted="Passages that begin in this tenth of the text",
        rows=grids.code_heads(found) if by == "code" else texts,
        columns=[Head(id=str(n), label=f"{n * 10}–{n * 10 + 10} %") for n in range(PARTS)],
        values=np.array(values, dtype=np.float64).reshape(len(lines), PARTS),
        places=places,
        notes=grids.left_out(found) if by == "code" else [],
        kind="strips",
        strips=strips,
    )


def _lines(found: Gathered, by: Line, *, subcodes: bool) -> tuple[list[Flags], list[Flags]]:
    """Flag the passages of each line, and the codes it asks about."""
    if by == "code":
        marked = found.marked(subcodes=subcodes)
        listed = [int(at) for at in found.listed]
        return (
            [marked[:, at] for at in listed],
            [grids.under(found, at, subcodes=subcodes) for at in listed],
        )
    coded = found.carries.any(axis=1)
    every: Flags = np.ones(len(found.codes), dtype=np.bool_)
    return (
        [coded & (found.text == at) for at in range(len(found.texts))],
        [every] * len(found.texts),
    )


def _single(found: Gathered, coding: int) -> Place:
    passage = found.coding_passage[coding]
    text = found.texts[found.text[passage]]
    part = (int(found.start[passage]) - text.base, int(found.stop[passage]) - text.base)
    return Place(transcript_id=text.id, parts=(part,), coding_ids=(found.coding_ids[coding],))


def _days(on: Sequence[date]) -> list[date]:
    if not on:
        return []
    first, last = min(on), max(on)
    span = (last - first).days + 1
    return [first + timedelta(n) for n in range(span)] if span <= MOST_DAYS else sorted(set(on))
