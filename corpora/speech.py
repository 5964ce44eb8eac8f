"""Make talk that sounds spoken: planted identifiers, coded remarks and rambling between them."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from faker import Faker

from corpora import markup
from corpora.corpus import HERE
from corpora.markup import Directness, Mention, Words

_SLOT = re.compile(r"\{(\w+)\}")
_LOCALES = ("en_GB", "en_GB", "en_GB", "ga_IE", "en_IN", "pl_PL")
_INDIRECT = frozenset({"age", "date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Name somebody who is spoken of; forms are used in turn."""

    entity: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Hold whom and what one interview speaks of: identifiers by slot."""

    people: tuple[Person, ...]
    others: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Hold one sentence; `code` is set when it is a remark that a code applies to."""

    words: Words
    code: str = ""


def cast(number: int, seed: int) -> Cast:
    """Invent the people, places and contacts of one interview; the same seed gives the same."""
    names = [Faker(locale) for locale in _LOCALES]
    for place, faker in enumerate(names):
        faker.seed_instance(seed * 10_007 + number * 101 + place)
    people = tuple(_person(names[n % len(names)], number, n) for n in range(12))
    british = names[0]
    towns = tuple(dict.fromkeys(british.city() for _ in range(4)))
    shapes = phrases()["organisations"]
    others = {
        "street": tuple(dict.fromkeys(british.street_name() for _ in range(6))),
        "town": towns,
        "organisation": tuple(
            shapes[(number + n) % len(shapes)].format(name=british.last_name()) for n in range(4)
        ),
        "phone": (f"07700 900{british.random_int(0, 999):03}",),
        "email": (f"{british.user_name()}@{british.domain_word()}.example",),
        "postcode": (british.postcode(),),
        "age": tuple(str(british.random_int(18, 95)) for _ in range(3)),
        "date": tuple(
            british.date_between("-1y", "-1d").strftime("the %d of %B").replace("the 0", "the ")
            for _ in range(3)
        ),
    }
    return Cast(people=people, others=others)


def say(chance: random.Random, known: Cast, *, code: str = "", naming: bool = False) -> Sentence:
    """Say one sentence: a remark for a code, one that names somebody, or a ramble."""
    if code:
        return Sentence(
            words=_fill(chance, known, chance.choice(phrases()["codes"][code])), code=code
        )
    if naming:
        return Sentence(words=_fill(chance, known, chance.choice(phrases()["identifiers"])))
    if chance.random() < 0.15:
        return Sentence(words=Words(text=chance.choice(phrases()["fillers"]), mentions=()))
    return Sentence(words=Words(text=_ramble(chance), mentions=()))


def ask(chance: random.Random) -> Words:
    """Ask one of the interviewer's questions."""
    return Words(text=chance.choice(phrases()["questions"]), mentions=())


def join(sentences: Sequence[Words]) -> tuple[Words, list[int]]:
    """Join sentences by spaces; returns the words and where each sentence starts."""
    text, mentions, starts = "", [], []
    for words in sentences:
        text += " " if text else ""
        starts.append(len(text))
        mentions += [mention.moved(len(text)) for mention in words.mentions]
        text += words.text
    return Words(text=text, mentions=tuple(mentions)), starts


@cache
def phrases() -> dict[str, Any]:
    """Read the templates."""
    found: dict[str, Any] = json.loads((HERE / "phrases.json").read_text(encoding="utf-8"))
    return found


def _person(faker: Faker, number: int, place: int) -> Person:
    woman = place % 2 == 0
    first = faker.first_name_female() if woman else faker.first_name_male()
    last = faker.last_name()
    title = "Mrs" if woman else "Mr"
    return Person(
        entity=f"person:{number:02}-{place:02}", forms=(f"{first} {last}", first, f"{title} {last}")
    )


def _fill(chance: random.Random, known: Cast, template: str) -> Words:
    text, mentions, done = "", [], 0
    they, them = chance.choice(phrases()["they"])
    plain = {
        "they": they,
        "They": they.capitalize(),
        "them": them,
        **{
            slot: chance.choice(phrases()[f"{slot}s"])
            for slot in ("thing", "day", "season", "number")
        },
    }
    people = chance.sample(known.people, 2)
    for slot in _SLOT.finditer(template):
        text += template[done : slot.start()]
        done = slot.end()
        if slot[1] in plain:
            text += plain[slot[1]]
            continue
        surface, kind, entity = _named(chance, known, slot[1], people)
        directness: Directness = "indirect" if kind in _INDIRECT else "direct"
        mentions.append(
            Mention(
                start=len(text),
                stop=len(text) + len(surface),
                kind=kind,
                directness=directness,
                entity=entity,
                surface=surface,
            )
        )
        text += surface
    return Words(text=text + template[done:], mentions=tuple(mentions))


def _named(
    chance: random.Random, known: Cast, slot: str, people: Sequence[Person]
) -> tuple[str, str, str]:
    if slot.startswith("person"):
        person = people[slot == "person2"]
        return chance.choice(person.forms), "person", person.entity
    surface = chance.choice(known.others[slot])
    kind = "place" if slot in ("street", "town") else slot
    return surface, kind, f"{kind}:{re.sub(r'[^a-z0-9]+', '-', surface.lower())}"


def _ramble(chance: random.Random) -> str:
    """Walk through the example's word triples from a sentence's start to an end."""
    starts, following = _chain()
    words = list(chance.choice(starts))
    while len(words) < 24:
        later = following.get((words[-2], words[-1]))
        if not later:
            break
        words.append(chance.choice(later))
    ramble = " ".join(words)
    if chance.random() < 0.2:
        ramble = f"{chance.choice(phrases()['openings'])} {ramble[0].lower()}{ramble[1:]}"
    return ramble if ramble[-1] in ".?!" else f"{ramble.rstrip(',')}."


@cache
def _chain() -> tuple[list[tuple[str, str]], dict[tuple[str, str], list[str]]]:
    """Count which word follows which two, in sentences of the example that name nobody."""
    starts: list[tuple[str, str]] = []
    following: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for source in markup.load():
        for turn in source.turns:
            named = [mention.start for mention in turn.words.mentions]
            for sentence in re.finditer(r"[^.?!]+[.?!]+", turn.words.text):
                words = sentence[0].split()
                inside = any(sentence.start() <= at < sentence.end() for at in named)
                if turn.speaker == "R" or inside or len(words) < 4:
                    continue
                starts.append((words[0], words[1]))
                for one, two, three in zip(words, words[1:], words[2:], strict=False):
                    following[one, two].append(three)
    return starts, dict(following)
