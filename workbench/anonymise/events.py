"""Find happenings that a whole neighbourhood remembers: storms, fires, fêtes, strikes, campaigns.

They point to a place and a time, and with them to the people who were there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.anonymise.identifiers import BY_RULE, Identifier

_CAPITAL = r"(?:[A-Z][\w’'-]{2,40}+|\d{4})"
_FEAST = (
    r"(?:[Ff]estival|[Cc]arnival|[Gg]ala|[Ff]ayre|Fair|[Ff][eê]te|Show|Parade|Pride|[Mm]arathon|"
    r"[Rr]egatta|[Mm]ela|[Ee]isteddfod|Games|Cup|[Tt]ournament|Fun Run|Bike Ride|Walk|March|Rally|"
    r"[Cc]onference|Awards?|Appeal|[Cc]ampaign|[Ii]nquiry|[Ii]nquest|[Rr]iots?|[Ff]loods?|Fire|"
    r"[Dd]isaster|[Ss]trikes|Strike|[Bb]ombings?|[Mm]assacre|[Rr]eferendum|[Bb]y-election|Storms?|"
    r"[Jj]ubilee|[Pp]ageant|Feast|Hogmanay|[Cc]eilidh|[Ll]ights [Ss]witch-?[Oo]n)"
)
_HARM = (
    r"(?:fires?|floods?|flooding|riots?|explosion|bombing|murders?|inquest|crash|strikes?|shooting|"
    r"stabbing|collapse|derailment|sinking|storms?|gales?|landslide|mudslide|earthquake|hurricane|"
    r"tornado|cyclone|drought|march(?:es)?|protests?|demonstration|occupation|sit-in|walk-?out|"
    r"lock-?out|picket|closure|blackout|power cut|big freeze|heatwave|by-election|referendum|"
    r"pageant|street party|twinning|reunion|disaster|tragedy|attack|siege|raid|eviction|outbreak|"
    r"petition|campaign|inquiry|disputes?|evacuation|rescue|court case|"
    r"trial|jubilee|coronation|royal visit)"
)
_MERRY = (
    r"(?:fun day|open day|gala|carnival|festival|f[eê]te|fayre|fair|parade|regatta|mela|eisteddfod|"
    r"marathon|fun run|tournament|cup final|flower show|talent show|dog show|horse show|pantomime|"
    r"panto|nativity|procession|bonfire|firework display|fireworks|sports day|beer festival|"
    r"sponsored (?:walk|swim|run|silence|bike ride)|charity (?:walk|run|ride|match|auction|ball|"
    r"gig|single)|christmas (?:lunch|dinner|party|lights|fair|market)|street party|vigil|"
    r"memorial service|centenary|wake|ceilidh|beauty pageant|barn dance|tea dance|duck race)"
)
_TIME = (
    r"(?:(?:19|20)\d\d|nineteen[ -](?:\w+)(?:[ -]\w+)?|two thousand(?: and \w+)?|"
    r"twenty[ -](?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"twenty)(?:[ -](?:one|two|three|four|five))?|'?\d\ds?|(?:seventies|eighties|nineties))"
)
_SEASON = (
    r"(?:spring|summer|autumn|winter|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)"
)
_WHERE = r"(?:(?:the |St )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
_NOT_AFTER = r"(?! (?:engine|brigade|alarm|station|door|exit|drill|service|escape|extinguisher))"
_PATTERNS = (
    (r"\b(?:Storm|Hurricane|Cyclone|Typhoon|Operation) [A-Z][a-zé]+\b", 0.85),
    (
        rf"\b(?!(?:The|A|An|And|But|So|Our|My|That|On) ){_CAPITAL}"
        rf"(?:(?: (?:and|of|the|in))? {_CAPITAL}){{0,3}} {_FEAST}\b{_NOT_AFTER}",
        0.5,
    ),
    (r"\b(?:Save|Free|Reclaim|Stop|Justice for|Keep) (?:Our |the )?[A-Z]\w+(?: [A-Z]\w+)*", 0.5),
    (rf"\b(?:{_HARM}|{_MERRY}) (?:of|in) (?:the )?(?:{_SEASON}(?: of)? )?{_TIME}\b", 0.6),
    (rf"\b(?:{_HARM}|{_MERRY}) (?:of|in|at|on|outside|near) {_WHERE}", 0.45),
    (rf"\b{_TIME} (?:{_HARM}|{_MERRY})\b{_NOT_AFTER}", 0.6),
    (
        r"\b(?:the|our|that|big|great|last|first|every|this) "
        rf"(?P<event>(?:[a-z’']+ )??(?:{_HARM}|{_MERRY}))\b{_NOT_AFTER}",
        0.3,
    ),
)
_COMPILED = tuple((re.compile(pattern), probability) for pattern, probability in _PATTERNS)


def events(text: str) -> Iterator[Identifier]:
    """Find named events, events of a year, and such as "the flood" that those near would know."""
    for pattern, probability in _COMPILED:
        for match in pattern.finditer(text):
            start, stop = match.span("event" if "event" in pattern.groupindex else 0)
            yield Identifier(
                start=start,
                stop=stop,
                kind="event",
                directness="indirect",
                detector=BY_RULE,
                probability=probability,
            )
