"""Tell which names sound alike, as a transcriber may have heard one for the other. Pure."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from workbench.anonymise.names import normalise

# English, Irish, Welsh and Polish spellings of one sound, applied in this order.
_SAME = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^ma?c(?=[a-z]{3})", "mk"),
        (r"^x", "s"),
        (r"cz|tch|sch|sz|sh|ch", "x"),
        (r"ph", "f"),
        (r"bh|mh", "f"),
        (r"dge|dg", "j"),
        (r"gh(?=t|$)", ""),
        (r"ght", "t"),
        (r"ck|qu?|c(?![eiy])|kh|gh", "k"),
        (r"c", "s"),
        (r"g(?=[eiy])", "j"),
        (r"x(?=$)", "x"),
        (r"z", "s"),
        (r"v|w(?=r)", "f"),
        (r"th|dh|d(?=t)", "t"),
        (r"(?<=[aeiou])[wh]", ""),
        (r"h", ""),
        (r"(?<!^)[aeiouyw]+", ""),
        (r"(.)\1+", r"\1"),
    )
)


@cache
def sound(word: str) -> str:
    """Write a word by its consonants, alike for spellings that are said alike."""
    heard = re.sub(r"[^a-z]", "", normalise(word))
    for pattern, same in _SAME:
        heard = pattern.sub(same, heard)
    return heard


def alike(left: str, right: str) -> bool:
    """Tell whether one may be the other misheard or mistyped: alike in sound and in letters."""
    if left == right:
        return bool(left)
    short = min(len(left), len(right))
    if short < 3:
        return False
    far = OSA.distance(left, right, score_cutoff=3)
    if far <= 1:
        return short >= 4 or sound(left) == sound(right)
    return far <= (2 if short < 7 else 3) and sound(left) == sound(right)
