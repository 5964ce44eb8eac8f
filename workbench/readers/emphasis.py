"""Find the words that somebody set apart inside what is said, by slant, weight or a line.

Labels in bold and questions wholly in italics are how transcripts are set; a word or two inside a
turn is how a typist writes stress. Both are looks of a file, which the text of a transcript lacks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

Pieces = Sequence[tuple[str, bool]]
"""Words in order, and whether they are set apart."""

_AROUND = 40
_LABEL_GOES_ON = re.compile(r"\s*(?:[(\[]?[\d:.]+[)\]]?\s*)?[:\t\n]")


def stretches(pieces: Pieces) -> list[str]:
    """List what is set apart in one paragraph, between `**` and with some words around it.

    Nothing, where no words but a label at the beginning are set otherwise than the rest.
    """
    joined = [
        ("".join(words for words, _ in alike), apart)
        for apart, alike in groupby(pieces, key=lambda piece: piece[1])
    ]
    said = joined[1:] if _begins_with_label(joined) else joined
    if all(apart for words, apart in said if _spoken(words)):
        return []
    whole = "".join(words for words, _ in said)
    found, start = [], 0
    for words, apart in said:
        stop = start + len(words)
        if apart and _spoken(words):
            before, after = whole[max(0, start - _AROUND) : start], whole[stop : stop + _AROUND]
            found.append(" ".join(f"{before}**{words}**{after}".split()))
        start = stop
    return found


def _begins_with_label(joined: Pieces) -> bool:
    if not joined or not joined[0][1]:
        return False
    label, after = joined[0][0], joined[1][0] if len(joined) > 1 else ""
    kept = label.rstrip()
    ends = kept.endswith(":") or any(sign in "\t\n" for sign in label[len(kept) :])
    return ends or bool(_LABEL_GOES_ON.match(after))


def _spoken(words: str) -> bool:
    return any(letter.isalpha() for letter in words)
