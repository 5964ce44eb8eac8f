"""Keep every word of a study in memory with its place, so that a search reads no text twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from workbench.coding.folding import Folded, Way, fold, folded
from workbench.study import Study

Indices = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_SHORT = {"mr", "mrs", "ms", "dr", "prof", "st", "e", "i", "g", "etc", "vs", "approx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Say where a turn stands in its text and who speaks."""

    position: int
    start: int
    stop: int
    speaker_id: str
    began: float | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """Hold one text and its turns; `words` are its different words, `ids` which stands where.

    A word is `joined` to the one before where they stand in one sentence of one turn.
    """

    id: str
    version: str
    text: str
    turns: Sequence[Turn]
    words: Sequence[str]
    ids: Indices
    start: Indices
    stop: Indices
    turn: Indices
    joined: Flags

    @cached_property
    def foldings(self) -> dict[Way, Folded]:
        """Keep the text as it was folded before."""
        return {}

    def fold(self, way: Way) -> Folded:
        """Fold the text, once for each way."""
        if way not in self.foldings:
            self.foldings[way] = fold(self.text, way)
        return self.foldings[way]


def read(source_id: str, version: str, text: str, turns: Sequence[Turn]) -> Source:
    """Find the words of one text, turn by turn."""
    known: dict[str, int] = {}
    rows: list[tuple[int, int, int, int, bool]] = []
    pattern = word_pattern(text)
    for number, turn in enumerate(turns):
        last = -1
        for found in pattern.finditer(text, turn.start, turn.stop):
            start, stop = found.span()
            joined = last >= 0 and _joined(text, last, start)
            rows.append((known.setdefault(found.group(), len(known)), start, stop, number, joined))
            last = stop
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Source(
        id=source_id,
        version=version,
        text=text,
        turns=turns,
        words=list(known),
        ids=columns[:, 0],
        start=columns[:, 1],
        stop=columns[:, 2],
        turn=columns[:, 3],
        joined=columns[:, 4].astype(bool),
    )


@dataclass(frozen=True, kw_only=True)
class Index:
    """Line up the words of many texts; places count through all of them.

    `base` is where each text begins; `turn_of` leads from a word to its turn, `source_of` from a
    turn to its text.
    """

    sources: Sequence[Source]
    base: Indices
    words: Sequence[str]
    ids: Indices
    start: Indices
    stop: Indices
    turn_of: Indices
    joined: Flags
    turns: Sequence[Turn]
    source_of: Indices
    turn_start: Indices
    turn_stop: Indices

    @cached_property
    def spelt(self) -> Mapping[Way, Mapping[str, Sequence[int]]]:
        """Find words by their folded form, with and without a possessive “’s”."""
        return {way: _by_form(self.words, way) for way in ("bare", "written")}

    @cached_property
    def _folded(self) -> tuple[list[str], Indices]:
        known: dict[str, int] = {}
        plain = (without_possessive(folded(word, "bare")) for word in self.words)
        numbers = [known.setdefault(form, len(known)) for form in plain]
        return list(known), np.array(numbers, dtype=np.int64)

    @property
    def forms(self) -> Sequence[str]:
        """List what counts as different words: folded, without the possessive."""
        return self._folded[0]

    @property
    def form_of(self) -> Indices:
        """Lead from each word to its form."""
        return self._folded[1]

    @cached_property
    def spellings(self) -> Sequence[str]:
        """Write each form as it is written most often."""
        said: list[Counter[str]] = [Counter() for _ in self.forms]
        counts = np.bincount(self.ids, minlength=len(self.words)).tolist()
        for word, form, number in zip(self.words, self.form_of.tolist(), counts, strict=True):
            said[form][without_possessive(word.replace("’", "'"))] += number
        return [spelt.most_common(1)[0][0] for spelt in said]

    def place(self, start: int) -> tuple[Source, int]:
        """Give the text a place lies in, and where that text begins."""
        number = int(np.searchsorted(self.base, start, side="right")) - 1
        return self.sources[number], int(self.base[number])

    def said(self, start: int, stop: int) -> str:
        """Give the words of a stretch."""
        source, base = self.place(start)
        return source.text[start - base : stop - base]


def together(sources: Sequence[Source]) -> Index:
    """Line up texts that were read."""
    known: dict[str, int] = {}
    numbers = [
        np.array([known.setdefault(word, len(known)) for word in one.words], dtype=np.int64)
        for one in sources
    ]
    base = np.cumsum([0, *(len(one.text) + 1 for one in sources)])[: len(sources)]
    turns_before = np.cumsum([0, *(len(one.turns) for one in sources)])
    return Index(
        sources=sources,
        base=base,
        words=list(known),
        ids=_end_to_end(own[one.ids] for own, one in zip(numbers, sources, strict=True)),
        start=_end_to_end(one.start + b for one, b in zip(sources, base, strict=True)),
        stop=_end_to_end(one.stop + b for one, b in zip(sources, base, strict=True)),
        turn_of=_end_to_end(
            one.turn + n for one, n in zip(sources, turns_before[:-1], strict=True)
        ),
        joined=_end_to_end(one.joined for one in sources).astype(bool),
        turns=[turn for one in sources for turn in one.turns],
        source_of=np.repeat(np.arange(len(sources)), [len(one.turns) for one in sources]),
        turn_start=_edges(sources, base, "start"),
        turn_stop=_edges(sources, base, "stop"),
    )


_KEPT: WeakKeyDictionary[object, tuple[object, Index]] = WeakKeyDictionary()


def of_study(study: Study) -> Index:
    """Give the words of all released transcripts; only texts that changed are read anew."""
    state = tuple((row["id"], row["version"]) for row in study.rows(_STATE))
    kept = _KEPT.get(study.file)
    if kept is None or kept[0] != state:
        known = {(one.id, one.version): one for one in kept[1].sources} if kept else {}
        fresh = _fresh(study, [one for one, version in state if (one, version) not in known])
        found = [known.get(place) or fresh.get(place[0]) for place in state]
        index = together([one for one in found if one])
        kept = (tuple((one.id, one.version) for one in index.sources), index)
        _KEPT[study.file] = kept
    return kept[1]


def _fresh(study: Study, ids: Sequence[str]) -> dict[str, Source]:
    turns: dict[str, list[Turn]] = {}
    for row in study.rows(_TURNS, ids=ids):
        turns.setdefault(row.pop("transcript_id"), []).append(Turn(**row))
    texts = study.rows(_TEXTS, ids=ids)
    return {
        row["id"]: read(row["id"], row["version"], row["text"], turns.get(row["id"], []))
        for row in texts
    }


def without_possessive(word: str) -> str:
    """Take “’s” off the end of a folded word."""
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word


def _by_form(words: Sequence[str], way: Way) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        whole = folded(word, way)
        for form in {whole, without_possessive(whole)}:
            found.setdefault(form, []).append(number)
    return found


def word_pattern(text: str, *, also: str = "") -> re.Pattern[str]:
    """Make the pattern of a word, with the combining marks of this text and what `also` counts."""
    marks = "".join(sign for sign in set(text) if unicodedata.category(sign)[0] == "M")
    letter = rf"(?:[^\W_]|[{re.escape(also)}])" if also else r"[^\W_]"
    inside = rf"(?:[^\W_]|[{re.escape(also + marks)}\xad\u200c\u200d\u2060])*"
    part = letter + inside
    return re.compile(rf"{part}(?:['’ʼ]{part})*")


def _joined(text: str, last: int, start: int) -> bool:
    """Tell whether no sentence ends between two words."""
    between = text[last:start]
    if between == " ":
        return True
    if any(sign in between for sign in "!?…") or between.count("\n") > 1:
        return False
    if "." not in between:
        return True
    before = text[max(last - 7, 0) : last].split()[-1:]
    return not text[start].isupper() or (bool(before) and before[0].lower() in _SHORT)


def _end_to_end(parts: Iterable[npt.NDArray[np.generic]]) -> npt.NDArray[np.int64]:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts]).astype(np.int64)


def _edges(sources: Sequence[Source], base: Indices, edge: str) -> Indices:
    return np.array(
        [
            getattr(turn, edge) + int(b)
            for one, b in zip(sources, base, strict=True)
            for turn in one.turns
        ],
        dtype=np.int64,
    )


_STATE = (
    "select t.id, t.version from transcripts t join texts x on x.id = t.id "
    "order by t.position, t.id"
)
_TEXTS = (
    "select t.id, t.version, x.text from transcripts t join texts x on x.id = t.id "
    "where list_contains($ids::text[], t.id)"
)
_TURNS = (
    "select transcript_id, position, start, stop, speaker_id, began from turns "
    "where list_contains($ids::text[], transcript_id) order by transcript_id, start, stop"
)
