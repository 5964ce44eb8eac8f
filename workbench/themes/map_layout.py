"""Find places for themes on a map: subthemes under their theme, nothing over another. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.coding import lettering
from workbench.themes.outline import Theme

FONT, LINE = 15.0, 19.0
"""Pixels of letters and lines in a theme of usual size."""
INSIDE, AROUND = 16.0, 13.0
ROOM, NARROWEST = 170.0, 110.0
SMALLER = 0.87
"""How large a subtheme is drawn beside its theme."""
ACROSS, DOWN = 34.0, 58.0
"""Pixels kept free between neighbours, and between a theme and its subthemes."""
TRIES = 17
"""In how many rooms a name is tried, each a tenth narrower."""
SHAPE = 1.6
"""Width by height that the whole map comes near to: that of a page laid on its side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Hold a theme's middle, its width and height in pixels, and its name in lines."""

    x: float
    y: float
    width: float
    height: float
    size: float
    lines: tuple[str, ...]

    @property
    def left(self) -> float:
        """Give the left edge."""
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        """Give the upper edge."""
        return self.y - self.height / 2


Boxes = dict[str, Box]


def arranged(themes: Sequence[Theme], sizes: Mapping[str, float]) -> Boxes:
    """Lay out all themes: each over its subthemes, families in rows; the middle is 0, 0."""
    below: dict[str | None, list[Theme]] = {}
    known = {theme.id for theme in themes}
    for theme in themes:
        above = theme.parent_id if len(theme.path) > 1 and theme.parent_id in known else None
        below.setdefault(above, []).append(theme)
    families = [_family(theme, below, sizes) for theme in below.get(None, ())]
    return _centred(_in_rows(families))


def placed(boxes: Mapping[str, Box], held: Mapping[str, tuple[float, float]]) -> Boxes:
    """Move boxes to the places they were given; what has none comes in a row below those."""
    if not held:
        return dict(boxes)
    found = {
        name: replace(box, x=held[name][0], y=held[name][1])
        for name, box in boxes.items()
        if name in held
    }
    bottom = max((box.y + box.height / 2 for box in found.values()), default=0.0)
    left = min((box.left for box in found.values()), default=0.0)
    for name, box in boxes.items():
        if name not in held:
            y = bottom + DOWN + box.height / 2
            found[name] = replace(box, x=left + box.width / 2, y=y)
            left += box.width + ACROSS
    return {name: found[name] for name in boxes}


def box(name: str, size: float, *, subtheme: bool = False) -> Box:
    """Measure a theme: its name in lines of about equal length."""
    scale = size * (SMALLER if subtheme else 1.0)
    letters = FONT / lettering.SIZE
    lines = even(name, ROOM / letters)
    longest = max(lettering.width(line) for line in lines) * letters
    return Box(
        x=0,
        y=0,
        width=round(scale * (max(longest, NARROWEST) + 2 * INSIDE), 1),
        height=round(scale * (LINE * len(lines) + 2 * AROUND), 1),
        size=size,
        lines=tuple(lines),
    )


def even(name: str, room: float) -> list[str]:
    """Break a name into as few lines as the room asks for, of about equal length."""
    lines = lettering.wrapped(name, room)
    for step in range(1, TRIES):
        narrower = lettering.wrapped(name, room * 0.9**step)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _family(
    theme: Theme, below: Mapping[str | None, Sequence[Theme]], sizes: Mapping[str, float]
) -> Boxes:
    """Put a theme over the middle of its subthemes, which stand side by side."""
    own = box(theme.name, sizes.get(theme.id, 1.0), subtheme=len(theme.path) > 1)
    children = [_family(child, below, sizes) for child in below.get(theme.id, ())]
    found = _rows(children, 1) if children else {}  # in one row no line runs behind a box
    left, top, right, _ = around(found.values()) if found else (0.0, 0.0, own.width, 0.0)
    y = top - DOWN - own.height / 2 if found else own.height / 2
    return {theme.id: replace(own, x=(left + right) / 2, y=y), **found}


def _in_rows(families: Sequence[Boxes]) -> Boxes:
    """Set families side by side, and in as many rows as bring the whole near its shape."""
    if not families:
        return {}
    tries = [_rows(families, number) for number in range(1, len(families) + 1)]
    return min(tries, key=lambda boxes: abs(math.log(_shape(boxes) / SHAPE)))


def _rows(families: Sequence[Boxes], number: int) -> Boxes:
    each = -(-len(families) // number)
    found: Boxes = {}
    top = 0.0
    for first in range(0, len(families), each):
        row = families[first : first + each]
        wide = sum(_size(one)[0] for one in row) + ACROSS * (len(row) - 1)
        left = -wide / 2
        for one in row:
            x, y, right, _ = around(one.values())
            found |= _shifted(one, left - x, top - y)
            left += right - x + ACROSS
        top += max(_size(one)[1] for one in row) + DOWN
    return found


def _shape(boxes: Boxes) -> float:
    width, height = _size(boxes)
    return max(width, 1.0) / max(height, 1.0)


def _size(boxes: Boxes) -> tuple[float, float]:
    left, top, right, bottom = around(boxes.values())
    return right - left, bottom - top


def around(boxes: Collection[Box]) -> tuple[float, float, float, float]:
    """Give left, top, right and bottom of all boxes together."""
    some = list(boxes)
    return (
        min(one.left for one in some),
        min(one.top for one in some),
        max(one.left + one.width for one in some),
        max(one.top + one.height for one in some),
    )


def _centred(boxes: Boxes) -> Boxes:
    if not boxes:
        return {}
    left, top, right, bottom = around(boxes.values())
    return _shifted(boxes, -(left + right) / 2, -(top + bottom) / 2)


def _shifted(boxes: Boxes, x: float, y: float) -> Boxes:
    return {
        name: replace(one, x=round(one.x + x, 1), y=round(one.y + y, 1))
        for name, one in boxes.items()
    }
