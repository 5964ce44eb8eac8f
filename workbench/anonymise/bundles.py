"""Gather what points to each participant without a name: roles, places, events left readable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench import participants, transcripts
from workbench.anonymise import entities, originals
from workbench.anonymise.entities import Mention
from workbench.anonymise.vault import Vault
from workbench.study import Study

POINTING = ("role", "place", "organisation", "event", "age", "date", "other")
"""Kinds that point to a person together; the first four weigh most."""
TELLING = frozenset({"role", "place", "organisation", "event"})

_ONE_OF_A_KIND = r"the (?:only|first|last|oldest|youngest|biggest|largest|smallest|sole)"
_WHO = (
    r"(?:person|people|ones?|wom[ae]n|m[ae]n|girl|boy|lad|family|couple|household|group|team|"
    r"church|mosque|temple|school|shop|pub|kitchen|pantry|centre|club|charity|member|volunteer)"
)
_SINGULAR = re.compile(
    rf"\b(?:I|we|she|he|they)(?:['’](?:m|re|s)| am| are| is| was| were)\s+{_ONE_OF_A_KIND}\b"
    rf"(?! time\b)(?:\s\w+){{0,4}}|"
    rf"\b{_ONE_OF_A_KIND} (?:[\w-]+ ){{0,3}}{_WHO} "
    r"(?:who|that|in|at|on|round|from|here|there|left)\b|"
    r"\b(?:nobody|no one|no-one) else (?:in|at|on|round|here|does|did|has|had)\b|"
    r"\bone of only (?:two|three|four|a few|a handful)\b",
    re.IGNORECASE,
)
"""Phrases by which somebody says to be one of a kind; a person judges what they come to."""
_ROUND = 70
"""Code points shown before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Place one readable identifier; `turn` counts from 1, `words` are those of the study.

    `alone` says that no other participant's transcripts show these words.
    """

    transcript: str
    turn: int
    kind: str
    words: str
    is_kept: bool
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Singular:
    """Place words by which somebody says to be the only one of a kind."""

    transcript: str
    turn: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Hold all hints at one participant, and the turns where several kinds stand together."""

    participant_id: str
    pseudonym: str
    hints: tuple[Hint, ...]
    singular: tuple[Singular, ...]

    @property
    def kinds(self) -> Mapping[str, int]:
        """Count the hints by kind, in the order of kinds."""
        counted = Counter(hint.kind for hint in self.hints)
        return {kind: counted[kind] for kind in POINTING if counted[kind]}

    def together(self, fewest: int = 2) -> list[tuple[str, int]]:
        """List transcript and turn where several telling kinds stand together."""
        found: dict[tuple[str, int], set[str]] = {}
        for hint in self.hints:
            found.setdefault((hint.transcript, hint.turn), set()).add(hint.kind)
        return [place for place, kinds in found.items() if len(kinds & TELLING) >= fewest]

    @property
    def reasons(self) -> list[str]:
        """Say why this person might be singled out; nothing where no rule speaks for it."""
        said = []
        if self.together(3):
            said.append("three telling kinds in one turn")
        if any(h.alone and h.is_kept and h.kind == "role" for h in self.hints):
            said.append("a role kept that nobody else mentions")
        if self.singular:
            said.append("the only, first or last of a kind")
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    transcript: str
    transcript_id: str
    text: str
    turns: tuple[transcripts.Turn, ...]
    hints: tuple[Hint, ...]


def bundles(study: Study, vault: Vault) -> list[Bundle]:
    """Gather a bundle for each participant from the released transcripts in which they speak."""
    people = participants.fetch_all(study)
    sources = _sources(study, vault)
    spoken: dict[str, list[tuple[_Source, str]]] = {}
    for source in sources:
        for speaker in transcripts.speakers(study, source.transcript_id):
            if speaker.participant_id:
                spoken.setdefault(speaker.participant_id, []).append((source, speaker.label))
    found = [
        Bundle(
            participant_id=person.id,
            pseudonym=person.pseudonym,
            hints=tuple(hint for source, _ in spoken.get(person.id, ()) for hint in source.hints),
            singular=tuple(
                one
                for source, label in spoken.get(person.id, ())
                for one in _singular(source, label)
            ),
        )
        for person in people
    ]
    return _with_alone(found)


def places(turns: Iterable[tuple[str, int]]) -> str:
    """Write turns as “Interview 01: 3, 17; Interview 02: 5”."""
    by_transcript: dict[str, list[int]] = {}
    for transcript, turn in turns:
        by_transcript.setdefault(transcript, []).append(turn)
    return "; ".join(
        f"{transcript}: {', '.join(map(str, sorted(set(some))))}"
        for transcript, some in sorted(by_transcript.items())
    )


def _sources(study: Study, vault: Vault) -> list[_Source]:
    by_transcript: dict[str, list[Mention]] = {}
    for mention in entities.mentions(vault):
        by_transcript.setdefault(mention.transcript_id, []).append(mention)
    return [
        _Source(
            transcript=one.label,
            transcript_id=one.id,
            text=transcripts.text(study, one.id),
            turns=tuple(transcripts.turns(study, one.id)),
            hints=tuple(_hints(vault, one, by_transcript.get(one.id, ()))),
        )
        for one in transcripts.fetch_all(study)
        if one.state == "released"
    ]


def _hints(
    vault: Vault, transcript: transcripts.Transcript, found: Sequence[Mention]
) -> Iterable[Hint]:
    turns = originals.turns(vault, transcript.id)
    for mention in found:
        if mention.kind in POINTING and mention.treatment in ("keep", "generalise"):
            turn = next((t for t in turns if t.start <= mention.start < t.stop), None)
            if turn is not None:
                kept = mention.treatment == "keep"
                yield Hint(
                    transcript=transcript.label,
                    turn=turn.position + 1,
                    kind=mention.kind,
                    words=mention.surface if kept else mention.replacement or "",
                    is_kept=kept,
                )


def _singular(source: _Source, label: str) -> Iterable[Singular]:
    for turn in source.turns:
        if turn.speaker == label:
            said = source.text[turn.start : turn.stop]
            for match in _SINGULAR.finditer(said):
                yield Singular(
                    transcript=source.transcript,
                    turn=turn.position + 1,
                    before=said[max(0, match.start() - _ROUND) : match.start()],
                    words=match.group(),
                    after=said[match.end() : match.end() + _ROUND],
                )


def _with_alone(found: Sequence[Bundle]) -> list[Bundle]:
    """Mark hints whose words stand in one participant's bundle alone."""
    shown = Counter(
        key for one in found for key in {(h.kind, h.words.casefold()) for h in one.hints}
    )
    return [
        replace(
            one,
            hints=tuple(
                replace(hint, alone=shown[hint.kind, hint.words.casefold()] == 1)
                for hint in one.hints
            ),
        )
        for one in found
    ]
