"""Make invented talk of UK organisers from sentence frames and lists of names."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from itertools import accumulate
from pathlib import Path

from training.corpora import Example, Span

DATA = Path(__file__).parent / "data"
MONTHS = "January February March April May June July August September October November December"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_SLOT = re.compile(r"\{(\w+)(?:=([^}]+))?\}")
"""A slot by its sort, or a sort and the very name: `{town}`, `{town=Deal}`."""
_MISHEARD = [("kw", "qu"), ("ph", "f"), ("c", "k"), ("ie", "y"), ("ee", "i"), ("sz", "sh")]
_MISHEARD += [("j", "y"), ("w", "v"), ("oo", "u"), ("a", "er"), ("y", "ie"), ("gh", "g")]
_LABEL = {
    **dict.fromkeys(("first", "full", "sur", "titled", "nick", "house", "figure"), "PERSON"),
    **dict.fromkeys(("wfirst", "wsur", "wfull", "wtitled", "initials"), "PERSON"),
    **dict.fromkeys(("town", "city", "village", "street", "area", "venue", "county"), "PLACE"),
    **dict.fromkeys(("country", "world"), "PLACE"),
    **dict.fromkeys(("org", "council", "firm", "body", "public", "court", "paper"), "ORG"),
}


class Weighted:
    """Names with weights, to draw from."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.names = list(weights)
        self.sums = list(accumulate(weights.values()))

    def pick(self, draw: random.Random) -> str:
        """Draw one name."""
        return draw.choices(self.names, cum_weights=self.sums)[0]


def _lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line]


class Names:
    """Draw names of every sort: gazetteers for breadth, own lists for what those lack."""

    def __init__(self, gazetteers: Path) -> None:
        read = {
            name: json.loads((gazetteers / f"{name}.json").read_text(encoding="utf-8"))
            for name in ("forenames", "surnames", "places_uk")
        }
        plain = {k: v for k, v in read["surnames"].items() if not k.startswith(("Ó ", "Mac "))}
        places = {k: v for k, v in read["places_uk"].items() if re.fullmatch(r"[\w' -]{3,24}", k)}
        self.first = Weighted(read["forenames"])
        self.sur = Weighted(plain)
        self.town = Weighted({k: v for k, v in places.items() if v >= 1})
        self.village = Weighted({k: 1 for k, v in places.items() if v <= 2})
        self.words: dict[str, list[str]] = json.loads(
            (DATA / "words.json").read_text(encoding="utf-8")
        )
        self.lists = {
            "org": _lines("organisations.txt"),
            "body": _lines("bodies.txt"),
            "firm": _lines("firms.txt"),
            "venue": _lines("venues.txt"),
            "council": self.words["councils"],
        }

    def make(self, slot: str, draw: random.Random) -> str:
        """Return a name for a slot of a frame."""
        if slot in self.lists:
            pattern = draw.choice(self.lists[slot])
            return _SLOT.sub(lambda match: self.make(match[1], draw), pattern)
        make: Callable[[random.Random], str] | None = getattr(self, f"_{slot}", None)
        return draw.choice(self.words[slot]) if make is None else make(draw)

    def _first(self, draw: random.Random) -> str:
        own = draw.random() < 0.5
        name = draw.choice(self.words["own_first"]) if own else self.first.pick(draw)
        return respelled(name, draw) if draw.random() < 0.06 else name

    def _sur(self, draw: random.Random) -> str:
        own = draw.random() < 0.5
        name = draw.choice(self.words["own_sur"]) if own else self.sur.pick(draw)
        return respelled(name, draw) if draw.random() < 0.04 else name

    def _full(self, draw: random.Random) -> str:
        middle = draw.random()
        name = f"{self._first(draw)} {self._sur(draw)}"
        if middle < 0.06:
            return f"{name}-{self._sur(draw)}"
        if middle < 0.1:
            return f'{self._first(draw)} "{self._nick(draw)}" {self._sur(draw)}'
        return f"{draw.choice(self.words['titles'])} {name}" if middle < 0.16 else name

    def _titled(self, draw: random.Random) -> str:
        title = draw.choice(self.words["titles"])
        familiar = {"Auntie", "Aunty", "Uncle", "Big", "Little", "Wee", "Young", "Old", "Nan"}
        first = title in familiar or (title in {"Father", "Sister"} and draw.random() < 0.7)
        return f"{title} {self._first(draw) if first else self._sur(draw)}"

    def _nick(self, draw: random.Random) -> str:
        if draw.random() < 0.25:
            return self._first(draw)[: draw.choice((3, 4))] + draw.choice(("", "y", "o", "s", "ie"))
        return draw.choice(self.words["nicknames"])

    def _initials(self, draw: random.Random) -> str:
        letters = draw.choices("ABCDEFGHIJKLMNOPRSTVWZ", k=draw.choice((1, 1, 2)))
        name = f"{'. '.join(letters)}. {self._any_sur(draw)}"
        return f"{draw.choice(('Mr', 'Ms', 'Mrs'))} {name}" if draw.random() < 0.4 else name

    def _any_sur(self, draw: random.Random) -> str:
        return self._wsur(draw) if draw.random() < 0.6 else self._sur(draw)

    def _wfirst(self, draw: random.Random) -> str:
        return draw.choice(self.words["world_first"])

    def _wsur(self, draw: random.Random) -> str:
        return draw.choice(self.words["world_sur"])

    def _wfull(self, draw: random.Random) -> str:
        first = self._wfirst(draw) if draw.random() < 0.6 else self.first.pick(draw)
        return f"{first} {self._any_sur(draw)}"

    def _wtitled(self, draw: random.Random) -> str:
        title = draw.choice(("Mr", "Mrs", "Ms", "Mr", "Dr", "Professor", "Judge", "Miss"))
        return f"{title} {self._wfull(draw) if draw.random() < 0.6 else self._any_sur(draw)}"

    def _world(self, draw: random.Random) -> str:
        return draw.choice(self.words["world_places"])

    def _paper(self, draw: random.Random) -> str:
        place = self.town.pick(draw) if draw.random() < 0.7 else self._city(draw)
        lead = draw.choice(("the ", "The ", ""))
        return f"{lead}{place} {draw.choice(self.words['newspapers'])}"

    def _court(self, draw: random.Random) -> str:
        lead = "the " if draw.random() < 0.8 else ""
        return f"{lead}{self._world(draw)} {draw.choice(self.words['courts'])}"

    def _public(self, draw: random.Random) -> str:
        name = draw.choice(self.words["public"])
        long = " of " in name or name.endswith(("Office", "Court", "Council", "Commission"))
        return f"the {name}" if long else name

    def _house(self, draw: random.Random) -> str:
        return f"the {self._sur(draw)}s"

    def _figure(self, draw: random.Random) -> str:
        return draw.choice(self.words["figures"])

    def _town(self, draw: random.Random) -> str:
        return self.town.pick(draw)

    def _village(self, draw: random.Random) -> str:
        return self.village.pick(draw)

    def _city(self, draw: random.Random) -> str:
        return draw.choice(self.words["cities"])

    def _county(self, draw: random.Random) -> str:
        return draw.choice(self.words["counties"])

    def _country(self, draw: random.Random) -> str:
        return draw.choice(self.words["countries"])

    def _area(self, draw: random.Random) -> str:
        kind = draw.random()
        if kind < 0.2:
            return f"{draw.choice(self.words['area_heads'])} {self.town.pick(draw)}"
        if kind < 0.4:
            own = draw.random() < 0.5
            head = self._sur(draw) if own else draw.choice(self.words["street_words"])
            return f"{head} {draw.choice(self.words['area_ends'])}"
        return self.town.pick(draw) if kind < 0.7 else self.village.pick(draw)

    def _street(self, draw: random.Random) -> str:
        kind = draw.random()
        if kind < 0.4:
            head = draw.choice(self.words["street_words"])
        elif kind < 0.7:
            head = self.town.pick(draw)
        else:
            head = self._sur(draw)
        return f"{head} {draw.choice(self.words['street_ends'])}"

    def _saint(self, draw: random.Random) -> str:
        return draw.choice(self.words["saints"])

    def _lang(self, draw: random.Random) -> str:
        return draw.choice(self.words["languages"])

    def _day(self, draw: random.Random) -> str:
        return draw.choice(DAYS.split())

    def _num(self, draw: random.Random) -> str:
        return str(draw.randint(1, 99))

    def _age(self, draw: random.Random) -> str:
        return draw.choice(("eighty-one", "77", "ninety", "only fifty-two", "84", "forty"))


def respelled(name: str, draw: random.Random) -> str:
    """Spell a name the way a speech recogniser that does not know it might."""
    lowered = name.lower()
    fitting = [swap for swap in _MISHEARD if swap[0] in lowered]
    if fitting:
        old, new = draw.choice(fitting)
        lowered = lowered.replace(old, new, 1)
    return lowered.title()


def fill(frame: str, names: Names, draw: random.Random) -> tuple[str, list[Span]]:
    """Fill the slots of one frame and mark the names."""
    text, spans, at = "", [], 0
    for match in _SLOT.finditer(frame):
        text += frame[at : match.start()]
        name = match[2] or names.make(match[1], draw)
        label = _LABEL.get(match[1])
        if label:
            skip = 4 if name.startswith("the ") else 0
            spans.append((len(text) + skip, len(text) + len(name), label))
        text, at = text + name, match.end()
    return text + frame[at:], joined_names(spans, text)


def joined_names(spans: list[Span], text: str) -> list[Span]:
    """Join a forename slot and the surname slot right behind it, or a title and a name."""
    out: list[Span] = []
    for start, stop, label in spans:
        if out and label == out[-1][2] == "PERSON" and text[out[-1][1] : start] == " ":
            out[-1] = (out[-1][0], stop, label)
        else:
            out.append((start, stop, label))
    return out


def turns(count: int, names: Names, draw: random.Random) -> list[Example]:
    """Make turns of one to six sentences, some of them without a name."""
    frames, plain = _lines("frames.txt"), _lines("plain.txt")
    made = []
    for number in range(count):
        text, spans = "", []
        for _ in range(draw.choice((1, 1, 2, 3, 4, 6))):
            frame = draw.choice(plain if draw.random() < 0.3 else frames)
            part, found = fill(frame, names, draw)
            shift = len(text) + (1 if text else 0)
            text = f"{text} {part}" if text else part
            spans += [(a + shift, b + shift, label) for a, b, label in found]
        made.append(
            Example(text=text, spans=tuple(spans), corpus="templates", document=f"own-{number}")
        )
    return made
