"""Think of all the ways in which a name may be written, to seek them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from workbench.anonymise import names, originals, spellings, spoken
from workbench.anonymise.entities import CONTACTS, Entity
from workbench.anonymise.name_or_word import SMALL
from workbench.anonymise.names import Name, parse
from workbench.anonymise.nearness import near
from workbench.anonymise.spotting import PREFIXES, Form, Index

KEPT = ""
_WORD = re.compile(r"[^\W_]+")
_MONTHS = frozenset(["jan", "mar", "apr", "may", "jun", "june", "april", "august"])
_EXPANDED = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?([^/]+)")
_SHORTEST_MAILBOX = 4
_SHORTEST_NUMBER = 9


def index(
    secret: Sequence[Entity],
    *,
    kept: Iterable[str],
    stand_ins: Iterable[str],
    ordinary: frozenset[str],
) -> Index:
    """Index all forms of the entities that are secret.

    `kept` are surfaces that may stand: what they cover is no leak. `stand_ins` are pseudonyms:
    a name that equals a word of one cannot be told from it. `ordinary` are words of the originals.
    """
    allowed = {word for name in stand_ins for word in _folded(name)}
    spared = [Form(words=words, entity_id=KEPT) for one in kept if (words := _folded(one))]
    kept_forms = {form.joined for form in spared}
    forms: dict[tuple[str, bool], Form] = {}
    for one in secret:
        for form in _forms(one, ordinary):
            if form.joined not in kept_forms | allowed:
                forms.setdefault((form.joined, form.turned), form)
    covered = {word for form in spared if len(form.words) > 1 for word in form.words}
    parts = {form.joined: form.entity_id for form in forms.values() if not form.wordlike}
    single = {form: one for form, one in parts.items() if form not in covered}
    placed = _placed([*spared, *forms.values()], single)
    return Index(
        single=single,
        placed=placed,
        parts=parts,
        written=_written(secret),
        mailboxes=dict(_mailboxes(secret, allowed)),
        initials=_initials(secret, stand_ins),
        numbers=dict(_numbers(secret)),
        unspaced={form: one for form, one in single.items() if _is_unspaced(form)},
        beginnings=frozenset(form[:at] for form in parts for at in range(1, len(form))),
        near=near(
            {form.joined for form in forms.values() if len(form.words) == 1 and not form.wordlike},
            ordinary | allowed | {word for form in spared for word in form.words},
        ),
    )


def _placed(forms: list[Form], single: dict[str, str]) -> dict[str, tuple[Form, ...]]:
    """Gather by first word the forms that must be seen in their place."""
    placed: dict[str, tuple[Form, ...]] = {}
    for form in forms:
        if len(form.words) > 1 or form.joined not in single:
            placed[form.words[0]] = (*placed.get(form.words[0], ()), form)
    return placed


def _forms(one: Entity, ordinary: frozenset[str]) -> Iterator[Form]:
    for surface in _said(one):
        for way in _ways(one, surface):
            words = _folded(way)
            if len("".join(words)) > 1:
                yield _form(one, words, ordinary)
        if one.kind == "person":
            yield from _of_person(one, parse(surface), ordinary)


def _of_person(one: Entity, name: Name, ordinary: frozenset[str]) -> Iterator[Form]:
    first, last = _folded(name.forename), _folded(name.surname)
    parts = [first, last, *([word] for word in last if len(word) > 3 and len(last) > 1)]
    for part in parts:
        # A part that is also a word would be found everywhere; the whole name is sought.
        form = _form(one, tuple(part), ordinary)
        if len(form.joined) > 2 and not form.wordlike and form.joined not in PREFIXES:
            yield form
    if first and last:
        yield _form(one, (first[0][0], *last), ordinary)
        yield _form(one, (*last, *first), ordinary, turned=True)


def _form(
    one: Entity, words: tuple[str, ...], ordinary: frozenset[str], *, turned: bool = False
) -> Form:
    # Addresses and handles are written small in the originals, and are no words for that.
    common = frozenset[str]() if one.kind in CONTACTS else ordinary
    return Form(
        words=words,
        entity_id=one.id,
        wordlike=all(_is_word(word, common) for word in words),
        turned=turned,
    )


def _is_word(word: str, ordinary: frozenset[str]) -> bool:
    return word in ordinary or word in SMALL or word in _MONTHS or names.is_word(word)


def _ways(one: Entity, surface: str) -> Iterator[str]:
    """Give a surface, and what else may stand for it alone."""
    bare = names.POSSESSIVE.sub("", surface)
    yield bare
    yield re.sub(r"^(?:the|The|THE) ", "", bare)
    if not _EXPANDED.keys().isdisjoint(bare):
        yield "".join(_EXPANDED.get(sign, sign) for sign in bare)
    if one.kind == "email" and re.search(r"\w[\d._+-]+\w", box := bare.split("@")[0]):
        yield box
    if one.kind == "url" and (host := _ADDRESS.match(bare)):
        yield host[1]


def _folded(surface: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(spellings.bare(surface).casefold()))


def _said(one: Entity) -> list[str]:
    return [surface for surface in one.surfaces if not originals.is_generic(surface)]


def _written(secret: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """Map words without accents to how the originals write them."""
    found: dict[str, set[str]] = {}
    for one in secret:
        for surface in one.surfaces:
            for word in re.findall(r"[^\W_]+", surface):
                found.setdefault(spellings.bare(word), set()).add(word)
    return {word: frozenset(ways) for word, ways in found.items()}


def _mailboxes(secret: Sequence[Entity], allowed: set[str]) -> Iterator[tuple[str, str]]:
    for one in secret:
        for name in map(parse, _said(one)) if one.kind == "person" else ():
            first, last = "".join(_folded(name.forename)), "".join(_folded(name.surname))
            if first and last and last not in allowed:
                for box in (first + last, last + first, first[0] + last, last + first[0]):
                    if len(box) >= _SHORTEST_MAILBOX:
                        yield box, one.id


def _initials(secret: Sequence[Entity], stand_ins: Iterable[str]) -> dict[str, str]:
    taken = {"".join(word[0] for word in name.split()).upper() for name in stand_ins}
    found = {}
    for one in secret:
        for name in map(parse, one.surfaces) if one.kind == "person" else ():
            if name.forename and name.surname:
                letters = (name.forename[0] + name.surname[0]).upper()
                if letters not in taken and not originals.is_generic(letters):
                    found[letters] = one.id
    return found


def _numbers(secret: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    for one in secret:
        for surface in one.surfaces if one.kind in ("phone", "nhs_number") else ():
            digits = spoken.dialled(surface).removeprefix("0")
            if len(digits) >= _SHORTEST_NUMBER:
                yield digits, one.id


def _is_unspaced(form: str) -> bool:
    """Tell a name in a script that sets no spaces between words."""
    return len(form) > 1 and all("\u2e80" <= sign <= "\u9fff" or sign > "\uac00" for sign in form)
