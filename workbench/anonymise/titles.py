"""Find streets, known bodies and names that are words, and widen a person's name over its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from workbench.anonymise import words
from workbench.anonymise.identifiers import BY_RULE, Identifier

_TITLE = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Prof|Rev|Revd|Fr|Sr|Cllr|St)\.?|Miss|Mister|Doctor|Professor|Councillor|"
    r"Reverend|Father|Sister|Brother|Pastor|Imam|Canon|Bishop|Deacon|Aunt|Auntie|Aunty|Uncle|Nana|"
    r"Nan|Nanna|Gran|Granny|Grandad|Grandma|Mam|Mama|Lady|Lord|Sir|Dame|Sergeant|Inspector|PC|"
    r"Captain|Major|Big|Little|Wee|Young|Old|big|wee|young|old)[ ]$"
)
_STREET = re.compile(
    r"\b(?:(?:St|[A-Z][\w'’]+)\.?[ -]){1,3}(?:Road|Street|Lane|Avenue|Close|Drive|Terrace|Crescent|"
    r"Grove|Gardens|Square|Mews|Estate|Parade|Rd|Ave)\b"
)
_LEADS = frozenset(
    [
        "The",
        "A",
        "An",
        "And",
        "But",
        "So",
        "On",
        "In",
        "At",
        "Down",
        "Up",
        "Along",
        "Off",
        "From",
        "To",
        "Like",
        "Yeah",
        "Well",
        "Our",
        "My",
        "Your",
        "Their",
        "Every",
        "Each",
        "Then",
        "Or",
        "That",
        "This",
        "If",
        "When",
        "Where",
        "Our",
        "Just",
        "Is",
        "Was",
    ]
)


def _found(start: int, stop: int, kind: str, direct: bool, probability: float) -> Identifier:
    return Identifier(
        start=start,
        stop=stop,
        kind=kind,
        directness="direct" if direct else "indirect",
        detector=BY_RULE,
        probability=probability,
    )


def streets(text: str) -> Iterator[Identifier]:
    """Find streets by their last word, from the first capital on."""
    for match in _STREET.finditer(text):
        start = match.start()
        while (lead := text[start : match.end()].split(" ", 1))[0] in _LEADS and len(lead) > 1:
            start += len(lead[0]) + 1
        if " " in text[start : match.end()] or "-" in text[start : match.end()]:
            yield _found(start, match.end(), "place", True, 0.9)


_MONTHS = frozenset({"April", "May", "June", "August"})
_ACTING = re.compile(r"(?:'s|’s)? (?:said|says|goes|came|went|rang|asked|told|did|does|had|has)\b")


@cache
def _listed(name: str) -> re.Pattern[str]:
    entries = sorted(words.read(name), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, entries))})(?!\w)")


_EVERYDAY = frozenset(
    ["Mind", "Crisis", "Shelter", "Refuge", "Unite", "Locality", "Iceland", "Scouts", "Acorn"]
)


def bodies(text: str) -> Iterator[Identifier]:
    """Find large funders, charities and public bodies by a list."""
    for match in _listed("bodies").finditer(text):
        if match[0] not in _EVERYDAY or inside_sentence(text, match.start()):
            yield _found(*match.span(), "organisation", False, 0.85)


def word_names(text: str) -> Iterator[Identifier]:
    """Find forenames that are words, such as "Will", where a capital inside a sentence tells."""
    for match in _listed("forenames_that_are_words").finditer(text):
        month = match[0] in _MONTHS and not _ACTING.match(text, match.end())
        if inside_sentence(text, match.start()) and not month:
            yield _found(*match.span(), "person", True, 0.45)


def inside_sentence(text: str, start: int) -> bool:
    """Tell whether a word stands after another of the same sentence, so that a capital counts."""
    before = text[max(0, start - 12) : start].rstrip(" \"'“‘(")[-1:]
    return before not in ("", ".", "?", "!", ":", "\n", "…") and "\n" not in text[start - 1 : start]


def with_title(identifier: Identifier, text: str) -> Identifier:
    """Widen a person's name over titles and by-words in front of it: "Mrs", "Auntie", "Big"."""
    if identifier.kind != "person" or not text[identifier.start].isupper():
        return identifier
    while match := _TITLE.search(text[max(0, identifier.start - 14) : identifier.start]):
        identifier = replace(identifier, start=identifier.start - len(match[0]))
    return identifier


def with_directness(identifier: Identifier, text: str) -> Identifier:
    """Call large places, large bodies and public figures indirect."""
    named = text[identifier.start : identifier.stop]
    lists = {"place": "large_places", "organisation": "bodies", "person": "public_figures"}
    listed = lists.get(identifier.kind)
    if listed and named in words.read(listed):
        return replace(identifier, directness="indirect")
    return identifier
