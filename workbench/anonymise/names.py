"""Read personal names as English speech uses them: titles, epithets, short forms. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from workbench.anonymise import words

_BEFORE_SURNAMES = """
mr mrs ms miss mx dr doctor prof professor sir lord lady councillor cllr captain capt colonel major
sergeant sgt pc inspector judge mp mayor
"""
_BEFORE_FORENAMES = """
auntie aunty aunt uncle sister brother father mother fr pastor rev revd reverend canon imam rabbi
nan nana gran granny grandma grandad granddad grandpa cousin nurse dame saint st
"""
_OF_WOMEN = "mrs ms miss lady dame auntie aunty aunt sister mother nan nana gran granny grandma"
_OF_MEN = "mr sir lord uncle brother father fr grandad granddad grandpa"
_EPITHETS = "big wee young old little auld tall fat long posh our poor dear"
_PARTICLES = "de da di du van von der den bin al el ap ab o'"

SURNAME_TITLES = frozenset(_BEFORE_SURNAMES.split())
TITLES = SURNAME_TITLES | frozenset(_BEFORE_FORENAMES.split())
EPITHETS = frozenset(_EPITHETS.split())
PARTICLES = frozenset(_PARTICLES.split())
WOMEN = frozenset(_OF_WOMEN.split())
MEN = frozenset(_OF_MEN.split())

POSSESSIVE = re.compile(r"(?<=\w)(?:['’][sS]|(?<=[sS])['’])$")
WORD = re.compile(r"[^\W_](?:[\w'’\-]*[^\W_])?\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Hold the parts of one surface form, lower case and without accents.

    `single` is a lone word that may be forename or surname; `initials` stand for parts.
    """

    title: str = ""
    epithet: str = ""
    forename: str = ""
    surname: str = ""
    single: str = ""
    initials: str = ""

    def words(self) -> frozenset[str]:
        """Gather the parts that name somebody."""
        return frozenset(part for part in (self.forename, self.surname, self.single) if part)


def normalise(surface: str) -> str:
    """Fold case, accents, apostrophes, spaces and a possessive away, to compare forms."""
    bare = POSSESSIVE.sub("", " ".join(surface.split())).replace("’", "'").casefold()
    bare = bare.replace("ł", "l").replace("ø", "o").replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))


def suffix(surface: str) -> str:
    """Give the possessive ending a surface form carries, or nothing."""
    found = POSSESSIVE.search(surface)
    return found.group() if found else ""


@cache
def parse(surface: str) -> Name:
    """Split a surface form: "Mrs Tattersall's" is a title and a surname."""
    bare = normalise(surface).removeprefix("the ")
    parts = [word.rstrip(".") for word in WORD.findall(bare)]
    title = parts.pop(0) if len(parts) > 1 and parts[0] in TITLES else ""
    while len(parts) > 2 and parts[0] in TITLES:
        title = parts.pop(0)
    epithet = parts.pop(0) if len(parts) > 1 and parts[0] in EPITHETS else ""
    if all(len(word) == 1 for word in parts):
        return Name(title=title, initials="".join(parts))
    if len(parts) == 1:
        return _one_word(title, epithet, parts[0])
    return _several_words(title, epithet, parts)


def _one_word(title: str, epithet: str, word: str) -> Name:
    if title in SURNAME_TITLES:
        return Name(title=title, surname=word)
    if title or epithet:
        return Name(title=title, epithet=epithet, forename=word)
    return Name(single=word)


def _several_words(title: str, epithet: str, parts: list[str]) -> Name:
    first, last = parts[0], parts[-1]
    if first in PARTICLES:
        return Name(title=title, epithet=epithet, surname=" ".join(parts))
    if len(last) == 1:
        return Name(title=title, epithet=epithet, forename=first, initials=last)
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in PARTICLES:
        start -= 1
    surname = " ".join(parts[start:])
    if len(first) == 1:
        return Name(title=title, epithet=epithet, initials=first, surname=surname)
    return Name(title=title, epithet=epithet, forename=first, surname=surname)


@cache
def ordinary() -> frozenset[str]:
    """List names that are words as well (Hope, Mark, Reading)."""
    listed = words.read("ordinary_names") | words.read("names_that_are_words")
    return frozenset(" ".join(listed).casefold().split())


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Map each forename to all that may stand for the same one."""
    found: dict[str, frozenset[str]] = {}
    for line in sorted(words.read("nicknames")):
        forms = frozenset(line.split())
        full = line.split()[0]
        for form in forms:
            mine = forms if form == full else {form, full}
            found[form] = found.get(form, frozenset()) | mine
    return found


def is_word(surface: str) -> bool:
    """Tell whether a single-word form also occurs as an ordinary word."""
    bare = normalise(surface)
    return " " not in bare and (bare in ordinary() or len(bare) < 3)


def presentation(title: str) -> str:
    """Read "woman" or "man" off a title, or nothing."""
    if title in WOMEN:
        return "woman"
    return "man" if title in MEN else ""
