"""Turn treated identifiers into edits of a text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.anonymise.names import suffix
from workbench.edits import Edit, apply


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
    return [_edit(text, together) for together in _overlapping(treated)]


def differences(text: str, old: Sequence[Edit], new: Sequence[Edit]) -> list[Edit]:
    """Give the edits that lead from one treatment of a text to another.

    Their offsets are those of the text after `old`. Stretches that both treat alike are left be.
    """
    before = apply(text, old)
    spans = [Treated(start=e.start, stop=e.stop, words="") for e in (*old, *new)]
    found = []
    for together in _overlapping(spans):
        start, stop = together[0].start, max(span.stop for span in together)
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


def _edit(text: str, together: Sequence[Treated]) -> Edit:
    longest = max(together, key=lambda t: (t.stop - t.start, -t.start))
    stop = max(span.stop for span in together)
    surface = text[longest.start : longest.stop]
    words = _in_case_of(surface, longest.words) + suffix(text[together[0].start : stop])
    return Edit(start=together[0].start, stop=stop, words=words)


def _in_case_of(surface: str, words: str) -> str:
    """Shout a pseudonym where the name was shouted; brackets keep their own case."""
    if words.startswith("[") or sum(c.isalpha() for c in surface) < 2:
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
