"""Say in brackets what kind of thing stood there. Pure."""

from __future__ import annotations

import re

from workbench.anonymise import words
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
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_MONTHS = "January February March April May June July August September October November December"
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS.split())})\b(?:,?\s+((?:19|20)\d\d))?", re.IGNORECASE)


def placeholder(kind: str, surface: str) -> str:
    """Give the more general word for an identifier, in brackets."""
    if kind == "place":
        return _place(surface)
    if kind == "organisation":
        return _by_head(_ORGANISATIONS, surface) or PLAIN[kind]
    if kind == "age":
        return _age_band(surface)
    if kind == "date":
        return _month(surface)
    return PLAIN.get(kind, PLAIN["other"])


def _place(surface: str) -> str:
    found = _by_head(_PLACES, surface)
    if found:
        return found
    if normalise(surface).endswith("shire"):
        return "[county]"
    large = {normalise(name) for name in words.read("large_places")}
    return "[city or region]" if normalise(surface) in large else "[area]"


def _by_head(table: str, surface: str) -> str:
    """Read a name from its end: the head word of an English name comes last."""
    heads = {
        word: line.partition(":")[0]
        for line in reversed(table.strip().splitlines())
        for word in line.partition(":")[2].split()
    }
    for word in reversed(re.findall(r"[\w\-]+", normalise(surface))):
        if word in heads:
            return f"[{heads[word]}]"
    return ""


def _age_band(surface: str) -> str:
    digits = re.search(r"\d+", surface)
    spoken = re.findall(r"[a-z]+", normalise(surface))
    age = int(digits.group()) if digits else next((_TENS[w] for w in spoken if w in _TENS), None)
    if age is None:
        return "[age: teens]" if any(word in _TEENS.split() for word in spoken) else "[age]"
    if age < 20:
        return "[age: child]" if age < 13 else "[age: teens]"
    return "[age: 90 or over]" if age >= 90 else f"[age: {age // 10 * 10}s]"


def _month(surface: str) -> str:
    found = _MONTH.search(surface)
    if not found:
        return PLAIN["date"]
    month, year = found.groups()
    return f"[{month.capitalize()} {year}]" if year else f"[{month.capitalize()}]"
