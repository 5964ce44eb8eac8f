"""Keep words that people wrote from being read as Markdown."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&=^])")


def plain(words: str) -> str:
    """Escape every sign with a meaning in Streamlit's Markdown, and join lines."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: `1 turn`, `1,204 turns`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
