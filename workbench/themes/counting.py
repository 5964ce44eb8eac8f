"""Write numbers of participants in words, in figures or by a scale of quantifiers. Pure."""

from __future__ import annotations

from workbench.themes.conventions import Conventions

_ONES = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelled(number: int) -> str:
    """Write a number below a million in English words; 0 as “no”."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        more = ("" if rest >= 100 else " and") + f" {spelled(rest)}" if rest else ""
        return f"{spelled(thousands)} thousand{more}"
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{spelled(hundreds)} hundred" + (f" and {spelled(rest)}" if rest else "")
    if number >= 20:
        tens, rest = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[rest]}" if rest else "")
    return _ONES[number]


def figure(number: int) -> str:
    """Write a number in figures."""
    return f"{number:,}"


def counted(number: int, everybody: int, how: Conventions, *, opening: bool = False) -> str:
    """Write how many participants, as the study does; `opening` begins a sentence.

    Words go to nine and figures from ten on, except at the beginning of a sentence.
    """
    if how.counts == "quantifiers":
        said = quantifier(number, everybody, how)
    elif how.counts == "words" and (number < 10 or opening):
        said = spelled(number)
    else:
        said = figure(number)
    said = said[0].upper() + said[1:] if opening else said
    alone = number == 1 and how.counts != "quantifiers"
    return f"{said} {'participant' if alone else 'participants'}"


def quantifier(number: int, everybody: int, how: Conventions) -> str:
    """Choose the word of the scale for a share of everybody; “no” for nobody."""
    if not number:
        return "no"
    share = 100 * number / everybody if everybody else 0
    words = [word for word, least in how.scale if least <= share]
    return words[-1] if words else how.scale[0][0]


def written(number: int, everybody: int, how: Conventions) -> str:
    """Write a cell of a table that says how many of all."""
    if how.counts == "quantifiers":
        return quantifier(number, everybody, how).capitalize()
    if how.counts == "words":
        return f"{spelled(number) if number else 'none'} of {spelled(everybody)}".capitalize()
    return f"{number} of {everybody}"
