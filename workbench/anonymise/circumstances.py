"""Find circumstances that the law calls special, and those that are rare: origin, faith, health,
family. They point to a person together with other facts; article 9 of the UK GDPR names most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from workbench.anonymise import words
from workbench.anonymise.identifiers import Identifier, by_rule

_SOMEBODY = (
    r"(?:woman|women|man|men|lady|ladies|lad|lads|girl|girls|boy|boys|guy|guys|bloke|blokes|couple|"
    r"family|families|people|folk|person|mum|mother|dad|father|wife|husband|partner|neighbour|"
    r"neighbours|friend|friends|kid|kids|child|children|student|students|nurse|doctor|worker|"
    r"workers|community|lot|descent|heritage|parents|background|origin|roots)"
)
_IS = (
    r"(?:(?:I|he|she|they|we|you|who|[A-Z]\w+|family|mum|dad|mother|father|husband|wife|parents|"
    r"neighbours?)(?:['’](?:m|s|re)| am| is| are| was| were))(?: (?:half|part|originally|both|all|"
    r"actually|obviously|just|also|a|an|British))*[ -]"
)
_FAMILY = re.compile(
    r"\b(?:single (?:mum|mother|mam|dad|father|parent)|lone parent|"
    r"(?:mother|mum|father|dad|grandmother|grandfather|nan|gran|parent) (?:of|to) "
    r"(?:two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|\d+)|(?:identical )?(?:twins|triplets)|widower|widow|"
    r"widowed|divorced|divorcee|only child|eldest of (?:\w+)|youngest of (?:\w+)|"
    r"one of (?:five|six|"
    r"seven|eight|nine|ten|eleven|twelve|thirteen)|adopted|fostered|in care|care leaver|orphaned|"
    r"asylum[- ]seekers?|refugees?|undocumented|homeless|ex-offender|in prison|on probation|"
    r"on tag|ex-service|ex-army|ex-forces|ex-navy|veteran)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\bthe (?P<own>(?:only|youngest|oldest|eldest|longest[- ]serving|last remaining) "
    r"(?!(?:thing|way|one|reason|time|problem|day|other|difference|place|people)\b)[a-z]+"
    r"(?: (?:[a-z]+ )?(?:in|on|at|round|of|from|to|who) (?:the |our |this )?\w+)?)\b"
)
_FIRST = re.compile(
    r"\bthe (?P<own>first (?:woman|man|black|asian|female|gay|disabled|muslim|deaf|blind|person)"
    r"(?: (?:[a-z]+ )?(?:in|on|at|to|ever|from) (?:the |our )?\w+)?)\b",
    re.IGNORECASE,
)
_HONOURS = re.compile(
    r"\b(?P<own>[MOC]BE|BEM|knighthood|damehood|(?:Queen|King)['’]s (?:Award|Medal|Honours)|"
    r"British Empire Medal|Order of the British Empire|(?:[A-Z]\w+ ){1,4}(?:Prize|Medal|Trophy))\b"
)
_SPEAKS = re.compile(
    r"\b(?:speaks?|spoke|speaking|fluent in|language is|tongue is|translated? (?:it )?into) "
    r"(?:(?:a bit of|some|no|only|mostly|fluent) )?(?P<own>[A-Z][a-z]+)"
)
_SHARE = 0.35


def origins(text: str) -> Iterator[Identifier]:
    """Find peoples, faiths and orientations where they are said of somebody."""
    for match in _of_somebody().finditer(text):
        yield by_rule(*match.span("own" if match["own"] else "said"), "other", _SHARE)


def health(text: str) -> Iterator[Identifier]:
    """Find illnesses, disabilities and addictions."""
    for match in _illnesses().finditer(text):
        yield by_rule(*match.span(), "other", _SHARE)


def families(text: str) -> Iterator[Identifier]:
    """Find family and life circumstances that few people share."""
    for match in _FAMILY.finditer(text):
        yield by_rule(*match.span(), "other", _SHARE)


def rarities(text: str) -> Iterator[Identifier]:
    """Find what is said to be the only one of its sort, honours, and languages spoken."""
    for pattern in (_ALONE, _FIRST, _HONOURS, _SPEAKS):
        for match in pattern.finditer(text):
            yield by_rule(*match.span("own"), "other", _SHARE)


@cache
def _of_somebody() -> re.Pattern[str]:
    peoples = "|".join(sorted(map(re.escape, words.read("peoples")), key=len, reverse=True))
    return re.compile(rf"\b(?P<own>{peoples})(?= {_SOMEBODY}\b)|\b{_IS}(?P<said>{peoples})\b")


@cache
def _illnesses() -> re.Pattern[str]:
    entries = sorted(words.read("illnesses"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, entries))})\b", re.IGNORECASE)
