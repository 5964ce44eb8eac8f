"""Replace stretches of a text and say where every other place has gone. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from workbench.errors import NotAllowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Put `words` in the place of the code points `start` to `stop`, half open."""

    start: int
    stop: int
    words: str


@dataclass(frozen=True, slots=True)
class Edited:
    """Hold the text after its edits and the way from old offsets to new ones."""

    text: str
    edits: tuple[Edit, ...]
    shifts: tuple[int, ...]

    def moved(self, start: int, stop: int) -> tuple[int, int]:
        """Follow a passage: words it holds stay in it, and one that an edit cuts into grows.

        What is inserted exactly at an edge stays outside.
        """
        return self._start(start), max(self._stop(stop), self._start(start))

    def touches(self, start: int, stop: int) -> bool:
        """Tell whether an edit changes anything between two offsets of the old text."""
        done = bisect_right(self.edits, start, key=_stop)
        return done < bisect_left(self.edits, stop, key=_start)

    def undone(self, old: str) -> Edited:
        """Give the way back: the edits that make the `old` text of the new one."""
        return apply(
            self.text,
            [
                Edit(
                    start=edit.start + shift,
                    stop=edit.start + shift + len(edit.words),
                    words=old[edit.start : edit.stop],
                )
                for edit, shift in zip(self.edits, self.shifts, strict=False)
            ],
        )

    def _start(self, offset: int) -> int:
        done = bisect_right(self.edits, offset, key=_stop)
        within = done < len(self.edits) and self.edits[done].start < offset
        return self.edits[done].start + self.shifts[done] if within else offset + self.shifts[done]

    def _stop(self, offset: int) -> int:
        begun = bisect_left(self.edits, offset, key=_start)
        if begun and self.edits[begun - 1].stop > offset:
            return self.edits[begun - 1].stop + self.shifts[begun]
        return offset + self.shifts[begun]


def _start(edit: Edit) -> int:
    return edit.start


def _stop(edit: Edit) -> int:
    return edit.stop


def apply(text: str, edits: Sequence[Edit]) -> Edited:
    """Make all edits at once; their offsets are those of the old text.

    Raises NotAllowed when edits overlap or lie outside the text.
    """
    ordered = tuple(sorted(edits, key=lambda edit: (edit.start, edit.stop)))
    if any(left.stop > right.start for left, right in pairwise(ordered)) or any(
        not 0 <= edit.start <= edit.stop <= len(text) for edit in ordered
    ):
        raise NotAllowed("The changes to this text overlap or lie outside it; nothing was changed.")
    parts: list[str] = []
    last = 0
    for edit in ordered:
        parts += (text[last : edit.start], edit.words)
        last = edit.stop
    parts.append(text[last:])
    growth = (len(edit.words) - (edit.stop - edit.start) for edit in ordered)
    return Edited("".join(parts), ordered, tuple(accumulate(growth, initial=0)))
