"""Keep words that people wrote from being read as Markdown."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&=^])")
_DRAWN = re.compile(
    r":(?=material[/_]\w+:|streamlit:)|(?:(?<=\s)|^)[-<>~](?=(?:-|=|>|->)(?:\s|$))"
    r"|https?:(?=//)|www(?=\.)|(?<=[-.+\w])@(?=[-\w])",
    re.IGNORECASE,
)
"""Begins what Streamlit draws as picture, arrow or link though every sign of it is escaped."""
JOINER = "\u2060"
"""Has no width, and keeps two signs from being read together."""


def plain(words: str) -> str:
    """Escape every sign with a meaning in Streamlit's Markdown, and join lines."""
    return _SIGNS.sub(r"\\\1", _DRAWN.sub(rf"\g<0>{JOINER}", " ".join(words.split())))


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: `1 turn`, `1,204 turns`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def cut(words: str, most: int) -> str:
    """Keep the beginning of long words, up to a blank where there is one."""
    begun = words[:most]
    return words if len(words) <= most else f"{begun.rpartition(' ')[0] or begun} …"
