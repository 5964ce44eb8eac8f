"""Find dates and days of feasts, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.anonymise.identifiers import BY_RULE, Identifier
from workbench.anonymise.spoken import CARDINAL, ORDINAL_DAY

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_WEEKDAY = "(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_TENS = "(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_TEENS = "(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_ONES = "(?:one|two|three|four|five|six|seven|eight|nine)"
_UNDER_100 = f"(?:{_TENS}(?:[- ]{_ONES})?|{_TEENS}|(?:oh|o)[- ]{_ONES})"
_YEAR_SAID = (
    f"(?:nineteen[- ]{_UNDER_100}|twenty[- ](?:twenty(?:[- ]{_ONES})?|{_TEENS}|ten)"
    f"|two thousand(?: and (?:{_ONES}|{_TEENS}|ten|twenty))?)"
)
_YEAR = rf"(?:(?:19|20)\d\d|{_YEAR_SAID})"
_SEASON = "(?:spring|summer|autumn|winter|Christmas|Easter|New Year)"
_SHORT = "(?:'?(?:[1-9]\\d)|" + _TENS + "[- ]" + _ONES + ")"
_ORDINAL = rf"(?:[12]?\d(?:st|nd|rd|th)|3[01]st|30th|{ORDINAL_DAY})"
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
    (rf"\b{_MONTH},? (?:of )?{_YEAR}\b", 0.5),
    (rf"(?<=born in ){_MONTH}\b(?:,? {_YEAR})?", 0.6),
    (rf"(?:(?<=born in )|(?<=born back in ))(?:{_YEAR}|{_SHORT})\b", 0.7),
    (rf"\b{_ORDINAL} of (?:the )?{_ORDINAL}(?:,? (?:of )?(?:{_YEAR}|{_SHORT}))?\b", 0.7),
    (rf"\b{_WEEKDAY},? (?:the )?{_DAY}\b(?! (?:of|time|one|week))", 0.6),
    (rf"(?<=on )the {_DAY}\b(?=[,.;?!]|$| (?:and|we|I|they|she|he|so|it)\b)", 0.4),
    (rf"\b(?<!on )the (?!(?:first|second|third)\b){_DAY}(?=[,.;?!]|$)", 0.35),
    (rf"\b{_SEASON}(?: of)? {_YEAR}\b", 0.5),
    (rf"(?<=in )'\d\d\b|(?<=back in )(?:{_SHORT})\b|(?<=class of )(?:{_YEAR}|{_SHORT})\b", 0.45),
    (
        rf"\b(?-i:(?:the|that|last|this|next|following|previous|mid|late|early|end of|start of|"
        rf"beginning of|middle of)[ -]{_MONTH})\b",
        0.35,
    ),
    (
        rf"\b(?:\d{{1,3}}|{CARDINAL}|a couple of|a few|several) (?:years?|months?) "
        rf"(?:ago|back|earlier|later)\b",
        0.3,
    ),
    (
        r"(?:(?<=in the )|(?<=since the )|(?<=during the )|(?<=from the )|(?<=of the ))"
        r"(?:early |mid |"
        r"late )?(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ties|noughties|[2-9]0s)\b",
        0.35,
    ),
    (rf"(?<=in )(?:fifty|sixty|seventy|eighty|ninety)[- ]{_ONES}\b", 0.4),
    (r"(?<![\d/.:£$-])(?:[12]?\d|3[01])/(?:1[0-2]|0?[1-9])(?![\d/%])", 0.35),
    (r"\b(?:(?:May|August|Easter|Whit|spring|summer) )?bank holiday(?: Monday| weekend)?\b", 0.35),
    (
        rf"(?<![\d£$€.,/-])(?:(?:19[2-9]|20[0-3])\d|{_YEAR_SAID})\b(?![\d%]|[.,/:-]\d)"
        r"(?! (?:people|pounds|quid|of|meals|houses|volunteers|bags|per|miles|steps|calls|boxes|"
        r"members|words|homes|parcels|families))",
        0.4,
    ),
    (
        r"\b(?:early|mid|late)?[ -]?(?:(?:19|20)\d0s|nineteen[- ](?:twen|thir|for|fif|six|seven|"
        r"eigh|nine)ties)\b",
        0.3,
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), p) for pattern, p in _DATES)
_FEASTS = re.compile(
    r"\b(?:"
    r"Christmas (?:Day|Eve)|Boxing Day|New Year['’]?s (?:Day|Eve)|Good Friday|"
    r"Easter (?:Sunday|Monday)|Palm Sunday|Ash Wednesday|Shrove Tuesday|Pancake Day|"
    r"Mothering Sunday|Mother['’]?s Day|Father['’]?s Day|Remembrance Sunday|Armistice Day|"
    r"Bonfire Night|Halloween|Hogmanay|Burns Night|VE Day|"
    r"St\.? (?:David|Patrick|George|Andrew)['’]?s Day|Eid(?: al-?(?:Fitr|Adha))?|"
    r"Lunar New Year|Chinese New Year|May Day|Valentine['’]?s Day|Diwali|Vaisakhi|Holi|"
    r"Nowruz|Navratri|Hanukkah|Passover|Yom Kippur|Rosh Hashanah|Purim|"
    r"Whit (?:Sunday|Monday|week)|Twelfth Night|Candlemas|Michaelmas|Lammas|"
    r"Harvest Festival|Maundy Thursday|Holy Week|Trafalgar Day|Guy Fawkes|Plough Monday|"
    r"Up Helly Aa|the Twelfth(?= (?:of July|fortnight|week|parade))|D-Day|VJ Day|"
    r"Juneteenth|Thanksgiving|Independence Da)\b"
)


def _found(start: int, stop: int, kind: str, probability: float) -> Identifier:
    return Identifier(
        start=start,
        stop=stop,
        kind=kind,
        directness="indirect",
        detector=BY_RULE,
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
