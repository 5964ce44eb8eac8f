"""Shade cells by their value so that eyes of every kind tell them apart and read them. Pure."""

from __future__ import annotations

from typing import Any

import numpy as np

INK = {False: "#1b232c", True: "#e4e9ee"}
OUTSIDE = {False: "#d8dee4", True: "#303b47"}
"""By darkness of the page: words, and cells in which nothing is counted."""

_RAMPS = {False: ("#e6f0f8", "#6aa6d6", "#0b3a66"), True: ("#1d3348", "#3f80b8", "#d3e8fb")}
_NOTHING = {False: "#f4f6f8", True: "#1a222b"}


def shade(value: float, most: float, *, dark: bool = False) -> tuple[str, str]:
    """Choose fill and ink of a cell: one hue that deepens with the value, words at 4.5 : 1."""
    if np.isnan(value):
        return OUTSIDE[dark], INK[dark]
    if value <= 0 or most <= 0:
        return _NOTHING[dark], INK[dark]
    low, middle, high = (_channels(colour) for colour in _RAMPS[dark])
    share = min(value / most, 1.0)
    mixed = low + (middle - low) * 2 * share
    if share > 0.5:
        mixed = middle + (high - middle) * (2 * share - 1)
    fill = "#" + "".join(f"{round(float(part)):02x}" for part in mixed)
    return fill, max(("#000000", "#ffffff"), key=lambda ink: contrast(fill, ink))


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2.2 counts it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _channels(colour: str) -> Any:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], dtype=np.float64)


def _luminance(colour: str) -> float:
    parts = _channels(colour) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))
