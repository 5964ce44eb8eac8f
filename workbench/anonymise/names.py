"""Read personal names as English speech uses them: titles, epithets, short forms. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench.anonymise import words

_BEFORE_SURNAMES = """
mr mrs ms miss mx dr doctor prof professor sir lord lady baroness baron councillor cllr captain capt
colonel major maj general lieutenant lt corporal cpl sergeant sgt constable pc
superintendent inspector detective judge justice mp msp ms mla mayor provost sheriff minister bishop
archbishop headmaster headmistress matron mister missus herr frau monsieur madame
signor signora senor senora pan pani
"""
_BEFORE_FORENAMES = """
auntie aunty aunt uncle sister sr brother br father fr pastor rev revd reverend canon deacon
deaconess elder vicar apostle prophet imam rabbi sheikh shaykh maulana ustadh mufti hafiz haji hajji
granthi giani pandit swami bhante lama nan nana nanny nanna gran granny grandma grandad granddad
grandpa grandmother grandfather nain taid mamgu tadcu bampi bamps pop pops mam mum mummy dad daddy
mama papa baba bibi cousin nurse dame saint st khala chacha chachi mami baji bhai didi dada dadi
"""
_OF_WOMEN = """
mrs ms miss missus lady dame baroness auntie aunty aunt sister mother nan nana nanny nanna gran
granny grandma grandmother nain mamgu mam mum mummy mama bibi khala chachi mami baji didi dadi
headmistress matron deaconess madame frau signora senora pani
"""
_OF_MEN = """
mr mister sir lord baron uncle brother father fr grandad granddad grandpa grandfather taid tadcu
bampi bamps pop pops dad daddy papa baba chacha bhai headmaster monsieur herr signor senor pan
"""
_EPITHETS = "big wee young old little auld tall fat long posh"
_FOND = "our poor dear good lovely dearest"
_SECOND_FORENAMES = """
ann anne anna beth jane jayne jean jo joy kate lee leigh lou louise lynn lynne mae marie mary may
rose ruth sue
"""
_PARTICLES = "de da di du van von der den bin al el ap ab o' dos das del della"

_SURNAMES_TOO = frozenset(
    {"major", "bishop", "elder", "constable", "baron", "lord", "judge", "mayor", "sheriff"}
    | {"general", "deacon", "pop", "pops", "papa", "mama", "baba", "bibi", "bhai", "didi", "dada"}
    | {"pan", "pc", "mp", "sr", "br", "st", "saint", "prophet", "corporal", "captain"}
)
SURNAME_TITLES = frozenset(_BEFORE_SURNAMES.split())
TITLES = SURNAME_TITLES | frozenset(_BEFORE_FORENAMES.split())
FOND = frozenset(_FOND.split())
"""Say nothing of which one is meant, as an epithet such as "young" does."""
EPITHETS = frozenset(_EPITHETS.split()) | FOND
PARTICLES = frozenset(_PARTICLES.split())
SECOND_FORENAMES = frozenset(_SECOND_FORENAMES.split())
"""Forenames that make one with the name before them ("Sally Ann"), and are seldom surnames."""
WOMEN = frozenset(_OF_WOMEN.split())
MEN = frozenset(_OF_MEN.split())

POSSESSIVE = re.compile(r"(?<=\w)(?:['’][sS]|(?<=[sS])['’])$")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("’‘ʼ`´", "'")
    | dict.fromkeys("‐‑–", "-")
)
_INVERTED = re.compile(r"([^\s,]+(?: [^\s,]+)?), ?([^\s,]+(?: [^\s,]+)?)")
_INITIALS = re.compile(r"[A-Z]{2,3}")
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


@lru_cache(maxsize=100_000)
def normalise(surface: str) -> str:
    """Fold case, accents, apostrophes, spaces and a possessive away, to compare forms."""
    bare = POSSESSIVE.sub("", " ".join(surface.split())).casefold().translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))


def suffix(surface: str) -> str:
    """Give the possessive ending a surface form carries, or nothing.

    One that belongs to the name, as in "St Mary's" or "Sainsbury's", is none.
    """
    found = POSSESSIVE.search(surface)
    return found.group() if found and not owns_possessive(surface) else ""


def possessive(surface: str, words: str) -> str:
    """Give the possessive ending that `words` take where `surface` stood ("James'" has one)."""
    ending = suffix(surface)
    if len(ending) == 1 and words[-1:] not in ("s", "S", ""):
        return ending + ("S" if surface.isupper() else "s")
    return ending


def owns_possessive(surface: str) -> bool:
    """Tell a name that ends in a possessive of its own: a saint's, or one of a known body."""
    plain = surface.replace("’", "'")
    saint = re.match(r"(?i)(?:the )?(?:st\.?|saint|all saints|our lady) ?", plain)
    return POSSESSIVE.search(surface) is not None and (
        saint is not None or plain in words.read("bodies")
    )


def is_title(surface: str) -> bool:
    """Tell a title that stands alone ("the Canon", "Auntie"), which names nobody by itself."""
    bare = normalise(surface).removeprefix("the ").rstrip(".")
    return bare in TITLES - _SURNAMES_TOO and bare not in short_forms()


def _ends_in_initials(tidy: str) -> bool:
    """Tell "Mary KB": by words, as one pattern over it all takes minutes on a hostile one."""
    *_, before, last = ["", "", *tidy.split(" ")]
    return _INITIALS.fullmatch(last) is not None and any("a" <= sign <= "z" for sign in before)


@cache
def parse(surface: str) -> Name:
    """Split a surface form: "Mrs Tattersall's" is a title and a surname, as in "Tattersall, M"."""
    tidy = POSSESSIVE.sub("", " ".join(surface.split()))
    inverted = _INVERTED.fullmatch(tidy)
    if inverted:
        tidy = f"{inverted[2]} {inverted[1]}"
    bare = normalise(tidy).removeprefix("the ")
    parts = [word.rstrip(".") for word in WORD.findall(bare)]
    described = len(parts) > 2 and parts[0] in EPITHETS and parts[1] in TITLES
    before = parts.pop(0) if described else ""
    title = parts.pop(0) if len(parts) > 1 and parts[0] in TITLES else ""
    while len(parts) > 2 and parts[0] in TITLES:
        title = parts.pop(0)
    epithet = parts.pop(0) if len(parts) > 1 and parts[0] in EPITHETS else before
    epithet = "" if epithet in FOND else epithet
    if all(len(word) == 1 for word in parts):
        return Name(title=title, initials="".join(parts))
    if len(parts) == 2 and _ends_in_initials(tidy):
        return Name(title=title, epithet=epithet, forename=parts[0], initials=parts[1])
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
    if parts[1] in SECOND_FORENAMES and parts[0] not in PARTICLES and len(parts[0]) > 1:
        parts = [f"{parts[0]}-{parts[1]}", *parts[2:]]
        if len(parts) == 1:
            return Name(title=title, epithet=epithet, forename=parts[0])
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
    """Map each forename to all that may stand for the same one, other spellings included."""
    found: dict[str, frozenset[str]] = {}
    for line in sorted(words.read("nicknames")):
        forms = frozenset(line.split())
        full = line.split()[0]
        for form in forms:
            mine = forms if form == full else {form, full}
            found[form] = found.get(form, frozenset()) | mine
    for line in words.read("name_spellings"):
        alike = frozenset(line.split())
        together = alike.union(*(found.get(form, frozenset()) for form in alike))
        for form in alike:
            found[form] = together
    return found


@cache
def is_public(surface: str) -> bool:
    """Tell whether a form is how the country knew a public figure ("Captain Tom")."""
    return normalise(surface) in {normalise(name) for name in words.read("public_figures")}


def is_word(surface: str) -> bool:
    """Tell whether a single-word form also occurs as an ordinary word."""
    bare = normalise(surface)
    return " " not in bare and (bare in ordinary() or len(bare) < 3)


def presentation(title: str) -> str:
    """Read "woman" or "man" off a title, or nothing."""
    if title in WOMEN:
        return "woman"
    return "man" if title in MEN else ""
