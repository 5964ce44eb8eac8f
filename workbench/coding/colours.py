"""Offer colours that stay apart for colour-blind eyes, on light and dark pages. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from workbench.errors import NotAllowed

# Farthest points in CIELAB, the nearest of four kinds of sight counting: normal, and the three
# simulations of Machado et al. 2009 (doi 10.1109/TVCG.2009.113). Luminance 0.135 to 0.29, so that
# each contrasts at least 3 : 1 with white and with #0e1117.
PALETTE = (
    "#006cb4",
    "#fc480c",
    "#b47878",
    "#9030fc",
    "#fc18e4",
    "#b44830",
    "#6c6c84",
    "#24a818",
    "#a884c0",
    "#d87860",
    "#c018b4",
    "#9084f0",
    "#e42490",
    "#9c5448",
)


def next_free(used: Iterable[str]) -> str:
    """Choose the first of the least used colours."""
    times = Counter(used)
    return min(PALETTE, key=lambda colour: times[colour])


def checked(colour: str) -> str:
    """Accept a colour as #rrggbb; raises NotAllowed."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour.strip()):
        raise NotAllowed("Give the colour as # and six hexadecimal digits, such as #006cb4.")
    return colour.strip().lower()
