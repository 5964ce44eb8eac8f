"""Compare two forms of a person's name: may they, or must they, be one person? Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from workbench.anonymise import name_lists, names, sounds
from workbench.anonymise.names import Name, parse

Fit = Literal["same", "maybe", "sounds", "no"]
"""`maybe` and `sounds` are questions; only for `maybe` must another good reading wait."""

SURE_LENGTH = 6
"""Letters from which one slip of the hand still leaves a name itself."""


def fit(left: Name, right: Name) -> Fit:
    """Compare two name forms as they stand in one transcript."""
    if _clash(left, right):
        return "no"
    if left.single or right.single:
        return _fit_single(*((left, right) if left.single else (right, left)))
    by_office = _by_first_name(left, right) or _by_first_name(right, left)
    if by_office:
        return by_office
    if left.surname and right.surname and not _spelt_alike(left.surname, right.surname):
        return _misheard(left, right)
    if left.forename and right.forename and not forenames_alike(left.forename, right.forename):
        return "no" if not sounds.alike(left.forename, right.forename) else "sounds"
    return _fit_parts(left, right)


def is_full(name: Name) -> bool:
    """Tell whether a form gives forename and surname."""
    return bool(name.forename and name.surname)


def forenames_alike(left: str, right: str) -> bool:
    """Tell whether two forenames may stand for one: short forms, spellings, "Sally" of two."""
    if _related(left, right) or _spelt_alike(left, right):
        return True
    first, other = left.partition("-"), right.partition("-")
    if first[1] and other[1]:
        return _related(first[0], other[0]) and _related(first[2], other[2])
    joined = left.replace("-", "") == right.replace("-", "")
    return joined or (bool(first[1] or other[1]) and _related(first[0], other[0]))


def _related(left: str, right: str) -> bool:
    forms = names.short_forms()
    return left == right or right in forms.get(left, ()) or left in forms.get(right, ())


def _fit_single(single: Name, other: Name) -> Fit:
    """Compare a lone word, which may be a forename, a surname or a title, with another form."""
    word = single.single
    if word in names.TITLES and other.title == word:
        return "same" if other.words() else "no"
    surname = other.surname or other.single
    if word in (surname + "s", other.forename + "s"):
        return "sounds"
    forename = other.forename or other.single
    if (forename and forenames_alike(word, forename)) or _spelt_alike(word, surname):
        return "same" if not other.epithet else "maybe"
    if other.initials and not other.words() and word.startswith(other.initials[0]):
        return "maybe"
    heard = any(part and sounds.alike(word, part) for part in (forename, surname))
    two_names = name_lists.is_common(word) and name_lists.is_common(forename)
    return "sounds" if heard and not two_names else "no"


def _by_first_name(titled: Name, other: Name) -> Fit | None:
    """Read "Mr Tony" as Tony: sure only where the word is no surname and the forename known."""
    word = titled.surname
    if not (titled.title and word and not titled.forename and other.forename):
        return None
    if word == other.surname or not forenames_alike(word, other.forename):
        return None
    exact = word == other.forename and not name_lists.is_surname(word) and not other.epithet
    return "same" if exact else "maybe"


def _misheard(left: Name, right: Name) -> Fit:
    """Compare names whose surnames differ by more than a slip."""
    if not sounds.alike(left.surname, right.surname):
        return "no"
    if left.forename and right.forename:
        alike = forenames_alike(left.forename, right.forename)
        return "sounds" if alike or sounds.alike(left.forename, right.forename) else "no"
    return "sounds"


def _fit_parts(left: Name, right: Name) -> Fit:
    if left.initials and right.initials and left.initials != right.initials:
        return "no"
    if not left.words() and not right.words():
        return "same"
    by_initials = _fit_initials(left, right) or _fit_initials(right, left)
    if by_initials:
        return by_initials
    if (left.forename and right.forename) or (left.surname and right.surname):
        return "same" if left.epithet == right.epithet else "maybe"
    return "no"


def _fit_initials(one: Name, other: Name) -> Fit | None:
    """Compare initials with the parts of another form that they may stand for."""
    if one.initials and one.forename and other.surname:
        return "same" if _begins(other.surname, one.initials) else "no"
    if one.initials and one.surname and other.forename:
        return "same" if other.forename.startswith(one.initials) else "no"
    if not one.initials or one.words():
        return None
    whole = other.forename[:1] + "".join(_firsts(other.surname))
    if len(one.initials) > 1:
        return "same" if one.initials == whole else "no"
    return "maybe" if one.initials in whole else "no"


def _begins(surname: str, initials: str) -> bool:
    """Tell whether initials are those of a surname, which may have two parts."""
    return surname.startswith(initials) or initials == "".join(_firsts(surname))


def _firsts(surname: str) -> list[str]:
    return [part[0] for part in re.split(r"[\s\-]+", surname) if part]


def _clash(left: Name, right: Name) -> bool:
    """Tell a Mr from a Mrs, and Young Dave from Big Dave."""
    shown = [
        names.presentation(name.title) or name_lists.presentation(name.forename)
        for name in (left, right)
    ]
    titled = names.presentation(left.title) or names.presentation(right.title)
    epithets = left.epithet and right.epithet and left.epithet != right.epithet
    return bool(epithets or (titled and all(shown) and shown[0] != shown[1]))


def _spelt_alike(left: str, right: str) -> bool:
    """Read a difference of one letter as a slip, unless both are names or one has an ending more.

    Samir and Samira, Paul and Paula are two.
    """
    if left == right or left.replace("-", " ") == right.replace("-", " "):
        return bool(left)
    short, long = sorted((left, right), key=len)
    if len(short) < SURE_LENGTH or OSA.distance(left, right, score_cutoff=1) > 1:
        return False
    two_names = name_lists.is_shared(left) and name_lists.is_shared(right)
    return not two_names and long[:-1] != short


@lru_cache(maxsize=500_000)
def fit_surfaces(left: str, right: str) -> Fit:
    """Compare two surface forms; the known name of a public figure stands for nobody else."""
    one, other = parse(left), parse(right)
    found = fit(one, other)
    if found == "same" and names.is_public(left) != names.is_public(right):
        by_title = one.title if names.is_public(left) else other.title
        return "maybe" if by_title else "same"
    return found


def best(fits: set[Fit]) -> Fit:
    """Choose the closest of several fits."""
    order: tuple[Fit, ...] = ("same", "maybe", "sounds")
    return next((one for one in order if one in fits), "no")
