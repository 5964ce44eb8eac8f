"""Tell when a title and a surname do not yet say who of a family is meant. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from workbench.anonymise import matching, name_lists, names
from workbench.anonymise.names import Name, parse

_OFFICES = names.SURNAME_TITLES - {"mr", "mister", "mrs", "missus", "miss", "ms", "mx"}


def is_unsure(one: Iterable[str], other: Iterable[str], said: frozenset[str]) -> bool:
    """Tell whether two sets of forms would be one person by title and surname alone, in doubt.

    "Mrs Hill" is Ann Hill where no other Hill is spoken of and Ann is known as a woman's name. With
    Ken Hill about she may be a third, unless they are Mr and Mrs. `said` are all names there.
    """
    left, right = list(map(parse, one)), list(map(parse, other))
    full = [name for name in (*left, *right) if matching.is_full(name)]
    titled = [name for name in (*left, *right) if _by_title_alone(name)]
    if not full or not titled or _is_linked(left, right):
        return False
    surname, shown = titled[0].surname, names.presentation(titled[0].title)
    alike = {name.forename for name in full if name.surname == surname}
    if alike and shown and shown not in {name_lists.presentation(one) for one in alike}:
        return True
    bearers = _forenames(said, surname)
    return len(bearers) > 1 and not _is_couple(bearers, said, surname)


def may_complete(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether two people beside each other may be one: "Mrs Hill. Ann, she is called"."""
    sides = [[parse(surface) for surface in side] for side in (one, other)]
    if any(matching.is_full(name) for side in sides for name in side):
        return False
    titled = [all(map(_by_title_alone, side)) for side in sides]
    if titled[0] == titled[1]:
        return False
    named, said = sides if titled[1] else sides[::-1]
    shown = {names.presentation(name.title) for name in said} - {""}
    borne = {name_lists.presentation(name.forename or name.single) for name in named} - {""}
    return all(name.forename or name.single for name in named) and (
        not shown or not borne or bool(shown & borne)
    )


def _by_title_alone(name: Name) -> bool:
    return bool(name.title and name.surname and not name.forename)


def _is_linked(left: Iterable[Name], right: Iterable[Name]) -> bool:
    """Tell whether a full name on one side meets a full or short name on the other."""
    rest = [[name for name in side if not _by_title_alone(name)] for side in (left, right)]
    return all(rest)


def _is_couple(bearers: tuple[str, ...], said: frozenset[str], surname: str) -> bool:
    """Tell a man and a woman of one surname who are also called Mr and Mrs."""
    titles = {name.title for name in map(parse, said) if name.surname == surname}
    shown = sorted(name_lists.presentation(one) for one in bearers)
    return shown == ["man", "woman"] and titles >= {"mr", "mrs"}


@cache
def _forenames(said: frozenset[str], surname: str) -> tuple[str, ...]:
    """List the people of a surname by their forenames."""
    found: list[str] = []
    for surface in sorted(said):
        name = parse(surface)
        new = name.forename and name.surname == surname
        if new and not any(matching.forenames_alike(name.forename, one) for one in found):
            found.append(name.forename)
    return tuple(found)


def holds_office(surface: str) -> bool:
    """Tell a rare surname with a title of office, which means one person wherever it is said."""
    name = parse(surface)
    rare = bool(name.surname) and not name_lists.is_shared(name.surname)
    return name.title in _OFFICES and rare and not names.is_word(name.surname)
