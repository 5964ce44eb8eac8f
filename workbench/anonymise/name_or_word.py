"""Tell a name from the word it is as well, by its capital and what stands around it. Pure."""

from __future__ import annotations

import re
from typing import Literal

from workbench.anonymise.titles import inside_sentence

How = Literal["exact", "variant", "resembles"]
SMALL = frozenset(
    ["an", "and", "at", "by", "de", "for", "in", "le", "of", "on", "st", "the", "to", "with", "y"]
)
"""Words within a name that take no capital."""
_WORDS_BESIDE = 3
_WORD = re.compile(r"[^\W_]+")
_BEGINS = re.compile(r"(?:^|\n)[\W\d_]*$|[,;\t|][\"']?$")
"""What stands before the first word of a line, a list's item or a table's cell."""
_NAME_FOLLOWS = re.compile(r"'s\b|\s+[A-Z][a-z]")
_PERHAPS_FOLLOWS = re.compile(
    r",|\s+(?:said|says|told|asked|asks|thinks|thought|rang|lives|lived|works|worked|goes|went|came)\b"
)


def as_name(text: str, span: tuple[int, int], *, loose: bool = False) -> How | None:
    """Judge whether words that are words as well stand as a name; None where they do not.

    `loose`: in a name of a file or a property, where such a word is likelier a name.
    """
    words = _WORD.findall(text[span[0] : span[1]])
    if len(words) > 1:
        capitals = [word for word in words if word.casefold() not in SMALL] or words
        return "exact" if all(word[0].isupper() for word in capitals) else None
    capital = words[0][0].isupper()
    if loose and _is_label(text, *span):
        return "exact" if capital else "resembles"
    return _in_sentence(text, *span) if capital else None


def _is_label(text: str, start: int, stop: int) -> bool:
    """Tell a short line, such as a file's name or an author, from a sentence."""
    before = re.split(r"[\n/\\]", text[max(0, start - 40) : start])[-1]
    after = re.split(r"[\n/\\]", text[stop : stop + 40])[0]
    return len(_WORD.findall(before)) + len(_WORD.findall(after)) <= _WORDS_BESIDE


def _in_sentence(text: str, start: int, stop: int) -> How | None:
    """Read a capital inside a sentence as a name; at its beginning what follows must tell."""
    line = text[max(0, start - 20) : stop + 20]
    if line.isupper() and len(line) > stop - start + 1:
        return None
    begins = _BEGINS.search(text[max(0, start - 60) : start]) is not None
    if (inside_sentence(text, start) and not begins) or _NAME_FOLLOWS.match(text, stop):
        return "exact"
    return "resembles" if _PERHAPS_FOLLOWS.match(text, stop) else None
