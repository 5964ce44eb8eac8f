"""Raise ages to bands, dates to months and years, numbers to magnitudes. Pure."""

from __future__ import annotations

import re

from workbench.anonymise.names import normalise

_TO_NINETEEN = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {
    **{word: number for number, word in enumerate(_TO_NINETEEN.split())},
    **{word: 20 + 10 * number for number, word in enumerate(_TENS.split())},
}
_ORDINALS = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_NTH = {word: number for number, word in enumerate(_ORDINALS.split())} | {"thirtieth": 30}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_MONTHS = "January February March April May June July August September October November December"
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS.split())})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SPOKEN_YEAR = re.compile(r"\b(?:nineteen|twenty|two thousand) (?:and )?\w+(?:[ -]\w+)?$")
_NUMERIC_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b")
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b|\b(?:first|second|third)\b|th\b")
_SEASONS = ("winter", "spring", "summer", "autumn")
_IS_CODE = re.compile(r"[^\W\d_]\d|\b[A-Z]{1,3} ?\d+ ?[A-Z]{1,3}\b")
"""A number plate or a reference: its digits count nothing."""
_MAGNITUDES = (
    (10, "[a few]"),
    (100, "[tens]"),
    (1_000, "[hundreds]"),
    (10_000, "[thousands]"),
    (100_000, "[tens of thousands]"),
    (1_000_000, "[hundreds of thousands]"),
)


def ages(surface: str) -> list[str]:
    """Give the band of ten years, then of five, then the part of life."""
    age = number(surface)
    if age is None or age > 130:
        return []
    life = "child" if age < 18 else "working age" if age < 65 else "65 or over"
    if age < 20:
        return ["[age: child]" if age < 13 else "[age: teens]", f"[age: {life}]"]
    if age >= 90:
        return ["[age: 90 or over]", f"[age: {life}]"]
    five = age // 5 * 5
    return [f"[age: {age // 10 * 10}s]", f"[age: {five} to {five + 4}]", f"[age: {life}]"]


def dates(surface: str) -> list[str]:
    """Give the month, the season and the year, as far as the words say them."""
    month, year = _MONTH.search(surface), _YEAR.search(surface)
    of_year = f" {year.group()}" if year else ""
    found = []
    if month:
        named = month.group().capitalize()
        season = _SEASONS[(_MONTHS.split().index(named) + 1) // 3 % 4]
        found = [f"[{named}{of_year}]", f"[{season}{of_year}]"]
    return [*found, f"[{year.group()}]", f"[{year.group()[:3]}0s]"] if year else found


def is_full_date(surface: str) -> bool:
    """Tell a day of a year, which may be one of birth, from a month, a year or a day alone."""
    bare = normalise(surface)
    if _NUMERIC_DATE.search(bare):
        return True
    year = _YEAR.search(bare) or _SPOKEN_YEAR.search(bare)
    rest = bare[: year.start()] + bare[year.end() :] if year else ""
    return _MONTH.search(bare) is not None and _DAY.search(rest) is not None


def day(surface: str) -> str:
    """Write a date so that "the twenty-third of March" and "23rd March" are alike."""
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", normalise(surface).replace("-", " "))
    found: list[str] = []
    for word in re.findall(r"\w+", bare):
        if word in ("the", "of", "on"):
            continue
        if found[-1:] in (["20"], ["30"]) and 0 < _NTH.get(word, 0) < 10:
            found[-1] = str(int(found[-1]) + _NTH[word])
            continue
        number_said = _NTH.get(word, _SMALL.get(word))
        found.append(word if number_said is None else str(number_said))
    return " ".join(found)


def magnitudes(surface: str) -> list[str]:
    """Give the order of magnitude of what is a number and little else."""
    count = None if _IS_CODE.search(surface) else number(surface)
    if count is None or len(re.findall(r"[^\W\d_]+", surface)) > 6:
        return []
    return [next((words for below, words in _MAGNITUDES if count < below), "[millions]")]


def number(surface: str) -> int | None:
    """Read the first number, in digits or in words ("two hundred and six")."""
    digits = re.search(r"\d[\d,]*", surface)
    if digits:
        read = int(digits.group().replace(",", "")[:15])
        following = re.match(r"(?:\s*)(k|hundred|thousand|million)\b", surface[digits.end() :])
        return read * ({"k": 1_000} | _LARGE)[following.group(1)] if following else read
    return _spoken(re.findall(r"[a-z]+", normalise(surface)))


def _spoken(spoken: list[str]) -> int | None:
    total, part, heard = 0, 0, False
    for word in spoken:
        if word in _SMALL:
            part, heard = part + _SMALL[word], True
        elif word == "hundred":
            part, heard = max(part, 1) * 100, True
        elif word in _LARGE:
            total, part, heard = total + max(part, 1) * _LARGE[word], 0, True
        elif heard and word != "and":
            break
    return total + part if heard else None
