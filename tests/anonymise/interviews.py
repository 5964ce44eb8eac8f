"""Make readings and a predictable detector for the tests of this package."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.anonymise import pseudonymise
from workbench.anonymise.entities import Entity
from workbench.anonymise.identifiers import Identifier, directness_of
from workbench.anonymise.vault import Vault
from workbench.readers.reading import Reading, Speaker
from workbench.transcripts import Role, Turn

PASSPHRASE = "nine quiet herons"
ROLES: Mapping[str, Role] = {"Ruth Calloway": "interviewer", "Maureen Tattersall": "participant"}
TALK = (
    ("Ruth Calloway", "Hello Maureen, I'm Ruth Calloway from Westmere University."),
    (
        "Maureen Tattersall",
        "Call me Mo. MAUREEN TATTERSALL they say. I'm sixty-seven and Ken's my husband. "
        "Mrs Tattersall's house is on Ellerby Road. Write to mo.tattersall@example.org, "
        "ring 07700 900123. It began on the 23rd of March 2020, maureen did the soup.",
    ),
)
KNOWN = (
    ("person", "Maureen"),
    ("person", "Ruth Calloway"),
    ("person", "Mo"),
    ("person", "MAUREEN TATTERSALL"),
    ("person", "Ken"),
    ("person", "Mrs Tattersall"),
    ("organisation", "Westmere University"),
    ("place", "Ellerby Road"),
)
SECRETS = ("Maureen", "Tattersall", "Ken", "Ruth", "Calloway", "Westmere", "Ellerby", "07700")


def reading(
    talk: Sequence[tuple[str, str]] = TALK,
    roles: Mapping[str, Role] = ROLES,
    name: str = "Maureen_Tattersall.docx",
) -> Reading:
    """Build what a reader would hand over."""
    turns, at = [], 0
    for position, (speaker, words) in enumerate(talk):
        turns.append(
            Turn(
                position=position,
                speaker=speaker,
                role=roles[speaker],
                start=at,
                stop=at + len(words),
            )
        )
        at += len(words) + 1
    text = "\n".join(words for _, words in talk)
    said = {label: [words for who, words in talk if who == label] for label in roles}
    speakers = tuple(
        Speaker(
            label=label,
            role=role,
            turns=len(said[label]),
            words=sum(len(words.split()) for words in said[label]),
        )
        for label, role in roles.items()
    )
    return Reading(
        kind="plain text",
        encoding="utf-8",
        text=text,
        turns=tuple(turns),
        speakers=speakers,
        header=(),
        findings=(),
        original=text.encode(),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        name=name,
    )


@dataclass(frozen=True)
class Fixed:
    """Find listed words, wherever they stand."""

    known: tuple[tuple[str, str], ...] = KNOWN

    def identifiers(self, text: str, turns: Sequence[tuple[int, int]]) -> list[Identifier]:
        return [
            Identifier(
                start=match.start(),
                stop=match.end(),
                kind=kind,
                directness=directness_of(kind),
                detector="fixed 1",
                probability=0.95,
            )
            for kind, word in self.known
            for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
        ]


def named(vault: Vault, surface: str) -> Entity:
    """Find the entity that bears a surface form."""
    return next(one for one in pseudonymise.entities(vault) if surface in one.surfaces)


def accept_all(vault: Vault) -> None:
    pseudonymise.accept_proposals(vault, [one.id for one in pseudonymise.entities(vault)])
