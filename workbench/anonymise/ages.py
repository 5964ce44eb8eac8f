"""Find ages and stages of life, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.anonymise.identifiers import Identifier, by_rule
from workbench.anonymise.spoken import CARDINAL, ORDINAL_DAY, value

_ONES = "(?:one|two|three|four|five|six|seven|eight|nine)"
_NUMBER = rf"(?:1[01]\d|[1-9]?\d|{CARDINAL})"
_OLD = r"(?:[- ]years?[- ]olds?|[- ]years? of age|[- ]yrs?[- ]old)"
_BEING = (
    r"(?:I['’]m|I am|they['’]re|we['’]re|you['’]re|just turned|"
    r"(?<!\bit)(?<!that)(?<!there)(?<!here)(?<!what)(?<!where)(?<!how)(?<!\blet)['’]s|"
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
_ASIDE = r"(?:(?:i['’]m|i am|er|um|erm|oh|well|uh|she['’]s|he['’]s|about|only|nearly|just),? )*"
_DECADE = r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"
_CHILDREN = (
    r"(?:kids|children|boys|girls|sons|daughters|twins|grandchildren|grandkids|lads|lasses|"
    r"brothers|sisters|little ones|grandsons|granddaughters)"
)
_AGES = (
    (rf"\bhow old\b[^?\n]{{0,60}}\?\s*(?:[\w ]{{1,24}}:\s*)?{_ASIDE}(?P<n>{_NUMBER})\b", 0.6),
    (rf"\b(?:your|his|her) age\?\s*(?:[\w ]{{1,24}}:\s*)?{_ASIDE}(?P<n>{_NUMBER})\b", 0.6),
    (
        rf"\b(?:over|under)[- ](?:{_NUMBER}|{_DECADE})s?\b(?= (?:year|club|group|lunch)|[,.]|$)",
        0.35,
    ),
    (rf"\b(?:over|under)[- ](?:{_DECADE}|fives|eights|tens|elevens|twelves|\d\ds)\b", 0.35),
    (rf"\b{_BEING}{_SOFT} {_NUMBER} (?:weeks|months)\b(?! (?:ago|later|pregnant|in|into|of))", 0.4),
    (
        rf"\b{_CHILDREN}\b[^.?!\n]{{0,30}}?\b(?P<n>{_NUMBER})(?:,? (?:and|or) {_NUMBER})\b"
        rf"{_NOT_COUNTED}",
        0.46,
    ),
    (
        rf"\b{_CHILDREN}\b[^.?!\n]{{0,30}}?\b{_NUMBER}(?:,? (?:and|or) (?P<n>{_NUMBER}))\b"
        rf"{_NOT_COUNTED}",
        0.46,
    ),
    (
        rf"\b(?:left|married|started|widowed|retired|died|passed|gone|finished|moved|came|divorced|"
        rf"orphaned|qualified|diagnosed|pregnant|mum|dad|wed|job|school|home)(?: \w+){{0,3}}? at "
        rf"(?P<n>{_NUMBER})\b{_NOT_COUNTED}(?! (?:o['’]clock|am|pm|in the|at night)\b)",
        0.5,
    ),
    (rf"\bat (?P<n>{_GROWN})\b(?=[,.;?!]|$| (?:I|he|she|you|they|and|when|with)\b)", 0.46),
    (
        rf"\b(?:past|nearer|closer to|touching|hitting|after|barely|only just) (?P<n>{_GROWN})\b"
        rf"{_ENDED}{_NOT_COUNTED}",
        0.4,
    ),
    (rf"\b{ORDINAL_DAY}(?= birthday\b)", 0.6),
    (
        r"\b(?P<n>[Yy]ear (?:[1-9]|1[0-3]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
        r"twelve|thirteen)s?)\b(?! (?:ago|later|after|in a row|of|project|plan|grant|funding))",
        0.35,
    ),
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
        rf"rising|knocking on(?: for)?|getting on for|not far off|"
        rf"far off|the wrong side of|the right side of|live to|"
        rf"lived to|lived till|made it to|got to|age of|"
        rf"(?:since|when|till|until) (?:I|he|she) (?:was|"
        rf"were|turned)(?: about| only| just| like)?) (?P<n>{_NUMBER})\b{_NOT_COUNTED}",
        0.5,
    ),
    (rf"(?<=[^\W\d_], )(?P<n>{_GROWN})(?=[,.)]| and )(?!, (?:{_GROWN}|{_ONES})\b)", 0.35),
    (rf"(?:(?<=[.!] )|(?<=\n)|\A)(?P<n>{_GROWN})(?=[.!](?:\s|$))", 0.35),
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


def ages(text: str) -> Iterator[Identifier]:
    """Find ages said outright: "I'm sixty-seven", "84-year-old", "aged 40", "my forties"."""
    for pattern, probability in _AGES_COMPILED:
        for match in pattern.finditer(text):
            if "n" not in match.re.groupindex:
                yield by_rule(*match.span(), "age", probability)
                continue
            number = match["n"]
            years = value(number) if _BARE.fullmatch(number) else _ADULT
            if probability > _GUESS or years >= _ADULT:
                young = years < _ADULT
                yield by_rule(*match.span("n"), "age", 0.4 if young else probability)
