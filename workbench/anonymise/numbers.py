"""Find UK postcodes, NHS numbers and National Insurance numbers.

Sources: Royal Mail's postcode areas; NHS Data Dictionary (modulus 11 check digit); HMRC's
National Insurance Manual NIM39110 (letters in use).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.anonymise import words
from workbench.anonymise.identifiers import Identifier, by_rule
from workbench.anonymise.spoken import CARDINAL, digit_runs

_AREAS = sorted(words.read("postcode_areas"))
_LONG_AREAS = "|".join(area for area in _AREAS if len(area) == 2)
_SINGLE_AREAS = "|".join(area for area in _AREAS if len(area) == 1)
_FULL = re.compile(
    rf"\b(?:{_LONG_AREAS}|{_SINGLE_AREAS})[0-9][0-9A-Z]?\s?[0-9][ABD-HJLNP-UW-Z]{{2}}\b",
    re.IGNORECASE,
)
_OUTWARD = re.compile(rf"\b(?:{_LONG_AREAS})[0-9]{{1,2}}[A-Z]?\b|\b(?:EC|WC|SW|SE|W|N|E)1[A-Z]\b")
_SINGLE = re.compile(rf"\b(?:{_SINGLE_AREAS})[0-9]{{1,2}}\b")
_LOWER = re.compile(rf"\b(?:{_LONG_AREAS}|{_SINGLE_AREAS})[0-9]{{1,2}}[A-Z]?\b", re.IGNORECASE)
_SPOKEN = re.compile(rf"\b(?:{_LONG_AREAS}|[A-Z] [A-Z]) {CARDINAL}\b")
_NOT_CODES = frozenset({"CO2", "WD40", "TS1", "SS1"})
_AREA_TALK = re.compile(
    r"\b(?:postcode|post code|in|round|around|of|from|over|across|near|and|,|area)[ ,]+$",
    re.IGNORECASE,
)
_AREA_AFTER = re.compile(r" (?:side|area|postcode|end|bit|lot|way|estates?)\b", re.IGNORECASE)
_POSTCODE = re.compile(r"post ?codes?\b", re.IGNORECASE)
_TEN = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_NHS = re.compile(r"\bN ?H ?S\b|\bhealth number\b", re.IGNORECASE)
_NI = re.compile(
    r"\b(?:QQ|(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
    r"(?:[ -]?\d{2}){3}[ -]?[A-D]\b",
    re.IGNORECASE,
)


def postcodes(text: str) -> Iterator[Identifier]:
    """Find whole postcodes in any case, and outward codes where a district is meant."""
    for match in _FULL.finditer(text):
        yield by_rule(*match.span(), "postcode", 0.97)
    for match in _OUTWARD.finditer(text):
        if match[0] not in _NOT_CODES:
            yield by_rule(*match.span(), "postcode", 0.9)
    for match in _SINGLE.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        if _AREA_TALK.search(before) or _AREA_AFTER.match(text, match.end()):
            yield by_rule(*match.span(), "postcode", 0.6)
    for match in _LOWER.finditer(text):
        if _POSTCODE.search(text[max(0, match.start() - 40) : match.end() + 15]):
            yield by_rule(*match.span(), "postcode", 0.8)
    for match in _SPOKEN.finditer(text):
        yield by_rule(*match.span(), "postcode", 0.7)


def valid_nhs_number(digits: str) -> bool:
    """Check the tenth digit of an NHS number against the first nine."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    weighted = zip(digits[:9], range(10, 1, -1), strict=True)
    total = sum(int(digit) * weight for digit, weight in weighted)
    return (11 - total % 11) % 11 == int(digits[9]) and (11 - total % 11) != 10


def nhs_numbers(text: str) -> Iterator[Identifier]:
    """Find ten digits whose check digit fits (certain), or near the words NHS (to check)."""
    runs = [(*match.span(), re.sub(r"\D", "", match[0])) for match in _TEN.finditer(text)]
    runs += [(a, b, digits) for a, b, digits, worded in digit_runs(text) if worded]
    for start, stop, digits in runs:
        if valid_nhs_number(digits):
            yield by_rule(start, stop, "nhs_number", 1.0)
        elif len(digits) == 10 and _NHS.search(text[max(0, start - 80) : stop + 40]):
            yield by_rule(start, stop, "nhs_number", 0.8)


def ni_numbers(text: str) -> Iterator[Identifier]:
    """Find National Insurance numbers, with or without spaces."""
    for match in _NI.finditer(text):
        yield by_rule(*match.span(), "ni_number", 0.97)
