"""Read the released texts a second time, by another rule: which capitals has nobody accounted for?

The rule is that of a whitelist: within a sentence, a capital is a name until something speaks
against it. It shares nothing with the model that found the identifiers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import Literal, get_args
from weakref import WeakKeyDictionary

from workbench import audit, transcripts
from workbench.anonymise import frequent_words, name_lists, sought, words
from workbench.anonymise.names import normalise, ordinary
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed
from workbench.study import Study

Verdict = Literal["harmless", "identifier"]
Why = Literal["name", "rare", "capital", "no capitals", "pipeline"]

_WORD = re.compile(r"[^\W\d_](?:[\w'’\-]*\w)?")
_STAND_IN = re.compile(r"\[[^\]\n]{0,300}\]|<seg>[^<\n]{0,300}</seg>|@@[^#\n]{0,300}##")
_BEGINS = re.compile(r"(?:[.!?…:;]|\n|[\"“‘(–—]|-\s)[\s\"“”’)\]–—-]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Say where a word stands: the turn counts from 0, the rest in code points of the text."""

    transcript_id: str
    turn: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Hold words that nobody has accounted for, with their places and what was said of them."""

    key: str
    words: str
    why: Why
    places: tuple[Place, ...]
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Hold one released text with its turns."""

    transcript_id: str
    text: str
    turns: tuple[tuple[int, int], ...]

    def turn(self, place: int) -> int:
        """Count the turn in which a place lies."""
        return max(bisect_right(self.turns, place, key=itemgetter(0)) - 1, 0)


_READ: WeakKeyDictionary[Vault, tuple[int, list[Doubt]]] = WeakKeyDictionary()


def doubts(study: Study, vault: Vault) -> list[Doubt]:
    """List capitals within sentences that no decision and no word list explains, likely first.

    A transcript without capitals is searched for rare words instead. What was judged carries its
    verdict. The frequency list is the vocabulary of the sentence model that is installed.
    """
    texts = released(study)
    accounted = known(vault)
    mark = hash((tuple(texts), accounted))
    if _READ.get(vault, (None, None))[0] != mark:
        _READ[vault] = (mark, find(texts, accounted))
    return judged(vault, _READ[vault][1])


def judged(vault: Vault, found: Sequence[Doubt]) -> list[Doubt]:
    """Give each the verdict that a person gave it."""
    rows = vault.rows("select word, verdict from judged_words")
    verdicts = {row["word"]: row["verdict"] for row in rows}
    return [replace(one, verdict=verdicts.get(one.key)) for one in found]


def judge(vault: Vault, key: str, verdict: str | None, event_id: str | None = None) -> None:
    """Say that words are harmless, or an identifier that has to be treated; None takes it back."""
    if verdict is not None and verdict not in get_args(Verdict):
        raise NotAllowed(f"Words are one of: {', '.join(get_args(Verdict))}.")
    with audit.act(vault, "second_reader.judge", event_id=event_id) as act:
        for row in act.rows("select id from judged_words where word = $word", word=key):
            act.delete("judged_words", row["id"])
        if verdict is not None:
            act.insert(
                "judged_words",
                {
                    "id": vault.new_id(),
                    "word": key,
                    "verdict": verdict,
                    "researcher": vault.researcher,
                    "ts": audit.now(),
                },
            )


def released(study: Study) -> list[Text]:
    """Read the released texts of a study."""
    return [
        Text(
            transcript_id=one.id,
            text=transcripts.text(study, one.id),
            turns=tuple((t.start, t.stop) for t in transcripts.turns(study, one.id)),
        )
        for one in transcripts.fetch_all(study)
        if one.state == "released"
    ]


def known(vault: Vault) -> frozenset[str]:
    """Gather the words that the review has accounted for: all that is listed, and what it shows."""
    return frozenset(
        normalise(word) for row in vault.rows(_KNOWN) for word in _WORD.findall(row["words"])
    )


def find(texts: Sequence[Text], accounted: Collection[str]) -> list[Doubt]:
    """Find what nobody has accounted for, the likeliest names and then the rarest first. Pure."""
    small = frozenset(
        word for one in texts for word in _WORD.findall(one.text) if word == word.lower()
    )
    places: dict[str, list[Place]] = {}
    shown: dict[str, str] = {}
    reasons: dict[str, Why] = {}
    for one in texts:
        for start, stop, why in _suspects(one, accounted, small):
            key = normalise(one.text[start:stop])
            place = Place(
                transcript_id=one.transcript_id, turn=one.turn(start), start=start, stop=stop
            )
            places.setdefault(key, []).append(place)
            shown.setdefault(key, one.text[start:stop])
            reasons.setdefault(key, why)
    found = [
        Doubt(key=key, words=shown[key], why=reasons[key], places=tuple(places[key]))
        for key in places
    ]
    order = get_args(Why)
    return sorted(found, key=lambda d: (order.index(d.why), len(d.places), d.key))


def by_pipeline(study: Study, vault: Vault, name: str) -> list[Doubt]:
    """Read with another installed spaCy pipeline, and list what only it finds.

    Raises ModelMissing where there is none of that name.
    """
    from workbench.anonymise import detectors  # noqa: PLC0415 - spaCy takes a second to load

    detector, accounted = detectors.load(name), known(vault)
    places: dict[str, list[Place]] = {}
    shown: dict[str, str] = {}
    for one in released(study):
        for found in detector.identifiers(_without_stand_ins(one.text), one.turns):
            surface = one.text[found.start : found.stop]
            parts = [normalise(word) for word in _WORD.findall(surface)]
            if parts and not all(_explained(part, accounted) for part in parts):
                place = Place(
                    transcript_id=one.transcript_id,
                    turn=one.turn(found.start),
                    start=found.start,
                    stop=found.stop,
                )
                places.setdefault(normalise(surface), []).append(place)
                shown.setdefault(normalise(surface), surface)
    doubted = [
        Doubt(key=key, words=shown[key], why="pipeline", places=tuple(places[key]))
        for key in sorted(places)
    ]
    return judged(vault, doubted)


def pipelines() -> list[str]:
    """List the spaCy pipelines installed beside the one that ships with the workbench."""
    import spacy.util  # noqa: PLC0415 - spaCy takes a second to load

    return sorted(spacy.util.get_installed_models())


def _suspects(
    one: Text, accounted: Collection[str], small: Collection[str]
) -> Iterator[tuple[int, int, Why]]:
    """Yield stretches of following suspect words as one, with the strongest reason."""
    bare = _without_stand_ins(one.text)
    order = get_args(Why)
    last: tuple[int, int, Why] | None = None
    for start, stop, why in _single(bare, accounted, small, _has_capitals(bare)):
        if last and bare[last[1] : start] == " " and why != "no capitals":
            last = (last[0], stop, min(last[2], why, key=order.index))
            continue
        if last:
            yield last
        last = (start, stop, why)
    if last:
        yield last


def _single(
    bare: str, accounted: Collection[str], small: Collection[str], capitals: bool
) -> Iterator[tuple[int, int, Why]]:
    common = frequent_words.read()
    for match in _WORD.finditer(bare):
        word = match.group()
        form = normalise(word)
        if len(form) < 2 or _explained(form, accounted):
            continue
        if not capitals:
            if form not in common and not set(form.split("-")) <= common:
                yield match.start(), match.end(), "no capitals"
        elif word[0].isupper() and not _begins(bare, match.start()):
            a_name = form in _names()
            if a_name or form not in small:
                yield match.start(), match.end(), _why(form, a_name, common)


def _begins(text: str, place: int) -> bool:
    """Tell whether a sentence or something quoted begins here."""
    return place == 0 or _BEGINS.search(text[max(0, place - 12) : place]) is not None


def _why(form: str, a_name: bool, common: Collection[str]) -> Why:
    if a_name:
        return "name"
    return "capital" if form in common else "rare"


def _explained(form: str, accounted: Collection[str]) -> bool:
    """Tell whether a word is accounted for; with an apostrophe, whether what stands before is."""
    head = form.partition("'")[0]
    parts = {form, head} if len(head) > 1 or head == "i" else {form}
    if any(part in accounted or part in _conventional() for part in parts):
        return True
    pieces = form.split("-")
    return len(pieces) > 1 and all(
        piece in accounted or piece in _conventional() for piece in pieces
    )


def _has_capitals(text: str) -> bool:
    found: list[str] = _WORD.findall(text)
    return sum(word[0].isupper() for word in found) >= sought.FEW_CAPITALS * len(found)


def _without_stand_ins(text: str) -> str:
    """Blank out what stands in brackets, so that places stay."""
    return _STAND_IN.sub(lambda match: " " * len(match.group()), text)


@cache
def _conventional() -> frozenset[str]:
    return frozenset(map(normalise, words.read("capitals_by_convention")))


@cache
def _names() -> frozenset[str]:
    """Gather the forenames and surnames of all lists, with those that are words as well."""
    lists = (form for origin in name_lists.ORIGINS for form in name_lists.known(origin))
    return frozenset().union(*lists) | ordinary()


_KNOWN = """
select name as words from entities
union select replacement from entities where replacement is not null
union select surface from mentions
union select replacement from mentions where replacement is not null
union select label from speakers
"""
