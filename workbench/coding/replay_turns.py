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
    said = [_said(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    counts = Counter(one.label for one in said if one.label)
    known = {label for label, many in counts.items() if many > 1}
    if sum(counts[label] for label in known) * 4 < len(said):
        known = set()
    joined: list[tuple[str, int, int]] = []
    for match, one in zip(_LINE.finditer(text), said, strict=True):
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
