"""Numbers as people say them: digit words, cardinals and ordinals, and patterns for them."""

from __future__ import annotations

import re

DIGITS = {
    "oh": "0",
    "o": "0",
    "zero": "0",
    "nought": "0",
    "naught": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_ORDINAL_UNITS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
]
_ORDINAL_TEENS = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]

CARDINAL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|{'|'.join(_TEENS)}"
    rf"|{'|'.join(_UNITS)}|(?:a|one) hundred(?: and (?:{'|'.join([*_UNITS, *_TEENS])}))?)"
)
"""A number from one to a hundred and nineteen in words."""

ORDINAL_DAY = (
    rf"(?:twenty[- ](?:{'|'.join(_ORDINAL_UNITS)})|thirty[- ]first|thirtieth"
    rf"|{'|'.join(_ORDINAL_TEENS)}|{'|'.join(_ORDINAL_UNITS)})"
)
"""A day of the month in words, first to thirty-first."""

_VALUES = {word: n for n, word in enumerate([*_UNITS, *_TEENS], start=1)}
_VALUES |= {word: 20 + 10 * n for n, word in enumerate(_TENS)}


def value(number: str) -> int:
    """Return the value of a cardinal written in words or digits."""
    if number.isdigit():
        return int(number)
    words = re.split(r"[- ]", number.lower())
    if "hundred" in words:
        return 100 + sum(_VALUES.get(word, 0) for word in words[words.index("hundred") :])
    return sum(_VALUES.get(word, 0) for word in words)


_PAUSE = r"(?:[,…]|\.{3})? (?:(?:um|er|erm|uh),? )?|, ?| - |-"
"""What may stand between two digits as somebody reads a number out."""
_AT_HOME = re.compile(r"(?:00)?440?([1-9]\d{8,9})")
_SAID = rf"(?:(double|treble|triple)[ -])?({'|'.join(DIGITS)}|\d+)\b( hundred\b)?"
_PART = re.compile(rf"\b{_SAID}", re.IGNORECASE)
_RUN = re.compile(rf"\b{_SAID}(?:(?:{_PAUSE}){_SAID})+", re.IGNORECASE)


def digit_runs(text: str) -> list[tuple[int, int, str, bool]]:
    """Return runs of digits said one by one: start, stop, the digits, whether words occur."""
    runs = []
    for match in _RUN.finditer(text):
        digits, worded = "", False
        for part in _PART.finditer(match[0]):
            worded = worded or not part[2].isdigit() or part[1] is not None
            digits += _digits(part)
        runs.append((match.start(), match.end(), digits, worded))
    return runs


def dialled(surface: str) -> str:
    """Give the digits of a number as dialled at home, however it was written or said.

    "+44 (0)7700 900123", "0044 7700 900123" and "oh double seven double oh …" are one; without a
    digit nothing is left.
    """
    digits = "".join(map(_digits, _PART.finditer(surface)))
    abroad = re.match(r"\s*(?:\+|plus\b)", surface, re.IGNORECASE)
    home = _AT_HOME.fullmatch(digits)
    return f"0{home[1]}" if home else f"00{digits}" if abroad and digits else digits


def _digits(part: re.Match[str]) -> str:
    said = part[2].lower()
    times = {"double": 2, "treble": 3, "triple": 3}.get((part[1] or "").lower(), 1)
    return DIGITS.get(said, said) * times + ("00" if part[3] else "")
