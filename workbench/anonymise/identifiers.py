"""What an identifier is, how sure a finding is, and which finding wins where several overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from workbench.anonymise import names
from workbench.errors import NotAllowed

KINDS = (
    "person",
    "place",
    "organisation",
    "email",
    "url",
    "handle",
    "phone",
    "postcode",
    "nhs_number",
    "ni_number",
    "date",
    "age",
    "role",
    "event",
    "other",
)
Directness = Literal["direct", "indirect"]
Certainty = Literal["certain", "likely", "check"]

NAMED = frozenset({"person", "place", "organisation"})
INDIRECT_KINDS = frozenset({"date", "age", "role", "event", "other"})
"""Kinds that point to a person only together with other facts; a person may judge otherwise."""

CERTAIN, LIKELY = 0.9, 0.5
"""Lowest probabilities of the two upper bands; what each is worth stands in training/README.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """Words that could disclose a person: `start` to `stop` in code points, half open.

    `detector` is the name and version of what found them, such as `names 1.1` or `rules 1`.
    """

    start: int
    stop: int
    kind: str
    directness: Directness
    detector: str
    probability: float

    def __post_init__(self) -> None:
        """Refuse an empty stretch or an unknown kind with NotAllowed."""
        if not 0 <= self.start < self.stop:
            raise NotAllowed("An identifier must cover at least one character.")
        if self.kind not in KINDS:
            raise NotAllowed(f"An identifier is one of: {', '.join(KINDS)}.")


def directness_of(kind: str) -> Directness:
    """Return the directness a kind has unless something more is known."""
    return "indirect" if kind in INDIRECT_KINDS else "direct"


BY_RULE = "rules 1"


def by_rule(
    start: int, stop: int, kind: str, probability: float, *, detector: str = BY_RULE
) -> Identifier:
    """Make the finding of a rule, or of another detector, with the directness its kind has."""
    return Identifier(
        start=start,
        stop=stop,
        kind=kind,
        directness=directness_of(kind),
        detector=detector,
        probability=probability,
    )


def certainty(identifier: Identifier) -> Certainty:
    """Sort a finding into one of three bands by its probability."""
    if identifier.probability >= CERTAIN:
        return "certain"
    return "likely" if identifier.probability >= LIKELY else "check"


def resolve(found: Iterable[Identifier], text: str) -> list[Identifier]:
    """Make findings disjoint, the longest first, and sort them.

    A finding that reaches beyond a longer one keeps its remainder, so that no word that any
    detector marked is left readable.
    """
    ranked = sorted(found, key=lambda i: (i.start - i.stop, -i.probability, i.start, i.kind))
    taken = bytearray(len(text))
    kept = []
    for identifier in ranked:
        for start, stop in _free(identifier, taken):
            part = trimmed(replace(identifier, start=start, stop=stop), text)
            if part is not None:
                kept.append(part)
                taken[part.start : part.stop] = b"\1" * (part.stop - part.start)
    return sorted(kept, key=lambda identifier: identifier.start)


def _free(identifier: Identifier, taken: bytearray) -> list[tuple[int, int]]:
    """Return the stretches of a finding that nothing longer has taken."""
    parts = []
    start = None
    for at in range(identifier.start, identifier.stop):
        if taken[at]:
            if start is not None:
                parts.append((start, at))
            start = None
        elif start is None:
            start = at
    if start is not None:
        parts.append((start, identifier.stop))
    return parts


_POSSESSIVES = ("'s", "’s")
_KEPT_ENDS = frozenset("+@")
_LOOSE_END = re.compile(
    r"(?<=\S)\s+(?:and|or|but|the|an?|of|to|in|at|on|with|from|for|who|is|was)$"
)
"""Words in small letters that no name ends in."""


def trimmed(identifier: Identifier, text: str) -> Identifier | None:
    """Take spaces, punctuation and a possessive off the ends; None if nothing is left."""
    start, stop = identifier.start, identifier.stop
    while start < stop and not (text[start].isalnum() or text[start] in _KEPT_ENDS):
        start += 1
    while start < stop and not text[stop - 1].isalnum():
        stop -= 1
    if identifier.kind in ("place", "organisation") and names.owns_possessive(
        text[start : stop + 2]
    ):
        return replace(identifier, start=start, stop=stop + 2)
    possessive = text[stop - 2 : stop] in _POSSESSIVES and stop - start > 2
    owned = names.owns_possessive(text[start:stop])
    if possessive and not owned and identifier.kind in NAMED:
        return trimmed(replace(identifier, start=start, stop=stop - 2), text)
    return replace(identifier, start=start, stop=stop) if start < stop else None


def without_little_words(identifier: Identifier, text: str) -> Identifier:
    """Take words off the end of a found name in which no name ends: "Big Mark and"."""
    while loose := _LOOSE_END.search(text[identifier.start : identifier.stop]):
        identifier = replace(identifier, stop=identifier.start + loose.start())
    return identifier
