"""Find dates, days of feasts, and ages, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.anonymise.contacts import DETECTOR
from workbench.anonymise.identifiers import Identifier
from workbench.anonymise.spoken import CARDINAL, ORDINAL_DAY, value

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_WEEKDAY = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_YEAR = r"(?:(?:19|20)\d\d|twenty[- ](?:twenty|nineteen|eighteen|seventeen)(?:[- ]\w+)?)"
_DAY = rf"(?:(?:[12]?\d|3[01])(?:st|nd|rd|th)|{ORDINAL_DAY})"
_DATES = (
    (rf"\b(?:{_WEEKDAY},? )?(?:the )?{_DAY}(?: of)? {_MONTH}\b(?:,? {_YEAR})?", 0.95),
    (rf"\b(?:{_WEEKDAY},? )?(?:[12]?\d|3[01]) (?:of )?{_MONTH}\b(?:,? {_YEAR})?", 0.95),
    (rf"\b(?:{_WEEKDAY},? )?{_MONTH},? (?:the )?{_DAY}\b(?:,? {_YEAR})?", 0.95),
    (rf"\b(?-i:{_MONTH}) (?:[12]?\d|3[01])\b(?!\s*(?:%|per|people|of))(?:,? {_YEAR})?", 0.7),
    (
        r"(?<![\d/.-])(?:[12]\d|3[01]|0?[1-9])([/.-])(?:1[0-2]|0?[1-9])\1(?:19|20)?\d\d(?![\d/])",
        0.95,
    ),
    (r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?!\d)", 0.97),
    (rf"\b{_MONTH},? (?:of )?(?:19|20)\d\d\b", 0.45),
    (r"(?<=born in )(?:(?:19|20)\d\d|'?\d\d)\b", 0.7),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), p) for pattern, p in _DATES)
_FEASTS = re.compile(
    r"\b(?:Christmas (?:Day|Eve)|Boxing Day|New Year's (?:Day|Eve)|Good Friday|Easter (?:Sunday|"
    r"Monday)|Palm Sunday|Ash Wednesday|Shrove Tuesday|Pancake Day|Mothering Sunday|Mother's Day|"
    r"Father's Day|Remembrance Sunday|Armistice Day|Bonfire Night|Halloween|Hogmanay|Burns Night|"
    r"VE Day|St (?:David|Patrick|George|Andrew)'s Day|Eid al-?(?:Fitr|Adha)|Lunar New Year|"
    r"Chinese New Year|May Day|Valentine's Day)\b"
)
_NUMBER = rf"(?:1[01]\d|[1-9]?\d|{CARDINAL})"
_OLD = r"(?:[- ]years?[- ]olds?|[- ]years? of age|[- ]yrs?[- ]old)"
_BEING = (
    r"(?:I'm|I am|he's|she's|they're|who's|you're|just turned|mum's|dad's|"
    r"(?<!it )(?<!that )(?<!there )(?<!which )(?<!this )(?:is|are|was|were|be|been))"
)
_SOFT = r"(?: (?:about|only|just|nearly|almost|now|like|well over|over|what|all of|er|um|erm),?)*"
_ENDED = (
    r"(?=\s*(?:[.,;?!)]|$|\n|-(?!\w)|(?:now|then|when|this|next|last|years|but|so|with|bless|and|or)"
    r"\b|at the time\b|you know\b|I think\b))"
)
_NOT_COUNTED = (
    r"(?!\s*(?:%|:|[.,]?\d|°)|[- ](?:minutes?|hours?|days?|weeks?|months?|miles?|metres?|pounds?|"
    r"quid|pence|per|percent|of|o'clock|stone|feet|foot|times|people|folk|kids|children|doors?|"
    r"streets?|houses?|households|grand|k|thousand|hundred|million|point|degrees?|or|to|pages?|"
    r"bags?|boxes|meals|parcels|volunteers|families|calls|steps|women|men|lads|lasses)\b)"
)
_AGES = (
    (rf"\b{_NUMBER}{_OLD}\b", 0.95),
    (
        rf"\b(?:age[ds]?|the age of|a (?:man|woman|lady|girl|boy|lad|lass) of) (?P<n>{_NUMBER})\b",
        0.9,
    ),
    (rf"\b{_BEING}{_SOFT} (?P<n>{_NUMBER})\b{_ENDED}", 0.7),
    (rf"\b{_BEING}{_SOFT} (?P<n>{_NUMBER})\b{_NOT_COUNTED}", 0.45),
    (rf"\b(?:turned|turning|turns|hit|reached) (?P<n>{_NUMBER})\b{_NOT_COUNTED}", 0.7),
    (rf"\bat (?P<n>(?:1[6-9]|[2-9]\d|{CARDINAL}))(?= years|[,.] (?:I|he|she|you|they|my)\b)", 0.4),
    (
        r"\b(?:\d{1,3}(?:st|nd|rd|th)|(?:thir|for|fif|six|seven|eigh|nine)tieth|eighteenth|"
        r"twenty-first|hundredth)(?= birthday\b)",
        0.9,
    ),
    (
        r"\b(?:my|his|her|their) (?P<n>(?:early |mid |mid-|late )?"
        r"(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ties|[2-9]0s))\b",
        0.5,
    ),
)
_AGES_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), p) for pattern, p in _AGES)
_ADULT, _GUESS = 13, 0.45
"""Below thirteen a bare number is an age too seldom: it needs a pattern better than a guess."""


def _found(start: int, stop: int, kind: str, probability: float) -> Identifier:
    return Identifier(
        start=start,
        stop=stop,
        kind=kind,
        directness="indirect",
        detector=DETECTOR,
        probability=probability,
    )


def dates(text: str) -> Iterator[Identifier]:
    """Find a day of a month, a month of a year, and years of birth; not "in March" alone."""
    for pattern, probability in _COMPILED:
        for match in pattern.finditer(text):
            yield _found(*match.span(), "date", probability)


def festivals(text: str) -> Iterator[Identifier]:
    """Find feasts that fall on one day."""
    for match in _FEASTS.finditer(text):
        yield _found(*match.span(), "date", 0.4)


def ages(text: str) -> Iterator[Identifier]:
    """Find ages said outright: "I'm sixty-seven", "84-year-old", "aged 40", "my forties"."""
    for pattern, probability in _AGES_COMPILED:
        for match in pattern.finditer(text):
            if "n" not in match.re.groupindex:
                yield _found(*match.span(), "age", probability)
                continue
            number = match["n"]
            decade = number.endswith("s")
            if decade or probability > _GUESS or value(number) >= _ADULT:
                young = not decade and value(number) < _ADULT
                yield _found(*match.span("n"), "age", 0.4 if young else probability)
