"""Choose pseudonyms for people and put the right part of one in each place. Pure."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from workbench.anonymise import name_lists, names
from workbench.anonymise.names import normalise, parse
from workbench.errors import NotAllowed

NO_SURNAME = "[surname]"


def choose(
    surfaces: Collection[str],
    *,
    seed: str,
    real: Collection[str],
    used: Collection[str],
    surname: str = "",
) -> str:
    """Pick a name that keeps presentation, rough origin and rhythm, with other initials.

    It neither equals nor comes within one letter of a word in `real` or `used`, and is no short
    form of a real forename. `surname` is one that the family has already. The same seed and the
    same names give the same choice. Raises NotAllowed when every list is used up.
    """
    forename, last = _fullest(surfaces)
    borne, given = _borne(frozenset(real)), frozenset(word for one in used for word in _parts(one))
    origin = name_lists.origin(forename, last)
    chance = random.Random(seed)  # noqa: S311 - stability is wanted here, not secrecy
    shown = _presentation(surfaces, forename)
    initials = {word[0] for surface in surfaces for word in _parts(surface)}
    pools = _forenames(origin, shown, chance)
    first = _pick(_in_rhythm(pools, forename), borne, given, initials)
    if not last:
        return first
    family = surname or _pick(
        _in_rhythm(_surnames(origin, chance), last), borne, given | {normalise(first)}, initials
    )
    return f"{first} {family}"


def families(people: Iterable[tuple[Collection[str], str]]) -> dict[str, str]:
    """Map each real surname to the one that stands for it, from forms and pseudonyms of people."""
    found: dict[str, str] = {}
    for surfaces, pseudonym in people:
        last = pseudonym.partition(" ")[2]
        if last and not pseudonym.startswith("["):
            for surname in surnames(surfaces):
                found.setdefault(surname, last)
    return found


def is_near(name: str, others: Collection[str], *, shortest: int = 0) -> bool:
    """Tell whether a part of a name equals, or is one letter away from, a part of another.

    A difference of one letter counts for parts of at least `shortest` letters.
    """
    taken = {word for other in others for word in _parts(other)}
    return any(
        part in taken or (len(part) >= shortest and _near(part, taken)) for part in _parts(name)
    )


def surnames(surfaces: Iterable[str]) -> frozenset[str]:
    """Collect the surnames that a person's forms show."""
    return frozenset(name.surname for name in map(parse, surfaces) if name.surname)


def render(replacement: str, surface: str, known_surnames: Collection[str] = ()) -> str:
    """Give the part of a pseudonym that stands where a form of the name stood.

    Titles and epithets stay; initials are those of the pseudonym.
    """
    if replacement.startswith("[") or not replacement:
        return replacement
    if names.is_title(surface):
        return names.POSSESSIVE.sub("", surface)
    first, _, last = replacement.partition(" ")
    name = parse(surface)
    if name.initials:
        return _with_initials(surface, first, last)
    if name.forename and name.surname:
        inverted = "," in surface and last
        return f"{last}, {first}" if inverted else _prefix(surface) + replacement
    word = name.surname or name.single
    if (name.surname or _is_surname(word, known_surnames)) and not _is_forename(
        name, known_surnames
    ):
        return _prefix(surface) + (last or NO_SURNAME) + _plural(name.single, known_surnames, last)
    return _prefix(surface) + first


def _is_forename(name: names.Name, known_surnames: Collection[str]) -> bool:
    """Read "Mr Tony" as a forename where the person's surname is known to be another."""
    elsewhere = bool(known_surnames) and name.surname not in known_surnames
    return bool(name.title and elsewhere and not name_lists.is_surname(name.surname))


def _with_initials(surface: str, first: str, last: str) -> str:
    name = parse(surface)
    if name.forename:
        whole = "".join(part[0] for part in re.split(r"[\s\-]+", last) if part)
        return f"{first} {whole}" if last else first
    if name.surname:
        return f"{first[0]}. {last or NO_SURNAME}"
    letters = iter((first[:1], *(part[:1] for part in last.split())))
    fresh = re.sub(r"\w", lambda _: next(letters, ""), names.POSSESSIVE.sub("", surface))
    return re.sub(r"(?<![\w])[.\s]+$", "", fresh) or first[:1]


def _prefix(surface: str) -> str:
    """Keep what stands before the name itself: "the", a title, an epithet."""
    found = re.match(r"(?i)the\s+", surface)
    at = found.end() if found else 0
    parts = list(re.finditer(r"\S+", surface[at:]))
    kept = 0
    for part in parts[:-1]:
        if normalise(part.group()).rstrip(".") not in names.TITLES | names.EPITHETS:
            break
        kept = part.end()
    return surface[: at + kept] + (" " if kept else "")


def _is_surname(single: str, known: Collection[str]) -> bool:
    return bool(single) and (single in known or single.removesuffix("s") in known)


def _plural(single: str, known: Collection[str], last: str) -> str:
    if not last or not single or single in known:
        return ""
    return "es" if last.endswith(("s", "x", "z", "ch", "sh")) else "s"


def _fullest(surfaces: Collection[str]) -> tuple[str, str]:
    """Find the longest forename and surname among the forms."""
    found = [parse(surface) for surface in surfaces]
    forename = max((name.forename or name.single for name in found), key=len, default="")
    return forename, max((name.surname for name in found), key=len, default="")


def _presentation(surfaces: Collection[str], forename: str) -> str:
    titles = (names.presentation(parse(surface).title) for surface in sorted(surfaces))
    return next((shown for shown in titles if shown), "") or name_lists.presentation(forename)


def _forenames(origin: str, shown: str, chance: random.Random) -> Iterator[list[str]]:
    """Go through fitting names first, then through ever wider lists."""
    for place in dict.fromkeys((origin, name_lists.HOME, *name_lists.ORIGINS)):
        listed = name_lists.of(place)
        pool = {"woman": listed.women, "man": listed.men}.get(shown, name_lists.NEUTRAL)
        yield chance.sample(pool, len(pool))
    for place in name_lists.ORIGINS:
        yield list(name_lists.of(place).women + name_lists.of(place).men)


def _surnames(origin: str, chance: random.Random) -> Iterator[list[str]]:
    for place in dict.fromkeys((origin, name_lists.HOME, *name_lists.ORIGINS)):
        pool = name_lists.of(place).surnames
        yield chance.sample(pool, len(pool))


def _in_rhythm(pools: Iterable[list[str]], like: str) -> Iterator[str]:
    """Put names of the same number of syllables and nearly the same length first in each pool."""

    beats, length = _syllables(like), len(like)

    def unlike(name: str) -> tuple[int, int]:
        return abs(_syllables(name) - beats), abs(len(name) - length) // 2

    for pool in pools:
        yield from sorted(pool, key=unlike) if like else pool


@lru_cache(maxsize=50_000)
def _syllables(name: str) -> int:
    bare = re.sub(r"(?<=[^aeiouyl])e$", "", normalise(name))
    return len(re.findall(r"[aeiouy]+", bare)) or 1


def _pick(
    pool: Iterator[str], borne: _Borne, given: Collection[str], initials: Collection[str]
) -> str:
    for name in pool:
        bare = normalise(name)
        if bare[0] in initials or bare in given or borne.is_near(bare):
            continue
        if not _near(bare, given):
            return name
    raise NotAllowed("No fitting pseudonym is left in the lists. Type one.")


def _near(word: str, taken: Collection[str]) -> bool:
    return process.extractOne(word, taken, scorer=OSA.distance, score_cutoff=1) is not None


@dataclass(frozen=True, slots=True)
class _Borne:
    """Hold the words of real names, and those words with a letter lost or hidden."""

    words: frozenset[str]
    shorter: frozenset[str]
    hidden: frozenset[tuple[str, str]]

    def is_near(self, word: str) -> bool:
        """Tell whether a word is one of them or one slip away: a letter, or two exchanged."""
        return (
            word in self.words
            or word in self.shorter
            or not self.words.isdisjoint(_shorter(word))
            or not self.hidden.isdisjoint(_hidden(word))
            or not self.words.isdisjoint(_exchanged(word))
        )


@lru_cache(maxsize=8)
def _borne(real: frozenset[str]) -> _Borne:
    """Index real names once for all people of a study: to compare each with each takes long."""
    words = {word for name in real for word in _parts(name)}
    words = words.union(*(names.short_forms().get(word, ()) for word in words))
    return _Borne(
        words=frozenset(words),
        shorter=frozenset(form for word in words for form in _shorter(word)),
        hidden=frozenset(form for word in words for form in _hidden(word)),
    )


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _hidden(word: str) -> list[tuple[str, str]]:
    return [(word[:at], word[at + 1 :]) for at in range(len(word))]


def _exchanged(word: str) -> list[str]:
    pairs = range(len(word) - 1)
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in pairs]


@lru_cache(maxsize=50_000)
def _parts(name: str) -> tuple[str, ...]:
    """Split a name into the words that count; titles, epithets and initials do not.

    A particle at the end is the surname: "Jane Das".
    """
    found = [word for word in re.split(r"[^\w']+", normalise(name)) if word]
    while len(found) > 1 and found[0] in names.TITLES | names.EPITHETS | {"the"}:
        found.pop(0)
    before = (word for word in found[:-1] if len(word) > 1 and word not in names.PARTICLES)
    return (*before, *(word for word in found[-1:] if len(word) > 1))
