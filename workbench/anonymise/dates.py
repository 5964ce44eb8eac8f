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
    (rf"\b{_SEASON}(?: of)? {_YEAR}\b", 0.5),
    (rf"(?<=in )'\d\d\b|(?<=back in )(?:{_SHORT})\b|(?<=class of )(?:{_YEAR}|{_SHORT})\b", 0.45),
    (
        r"(?:(?<=in )|(?<=since )|(?<=until )|(?<=till )|(?<=from )|(?<=by )|(?<=of )|(?<=to )|"
        rf"(?<=around )|(?<=about )|(?<=before )|(?<=after ))"
        rf"(?:(?:19[2-9]|20[0-3])\d|{_YEAR_SAID})\b"
        r"(?! (?:people|pounds|quid|of|meals|houses|volunteers|bags|per))",
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
    r"\b(?:Christmas (?:Day|Eve)|Boxing Day|New Year's (?:Day|Eve)|Good Friday|Easter (?:Sunday|"
    r"Monday)|Palm Sunday|Ash Wednesday|Shrove Tuesday|Pancake Day|Mothering Sunday|Mother's Day|"
    r"Father's Day|Remembrance Sunday|Armistice Day|Bonfire Night|Halloween|Hogmanay|Burns Night|"
    r"VE Day|St (?:David|Patrick|George|Andrew)'s Day|Eid(?: al-?(?:Fitr|Adha))?|Lunar New Year|"
    r"Chinese New Year|May Day|Valentine's Day|Diwali|Vaisakhi|Holi|Nowruz|Navratri|Hanukkah|"
    r"Passover|Yom Kippur|Rosh Hashanah|Purim|Whit (?:Sunday|Monday|week)|Twelfth Night|Candlemas|"
    r"Michaelmas|Lammas|Harvest Festival|Maundy Thursday|Holy Week|Trafalgar Day|Guy Fawkes|"
    r"Plough Monday|Up Helly Aa|the Twelfth(?= (?:of July|fortnight|week|parade))|D-Day|VJ Day|"
    r"Juneteenth|Thanksgiving|Independence Day)\b"
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
_TIETH = (
    r"(?:eighteenth|twenty-first|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth"
    r"(?:[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))?|hundredth)"
)
_GROWN = (
    rf"(?:1[6-9]|[2-9]\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:[- ]{_ONES})?|sixteen|seventeen|eighteen|nineteen)"
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
    (rf"\b(?:aged |ages? )?between (?P<n>{_NUMBER} and {_NUMBER})(?= years)", 0.6),
    (rf"\bat (?:the )?(?:grand old age of |ripe old age of )(?P<n>{_NUMBER})\b", 0.9),
    (rf"\bat (?P<n>(?:1[6-9]|[2-9]\d|{CARDINAL}))(?= years|[,.] (?:I|he|she|you|they|my)\b)", 0.4),
    (
        r"\b(?:\d{1,3}(?:st|nd|rd|th)|(?:thir|for|fif|six|seven|eigh|nine)tieth|eighteenth|"
        r"twenty-first|hundredth)(?= birthday\b)",
        0.9,
    ),
    (
        r"\b(?:my|his|her|their|your|our) (?P<n>(?:very )?(?:early |mid |mid-|late |middle )?"
        r"(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ties|teens|[2-9]0s))\b",
        0.6,
    ),
    (
        r"\b(?P<n>(?:early|mid|late|middle)[ -](?:to[ -]late[ -])?"
        r"(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ties|teens|[2-9]0s))\b",
        0.5,
    ),
    (rf"\b{_NUMBER}[ -](?:odd|something|ish|plus)\b(?! (?:people|quid|pounds|of|bags|miles))", 0.4),
    (rf"\b{_NUMBER}[- ](?:days?|weeks?|months?)[- ]olds?\b", 0.8),
    (rf"\b{_NUMBER}(?: and a half|-and-a-half)(?: years[- ]old|(?= now\b|[,.]))", 0.45),
    (
        rf"\b(?:pushing|approaching|nearing|nearly|almost|going on(?: for)?|coming up (?:to|for)|"
        rf"rising|knocking on(?: for)?|getting on for|the wrong side of|the right side of|live to|"
        rf"lived to|lived till|made it to|got to|age of|"
        rf"(?:since|when|till|until) (?:I|he|she) (?:was|"
        rf"were|turned)(?: about| only| just| like)?) (?P<n>{_NUMBER})\b{_NOT_COUNTED}",
        0.5,
    ),
    (r"(?<=[a-z], )(?P<n>(?:1[6-9]|[2-9]\d))(?=[,.)]| and )", 0.35),
    (rf"\b(?P<n>{_GROWN}),? (?:she|he|I|they)(?: (?:was|is|were|am|are)|['’](?:s|m|re))\b", 0.5),
    (
        rf"\b{_BEING} (?P<n>{_NUMBER}),? (?:and|or|to|going on) {_NUMBER}\b"
        rf"{_NOT_COUNTED}",
        0.46,
    ),
    (rf"\b{_BEING} {_NUMBER},? (?:and|or|to|going on) (?P<n>{_NUMBER})\b{_NOT_COUNTED}", 0.46),
    (
        rf"\b(?:my|his|her|their|the|your) (?P<n>(?:\d{{1,3}}(?:st|nd|rd|th)|{_TIETH}))"
        r"(?=(?: birthday)?\b)(?! (?:time|day|week|of|floor|person|one|year|january|february|march|"
        r"april|may|june|july|august|september|october|november|december)\b)",
        0.35,
    ),
    (
        r"\b(?:teenagers?|toddlers?|newborns?|pensioners?|OAPs?|octogenarians?|nonagenarians?|"
        r"septuagenarians?|centenarians?|sixth[- ]formers?|school leavers?|infants?|middle[- ]aged|"
        r"teenage|elderly|retirees?|(?:in )?(?:Year (?:[1-9]|1[0-3]|one|two|three|four|five|six|"
        r"seven|eight|nine|ten|eleven|twelve|thirteen)|S[1-6]|P[1-7])"
        r"(?= (?:at|now|and|in|when|this|"
        r"so)\b|[,.]))\b",
        0.35,
    ),
)
_AGES_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), p) for pattern, p in _AGES)
_BARE = re.compile(_NUMBER, re.IGNORECASE)
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
            years = value(number) if _BARE.fullmatch(number) else _ADULT
            if probability > _GUESS or years >= _ADULT:
                young = years < _ADULT
                yield _found(*match.span("n"), "age", 0.4 if young else probability)
