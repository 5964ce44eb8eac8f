"""Estimate the room that words take in a picture, and break them into lines. Pure."""

from __future__ import annotations

import textwrap

SIZE = 12
"""Pixels of the letters of labels."""

_NARROW, _WIDE = set("iljtfrI.,:;'’|!()[] "), set("mwMWQOGD@%—")


def width(words: str) -> float:
    """Estimate how wide words stand, in pixels at the size of labels; rather too wide."""
    signs = (
        0.32 if c in _NARROW else 0.92 if c in _WIDE or ord(c) > 0x2E80 else 0.6 for c in words
    )
    return SIZE * sum(signs)


def wrapped(words: str, room: float) -> list[str]:
    """Break words into lines of at most `room` pixels; nothing is cut."""
    letters = max(int(room / max(width(words) / max(len(words), 1), 1)), 8)
    return textwrap.wrap(words, letters) or [""]


def shortened(words: str, room: float, most: int) -> list[str]:
    """Break words into at most `most` lines; what is left out is marked by “…”."""
    lines = wrapped(words, room)
    return (
        lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1].rstrip() + "…"]
    )
