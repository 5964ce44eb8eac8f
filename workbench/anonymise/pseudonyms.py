"""Choose pseudonyms for people and put the right part of one in each place. Pure."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator

from rapidfuzz.distance import OSA

from workbench.anonymise import name_lists, names
from workbench.anonymise.names import normalise, parse
from workbench.errors import NotAllowed

NO_SURNAME = "[surname]"


def choose(
    surfaces: Collection[str], *, seed: str, real: Collection[str], used: Collection[str]
) -> str:
    """Pick a name that keeps presentation and rough origin, with other initials.

    It neither equals nor comes within one letter of a word in `real` or `used`. The same seed and
    the same names give the same choice. Raises NotAllowed when every list is used up.
    """
    forename, surname = _fullest(surfaces)
    taken = {word for name in (*real, *used) for word in _parts(name)}
    origin = name_lists.origin(forename, surname)
    chance = random.Random(seed)  # noqa: S311 - stability is wanted here, not secrecy
    shown = _presentation(surfaces, forename)
    initials = {word[0] for surface in surfaces for word in _parts(surface)}
    first = _pick(_forenames(origin, shown, chance), taken, initials)
    if not surname:
        return first
    last = _pick(_surnames(origin, chance), taken | {normalise(first)}, initials)
    return f"{first} {last}"


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
    first, _, last = replacement.partition(" ")
    name = parse(surface)
    if name.initials:
        return _with_initials(surface, first, last)
    if name.forename and name.surname:
        return _prefix(surface) + replacement
    if name.surname or _is_surname(name.single, known_surnames):
        return _prefix(surface) + (last or NO_SURNAME) + _plural(name.single, known_surnames, last)
    return _prefix(surface) + first


def _with_initials(surface: str, first: str, last: str) -> str:
    name = parse(surface)
    if name.forename:
        return f"{first} {last[:1]}" if last else first
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


def _forenames(origin: str, shown: str, chance: random.Random) -> Iterator[str]:
    """Go through fitting names first, then through ever wider lists."""
    for place in dict.fromkeys((origin, name_lists.HOME, *name_lists.ORIGINS)):
        listed = name_lists.of(place)
        pool = {"woman": listed.women, "man": listed.men}.get(shown, name_lists.NEUTRAL)
        yield from chance.sample(pool, len(pool))
    for place in name_lists.ORIGINS:
        yield from name_lists.of(place).women + name_lists.of(place).men


def _surnames(origin: str, chance: random.Random) -> Iterator[str]:
    for place in dict.fromkeys((origin, name_lists.HOME, *name_lists.ORIGINS)):
        pool = name_lists.of(place).surnames
        yield from chance.sample(pool, len(pool))


def _pick(pool: Iterator[str], taken: Collection[str], initials: Collection[str]) -> str:
    for name in pool:
        bare = normalise(name)
        if bare[0] not in initials and not _near(bare, taken):
            return name
    raise NotAllowed("No fitting pseudonym is left in the lists. Type one.")


def _near(word: str, taken: Collection[str]) -> bool:
    return any(OSA.distance(word, other, score_cutoff=1) <= 1 for other in taken)


def _parts(name: str) -> list[str]:
    """Split a name into the words that count; titles, epithets and initials do not."""
    found = [word for word in re.split(r"[^\w']+", normalise(name)) if word]
    while len(found) > 1 and found[0] in names.TITLES | names.EPITHETS | {"the"}:
        found.pop(0)
    return [word for word in found if len(word) > 1 and word not in names.PARTICLES]
