"""Find what was corrected in a released text since the vault last saw it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from workbench.edits import Edit, apply
from workbench.errors import ChangedSince

MOST_CHANGED = 0.2
"""Share of the signs and words of a text beyond which it is not a corrected one but another."""

_PIECE = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")


def between(before: str, after: str) -> list[Edit]:
    """Give the edits, word by word, that lead from one state of a text to the next.

    Raises ChangedSince where they have too little in common, or other turns.
    """
    if before == after:
        return []
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    steps = [step for step in Levenshtein.opcodes(old, new) if step.tag != "equal"]
    changed = sum(max(s.src_end - s.src_start, s.dest_end - s.dest_start) for s in steps)
    starts = _starts(old)
    found = []
    for step in steps:
        left, right = step.src_start, step.src_end
        words = "".join(new[step.dest_start : step.dest_end])
        if left == right:
            left, right, words = _attached(old, left, words)
        if "\n" in words or "\n" in old[left:right]:
            changed = len(old) + 1
        found.append(Edit(start=starts[left], stop=starts[right], words=words))
    if changed > MOST_CHANGED * len(old):
        raise ChangedSince(
            "The released text is not the one the vault knows. Open the vault that belongs to "
            "this study, or a copy of both made at the same time."
        )
    return _merged(found)


def composed(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Make one set of edits out of two: `second` counts in what `first` makes of the text.

    No edit of the second may be a bare insertion.
    """
    there = apply(text, first)
    end = apply(there.text, second)
    back = there.undone(text)
    spans = sorted(
        [(e.start, e.stop) for e in first] + [back.moved(e.start, e.stop) for e in second]
    )
    found: list[tuple[int, int]] = []
    for start, stop in spans:
        if found and (start < found[-1][1] or (start, stop) == found[-1]):
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return [
        Edit(start=start, stop=stop, words=end.text[slice(*end.moved(*there.moved(start, stop)))])
        for start, stop in found
    ]


def beside(decided: Sequence[Edit], corrected: Sequence[Edit]) -> list[Edit]:
    """Add corrections to edits that hide somebody; where they meet, hiding wins."""
    free = [
        one
        for one in corrected
        if not any(edit.start < one.stop and one.start < edit.stop for edit in decided)
    ]
    return sorted([*decided, *free], key=lambda edit: (edit.start, edit.stop))


def _starts(pieces: Sequence[str]) -> list[int]:
    found = [0]
    for piece in pieces:
        found.append(found[-1] + len(piece))
    return found


def _attached(old: Sequence[str], at: int, words: str) -> tuple[int, int, str]:
    """Let inserted words take the place of a neighbour and themselves, best of a space."""
    before = at > 0 and old[at - 1] != "\n"
    after = at < len(old) and old[at] != "\n"
    if before and (old[at - 1].isspace() or not after or not old[at].isspace()):
        return at - 1, at, old[at - 1] + words
    if after:
        return at, at + 1, words + old[at]
    return at, at, words


def _merged(found: Sequence[Edit]) -> list[Edit]:
    """Join edits that meet, as a neighbour may be taken twice."""
    merged: list[Edit] = []
    for edit in found:
        last = merged[-1] if merged else None
        if last and last.stop == edit.start:
            merged[-1] = Edit(start=last.start, stop=edit.stop, words=last.words + edit.words)
        else:
            merged.append(edit)
    return merged
