"""Spot names in a text by its distinct words, in time linear in its length. Pure.

A word that is nothing but a name is found by being there; what is found is then no matter of
where. Only forms of several words, and names that are words as well, are looked up in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.anonymise import spellings
from workbench.anonymise.name_or_word import How, as_name
from workbench.anonymise.nearness import SURE_IN_SMALL_LETTERS, Near

SURENESS: tuple[How, ...] = ("exact", "variant", "resembles")
SURE_IN_BYTES = 5
"""Letters of a name; shorter ones occur by chance among random bytes."""
_REMEMBERED = 500_000
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]+(?:[-'.·][^\W_]+)+")
_OVER_LINES = re.compile(r"(?<![^\W_])([^\W_]+)[ \t]{0,9}\r?\n\s{0,40}([^\W_]+)")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W_][ .\-]){3,40}[^\W_](?![^\W_])")
_MAILBOX = re.compile(r"[\w.+\-']{2,64}$")
_NUMBER = re.compile(r"\d[\d\s().\-/]{5,30}\d")
_PIECES = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+|\d+|[^\W\dA-Za-z_]+")
_IDENTIFIER = re.compile(r"(?=.*\d)(?:[0-9a-f]{6,}|[0-9A-F]{6,})")
_UUID = re.compile(r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b")
_SIGNED = re.compile(r"^([A-Z]{2,3})(?=:|\t)", re.MULTILINE)
_BETWEEN = r"[\s_.'/+@:\-]{0,4}"
_BETWEEN_TURNED = r"[\s,;]{1,3}"
PREFIXES = frozenset(["mc", "mac", "de", "di", "du", "la", "le", "van", "von", "fitz", "o"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Hold one way to write a name: folded words, whose it is, and what makes it sure.

    `wordlike`: its words are words as well, so that capitals decide. `turned`: surname first.
    """

    words: tuple[str, ...]
    entity_id: str
    wordlike: bool = False
    turned: bool = False

    @property
    def joined(self) -> str:
        """Give it without anything between its words."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class Hit:
    """Say that a word of a text is a name; in small letters it may need a place that is sure."""

    entity_id: str
    form: str
    how: How
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Hold all that is sought; an entity of "" is kept, and what it covers is no find.

    `single` maps what is found by being there; `placed` lists the forms that must be seen in
    their place, by first word; `parts` what names also where other words are stuck to it.
    `written` maps folded words to how they were written.
    """

    single: Mapping[str, str]
    placed: Mapping[str, tuple[Form, ...]]
    parts: Mapping[str, str]
    written: Mapping[str, frozenset[str]]
    mailboxes: Mapping[str, str]
    initials: Mapping[str, str]
    numbers: Mapping[str, str]
    unspaced: Mapping[str, str]
    beginnings: frozenset[str]
    near: Near
    known: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    found: dict[int, dict[str, How]] = field(default_factory=dict)
    patterns: dict[frozenset[Form], re.Pattern[str]] = field(default_factory=dict)

    def find(self, text: str, *, loose: bool = False) -> dict[str, How]:
        """Map each entity found in a text to how surely it is.

        `loose` is for names of files and the like, where a word that is a name is likely one.
        """
        key = hash((text, loose))
        if key not in self.found:
            if len(self.found) > _REMEMBERED // 10:
                self.found.clear()
            self.found[key] = self._found(text, loose=loose)
        return self.found[key]

    def _found(self, text: str, *, loose: bool) -> dict[str, How]:
        found: dict[str, How] = {}
        seen: set[str] = set()
        for reading in spellings.readings(_UUID.sub(" ", text)):
            plain = _parted(reading) if loose else reading
            for hit in self._hits(plain, seen, loose=loose):
                if hit.entity_id:
                    how = self._how(hit, text)
                    _note(found, hit.entity_id, how)
        return found

    def find_in_bytes(self, text: str) -> dict[str, How]:
        """Find long names, written in one case, in what may be letters by chance."""
        found: dict[str, How] = {}
        for word in set(_WORD.findall(spellings.bare(text))):
            entity_id = self.single.get(word.casefold(), "") if len(word) >= SURE_IN_BYTES else ""
            if entity_id and (word.islower() or word.isupper() or word.istitle()):
                _note(found, entity_id, self._how(Hit(entity_id, word, "exact"), text))
        return found

    def _hits(self, text: str, seen: set[str], *, loose: bool) -> Iterator[Hit]:
        words = set(_WORD.findall(text))
        for word in words - seen:
            for hit in self._of_word(word):
                if loose or not hit.doubtful:
                    yield hit
        yield from self._in_place(text, {word.casefold() for word in words}, loose=loose)
        yield from self._broken(text)
        if "@" in text:
            yield from self._in_mailboxes(text)
        if self.numbers:
            yield from self._in_numbers(text)
        for letters in set(_SIGNED.findall(text)) & self.initials.keys():
            yield Hit(self.initials[letters], letters, "resembles")
        for form, entity_id in self.unspaced.items():
            if form in text:
                yield Hit(entity_id, form, "variant")
        if loose:
            yield from self._glued(words)
        seen |= words

    def _how(self, hit: Hit, text: str) -> How:
        """Call a find exact when its words stand in the text as they were written once."""
        if hit.how != "exact":
            return hit.how
        words = _WORD.findall(hit.form)
        ways = [self.written.get(word, frozenset()) for word in words]
        return "exact" if all(any(way in text for way in ways_) for ways_ in ways) else "variant"

    def _of_word(self, word: str) -> tuple[Hit, ...]:
        if (known := self.known.get(word)) is None:
            if len(self.known) > _REMEMBERED:
                self.known.clear()
            known = self.known[word] = tuple(self._judged(word))
        return known

    def _judged(self, word: str) -> Iterator[Hit]:
        key = word.casefold()
        if key in self.single:
            yield Hit(self.single[key], word, "exact")
            return
        for part in _inner(word):
            if part.casefold() in self.parts:
                yield Hit(self.parts[part.casefold()], part, "variant")
        for name in self.near.names(key):
            sure = word[0].isupper() or len(name) >= SURE_IN_SMALL_LETTERS
            yield Hit(self.parts.get(name, ""), word, "resembles", doubtful=not sure)

    def _in_place(self, text: str, words: set[str], *, loose: bool) -> Iterator[Hit]:
        active = frozenset(
            form
            for word in self.placed.keys() & words
            for form in self.placed[word]
            if words.issuperset(form.words)
        )
        if not any(form.entity_id for form in active):
            return
        by_key = {
            form.joined: form for form in sorted(active, key=lambda f: f.turned, reverse=True)
        }
        for match in self._pattern(active).finditer(text):
            form = by_key.get("".join(_WORD.findall(match[0])).casefold())
            if not form or not form.entity_id:
                continue
            how = as_name(text, match.span(), loose=loose) if form.wordlike else "exact"
            if how:
                yield Hit(form.entity_id, match[0], "variant" if form.turned else how)

    def _pattern(self, active: frozenset[Form]) -> re.Pattern[str]:
        if active not in self.patterns:
            ranked = sorted(active, key=lambda form: (-len(form.joined), form.joined))
            choices = "|".join(
                (_BETWEEN_TURNED if form.turned else _BETWEEN).join(map(re.escape, form.words))
                for form in ranked
            )
            self.patterns[active] = re.compile(
                rf"(?<![^\W_])(?:{choices})(?![^\W_])", re.IGNORECASE
            )
        return self.patterns[active]

    def _broken(self, text: str) -> Iterator[Hit]:
        """Find names with a hyphen, a stop or a line's end within, or with spaces throughout."""
        for compound in set(_COMPOUND.findall(text)):
            yield from self._put_together(_WORD.findall(compound)[:12])
        for before, after in set(_OVER_LINES.findall(text)):
            if before[0].isupper() and after.islower():
                yield from self._whole(before + after, "resembles")
        for spaced in set(_SPACED.findall(text)):
            yield from self._put_together(_WORD.findall(spaced))

    def _put_together(self, pieces: list[str]) -> Iterator[Hit]:
        for start in range(len(pieces)):
            word = pieces[start]
            for piece in pieces[start + 1 :]:
                if word.casefold() not in self.beginnings:
                    break
                word += piece
                yield from self._whole(word, "variant")

    def _whole(self, word: str, how: How) -> Iterator[Hit]:
        entity_id = self.parts.get(word.casefold(), "") if len(word) >= SURE_IN_BYTES else ""
        if entity_id:
            yield Hit(entity_id, word, how)

    def _in_mailboxes(self, text: str) -> Iterator[Hit]:
        for before in text.split("@")[:-1]:
            end = _MAILBOX.search(before[-64:])
            box = end[0] if end else ""
            key = "".join(re.findall(r"[^\W\d_]+", box)).casefold()
            if key in self.mailboxes:
                yield Hit(self.mailboxes[key], box, "variant")

    def _in_numbers(self, text: str) -> Iterator[Hit]:
        runs = " ".join({re.sub(r"\D", "", run) for run in set(_NUMBER.findall(text))})
        for number, entity_id in self.numbers.items() if runs else ():
            if number in runs:
                yield Hit(entity_id, number, "variant")

    def _glued(self, words: set[str]) -> Iterator[Hit]:
        """Find names that other words are stuck to, as happens in names of files."""
        for word in words:
            for at in range(SURE_IN_BYTES, len(word) if len(word) <= 60 else 0):
                yield from self._whole(word[:at], "resembles")
                yield from self._whole(word[-at:], "resembles")


def _note(found: dict[str, How], entity_id: str, how: How) -> None:
    known = found.get(entity_id, SURENESS[-1])
    found[entity_id] = min(known, how, key=SURENESS.index)


def _parted(text: str) -> str:
    """Part words at capitals and digits, as names of files run them together."""
    return f"{text}\n{' '.join(_PIECES.findall(text))}"


def _inner(word: str) -> Iterator[str]:
    """Give the parts of a word that capitals or digits set apart, and what follow each other."""
    if len(word) > 40 or (word.isalpha() and (word.istitle() or word.islower() or word.isupper())):
        return
    if _IDENTIFIER.fullmatch(word):
        return
    pieces = _PIECES.findall(word)[:8]
    if len(pieces) < 2 or pieces[0].casefold() in PREFIXES:
        return
    for start in range(len(pieces)):
        for stop in range(start + 1, len(pieces) + 1):
            part = "".join(pieces[start:stop])
            if part.isalpha() and (len(part) > 3 or part.istitle()):
                yield part
