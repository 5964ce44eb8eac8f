"""Turn a text into identifiers: a reader of names, rules, and repeats of what was found."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

import spacy
import spacy.language
from spacy.tokens import Span

from workbench.anonymise import names, non_names, tagger, words
from workbench.anonymise.identifiers import Identifier, directness_of, resolve, without_little_words
from workbench.anonymise.languages import ENGLISH, Language
from workbench.anonymise.repeats import repeats
from workbench.anonymise.titles import inside_sentence, with_directness, with_title
from workbench.errors import ModelMissing

SHIPPED = ENGLISH.pipeline
STRETCH = 600
"""Characters of turns read together: short turns are understood by their neighbours."""

KINDS_OF_LABELS: Mapping[str, str] = {
    "PERSON": "person",
    "PER": "person",
    "PLACE": "place",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
    "EVENT": "event",
    "DATE": "date",
}
NAMES_WITH_CAPITALS = 0.01
"""Share of words with a capital inside a sentence from which names are taken to have theirs."""
FAINT = 0.2
_WORD = re.compile(r"[^\W\d_]{2,}")
_FOREIGN_PROBABILITY = 0.6
"""Given to findings of a pipeline that says nothing of its own certainty."""


class Detector(Protocol):
    """Anything that finds identifiers in a text."""

    def identifiers(self, text: str, turns: Sequence[tuple[int, int]]) -> list[Identifier]:
        """Return findings in code points of the text; they may overlap."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDetector:
    """A spaCy pipeline that finds names."""

    nlp: spacy.language.Language
    name: str

    def identifiers(self, text: str, turns: Sequence[tuple[int, int]]) -> list[Identifier]:
        """Read the turns in stretches and return the names of kinds we know."""
        cuts = stretches(turns)
        docs = self.nlp.pipe(text[start:stop] for start, stop in cuts)
        return [
            self._identifier(entity, start)
            for (start, _), doc in zip(cuts, docs, strict=True)
            for entity in doc.ents
            if entity.label_ in KINDS_OF_LABELS
        ]

    def _identifier(self, entity: Span, shift: int) -> Identifier:
        kind = KINDS_OF_LABELS[entity.label_]
        own = self.nlp.has_pipe("identifier_tagger")
        return Identifier(
            start=shift + entity.start_char,
            stop=shift + entity.end_char,
            kind=kind,
            directness=directness_of(kind),
            detector=self.name,
            probability=float(entity._.probability) if own else _FOREIGN_PROBABILITY,
        )


def stretches(turns: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put following turns together up to STRETCH characters; a longer turn stays whole."""
    cuts: list[tuple[int, int]] = []
    for start, stop in turns:
        if cuts and stop - cuts[-1][0] <= STRETCH:
            cuts[-1] = (cuts[-1][0], stop)
        elif stop > start:
            cuts.append((start, stop))
    return cuts


@cache
def load(path: Path | str | None = None) -> Detector:
    """Load the shipped pipeline, or another from a folder or by the name of its package.

    Raises ModelMissing where spaCy finds no such pipeline.
    """
    wanted = SHIPPED if path is None else path
    try:
        nlp = spacy.load(wanted)
    except OSError as error:
        message = "The pipeline that finds names is not there. Install it or choose another."
        raise ModelMissing(message) from error
    if not nlp.has_pipe("identifier_tagger") and not nlp.has_pipe("ner"):
        raise ModelMissing("This spaCy pipeline finds no names. Choose one that does.")
    nlp.max_length = sys.maxsize
    tagger.declare()
    return NameDetector(nlp=nlp, name=f"{nlp.meta['name']} {nlp.meta['version']}")


def detect(
    text: str,
    *,
    turns: Sequence[tuple[int, int]] | None = None,
    detector: Detector | None = None,
    language: Language = ENGLISH,
) -> list[Identifier]:
    """Find every identifier: disjoint, sorted, in code points.

    Without `turns` every line counts as one. A name that was found once is sought again in the
    whole text.
    """
    read = load() if detector is None else detector
    spans = lines(text) if turns is None else turns
    read_names = credible(read.identifiers(text, spans), text)
    named = [with_title(without_little_words(found, text), text) for found in read_names]
    either = [*named, *(one for rule in language.rules for one in rule(text))]
    first = resolve([one for one in either if not non_names.is_none(one, text)], text)
    weak = apart((one for rule in language.weak for one in rule(text)), first)
    first = sorted([*first, *weak], key=lambda one: one.start)
    again = [with_title(found, text) for found in repeats(first, text)]
    return [with_directness(found, text) for found in resolve(_once(first, again), text)]


def credible(found: Sequence[Identifier], text: str) -> Sequence[Identifier]:
    """Drop faint findings of everyday words, and of small letters where names have capitals.

    None of 104 such findings on the dev sets was a name. What is written in small letters
    throughout, or has capitals at the start of sentences alone, is left as it is.
    """
    found = [one for one in found if one.probability >= FAINT or not _is_everyday(one, text)]
    capitals = (word.start() for word in _WORD.finditer(text) if word[0][0].isupper())
    named = sum(inside_sentence(text, start) for start in capitals)
    if named < NAMES_WITH_CAPITALS * max(len(text.split()), 1):
        return found
    return [
        one
        for one in found
        if one.probability >= FAINT or any(map(str.isupper, text[one.start : one.stop]))
    ]


def _is_everyday(one: Identifier, text: str) -> bool:
    word = text[one.start : one.stop].casefold()
    return word in words.read("little_words") and not names.is_word(word)


def apart(weak: Iterable[Identifier], found: Sequence[Identifier]) -> list[Identifier]:
    """Keep weak findings that touch no other."""
    starts = [one.start for one in found]
    kept = []
    for one in weak:
        at = bisect_right(starts, one.start)
        before = found[at - 1].stop if at else 0
        after = starts[at] if at < len(starts) else one.stop
        if before <= one.start and one.stop <= after:
            kept.append(one)
    return kept


def _once(first: list[Identifier], again: list[Identifier]) -> list[Identifier]:
    """Keep repeats only where they add words to what was found, at the trust of the finding."""
    starts = {found.start: found for found in first}
    covered = [
        replace(new, probability=max(new.probability, starts[new.start].probability))
        if new.start in starts
        else new
        for new in again
    ]
    return [*first, *covered]


def lines(text: str) -> list[tuple[int, int]]:
    """Return start and stop of every line that is not empty."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans
