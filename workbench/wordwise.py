"""Find the smallest changes, word by word, that lead from one wording to another. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from workbench.edits import Edit

JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)


def pieces(text: str) -> list[str]:
    """Cut a text into words, white space, line ends and single signs.

    What a reader sees as one sign stays whole: accents, tones of skin, joined emoji and flags.
    """
    tied = "".join(sorted(sign for sign in set(text) if _is_tied(sign))) or "\u0300"
    tied = f"[{re.escape(tied)}]"
    return re.findall(
        rf"\n|[^\S\n]+|\w(?:\w|{tied})*|[\U0001f1e6-\U0001f1ff]{{2}}{tied}*"
        rf"|[^\w\s]{tied}*(?:(?<={JOINER})[^\w\s]{tied}*)*",
        text,
    )


def _is_tied(sign: str) -> bool:
    """Tell a sign that belongs to the one before it."""
    return unicodedata.category(sign)[0] == "M" or sign == JOINER or ord(sign) in _TONES


def between(before: str, after: str) -> list[Edit]:
    """Give the edits, word by word, that lead from one state of a text to the next.

    Each takes words away and puts words there: what is only added or left out takes the piece
    beside it along, best of a space, unless a line has nothing else.
    """
    old, new = pieces(before), pieces(after)
    starts = list(accumulate(map(len, old), initial=0))
    found: list[tuple[int, int, str]] = []
    for step in _steps(old, new):
        one = step if step[0] < step[1] and step[2] else _attached(old, *step)
        found.append(_joined(old, found.pop(), one) if found and found[-1][1] >= one[0] else one)
    return [Edit(start=starts[left], stop=starts[right], words=w) for left, right, w in found]


def local(text: str, change: Edit) -> list[Edit]:
    """Cut one change of a line down to the words that it changes, in offsets of the text."""
    old = pieces(text)
    starts = list(accumulate(map(len, old), initial=0))
    inside = [
        n for n in range(len(old)) if starts[n] < change.stop and change.start < starts[n + 1]
    ]
    first = (
        inside[0]
        if inside
        else next((n for n, start in enumerate(starts) if start >= change.start), len(old))
    )
    last = inside[-1] + 1 if inside else first
    # The neighbours come along: an accent that is added belongs to the word before it.
    left, right = starts[max(first - 2, 0)], starts[min(last + 2, len(old))]
    now = text[left : change.start] + change.words + text[change.stop : right]
    return [
        Edit(start=edit.start + left, stop=edit.stop + left, words=edit.words)
        for edit in between(text[left:right], now)
    ]


def narrowed(text: str, edit: Edit) -> Edit:
    """Leave out the white space at the edges of an edit that it does not change."""
    was, words = text[edit.start : edit.stop], edit.words
    lead = _shared(was, words)
    was, words = was[lead:], words[lead:]
    tail = _shared(was[::-1], words[::-1])
    words = words[: len(words) - tail]
    return Edit(start=edit.start + lead, stop=edit.stop - tail, words=words)


def _shared(one: str, other: str) -> int:
    """Count the signs of white space with which two wordings begin alike."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        same += 1
    return same


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, str]]:
    """Give (from piece, to piece, words), where changes that meet are one."""
    found: list[tuple[int, int, str]] = []
    for step in Levenshtein.opcodes(old, new):
        if step.tag == "equal":
            continue
        words = "".join(new[step.dest_start : step.dest_end])
        if found and found[-1][1] == step.src_start:
            left, _, earlier = found.pop()
            found.append((left, step.src_end, earlier + words))
        else:
            found.append((step.src_start, step.src_end, words))
    return found


def _joined(
    old: Sequence[str], one: tuple[int, int, str], other: tuple[int, int, str]
) -> tuple[int, int, str]:
    """Make one step of two that meet, or that took the same neighbour along."""
    shared = "".join(old[other[0] : one[1]])
    return one[0], other[1], one[2].removesuffix(shared) + other[2]


def _attached(old: Sequence[str], left: int, right: int, words: str) -> tuple[int, int, str]:
    """Take a neighbour along, unless it ends the line."""
    before = left > 0 and old[left - 1] != "\n"
    after = right < len(old) and old[right] != "\n"
    if before and (old[left - 1].isspace() or not after or not old[right].isspace()):
        return left - 1, right, old[left - 1] + words
    if after:
        return left, right + 1, words + old[right]
    return left, right, words
