"""Search texts for names in every spelling that a reader would recognise. Pure.

Case, accents, apostrophes and the space between two names do not matter. A single name that is
also a word counts only with a capital inside a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.anonymise import names
from workbench.anonymise.name_lists import is_common
from workbench.anonymise.names import normalise
from workbench.anonymise.titles import inside_sentence

_AS_WORD = re.compile(
    r"\s+(?:I|you|he|she|it|we|they|there|so|not|to|that|this|these|those|my|your|its|our|their|"
    r"any(?:one|body)|some(?:one|body)|every(?:one|body))\b"
)
_BESIDE = (
    r"(?:called|named|with|from|met|rang|phoned|told|asked|thanked|hello|hi|dear|our|poor|"
    r"mr|mrs|ms|miss|dr|auntie|uncle|nan|sister|brother|father|pastor|cllr|councillor)\s+"
)
_ACTS = "said|says|rang|phoned|told|asked|came|went|goes|lives|lived|who|and (?:me|i)"
_ACTING = re.compile(rf"['’]s\b|\s+(?:{_ACTS})\b")
_ADDRESSED = re.compile(rf"\b{_BESIDE}$", re.IGNORECASE)
FEW_CAPITALS = 0.01
"""Share of words with a capital below which a transcript is speech written in small letters."""
SHORTEST = 2
"""A single letter is nobody's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Mark where a sought form stands, and whose it is."""

    start: int
    stop: int
    entity_id: str
    doubtful: bool = False
    """Says that it may as well be the word."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Hold one pattern for all forms, and the entity of each."""

    pattern: re.Pattern[str] | None
    entities: Mapping[str, str]
    ordinary: frozenset[str] = frozenset()

    def find(self, text: str, *, doubtful: bool = False) -> Iterator[Found]:
        """Yield every place where a form stands as a whole word, in code points.

        With `doubtful`, also where a name that is a word begins a sentence.
        """
        if self.pattern is None:
            return
        may_be = _may_be_called if is_lowered(text) else _may_be_name
        for match in self.pattern.finditer(folded(text)):
            form = _joined(match.group())
            wordlike = form in self.ordinary or names.is_word(form)
            doubt = wordlike and not _is_name_there(text, match.start(), match.end())
            if not doubt or (doubtful and may_be(text, match.start(), match.end())):
                yield Found(
                    start=match.start(),
                    stop=match.end(),
                    entity_id=self.entities[form],
                    doubtful=doubt,
                )


def compiled(forms: Mapping[str, str], *, ordinary: frozenset[str] = frozenset()) -> Sought:
    """Make one alternation of forms (surface → entity), the longest first.

    `ordinary` lists further words that count as names only with a capital inside a sentence.
    """
    plain = {" ".join(_pieces(surface)): entity for surface, entity in forms.items()}
    joined = {_joined(form): entity for form, entity in plain.items() if len(form) >= SHORTEST}
    wanted = sorted((form for form in plain if len(form) >= SHORTEST), key=len, reverse=True)
    if not wanted:
        return Sought(None, {})
    choices = "|".join(r"[\s_.\-]{0,3}".join(map(re.escape, form.split())) for form in wanted)
    return Sought(re.compile(rf"(?<![^\W_])(?:{choices})(?![^\W_])"), joined, ordinary)


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Collect the words that texts hold more often in lower case than with a capital.

    A forename from the lists is none of them: recognisers write some names in lower case. Speech
    without any capitals tells nothing, unless there is no other.
    """
    spelt, lowered = Counter[str](), Counter[str]()
    for text in texts:
        found = re.findall(r"[^\W\d_]+", text)
        (lowered if _few_capitals(found) else spelt).update(found)
    spelt = spelt or lowered
    low, high = Counter[str](), Counter[str]()
    for word, times in spelt.items():
        (low if word.islower() else high)[folded(word)] += times
    return frozenset(
        word for word, times in low.items() if times > high[word] and not is_common(word)
    )


def folded(text: str) -> str:
    """Fold case and accents one code point by one, so that offsets stay."""
    table = {ord(sign): _folded_sign(sign) for sign in set(text)}
    return text.translate(table)


@cache
def _folded_sign(sign: str) -> str:
    plain = normalise(sign) if not sign.isspace() else sign
    return plain if len(plain) == 1 else sign


def _pieces(surface: str) -> list[str]:
    return re.findall(r"[^\s_.\-]+", folded(names.POSSESSIVE.sub("", surface)))


def _joined(form: str) -> str:
    return re.sub(r"[\s_.\-]", "", form)


def _is_name_there(text: str, start: int, stop: int) -> bool:
    """Read a capital inside a sentence, or before a comma or another name, as a name."""
    if not text[start].isupper():
        return False
    followed = re.match(r"['’]s\b|,|\s+[A-Z][a-z]", text[stop : stop + 40])
    return inside_sentence(text, start) or followed is not None


def _may_be_name(text: str, start: int, stop: int) -> bool:
    """Leave out what is clearly the word: "Will you", "Hope so", "Mark my words"."""
    return text[start].isupper() and not _AS_WORD.match(text, stop)


def _may_be_called(text: str, start: int, stop: int) -> bool:
    """Read a word without its capital as a name where somebody acts or is spoken to."""
    acts = _ACTING.match(text, stop) is not None
    return acts or _ADDRESSED.search(text[max(0, start - 14) : start]) is not None


def is_lowered(text: str) -> bool:
    """Tell speech that was written without capitals, as some recognisers do."""
    return _few_capitals(re.findall(r"[^\W\d_]+", text))


def _few_capitals(found: Sequence[str]) -> bool:
    """Count words with a capital; "I" is none."""
    said = [word for word in found if len(word) > 1]
    return sum(not word.islower() for word in said) < FEW_CAPITALS * max(len(said), 1)


def together(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Map forms, in the spelling that is sought, to the entities that bear them."""
    found: dict[str, list[str]] = {}
    for surface, entity in pairs:
        if form := " ".join(_pieces(surface)):
            found[form] = list(dict.fromkeys([*found.get(form, ()), entity]))
    return found
