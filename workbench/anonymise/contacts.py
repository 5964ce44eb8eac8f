"""Find e-mail addresses, web addresses, handles and telephone numbers, written or spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from workbench.anonymise.identifiers import Identifier, by_rule
from workbench.anonymise.spoken import CARDINAL, DIGITS, digit_runs

_DOMAINS = (
    "uk|com|org|net|info|io|eu|ie|scot|wales|cymru|london|gov|edu|ac|co|me|app|coop|charity"
    "|community|online|page|fr|de|pl|in|pk|ng|gh"
)
_EMAIL = re.compile(r"(?<![\w.+'%-])[\w.+'%-]{0,200}\w@[\w-]{1,200}(?:\.[\w-]{1,200})+")
_WORD = r"[a-z0-9][a-z0-9_-]{0,62}"
_FILLER = r"(?:(?:,? (?:um|er|erm|uh),?)? |, )"
_DOT = rf"(?:,?{_FILLER}dot{_FILLER}|\.)"
_AT = rf"(?:,?{_FILLER}at{_FILLER}|@| ?[\[(]at[\])] ?)"
_NUMBERED = rf"(?:{_FILLER}(?:(?:double |treble |triple )?(?:{'|'.join(DIGITS)})|{CARDINAL}|\d+)\b)"
_NOT_LOCAL = (
    r"(?!(?:look|us|me|it|is|was|are|be|up|him|her|them|you|online|website|page|site|find|over|"
    r"here|there|out|not|see|and|or|that|this|one|live|work|working|based)\b)"
)
_SPOKEN_EMAIL = re.compile(
    rf"(?<![\w.-]){_NOT_LOCAL}{_WORD}"
    rf"(?:(?: dot | underscore | dash | hyphen |\.){_WORD}){{0,6}}{_NUMBERED}{{0,6}}{_AT}"
    rf"(?!www\b){_WORD}(?:(?: dash | hyphen | ){_WORD}){{0,3}}?(?:{_DOT}{_WORD})*?"
    rf"{_DOT}(?:{_DOMAINS})\b(?:{_DOT}(?:{_DOMAINS})\b)*",
    re.IGNORECASE,
)
_URL = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"')\]]+|(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.)+(?:{_DOMAINS})\b"
    r"(?:/[^\s<>\"')\]]*)?(?!@)",
    re.IGNORECASE,
)
_SPOKEN_URL = re.compile(
    rf"\b(?:(?:double[- ]?u ?){{3}} dot |w ?w ?w dot )?{_WORD}"
    rf"(?: (?:dot|dash|hyphen|slash) {_WORD}){{0,8}}"
    rf" dot (?:{_DOMAINS})\b(?: (?:slash|forward slash) {_WORD})*",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.+-])@\w[\w.]{1,29}")
_CALLING = re.compile(
    r"\b(?:phone|ring|rang|call|text|number|mobile|landline|tel)\b", re.IGNORECASE
)
_SHORT = re.compile(r"(?<![\d£$€.,/-])\b\d{3}[ -]?\d{3,4}\b(?![\d%.,/]\d)")


def emails(text: str) -> Iterator[Identifier]:
    """Find addresses as typed, and as read aloud ("jo at acorn dot org dot uk")."""
    for match in _EMAIL.finditer(text):
        yield by_rule(*match.span(), "email", 0.99)
    for match in _SPOKEN_EMAIL.finditer(text):
        yield by_rule(*match.span(), "email", 0.95)


def urls(text: str) -> Iterator[Identifier]:
    """Find web addresses as typed, with or without a scheme, and as read aloud."""
    for match in _URL.finditer(text):
        yield by_rule(match.start(), match.start() + len(match[0].rstrip(".,;:!?")), "url", 0.97)
    for match in _SPOKEN_URL.finditer(text):
        yield by_rule(*match.span(), "url", 0.9)


def handles(text: str) -> Iterator[Identifier]:
    """Find names of accounts that begin with an at sign."""
    for match in _HANDLE.finditer(text):
        yield by_rule(match.start(), match.start() + len(match[0].rstrip(".")), "handle", 0.95)


def phones(text: str) -> Iterator[Identifier]:
    """Find numbers written in digits; short ones only where calling is spoken of."""
    possible = phonenumbers.Leniency.POSSIBLE
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=possible):
        raw = match.raw_string
        if raw.lstrip("( ").startswith(("0", "+")):
            valid = phonenumbers.is_valid_number(match.number)
            yield by_rule(match.start, match.end, "phone", 0.97 if valid else 0.9)
    for short in _SHORT.finditer(text):
        if _CALLING.search(text[max(0, short.start() - 60) : short.start()]):
            yield by_rule(*short.span(), "phone", 0.5)


def spoken_phones(text: str) -> Iterator[Identifier]:
    """Find numbers said digit by digit, such as "oh seven seven double nine"."""
    for start, stop, digits, worded in digit_runs(text):
        called = _CALLING.search(text[max(0, start - 80) : start]) is not None
        longest = 15 if digits.startswith("0044") else 13
        whole = 10 <= len(digits) <= longest and digits.startswith(("0", "44"))
        if whole:
            yield by_rule(start, stop, "phone", 0.95)
        elif worded and len(digits) >= (5 if called else 7):
            yield by_rule(start, stop, "phone", 0.6)
