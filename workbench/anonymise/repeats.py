"""Find a name again wherever the same text holds it, when the reader missed it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.anonymise import words
from workbench.anonymise.identifiers import LIKELY, Identifier
from workbench.anonymise.titles import inside_sentence

_NAMED = frozenset({"person", "place", "organisation"})
_PART = re.compile(r"[^\W\d_][\w'’-]*[^\W_]|[^\W\d_]{2}")
_NOT_PARTS = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Dr",
        "Prof",
        "Professor",
        "Doctor",
        "Rev",
        "Reverend",
        "Father",
        "Sister",
        "Brother",
        "Pastor",
        "Imam",
        "Canon",
        "Councillor",
        "Cllr",
        "Auntie",
        "Aunty",
        "Aunt",
        "Uncle",
        "Nan",
        "Nana",
        "Gran",
        "Granny",
        "Grandad",
        "Big",
        "Little",
        "Wee",
        "Young",
        "Old",
        "Lady",
        "Lord",
        "Sir",
        "Captain",
        "Sergeant",
        "Saint",
        "St",
        "The",
        "Of",
        "And",
        "De",
        "Van",
        "Da",
        "Al",
        "El",
    ]
)


def repeats(found: Iterable[Identifier], text: str) -> list[Identifier]:
    """Return further mentions of found names and of the parts of persons' names.

    Capitalised names only, and case-sensitive; a name that is an everyday word, or that the text
    also holds in lower case, is repeated only inside a sentence, where a capital means a name.
    """
    lowered = set(re.findall(r"[\w'’-]+", text))
    sought: dict[str, Identifier] = {}
    for identifier in found:
        if identifier.kind in _NAMED and identifier.probability >= LIKELY:
            for name, share in _forms(text[identifier.start : identifier.stop], identifier.kind):
                weaker = replace(identifier, probability=identifier.probability * share)
                if name not in sought or sought[name].probability < weaker.probability:
                    sought[name] = weaker
    if not sought:
        return []
    pattern = re.compile(
        rf"(?<![\w@])(?:{'|'.join(map(re.escape, sorted(sought, key=len, reverse=True)))})(?!\w)"
    )
    return [
        replace(sought[match[0]], start=match.start(), stop=match.end())
        for match in pattern.finditer(text)
        if not _everyday(match[0], lowered) or inside_sentence(text, match.start())
    ]


def _forms(name: str, kind: str) -> Iterator[tuple[str, float]]:
    """Yield a name, and for a person each part of it, with the share of trust each keeps."""
    if not name[:1].isupper():
        return
    if len(name) > 1:
        yield name, 0.95
    if kind == "person" and " " in name:
        for part in _PART.findall(name):
            if part[0].isupper() and part not in _NOT_PARTS:
                yield part, 0.85


def _everyday(name: str, lowered: set[str]) -> bool:
    return name in words.read("names_that_are_words") or name.lower() in lowered
