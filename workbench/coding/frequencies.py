"""Count words and phrases of up to three words: in all, by transcript, by attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from workbench import participants
from workbench.coding import restrictions, stop_words, word_index
from workbench.coding.folding import folded
from workbench.coding.scope import Scope
from workbench.coding.word_index import Flags, Index, Indices
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study

WITHOUT_INTERVIEWER = Scope(roles=("participant", "other"))
TRANSCRIPT = "transcript"
NOT_GIVEN = "not given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """Count how often words are said, in how many transcripts, and in each group asked for."""

    words: str
    count: int
    transcripts: int
    groups: Mapping[str, int] = field(default_factory=dict)


def count(
    study: Study,
    scope: Scope = WITHOUT_INTERVIEWER,
    *,
    n: int = 1,
    by: str | None = None,
    without: Set[str] = stop_words.ENGLISH,
    most: int = 500,
) -> list[Frequency]:
    """List the most frequent words, or phrases of `n` words, the most frequent first.

    A word counts with its possessive, whatever its case and accents, and is written as it is most
    often. A phrase lies in one sentence, and neither begins nor ends with a word of `without`.
    `by` is "transcript" or the name of an attribute. Raises NotThere for an unknown one.
    """
    if not 1 <= n <= 3:
        raise NotAllowed("Count words, or phrases of two or three words.")
    index = word_index.of_study(study)
    names, group_of = _groups(study, index, by)
    first, phrases = _said(index, restrictions.turns_in(study, index, scope), n, without)
    places = (index.start[first], index.stop[first + n - 1])
    inside = restrictions.by_codes(study, index, scope, places)
    first, phrases = first[inside], phrases[inside]
    different, numbers, counts = np.unique(phrases, return_inverse=True, return_counts=True)
    best = np.lexsort((different, -counts))[:most]
    homes = index.source_of[index.turn_of[first]]
    spread = _spread(numbers, homes, len(different))
    groups = np.bincount(
        numbers * len(names) + group_of[index.turn_of[first]],
        minlength=len(different) * len(names),
    ).reshape(len(different), len(names))
    return [
        Frequency(
            words=_spelt(index, int(different[row]), n),
            count=int(counts[row]),
            transcripts=int(spread[row]),
            groups=dict(zip(names, map(int, groups[row]), strict=True)) if by else {},
        )
        for row in best
    ]


def table(found: Sequence[Frequency]) -> list[Row]:
    """Put frequencies into rows of a table."""
    return [
        {"words": one.words, "count": one.count, "transcripts": one.transcripts} | dict(one.groups)
        for one in found
    ]


def columns(found: Sequence[Frequency]) -> list[str]:
    """Name the columns of that table."""
    return ["words", "count", "transcripts", *(found[0].groups if found else ())]


def _said(index: Index, turns: Flags, n: int, without: Set[str]) -> tuple[Indices, Indices]:
    """Give the number of the first word of each phrase, and a number for the phrase itself."""
    said = index.form_of[index.ids]
    dull = {folded(word, "bare") for word in without}
    light = np.array([form in dull for form in index.forms], dtype=bool)[said]
    length = max(len(said) - n + 1, 0)
    kept = turns[index.turn_of[:length]] & ~light[:length] & ~light[n - 1 : n - 1 + length]
    phrases = np.zeros(length, dtype=np.int64)
    for number in range(n):
        here = slice(number, number + length)
        phrases = phrases * len(index.forms) + said[here]
        if number:
            kept &= index.joined[here]
    (first,) = np.nonzero(kept)
    return first, phrases[first]


def _spread(numbers: Indices, homes: Indices, different: int) -> Indices:
    """Count the transcripts of each phrase."""
    pairs = np.unique(np.stack([numbers, homes]), axis=1)
    return np.bincount(pairs[0], minlength=different)


def _spelt(index: Index, phrase: int, n: int) -> str:
    parts = [phrase // len(index.forms) ** power % len(index.forms) for power in range(n)]
    return " ".join(index.spellings[part] for part in reversed(parts))


def _groups(study: Study, index: Index, by: str | None) -> tuple[list[str], Indices]:
    """Name the groups, and give the group of each turn."""
    if by is None:
        return [""], np.zeros(len(index.turns), dtype=np.int64)
    if by == TRANSCRIPT:
        labels = {
            row["id"]: row["label"] for row in study.rows("select id, label from transcripts")
        }
        return [labels[one.id] for one in index.sources], index.source_of
    if by not in participants.attribute_names(study):
        raise NotThere("There is no such attribute. `workbench participants` lists them.")
    people = {one.id: one.attributes.get(by) for one in participants.fetch_all(study)}
    speakers = {
        row["id"]: people.get(row["participant_id"]) or NOT_GIVEN
        for row in study.rows("select id, participant_id from speakers")
    }
    values = [speakers[turn.speaker_id] for turn in index.turns]
    names = sorted(set(values), key=lambda value: (value == NOT_GIVEN, value))
    return names, np.array([names.index(value) for value in values], dtype=np.int64)
