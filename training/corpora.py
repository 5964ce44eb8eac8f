"""Read the open corpora: one JSON object a line, with text and labelled spans."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

Span = tuple[int, int, str]
LABELS = ("PERSON", "PLACE", "ORG")
IGNORED = "IGNORE"
"""Marks words that no one can call right or wrong: they neither teach nor count."""

SHARES = {
    "gum": 1.0,
    "ewt_dev": 1.0,
    "pud": 1.0,
    "wikigold": 1.0,
    "wnut17": 0.9,
    "btc": 0.7,
    "litbank": 0.45,
    "slue_vox": 0.45,
    "earnings21": 0.3,
    "slurp_devel": 1.0,
}
"""Share of each corpus read in one pass; the corpora lean to written and formal English."""
TALK = re.compile(r"GUM_(?:interview|vlog|court|speech)_")
"""Documents of talk are read twice in a pass, each time changed in another way."""
_OFFICE = re.compile(
    r"(?:the )?(?:(?:chief|vice|deputy|prime|honou?rable|your|mr\.?|mrs\.?|madam|mme) )*"
    r"(?:president|"
    r"minister|guest|ceo|chair(?:man|woman|person)?|senator|governor|director|secretary|judge|justice|"
    r"speaker|executive|officer|honou?r|counsel|ambassador|chancellor|commissioner|king|queen|pope|god|"
    r"lord|sir|madam|mom|mum|dad|mother|father|grandma|grandpa)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A stretch of text with its names, from one document of one corpus."""

    text: str
    spans: tuple[Span, ...]
    corpus: str
    document: str


HELD_OUT = frozenset(
    f"GUM_{name}"
    for name in (
        "interview_cocktail",
        "interview_mcguire",
        "interview_messina",
        "interview_onion",
        "vlog_covid",
        "vlog_pizzeria",
        "vlog_hiking",
        "speech_school",
        "court_fire",
    )
)
"""Documents of talk that the second training left out."""
NEVER_SEEN = frozenset(
    f"GUM_{name}"
    for name in (
        "interview_cocktail",
        "interview_mcguire",
        "vlog_covid",
        "vlog_pizzeria",
        "speech_school",
    )
)
"""Those of them that no training has read."""


def read(path: Path) -> list[Example]:
    """Read one corpus, keep the three labels, ignore offices called persons, drop empty texts."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple(
            (a, b, IGNORED if label == "PERSON" and _OFFICE.fullmatch(row["text"][a:b]) else label)
            for a, b, label in row["spans"]
            if label in (*LABELS, IGNORED)
        )
        if row["text"].strip():
            document = row["id"].rsplit("-", 1)[0]
            found.append(
                Example(text=row["text"], spans=spans, corpus=path.stem, document=document)
            )
    return found


def held_out(example: Example) -> bool:
    """Tell whether a document of talk belongs to the dev set: a fixed fifth of GUM's."""
    return example.document in HELD_OUT


def load(folder: Path) -> tuple[list[Example], dict[str, list[Example]]]:
    """Return training examples and dev sets by name, split by document.

    Earnings-21 is labelled by machine; only its turns that mention a person are kept.
    """
    train = []
    talk = []
    for name in SHARES:
        for example in read(folder / "train" / f"{name}.jsonl"):
            if held_out(example):
                talk.append(example)
            elif name != "earnings21" or any(span[2] == "PERSON" for span in example.spans):
                train.append(example)
    dev = {path.stem: read(path) for path in sorted((folder / "dev").glob("*.jsonl"))}
    return train, {"gum_talk": talk} | dev


def one_pass(train: list[Example], draw: random.Random) -> list[Example]:
    """Draw each corpus by its share; talk comes a second time at the end."""
    drawn = [example for example in train if draw.random() < SHARES[example.corpus]]
    return drawn + [example for example in train if TALK.match(example.document)]


def joined(examples: list[Example], draw: random.Random) -> Iterator[Example]:
    """Join following sentences of a document to stretches of 5 to 110 words, as turns are."""
    held: Example | None = None
    limit = 0
    for example in examples:
        words = example.text.count(" ")
        fits = held is not None and held.text.count(" ") + words < limit
        if held is not None and fits and held.document == example.document:
            held = append(held, example)
            continue
        if held is not None:
            yield held
        held, limit = example, draw.choice((5, 25, 60, 110))
    if held is not None:
        yield held


def append(first: Example, second: Example) -> Example:
    """Put two stretches side by side, with a space between."""
    shift = len(first.text) + 1
    spans = tuple((a + shift, b + shift, label) for a, b, label in second.spans)
    return replace(first, text=f"{first.text} {second.text}", spans=first.spans + spans)
