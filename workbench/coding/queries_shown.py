"""Put tables of counts and the passages of their cells as the Matrices page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.coding import codebook, lettering, scope_words, shades, shown
from workbench.coding.codebook import Code
from workbench.coding.coded_passages import CodedPassage, Coding, show
from workbench.coding.grids import Grid, Place
from workbench.store import at_one_moment
from workbench.study import Study
from workbench.ui.passage_cards import Card
from workbench.ui.plain import count

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

NAME = "name"
"""Column of the table that names its rows."""


def styled(grid: Grid, *, dark: bool) -> Styler:
    """Make a table whose cells are shaded by their value; columns are numbered from 0."""
    import pandas as pd  # noqa: PLC0415 - a third of a second that only a table needs

    names = [str(column) for column in range(len(grid.columns))]
    table = pd.DataFrame(grid.values, columns=names)
    blank = "\u2003"
    table.insert(0, NAME, [blank * head.depth + head.label for head in grid.rows])
    most = float(np.nanmax(grid.values, initial=0.0))

    def css(column: pd.Series[float]) -> list[str]:
        pairs = [shades.shade(float(value), most, dark=dark) for value in column]
        return [f"background-color: {fill}; color: {ink}" for fill, ink in pairs]

    def written(value: Any) -> str:
        return grid.said(float(value)) if value else ""

    numbers: Any = names
    return table.style.apply(css, subset=numbers).format(written, subset=numbers)


def name_width(grid: Grid) -> int:
    """Give the pixels that the names of the rows need, within reason."""
    needed = (lettering.width(head.label) + 14 * head.depth for head in grid.rows)
    return round(min(max(max(needed, default=0) + 20, 110), 360))


def mark(grid: Grid) -> int:
    """Tell one answer from another, so that a choice made in one is not kept in the next."""
    heads = (head.id for some in (grid.rows, grid.columns) for head in some)
    return hash((grid.title, grid.counted, *heads))


def listed(grid: Grid, cell: tuple[int, int], number: int) -> str:
    """Count the places listed for a cell, and say what the cell counts where that is another."""
    said, told = grid.written(*cell), count(number, "place")
    if said == f"{number:,}":
        return told
    return f"{told}. The cell says {said}: {grid.counted[:1].lower()}{grid.counted[1:]}."


@at_one_moment
def cards(study: Study, places: Sequence[Place]) -> list[Card]:
    """Show what a cell counts, one card for each passage or pair, in the order of the study."""
    codes = {code.id: code for code in codebook.fetch_all(study)}
    ids = sorted({one for place in places for one in place.coding_ids})
    found = show(study, [Coding(**row) for row in study.rows(_CODINGS, ids=ids)])
    by_id = {each.coding.id: each for each in found}
    several = len(scope_words.researchers(study)) > 1
    order = {code_id: at for at, code_id in enumerate(codes)}
    made = []
    for place in places:
        on = [by_id[one] for one in place.coding_ids if one in by_id]
        if on:
            on.sort(key=lambda each: (each.coding.start, order[each.coding.code_id]))
            made.append(_card(place, on, codes, several=several))
    return made


def _card(
    place: Place, on: Sequence[CodedPassage], codes: Mapping[str, Code], *, several: bool
) -> Card:
    carried = dict.fromkeys(each.coding.code_id for each in on)
    words = dict.fromkeys(
        each.words
        for part in sorted(place.parts)
        for each in on
        if (each.coding.start, each.coding.stop) == part
    )
    first = on[0]
    coders = sorted({each.coding.researcher for each in on}) if several else []
    return Card(
        id=f"{place.transcript_id} {place.parts} {first.coding.id}",
        words="\n\n".join(f"“{each}”" for each in words),
        code=" · ".join(codes[one].name for one in carried),
        colour=codes[first.coding.code_id].colour,
        place=" · ".join(
            filter(
                None,
                (
                    first.participant or first.speaker,
                    first.transcript,
                    f"turn {first.turn + 1}",
                    shown.clock(first.began),
                    ", ".join(coders),
                ),
            )
        ),
        transcript_id=place.transcript_id,
        start=first.coding.start,
    )


_CODINGS = """
select c.id, c.code_id, c.passage_id, p.transcript_id, p.start, p.stop, c.researcher, c.ts,
    c.found_by
from codings c join passages p on p.id = c.passage_id where list_contains($ids::text[], c.id)
"""
