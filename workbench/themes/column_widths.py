"""Give each column of a table the room that its longest word needs, the rest by its share. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.themes.paper_tables import Table, text

_WORD = re.compile(r"(?:[^\s\-–/]|(?<=\d)[\-–](?=\d))+[\-–/]?")
_SIGN, _EDGES = 0.21, 0.45
"""Centimetres: a bold sign of ten points, and what a cell leaves free on both sides."""
_PAGE = {False: 17.0, True: 25.7}
_MOST = 0.3
"""The part of the page that a single word may claim."""
_WHOLE = 1000


def shares(table: Table) -> tuple[int, ...]:
    """Share the width of a page out, in thousandths; heads that are turned need no room."""
    page = _PAGE[table.landscape]
    needed = [0.0] * len(table.headings)
    for row in table.rows:
        for number, one in enumerate(() if row.heading else row.cells):
            needed[number] = max(needed[number], _longest(text(one)))
    for number, head in enumerate(table.headings):
        if number not in table.turned:
            needed[number] = max(needed[number], _longest(head))
    edges = 0.1 if table.turned else _EDGES
    wanted = [min(n * _SIGN + edges, page * _MOST) for n in needed]
    return tuple(round(_WHOLE * width / page) for width in _fitted(wanted, table.shares, page))


def _longest(words: str) -> int:
    return max(map(len, _WORD.findall(words)), default=0)


def _fitted(needed: Sequence[float], by_share: Sequence[int], page: float) -> list[float]:
    """Widen what is too narrow at the cost of the others; where none can spare, by need alone."""
    if sum(needed) >= page:
        return [one * page / sum(needed) for one in needed]
    fixed: set[int] = set()
    while True:
        free = page - sum(needed[n] for n in fixed)
        parts = sum(share for n, share in enumerate(by_share) if n not in fixed)
        widths = [
            needed[n] if n in fixed else free * share / parts for n, share in enumerate(by_share)
        ]
        narrow = {n for n, width in enumerate(widths) if width < needed[n] - 1e-9}
        if not narrow:
            return widths
        fixed |= narrow
