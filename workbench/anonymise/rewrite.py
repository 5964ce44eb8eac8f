"""Turn treated identifiers into edits of a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.anonymise.names import possessive
from workbench.edits import Edit, apply

_CONTRACTED = re.compile(r"(?<=\w\w)['’](?:d|ll|ve|re)$", re.IGNORECASE)
"""What a name takes on in speech: "Winnie'd gone" is "Winnie had gone"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """Mark a stretch whose words must go, and what stands for them."""

    start: int
    stop: int
    words: str


def edits(text: str, treated: Iterable[Treated]) -> list[Edit]:
    """Make disjoint edits that cover every treated stretch.

    Where stretches overlap, the words of the longest stand for all they cover together, so
    nothing of a shorter one is left readable.
    """
    return [_edit(text, together, *_reach(together)) for together in _overlapping(treated)]


def extended(text: str, old: Sequence[Edit], treated: Iterable[Treated]) -> list[Edit]:
    """Add treated stretches to the edits that made a released text; the others stay as they are.

    An edit that covers more than a stretch hides it already. One of the same stretch, or one that
    is only touched, gives way to the new words.
    """
    fresh = {(span.start, span.stop): span for span in treated}
    before = [
        Treated(start=edit.start, stop=edit.stop, words=edit.words)
        for edit in old
        if (edit.start, edit.stop) not in fresh
    ]
    found = []
    for together in _overlapping([*before, *fresh.values()]):
        start, stop = _reach(together)
        new = [span for span in together if fresh.get((span.start, span.stop)) is span]
        kept = [s for s in together if not new or (s.start, s.stop) == (start, stop)]
        if kept and kept != new:
            found += [Edit(start=s.start, stop=s.stop, words=s.words) for s in kept]
        else:
            found.append(_edit(text, new, start, stop))
    return found


def differences(text: str, old: Sequence[Edit], new: Sequence[Edit]) -> list[Edit]:
    """Give the edits that lead from one treatment of a text to another.

    Their offsets are those of the text after `old`. Stretches that both treat alike are left be.
    """
    before = apply(text, old)
    spans = [Treated(start=e.start, stop=e.stop, words="") for e in (*old, *new)]
    found = []
    for together in _overlapping(spans):
        start, stop = _reach(together)
        was, now = (_rendered(text, e, start, stop) for e in (old, new))
        if was != now:
            there = before.moved(start, stop)
            found.append(Edit(start=there[0], stop=there[1], words=now))
    return found


def _overlapping(treated: Iterable[Treated]) -> list[list[Treated]]:
    groups: list[list[Treated]] = []
    reach = -1
    for span in sorted(treated, key=lambda t: (t.start, -t.stop)):
        if groups and span.start < reach:
            groups[-1].append(span)
        else:
            groups.append([span])
            reach = span.stop
        reach = max(reach, span.stop)
    return groups


def _reach(together: Sequence[Treated]) -> tuple[int, int]:
    return together[0].start, max(span.stop for span in together)


def _edit(text: str, choices: Sequence[Treated], start: int, stop: int) -> Edit:
    longest = max(choices, key=lambda t: (t.stop - t.start, -t.start))
    surface = text[longest.start : longest.stop]
    words = _in_case_of(surface, longest.words)
    said = text[start:stop]
    ending = possessive(said, words) or "".join(_CONTRACTED.findall(said))
    return Edit(start=start, stop=stop, words=words + ending)


def _in_case_of(surface: str, words: str) -> str:
    """Shout a pseudonym where the name was shouted; brackets keep their own case."""
    if not words[:1].isalnum() or sum(c.isalpha() for c in surface) < 2:
        return words
    if surface.isupper():
        return words.upper()
    return words.lower() if surface.islower() else words


def _rendered(text: str, changes: Sequence[Edit], start: int, stop: int) -> str:
    inside = [
        Edit(start=e.start - start, stop=e.stop - start, words=e.words)
        for e in changes
        if start <= e.start and e.stop <= stop
    ]
    return apply(text[start:stop], inside).text
