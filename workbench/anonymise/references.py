"""Find vehicle plates, reference numbers, house numbers and names spelled letter by letter.

Source of the forms of plates: DVLA leaflet INF104 (current, prefix, suffix; Northern Ireland).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.anonymise.identifiers import Identifier, by_rule
from workbench.anonymise.spoken import CARDINAL

_PLATES = re.compile(
    r"\b(?:[A-HJ-PR-Y][A-HJ-PR-Y]\d\d ?[A-HJ-PR-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3}|"
    r"[A-HJ-PR-Y]{3} ?\d{1,3}[A-HJ-NPR-TV-Y]|[A-Z]?[A-Z]?[IZ][A-Z]? ?\d{4}|[A-Z]I[A-Z] ?\d{1,4})\b"
)
_ANY_CASE = re.compile(r"\b[a-z]{2}\d\d ?[a-z]{3}\b|\b[a-z]\d{1,3} ?[a-z]{3}\b", re.IGNORECASE)
_DRIVING = re.compile(
    r"\b(?:reg|registration|number ?plate|plates?|car|van|truck|lorry|minibus|vehicle)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:(?:charity|company|case|account|membership|policy|passport|licence|license|student|staff|"
    r"badge|collar|payroll|patient|hospital|crime|claim|booking|ticket|order|registration|docket|"
    r"reference|ref|application|petition)(?: reference)?(?: (?:number|no\.?|nos\.?|code|id))?"
    r"(?: (?:is|was|for that is|ends in))?:? (?:(?:er|um|erm|uh),? )?#?)"
    r"(?P<n>[A-Z]{0,4}[-/ ]?\d[\dA-Z]*(?:[-/ ]\d[\dA-Z]*)*)",
    re.IGNORECASE,
)
_FILED = re.compile(r"\bnos?\. ?(?P<n>\d{1,6}/\d{2,4}(?:(?:,| and) \d{1,6}/\d{2,4})*)")
_SORT_CODE = re.compile(r"\bsort code(?: is)?:? (?P<n>\d\d[- ]?\d\d[- ]?\d\d)\b", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?<![\w£$€.,/@#+-])\d{6,10}(?![\w%/@-]|[.,]\d| ?\d)")
_LONG = 4
"""Digits from which on a number after "account", "case" and the like is a reference."""
_DOORS = re.compile(
    rf"\b(?P<n>(?:(?:house |door )?number|flat|house|apartment|room|unit|plot|bungalow|caravan|"
    rf"pitch|berth) (?:\d{{1,4}}[a-z]?|{CARDINAL}))\b"
    r"(?! (?:bus|tram|train|on the list|priority|reason|thing|fan|rule|one|two|times|people|shirt|"
    r"priorities|things|in the charts))",
    re.IGNORECASE,
)
_RANKED = re.compile(r"number (?:one|two|1|2)$", re.IGNORECASE)
_LETTER = r"(?:(?:double|treble|capital)[ -])?[A-Z]"
_SPELLED = re.compile(
    rf"(?<![\w-]){_LETTER}(?:-{_LETTER}){{2,}}(?![\w-])"
    rf"|\b{_LETTER}(?:(?:, ?|\. ?| ){_LETTER}){{3,}}\b"
)
_SPELLED_LOW = re.compile(r"\b[a-z](?:[ -][a-z]){3,}\b")


def _found(start: int, stop: int, kind: str, probability: float) -> Identifier:
    return replace(by_rule(start, stop, kind, probability), directness="direct")


def plates(text: str) -> Iterator[Identifier]:
    """Find UK vehicle plates; in small letters only where a vehicle is spoken of."""
    for match in _PLATES.finditer(text):
        yield _found(*match.span(), "other", 0.7)
    for match in _ANY_CASE.finditer(text):
        if _DRIVING.search(text[max(0, match.start() - 60) : match.start()]):
            yield _found(*match.span(), "other", 0.6)


def references(text: str) -> Iterator[Identifier]:
    """Find numbers of charities, cases, accounts and the like by what is said before; long ones."""
    for match in _NUMBERED.finditer(text):
        if sum(map(str.isdigit, match["n"])) >= _LONG:
            yield _found(*match.span("n"), "other", 0.7)
    for match in _LONG_NUMBER.finditer(text):
        yield _found(*match.span(), "other", 0.4)
    for pattern in (_FILED, _SORT_CODE):
        for match in pattern.finditer(text):
            yield _found(*match.span("n"), "other", 0.9)


def doors(text: str) -> Iterator[Identifier]:
    """Find the numbers of houses, flats and rooms."""
    for match in _DOORS.finditer(text):
        if not _RANKED.search(match[0]):
            yield _found(*match.span("n"), "other", 0.35)


def spelled_names(text: str) -> Iterator[Identifier]:
    """Find names spelled out: "H-O-double O-K", "s m i t h"."""
    for pattern in (_SPELLED, _SPELLED_LOW):
        for match in pattern.finditer(text):
            yield _found(*match.span(), "person", 0.5)
