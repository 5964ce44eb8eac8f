"""Say in brackets what kind of thing stood there. Pure."""

from __future__ import annotations

import re
from functools import cache

from workbench.anonymise import gazetteer, numbers_raised
from workbench.anonymise.gazetteer import OwnTable
from workbench.anonymise.names import normalise

PLAIN = {
    "person": "[person]",
    "place": "[place]",
    "organisation": "[organisation]",
    "email": "[e-mail address]",
    "url": "[web address]",
    "handle": "[account]",
    "phone": "[phone number]",
    "postcode": "[postcode]",
    "nhs_number": "[NHS number]",
    "ni_number": "[National Insurance number]",
    "date": "[date]",
    "age": "[age]",
    "role": "[role]",
    "event": "[event]",
    "other": "[detail]",
}
REDACTED = "[removed]"
UNKNOWN = ("locality", "village", "town", "neighbourhood", "area", "place")
"""What a place that no list knows may be called."""

# The first line that has one of its words in the name wins; names end in their head word.
_PLACES = """
school: school academy college nursery primary infants
church: church chapel cathedral minster mosque temple gurdwara synagogue abbey
hospital: hospital infirmary clinic surgery
station: station
street: street road lane avenue close drive way crescent terrace court row hill grove place gardens
street: walk mews rise view parade rd st ave square
estate: estate flats towers buildings
park: park common green fields wood woods heath moor garden allotment allotments
river: river brook canal lake loch water beck burn
valley: valley glen dale vale
island: island isle
county: shire county
"""
_ORGANISATIONS = """
council: council borough corporation authority
food bank: foodbank food pantry larder kitchen
school: school academy college nursery primary
university: university
church: church chapel mosque parish temple gurdwara synagogue ministries fellowship cathedral abbey
hospital: hospital infirmary hospice
health service: nhs surgery clinic practice ccg
housing association: housing homes
police: police constabulary
fund: fund foundation lottery
trade union: union unison unite
charity: charity trust cio aid mind samaritans shelter
community group: neighbours friends community group network collective helpers circle link response
community group: mutual volunteers association society club forum sisters solidarity action support
shop: stores shop asda tesco co-op supermarket bakery cafe
newspaper: news gazette times herald post mercury echo
"""


def placeholder(kind: str, surface: str, own_table: OwnTable | None = None) -> str:
    """Give the more general word for an identifier, in brackets."""
    return choices(kind, surface, own_table)[0]


def choices(kind: str, surface: str, own_table: OwnTable | None = None) -> list[str]:
    """List what may stand for an identifier, the nearest first; what a person picks from."""
    if kind == "place":
        return levels(surface, own_table)
    if kind == "organisation":
        found = [_by_head(_ORGANISATIONS, surface)]
    elif kind == "age":
        found = numbers_raised.ages(surface)
    elif kind == "date":
        found = numbers_raised.dates(surface)
    else:
        found = numbers_raised.magnitudes(surface) if kind == "other" else []
    plain = PLAIN.get(kind, PLAIN["other"])
    return list(dict.fromkeys(one for one in (*found, plain) if one))


def levels(name: str, own_table: OwnTable | None = None) -> list[str]:
    """List what may stand for a place: its kind, then what it lies in, up to the nation.

    The researcher's own table comes first; a place that nothing knows is given the usual kinds.
    """
    own = (own_table or {}).get(gazetteer.known_as(name))
    listed = gazetteer.find(name)
    kind = _by_head(_PLACES, name)
    if own:
        widest = gazetteer.find(own[-1])
        found = [*own, *(gazetteer.holders(own[-1]) if widest else ())]
    elif listed:
        found = gazetteer.levels(listed)
    elif kind:
        return [kind, "[place]"]
    else:
        found = ["county"] if normalise(name).endswith("shire") else list(UNKNOWN)
    return list(dict.fromkeys(f"[{one.strip('[]')}]" for one in found))


def heads() -> frozenset[str]:
    """Collect the head words by which kinds of places and organisations are told."""
    return frozenset(_heads(_PLACES)) | frozenset(_heads(_ORGANISATIONS))


@cache
def _heads(table: str) -> dict[str, str]:
    return {
        word: line.partition(":")[0]
        for line in reversed(table.strip().splitlines())
        for word in line.partition(":")[2].split()
    }


def _by_head(table: str, surface: str) -> str:
    """Read a name from its end: the head word of an English name comes last."""
    listed = _heads(table)
    for word in reversed(re.findall(r"[\w\-]+", normalise(surface))):
        if word in listed:
            return f"[{listed[word]}]"
    return ""
