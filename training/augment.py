"""Change training stretches so that they resemble transcripts: names, case, fillers, labels."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from training.corpora import LABELS, Example, Span
from training.templates import Names

_UNCERTAIN_CASE = re.compile(r"[.,!?;:\"()…]| -(?= )")
_GAP = re.compile(r"(?<=\w) (?=\w)")
_PLACES = ("town", "street", "village", "area")


def changed(example: Example, names: Names, draw: random.Random) -> Example:
    """Apply each change with its own chance; own templates already hold UK names."""
    if example.corpus != "templates" and draw.random() < 0.35:
        example = swapped(example, names, draw)
    if draw.random() < 0.14:
        example = with_fillers(example, names, draw)
    if draw.random() < 0.08:
        example = labelled(example, names, draw)
    lower = draw.random()
    if lower < 0.2:
        example = replace(example, text=lowered(example.text))
        if lower < 0.11:
            example = unpunctuated(example)
    elif lower < 0.22:
        example = with_names_lowered(example)
    elif lower > 0.988:
        example = replace(example, text=uppered(example.text))
    return example


def lowered(text: str) -> str:
    """Lower every letter whose lower form keeps its length."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def unpunctuated(example: Example) -> Example:
    """Take the punctuation out, as a speech recogniser that writes none."""
    gaps = [(m.start(), m.end(), "") for m in _UNCERTAIN_CASE.finditer(example.text)]
    inside = [(a, b) for a, b, _ in example.spans]
    return rebuilt(example, [gap for gap in gaps if not any(a <= gap[0] < b for a, b in inside)])


def with_names_lowered(example: Example) -> Example:
    """Lower the names alone, as a hasty typist does."""
    text = example.text
    for start, stop, _ in example.spans:
        text = text[:start] + lowered(text[start:stop]) + text[stop:]
    return replace(example, text=text)


def uppered(text: str) -> str:
    """Raise every letter whose capital form keeps its length."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def rebuilt(example: Example, replacements: list[tuple[int, int, str]]) -> Example:
    """Replace stretches, left to right and disjoint, and move the spans along."""
    text, at = "", 0
    moves: list[tuple[int, int, int, int]] = []
    for start, stop, new in replacements:
        text += example.text[at:start]
        moves.append((start, stop, len(text), len(text) + len(new)))
        text, at = text + new, stop
    text += example.text[at:]
    spans = tuple((_moved(a, moves, 0), _moved(b, moves, 1), k) for a, b, k in example.spans)
    return replace(example, text=text, spans=spans)


def _moved(offset: int, moves: list[tuple[int, int, int, int]], edge: int) -> int:
    shift = 0
    for start, stop, new_start, new_stop in moves:
        if offset < start or (offset == start and edge == 1 and start != stop):
            break
        if start != stop and offset == start:
            return new_start
        if start == stop and offset == start and edge == 1:
            break
        if offset < stop:
            return new_stop
        shift = new_stop - stop
    return offset + shift


def swapped(example: Example, names: Names, draw: random.Random) -> Example:
    """Put other names of the same sort and length in words in place of those that stand there."""
    replacements = []
    for start, stop, label in example.spans:
        if label in LABELS and draw.random() < 0.6:
            new = _stand_in(example.text[start:stop], label, names, draw)
            replacements.append((start, stop, new))
    return rebuilt(example, replacements)


def _stand_in(old: str, label: str, names: Names, draw: random.Random) -> str:
    single = " " not in old
    if label == "PERSON":
        one = ("first", "first", "first", "nick", "sur", "wfirst", "wsur")
        slot = draw.choice(one if single else ("full", "full", "full", "wfull", "initials"))
    elif label == "PLACE":
        towns = ("town", "city", "village", "town", "world", "world")
        slot = draw.choice(towns if single else _PLACES)
    else:
        slot = draw.choice(("org", "org", "org", "firm", "council", "public", "paper", "court"))
    return names.make(slot, draw)


def with_fillers(example: Example, names: Names, draw: random.Random) -> Example:
    """Put fillers and repeated words between words, never inside a name."""
    fillers = names.words["fillers"]
    inserts = []
    for match in _GAP.finditer(example.text):
        inside = any(a < match.start() < b for a, b, _ in example.spans)
        if not inside and draw.random() < 0.05:
            inserts.append((match.end(), match.end(), draw.choice(fillers) + " "))
    return rebuilt(example, inserts)


def labelled(example: Example, names: Names, draw: random.Random) -> Example:
    """Put a speaker label before the turn; a label with a name is a name."""
    kind = draw.random()
    name = names.make(draw.choice(("first", "full")), draw)
    label = draw.choice(("Interviewer", "INT", "R", "P1", "Participant")) if kind < 0.5 else name
    lead = f"{label}: "
    shift = len(lead)
    spans: list[Span] = [(a + shift, b + shift, k) for a, b, k in example.spans]
    if kind >= 0.5:
        spans.insert(0, (0, len(name), "PERSON"))
    return replace(example, text=lead + example.text, spans=tuple(spans))
