"""Find what people do for a living where verbs say it: "worked as a …", "he ran a pub"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.anonymise.identifiers import Identifier
from workbench.anonymise.roles import ADJECTIVES, LITTLE, REACH, UNSURE, WORD, found_role, is_role

_WHO = (
    r"\b(?:I|he|she|they|we|who|mum|dad|mam|mother|father|husband|wife|partner|brother|sister|son|"
    r"daughter)"
)
_AS = re.compile(
    r"\b(?:(?:work(?:s|ed|ing)?|jobs?|trained|qualified|training|retired|employed|career|"
    r"start(?:ed)? (?:out |off )?|finished (?:up )?|ended up|posts?) as|used to be) (?:a|an) "
)
_TRADES = re.compile(
    r"\b(?:work(?:s|ed|ing)?|job) (?:in|on|down|at|up) (?:a |an |the )?(?P<role>buses|railways?|"
    r"docks|pits?|mines?|land|tills?|bins|post|wards|trawlers|ferries|boats|rigs|mills?|kitchens?|"
    r"canteen|shipyards?|steelworks|quarry|council offices?|accounts|payroll|education|retail|"
    r"hospitality|security|construction|catering|logistics|banking|insurance|IT|HR|nursing|farming|"
    r"fishing|teaching|publishing|advertising|marketing|recruitment|planning|housing|social care|"
    r"(?:[a-z]+ )?(?:factory|warehouse|shop|office|laundry|nursery|surgery|bakery|foundry|hospital|"
    r"library|pub|hotel|garage|farm|call centre|care home|school kitchen|school))\b"
)
_DOING = re.compile(
    rf"{_WHO}(?:['’](?:s|m|d|ve))? (?:(?:used to|now|both|still|also|just) )*"
    r"(?P<role>(?:teach|taught|teaches|drive|drives|drove|nurse|nursed|nurses|farm|farms|farmed|"
    r"fish|fishes|fished|ran|runs|run|own|owns|owned|manage|manages|managed|keep|keeps|kept|clean|"
    r"cleans|cleaned|study|studies|studied|lecture|lectures|lectured) "
    r"(?:a |an |the |my |his |her |for )?(?:[a-z]+ )?"
    r"(?:pub|shop|caf[eé]|farm|hotel|guest house|b and b|garage|nursery|business|salon|chippy|"
    r"restaurant|takeaway|post office|stall|stables|kennels|school|surgery|practice|bees|sheep|"
    r"cattle|cows|pigs|horses|lorry|lorries|bus|buses|coach|coaches|taxis?|cabs?|minicab|trains?|"
    r"trams?|vans?|trucks?|tractor|crane|ambulance|hgv|maths|english|history|geography|physics|"
    r"chemistry|biology|art|music|drama|pe|french|german|spanish|welsh|gaelic|primary|infants|"
    r"reception|yoga|dance|swimming|piano|guitar|violin|law|medicine|nursing|engineering|psychology|"
    r"sociology|social work|philosophy|politics|economics|theology|architecture|offices|houses))\b"
)
_STATUS = re.compile(
    rf"{_WHO}(?:['’](?:s|m|re|d)| am| is| was| are| were)"
    r"(?: (?:both|now|just|also|semi|only|already|been))* "
    r"(?P<role>retired|unemployed|self-employed|freelance|furloughed|on furlough|a student|"
    r"a housewife|a househusband|a homemaker|a stay-at-home (?:mum|dad|mother|father)|on benefits|"
    r"on the dole|on the sick|signing on|an apprentice|in the (?:army|navy|raf|air force|police|"
    r"forces|fire service|fire brigade|merchant navy|marines|military|civil service|church|choir|"
    r"band|council|trade)|in (?:the )?sixth form|at (?:college|uni|university|sea))\b",
    re.IGNORECASE,
)
_CHARGE = re.compile(
    r"\b(?:in charge of|responsible for|heads? up|leads? on|works? (?:for|with|at) (?=the |an? ))"
    r" ?(?:the |an? |our |my |all )?"
    r"(?P<role>[a-z]+(?: (?!(?:and|but|so|or|at|in|on|with|for|to|that|"
    r"which|who|when|because|then|now|there|here|is|was)\b)[a-z]+)?)\b"
)
_OWN = re.compile(
    rf"{_WHO}(?:['’](?:s|m|d|ve))? (?:(?:used to|now|both|still|also|just) )*"
    r"(?P<role>(?:runs?|ran|own(?:s|ed)?|manage[sd]?|opened|set up|started) "
    r"(?:a|an|my own|his own|her own|our own|their own) (?:[a-z]+ )?[a-z]+)\b"
)
_LEARNING = re.compile(
    r"\b(?P<role>(?:doing|did|got|have|has|finished|studying for) "
    r"(?:a|an|my|his|her) (?:PhD|doctorate|"
    r"masters?|degree|apprenticeship|HND|NVQ|diploma)(?: (?:in|at) [A-Za-z]+(?: [a-z]+)?)?|"
    r"(?:first|second|third|final)[- ]year (?:[a-z]+ )?student|(?:studying|reading) "
    r"(?:at [A-Z]\w+|[a-z]+ at))\b"
)
_BY_TRADE = re.compile(
    r"\b(?P<role>[a-z]+(?:[ -][a-z]+)?) by (?:trade|profession|training|background)\b"
)
_UNLISTED = re.compile(
    r"\b(?:I|he|she)(?:['’](?:m|s)| am| is| was)(?: a| an)"
    r"(?: (?:retired|former|trained|qualified))?"
    r" (?P<role>(?:[a-z]+ )?(?!(?:numb|memb|bit|lett|matt|wint|daught|strang|begin|believ|lov|"
    r"foreign|teenag|pension|own|lead|nev|oth|ev|moth|fath|broth|sist|riv|pow|quart|suff|sinn|"
    r"form|stay|newcom|lat|aft)er\b)[a-z]{2,}(?:er|eer|ist|ician|ologist|smith|wright|monger|man|"
    r"woman|herd|ant))\b(?! (?:and a )?half)"
)
_WIFE = re.compile(
    r"\b(?P<role>(?P<of>[a-z]{3,})['’]s "
    r"(?:wife|husband|widow|widower|partner|son|daughter|child))\b"
)
_FORMER = re.compile(
    r"\b(?:a|an|the|this|that|our|my|some|another|two|three|of) (?P<word>retired|former) (?=[a-z])"
)


_SAID = (_TRADES, _DOING, _STATUS, _CHARGE, _OWN, _LEARNING, _BY_TRADE)


def occupations(text: str) -> Iterator[Identifier]:
    """Find trades, places of work, and standing such as "retired" or "self-employed"."""
    for pattern in (*_SAID, _UNLISTED):
        for match in pattern.finditer(text):
            yield found_role(*match.span("role"), UNSURE)
    for match in _AS.finditer(text):
        yield from _behind(text, match.end())
    for match in _FORMER.finditer(text):
        yield from _behind(text, match.end(), start=match.start("word"))
    for match in _WIFE.finditer(text):
        if is_role(match["of"]):
            yield found_role(*match.span("role"), UNSURE)


def _behind(text: str, at: int, *, start: int | None = None) -> Iterator[Identifier]:
    """Take up to three words behind "worked as a", whatever they are, up to a little one.

    The finding begins at `start` where that is given, else with those words.
    """
    said = list(WORD.finditer(text, at, at + 80))[: REACH + 1]
    while said and said[0][0].lower() in ADJECTIVES:
        del said[0]
    taken: list[re.Match[str]] = []
    for match in said[:REACH]:
        apart = taken and text[taken[-1].end() : match.start()] not in (" ", "-")
        if apart or match[0].lower() in LITTLE:
            break
        taken.append(match)
    if taken:
        first = taken[0].start() if start is None else start
        yield found_role(first, taken[-1].end(), UNSURE)
