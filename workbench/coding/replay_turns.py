"""Tell who speaks in a text that only its layout divides. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.readers import labels, lines
from workbench.transcripts import Role, Turn

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class _Said:
    """Hold one line: where its words stand, and the label before them."""

    label: str
    start: int
    stop: int


def turns_of(text: str) -> list[Turn]:
    """Find turns by the labels that recur at the head of lines; else each line is one.

    Who states no role asks where they put most questions; everybody else takes part.
    """
    found = list(_LINE.finditer(text))
    said = [_said(text, match.start(), match.end()) for match in found]
    known = _known(said, [_is_head(text, found, n) for n in range(len(found))])
    joined: list[tuple[str, int, int]] = []
    for match, one in zip(found, said, strict=True):
        if one.label in known:
            joined.append((one.label, one.start, one.stop))
        elif known and joined:
            joined[-1] = (joined[-1][0], joined[-1][1], one.stop)
        else:
            joined.append(("", match.start(), one.stop))
    roles = _roles(text, joined)
    return [
        Turn(position=n, speaker=name, role=roles[name], start=start, stop=stop)
        for n, (name, start, stop) in enumerate(joined)
    ]


def _is_head(text: str, found: Sequence[re.Match[str]], number: int) -> bool:
    before = found[number - 1].end() if number else 0
    return not number or text.count("\n", before, found[number].start()) > 1


def _known(said: Sequence[_Said], heads: Sequence[bool]) -> set[str]:
    """Find labels that recur at many lines or, where lines were wrapped, at most paragraphs."""
    opening = [one for one, head in zip(said, heads, strict=True) if head]
    for some, share in ((said, 4), (opening, 2)):
        counts = Counter(one.label for one in some if one.label)
        known = {label for label, many in counts.items() if many > 1}
        if known and sum(counts[label] for label in known) * share >= len(some):
            return known
    return set()


def _said(text: str, start: int, stop: int) -> _Said:
    line = text[start:stop].strip()
    found = lines.candidate(line)
    if found is None or found.form == "alone" or not labels.can_be(found.label):
        return _Said("", start, stop)
    words = found.text.strip()
    begin = text.find(words, start, stop) if words else stop
    return _Said(labels.key(found.label), begin if begin >= 0 else start, stop)


def _roles(text: str, joined: Sequence[tuple[str, int, int]]) -> dict[str, Role]:
    names = list(dict.fromkeys(name for name, _, _ in joined))
    roles: dict[str, Role] = {name: labels.role_of(name) or "participant" for name in names}
    if len(names) > 1 and "interviewer" not in roles.values():
        asked = {
            name: sum("?" in text[a:b] for who, a, b in joined if who == name)
            / sum(who == name for who, _, _ in joined)
            for name in names
            if name
        }
        if asked:
            roles[max(sorted(asked), key=lambda name: asked[name])] = "interviewer"
    return roles
