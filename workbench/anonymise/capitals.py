"""Find organisations by their last word, names that are introduced, and capitals left over.

The network reads most names; these rules catch what it may miss: a name that is made of plain
words, one that a speech recogniser wrote small, one that nothing around it explains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from workbench.anonymise import words
from workbench.anonymise.identifiers import Identifier, by_rule
from workbench.anonymise.titles import inside_sentence

_CAPITAL = r"(?:[A-ZÀ-Þ][\w’'&.-]*\w|[A-ZÀ-Þ])"
_RUN = re.compile(
    rf"(?<![\w@#./-]){_CAPITAL}"
    rf"(?: (?:{_CAPITAL}|(?:of|for|&)(?: the)? {_CAPITAL}))*"
)
_GROUP = (
    r"(?:group|charity|organisation|organization|company|firm|project|club|shop|caf[eé]|pub|church|"
    r"school|nursery|band|team|trust|page|agency|business|place|centre|network|collective|choir|"
    r"restaurant|hostel|app|newsletter|paper|programme|scheme|campaign|thing|outfit|lot|society)"
)
_CALLED_GROUP = re.compile(
    rf"\b{_GROUP},? (?:(?:that |which )?(?:is |was |were |are |it's |it was )|that's )?"
    r"(?:called|named|known as) (?:the )?(?P<name>[\w’'&-]+(?: [\w’'&-]+){0,3})",
    re.IGNORECASE,
)
_CALLED_ONE = re.compile(
    r"\b(?:(?:my|his|her|their|your) (?:full |first |last |real |maiden |middle )?(?:name|surname)"
    r"(?:['’]s| is| was)|(?:man|woman|lady|lad|girl|boy|guy|bloke|fella|friend|neighbour|chap|"
    r"daughter|son|sister|brother|dog|cat|"
    r"(?:he|she|they|who|I)(?:['’](?:s|m|re)| is| was| were| am))"
    r" (?:called|named)|call (?:me|him|her))"
    r" (?P<name>[\w’'-]+(?: [\w’'-]+)?)",
    re.IGNORECASE,
)
_SIGNING = re.compile(
    r"\b(?:this is|it['’]s) (?P<name>[a-z][\w’'-]+(?: [a-z][\w’'-]+)?) "
    r"(?:speaking|here from|from (?:the )?(?:group|office))"
)
_SHORTEST = 3


def organisations(text: str) -> Iterator[Identifier]:
    """Find runs of capitals that end in a word such as "Trust", "Surgery" or "Choir"."""
    for start, stop in _runs(text):
        end = _head_end(text[start:stop])
        if end and " " in text[start : start + end].strip():
            yield by_rule(start, start + end, "organisation", 0.6)


def introduced(text: str) -> Iterator[Identifier]:
    """Find what follows "a group called" and "my name is", also in small letters."""
    for pattern, kind in (
        (_CALLED_GROUP, "organisation"),
        (_CALLED_ONE, "person"),
        (_SIGNING, "person"),
    ):
        for match in pattern.finditer(text):
            length = _name_length(match["name"])
            if length:
                start = match.start("name")
                yield by_rule(start, start + length, kind, 0.5)


def left_over(text: str) -> Iterator[Identifier]:
    """Find capitals inside a sentence that are no ordinary word: weak, but seldom nothing."""
    if text.isupper():
        return
    for start, stop in _runs(text):
        said = text[start:stop]
        strange = [
            word
            for word in re.findall(r"[\w’'&-]+", said)
            if not _is_conventional(word) and (not _is_small(word) or " " in said)
        ]
        if strange:
            yield by_rule(start, stop, "organisation", 0.2)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield runs of capitals without their ordinary first words."""
    for match in _RUN.finditer(text):
        start, stop = match.span()
        if not inside_sentence(text, start):
            start = _past(text, start, stop, _is_small)
            if start == match.start() and " " not in match[0]:
                continue
        start = _past(text, start, stop, _is_conventional)
        if start < stop:
            yield start, stop


def _past(text: str, start: int, stop: int, ordinary: Callable[[str], bool]) -> int:
    """Step over the words at the beginning of a run that are ordinary."""
    while start < stop and ordinary(word := _first_word(text, start)):
        start += len(word) + 1
    return start


def _first_word(text: str, start: int) -> str:
    match = re.compile(r"[^\s]+").match(text, start)
    return match[0] if match else ""


def _head_end(said: str) -> int:
    """Return where the last head word of a run ends, 0 where there is none."""
    return max((match.end() for match in _heads().finditer(said)), default=0)


def _name_length(said: str) -> int:
    """Measure the part of some words that can be a name: up to the first little word."""
    length = 0
    for match in re.finditer(r"[\w’'&-]+", said):
        if match[0] in _small():
            break
        length = match.end()
    return length


def _is_small(word: str) -> bool:
    return _plain(word).lower() in _small()


def _is_conventional(word: str) -> bool:
    plain = _plain(word)
    listed = plain in words.read("capitals_by_convention") or plain in words.read("peoples")
    return listed or len(plain) < _SHORTEST or plain[0].islower()


def _plain(word: str) -> str:
    return re.sub(r"['’](?:s|m|ve|d|ll|re)?$", "", word.strip(".,;:!?"))


@cache
def _small() -> frozenset[str]:
    return words.read("little_words")


@cache
def _heads() -> re.Pattern[str]:
    entries = sorted(words.read("organisation_heads"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, entries))})\b")
