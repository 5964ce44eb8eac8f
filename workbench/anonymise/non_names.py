"""Tell what a reader of names takes for a person and what certainly is none: "Erm", "Tuesday".

A name that is also a month or a season (April, June, Summer) is dropped only where the words
around it tell of a time.
"""

from __future__ import annotations

import re

from workbench.anonymise.identifiers import Identifier

_SAID = """
i i'm i've i'd i'll er erm ermm um umm uh uhm uh-huh ah ahh aah oh ooh eh ehm hm hmm hmmm mm mmm mhm
mm-hm mm-hmm yeah yep yup yes nope nah ok okay
"""
_OF_A_WEEK = """
monday tuesday wednesday thursday friday saturday sunday
mondays tuesdays wednesdays thursdays fridays saturdays sundays
"""
_SOUNDS, _DAYS = frozenset(_SAID.split()), frozenset(_OF_A_WEEK.split())
_MONTHS = frozenset(["january", "february", "july", "september", "october", "november", "december"])
_NAMES_TOO = frozenset(["april", "may", "june", "august", "summer", "autumn", "winter"])
_BORNE = frozenset({"sunday", "friday", "wednesday"})
"""Days that are somebody's first name as well, in West Africa above all."""

_TIME = (
    "in|since|until|till|last|next|every|early|late|mid|during|through|throughout|end of|start of|"
    "beginning of|middle of"
)
_TIME_BEFORE = re.compile(rf"(?:\b(?:{_TIME})[ -]|\d(?:st|nd|rd|th)?(?: of)? )$", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"\b(?:{_TIME}|on|each|this|one|that|all|by)[ -]$", re.IGNORECASE)
_TIME_AFTER = re.compile(
    r",? (?:the )?\d|,? (?:last|this|next) (?:year|week|month)\b|"
    r" (?:morning|afternoon|evening|night|lunchtime|holidays?|term)\b",
    re.IGNORECASE,
)
_PERSON_BEFORE = re.compile(
    r"\b(?:called(?: him| her| them)?|named|with|met|rang|phoned|told|asked|thanked|hello|hi|dear|"
    r"our|poor|and me|mr|mrs|ms|miss|dr|auntie|aunty|uncle|nan|sister|brother|father|"
    r"pastor|friend|cousin)[ ,]+$",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(
    r"['’]s (?!(?:when|the|a|always|usually|good|fine|best)\b)\w|"
    r" (?:said|says|told|asked|rang|phoned|came|lives|lived|thinks|thought|and (?:me|i)|who)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_none(one: Identifier, text: str) -> bool:
    """Tell a finding of a person that certainly names nobody."""
    if one.kind != "person":
        return False
    pieces = [piece.casefold().replace("’", "'") for piece in _PIECE.findall(_words(one, text))]
    telling = [piece for piece in pieces if piece not in _SOUNDS]
    if not pieces or not all(piece in _DAYS | _MONTHS | _NAMES_TOO for piece in telling):
        return False
    before, after = text[max(0, one.start - 20) : one.start], text[one.stop : one.stop + 24]
    if _PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after):
        return False
    borne = [piece for piece in telling if piece in _NAMES_TOO | _BORNE]
    time = _DAY_BEFORE if borne and borne[0] in _BORNE else _TIME_BEFORE
    return not borne or bool(time.search(before) or _TIME_AFTER.match(after))


def _words(one: Identifier, text: str) -> str:
    return text[one.start : one.stop]
