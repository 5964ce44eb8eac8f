"""Find what was corrected in a released text since the vault last saw it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from workbench import wordwise
from workbench.edits import Edit, apply
from workbench.errors import ChangedSince

MOST_CHANGED = 0.2
"""Share of the words and signs of a text beyond which it is not a corrected one but another."""


def between(before: str, after: str, *, sure: bool = False) -> list[Edit]:
    """Give the edits, word by word, that lead from one state of a text to the next.

    Raises ChangedSince where they have too little in common, unless one is `sure` to come of the
    other, or other turns.
    """
    found = wordwise.between(before, after) if before != after else []
    changed = sum(
        max(len(wordwise.pieces(words)) for words in (before[one.start : one.stop], one.words))
        for one in found
    )
    moved = any("\n" in before[edit.start : edit.stop] + edit.words for edit in found)
    if moved or (not sure and changed > MOST_CHANGED * len(wordwise.pieces(before))):
        raise ChangedSince(
            "The released text is not the one the vault knows. Open the vault that belongs to "
            "this study, or a copy of both made at the same time."
        )
    return found


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
