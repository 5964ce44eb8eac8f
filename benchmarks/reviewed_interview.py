"""Invent an interview of 9,000 words with 40 identifiers in 150 places, for timing a review."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.anonymise import pseudonymise
from workbench.anonymise.identifiers import Identifier, directness_of
from workbench.anonymise.vault import Vault
from workbench.readers import read_bytes
from workbench.study import Study

PASSPHRASE = "three blue teapots"
WORDS = 9_000
PLACES = 150
MISSED = "old ferry steps"
"""Stands in the text three times, in lower case, and nothing finds it."""

NAMED = {
    "person": (
        ("Marta Kowalczyk", "Marta"),
        ("Dave Marsh",),
        ("Dave Okoro",),
        ("Dave",),
        ("Sam",),
        ("Mrs Whitlock",),
        ("Gwen Ashdown", "Gwen"),
        ("Iqbal Hussain", "Iqbal"),
        ("Tom Pargeter", "Tom"),
        ("Leila Farouk", "Leila"),
        ("Father Brendan",),
        ("Yusuf Demir", "Yusuf"),
        ("Rhian Probert", "Rhian"),
        ("Colin Threlfall", "Colin"),
        ("Nkechi Obi", "Nkechi"),
        ("Doris Umpleby", "Doris"),
        ("Pawel Zielinski", "Pawel"),
        ("Hester Quaife", "Hester"),
        ("Jean Lockyer", "Jean"),
    ),
    "place": (
        ("Hartlow",),
        ("Millbrook Lane",),
        ("Nether Padley",),
        ("Coldharbour Estate",),
        ("St Aldate's Church",),
        ("Bramley Park",),
        ("Leeds",),
        ("Cawthorne",),
        ("Ropewalk Court",),
        ("Elmet Valley",),
    ),
    "organisation": (
        ("Hartlow Foodbank",),
        ("Padley Mutual Aid",),
        ("Threshold Housing Association",),
        ("Elmet Primary School",),
        ("Oakwell Surgery",),
        ("Harbour Trust",),
    ),
    "email": (("marta.k@hartlow.example",),),
    "phone": (("07700 900461",),),
    "date": (("the 23rd of March",), ("the 4th of June",)),
}
TALK = (
    "and we just kept carrying the boxes up the stairs",
    "you could not tell who needed it and who was being polite",
    "nobody had written a list so we made one on the back of a bill",
    "I was tired but it was a good tired, if you know what I mean",
    "the rain came in and the soup was still warm when we got there",
    "she laughed and said we were early for once",
    "it was not a plan, it was more that one thing led to another",
    "they left the bags on the step and stood well back",
    "some weeks there were more helpers than work, some weeks the other way",
    "the phone went all evening and I stopped answering by ten",
)
NAMING = (
    "I remember {} from that week",
    "that was through {} again",
    "you would have to ask about {} there",
    "it came back to {} in the end",
    "we said so to {} at the time",
    "and then there was {} of course",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Find what was planted, as sure or unsure as a model might be."""

    text: str
    spans: Sequence[tuple[int, int, str]]
    name: str = "planted"

    def identifiers(self, text: str, turns: Sequence[tuple[int, int]]) -> list[Identifier]:
        """Return the planted places."""
        assert text == self.text
        assert turns
        chance = random.Random(5)
        return [
            Identifier(
                start=start,
                stop=stop,
                kind=kind,
                directness=directness_of(kind),
                detector=self.name,
                probability=chance.choice((0.98, 0.98, 0.7, 0.4)),
            )
            for start, stop, kind in self.spans
        ]


def write() -> tuple[str, list[tuple[str, str]]]:
    """Write the interview, turn by turn; returns it with each planted form and its kind."""
    chance = random.Random(11)
    names = [(kind, forms) for kind, found in NAMED.items() for forms in found]
    planted = [(forms[0], kind) for kind, forms in names]
    while len(planted) < PLACES:
        kind, forms = chance.choice(names[:35])
        planted.append((chance.choice(forms), kind))
    chance.shuffle(planted)
    named = [NAMING[n % len(NAMING)].format(form) for n, (form, _) in enumerate(planted)]
    named += [f"down by the {MISSED} one morning"] * 3
    chance.shuffle(named)
    fill = round((WORDS - sum(len(words.split()) for words in named)) / 13.6)
    clauses = named + [chance.choice(TALK) for _ in range(fill)]
    chance.shuffle(clauses)
    lines = []
    for place in range(0, len(clauses), 6):
        said = ". ".join(words[0].upper() + words[1:] for words in clauses[place : place + 6])
        lines += ["Interviewer: And what was that like for you?", f"Participant: {said}."]
    return "\n\n".join(lines) + "\n", planted


def spans(text: str, planted: Sequence[tuple[str, str]]) -> list[tuple[int, int, str]]:
    """Find where each planted form stands, the longest first; none within another."""
    found: list[tuple[int, int, str]] = []
    for form, kind in sorted(set(planted), key=lambda one: -len(one[0])):
        at = text.find(form)
        while at >= 0:
            stop = at + len(form)
            if all(stop <= start or at >= end for start, end, _ in found):
                found.append((at, stop, kind))
            at = text.find(form, stop)
    return sorted(found)


def build(folder: Path) -> tuple[int, int, int]:
    """Make the study; returns its words, identifiers and places."""
    content, planted = write()
    with Study.create(folder, name="Timed review", researcher="Ana") as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Ana")
        with vault:
            reading = read_bytes("interview.txt", content.encode())
            one = pseudonymise.import_(study, vault, reading, label="P01")
            detector = Planted(text=reading.text, spans=spans(reading.text, planted))
            places = pseudonymise.detect(study, vault, one.id, detector)
            found = pseudonymise.entities(vault, transcript_id=one.id, undecided=True)
            return len(reading.text.split()), len(found), places
