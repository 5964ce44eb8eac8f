"""A study about three topics, and an encoder that knows words only."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Sequence

import numpy as np

from tests.conftest import Said
from workbench import transcripts
from workbench.coding import codebook, codings
from workbench.coding.vectors import LENGTH, Vectors
from workbench.study import Study

TOPICS = {
    "shame": [
        "ashamed",
        "hide",
        "blush",
        "stare",
        "whisper",
        "judged",
        "embarrassed",
        "secret",
        "look",
        "avoid",
    ],
    "money": [
        "rent",
        "wage",
        "debt",
        "bill",
        "bank",
        "afford",
        "cheap",
        "loan",
        "savings",
        "price",
    ],
    "food": [
        "bread",
        "soup",
        "cook",
        "kitchen",
        "hungry",
        "meal",
        "rice",
        "taste",
        "oven",
        "plate",
    ],
}
FILLER = [
    "we",
    "then",
    "always",
    "came",
    "there",
    "again",
    "with",
    "people",
    "after",
    "some",
    "day",
    "before",
]


class WordEncoder:
    """Give each word a direction of its own; counts what it was asked to encode."""

    name = "words"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = []
        for text in texts:
            row = np.zeros(LENGTH, dtype=np.float32)
            for word in re.findall(r"\w+", text.lower()):
                chance = np.random.default_rng(zlib.crc32(word.encode()))
                row += chance.standard_normal(LENGTH, dtype=np.float32)
            rows.append(row / max(float(np.linalg.norm(row)), 1e-6))
        return np.stack(rows)


def said(seed: int, topics: Sequence[str]) -> list[tuple[str, str]]:
    """Let a participant speak three sentences on each topic, asked by an interviewer."""
    chance = random.Random(seed)
    turns = []
    for topic in topics:
        turns.append(("Interviewer", f"Could you tell me something about {chance.choice(FILLER)}?"))
        sentences = [
            " ".join(chance.sample(FILLER, 5) + chance.sample(TOPICS[topic], 3)).capitalize() + "."
            for _ in range(3)
        ]
        turns.append(("Amira", " ".join(sentences)))
    return turns


def make(study: Study, released: Callable[[str, Said], str], number: int = 5) -> list[str]:
    """Store transcripts that go round the topics six times each."""
    return [released(f"Interview {n}", said(n, [*TOPICS] * 6)) for n in range(1, number + 1)]


def topic_at(study: Study, transcript_id: str, start: int, stop: int) -> str:
    """Tell which topic the words of a passage come from."""
    words = transcripts.text(study, transcript_id)[start:stop].lower()
    return max(TOPICS, key=lambda topic: sum(word in words for word in TOPICS[topic]))


def code_topic(study: Study, transcript_id: str, topic: str, most: int = 99) -> str:
    """Code the first turns about a topic with a code of its name; returns the code."""
    found = [code for code in codebook.fetch_all(study) if code.name == topic]
    code = found[0] if found else codebook.add(study, topic)
    for turn in transcripts.turns(study, transcript_id):
        about = topic_at(study, transcript_id, turn.start, turn.stop)
        if turn.role == "participant" and about == topic and most:
            codings.apply(study, transcript_id, turn.start, turn.stop, code.id)
            most -= 1
    return code.id
