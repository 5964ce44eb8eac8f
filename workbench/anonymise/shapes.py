"""Compare names of places and organisations by their shape: heads, initials, slips. Pure."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from workbench.anonymise import gazetteer, generalise, sounds, words
from workbench.anonymise.matching import Fit
from workbench.anonymise.names import normalise

_ABBREVIATED = {
    "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "gdns": "gardens", "sq": "square",
    "cres": "crescent", "saint": "st", "co": "county", "assoc": "association", "dept": "department",
    "uni": "university", "univ": "university", "center": "centre", "ctr": "centre",
    "hosp": "hospital", "foodbank": "food bank", "org": "organisation", "govt": "government",
}  # fmt: skip
_LEGAL = frozenset({"ltd", "limited", "plc", "cic", "cio", "llp", "inc", "uk", "gb"})
_LINKS = frozenset({"and", "of", "the", "for", "in", "on", "at", "to", "by", "with", "a", "an"})
_OF = ("city of ", "town of ", "village of ", "borough of ", "isle of ", "river ", "the ")
_BESIDE = re.compile(r" (?:up)?on .*| under .*| next .*| le .*| by the .*| in the .*")


def key(surface: str) -> str:
    """Give the form by which equal names of places and organisations are known."""
    bare = re.sub(r"(?<=\w)\.(?=\w)", "", normalise(surface))
    plain = re.sub(r"[^\w' ]", " ", bare.replace("&", " and ").replace("-", " ")).replace("'", "")
    parts = [_ABBREVIATED.get(word, word) for word in plain.split()]
    if len(parts) > 1 and parts[-1] == "st":
        parts[-1] = "street"
    if len(parts) > 1 and parts[0] == "the":
        parts.pop(0)
    return " ".join(parts)


def fit(kind: str, left: str, right: str) -> Fit:
    """Compare two names, given as keys, as they stand in one transcript."""
    if left == right:
        return "same"
    short, long = sorted((left, right), key=lambda name: (len(name), name))
    if _slip(short, long):
        return "same"
    found = _of_bodies(short, long) if kind == "organisation" else _of_places(short, long)
    return found if found != "no" or not _misheard(short, long) else "sounds"


@cache
def is_general(name: str) -> bool:
    """Tell a name that many bear ("Helpers", "the Trust", "Community Kitchen"), by its key."""
    heads = generalise.heads()
    return name not in _known_bodies() and all(
        word in words.read("general_words") or word in heads or word in _LINKS or word.isdigit()
        for word in re.findall(r"\w+", name)
    )


@cache
def _known_bodies() -> frozenset[str]:
    return frozenset(map(key, words.read("bodies")))


def stands_alone(short: str, long: str) -> bool:
    """Tell what a body is "of", which names it in every interview."""
    alone = " " not in short and len(short) >= 5 and not gazetteer.find(short)
    return alone and re.fullmatch(rf"\w+ of {re.escape(short)}", long) is not None


def _of_bodies(short: str, long: str) -> Fit:
    first, last = _without_form(short), _without_form(long)
    if first == last:
        return "same"
    at_start, at_end = last[: len(first)] == first, last[-len(first) :] == first
    if len(first) < len(last) and (at_start or at_end):
        return _shortened(first, last[len(first) :] if at_start else last[: -len(first)], at_end)
    return _initials(short, last)


def _shortened(name: list[str], rest: list[str], at_end: bool) -> Fit:
    """Judge a name's beginning or end: a mere head word must be the end ("the Trust")."""
    if is_general(" ".join(name)):
        return "same" if at_end else "maybe"
    if len(name) > 1:
        return "same"
    telling = len(name[0]) >= 4 and not gazetteer.find(name[0])
    if telling and is_general(" ".join(rest)):
        return "same"
    return "maybe"


def _without_form(name: str) -> list[str]:
    """Leave out "Ltd", "CIC" and "UK" where two words remain."""
    kept = [word for word in name.split() if word not in _LEGAL]
    return kept if len(kept) > 1 else name.split()


def _initials(short: str, parts: list[str]) -> Fit:
    """Read initials of two words and more; of two, others may have the same."""
    letters = short.replace(" ", "")
    if len(parts) < 2 or not 2 <= len(letters) <= 8 or (" " in short and len(letters) > 4):
        return "no"
    every = "".join(word[0] for word in parts)
    telling = "".join(word[0] for word in parts if word not in _LINKS)
    if letters in (every, telling):
        return "same" if len(letters) > 2 else "maybe"
    return "no"


def _of_places(short: str, long: str) -> Fit:
    if _bare(short) == _bare(long) or _BESIDE.sub("", long) == short:
        return "same"
    first, last = short.split(), long.split()
    if is_general(short) and last[-len(first) :] == first:
        return "same"
    if first == last[: len(first)] and is_general(" ".join(last[len(first) :])):
        return "maybe"
    cut = " " not in long and len(short) >= 4 and len(long) - len(short) >= 3
    return "maybe" if cut and long.startswith(short) and not long.endswith("shire") else "no"


def _bare(name: str) -> str:
    for before in _OF:
        name = name.removeprefix(before)
    return name


def _slip(short: str, long: str) -> bool:
    near = len(short) >= 8 and OSA.distance(short, long, score_cutoff=1) <= 1
    return (
        near and short[-1:].isdigit() == long[-1:].isdigit() and not _differ_by_number(short, long)
    )


def _differ_by_number(short: str, long: str) -> bool:
    return re.findall(r"\d+", short) != re.findall(r"\d+", long)


def _misheard(short: str, long: str) -> bool:
    left, right = short.split(), long.split()
    if len(left) != len(right) or _differ_by_number(short, long):
        return False
    unlike = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(unlike) == 1 and len(unlike[0][0]) >= 4 and sounds.alike(*unlike[0])
