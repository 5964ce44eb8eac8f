"""Build small studies by chance, and answer questions about them the slow and plain way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from workbench import audit
from workbench.coding.grids import Grid, Place
from workbench.coding.scope import Scope
from workbench.store import Row
from workbench.study import Study

TABLES = (
    "events",
    "transcripts",
    "texts",
    "speakers",
    "turns",
    "participants",
    "attributes",
    "attribute_values",
    "codes",
    "passages",
    "codings",
)
WORDS = ["so", "we", "went", "home", "😀", "naïve", "rota", "and", "then", "well-being"]


@dataclass(slots=True)
class Toy:
    """Hold all rows of a study by table."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def add(self, table: str, **row: object) -> str:
        row = {"id": f"{table}{len(self.rows[table])}", **row}
        self.rows[table].append(dict(row))
        return str(row["id"])

    def by_id(self, table: str) -> dict[str, Row]:
        return {row["id"]: row for row in self.rows[table]}


def make(study: Study, seed: int) -> Toy:
    """Put a study made by chance in place of what the study holds."""
    chance = random.Random(seed)
    toy = Toy()
    attribute = toy.add("attributes", name="Region", position=0)
    for number in range(chance.randrange(1, 4)):
        person = toy.add(
            "participants", pseudonym=f"P{number}", position=number, consent_to_deposit=None
        )
        if chance.random() < 0.7:
            value = chance.choice(["North", "South", "9", "10"])
            toy.add("attribute_values", participant_id=person, attribute_id=attribute, value=value)
    for number in range(chance.randrange(1, 4)):
        _transcript(toy, chance, number)
    for number in range(chance.randrange(1, 6)):
        above = [None, *(code["id"] for code in toy.rows["codes"])]
        toy.add(
            "codes",
            parent_id=chance.choice(above),
            name=f"Code {number}",
            colour="#006cb4",
            description="",
            use_when="",
            avoid_when="",
            example="",
            position=number,
            retired=chance.random() < 0.2,
        )
    _codings(toy, chance)
    with study.transaction() as sql:
        for name in TABLES:
            sql.execute(f"delete from {name}")
    with audit.act(study, "test.make", undoable=False) as act:
        for name, rows in toy.rows.items():
            act.insert_all(name, rows)
    return toy


def _transcript(toy: Toy, chance: random.Random, number: int) -> None:
    people = [None, *(person["id"] for person in toy.rows["participants"])]
    home = f"transcripts{number}"
    speakers = [
        toy.add(
            "speakers",
            transcript_id=home,
            label=f"S{n}",
            role=chance.choice(["participant", "participant", "interviewer", "other"]),
            participant_id=None,
        )
        for n in range(chance.randrange(1, 4))
    ]
    for row in toy.rows["speakers"][-len(speakers) :]:
        if row["role"] == "participant":
            row["participant_id"] = chance.choice(people)
    said = [" ".join(chance.choices(WORDS, k=chance.randrange(1, 5))) for _ in range(6)]
    start = 0
    for position, words in enumerate(said):
        toy.add(
            "turns",
            transcript_id=home,
            position=position,
            speaker_id=chance.choice(speakers),
            start=start,
            stop=start + len(words),
            began=None,
            ended=None,
        )
        start += len(words) + 1
    text = "\n".join(said)
    toy.add(
        "transcripts",
        label=f"T{number}",
        position=number,
        state="released",
        recorded=None,
        words=len(text.split()),
        version="1",
    )
    toy.rows["texts"].append({"id": home, "text": text})


def _codings(toy: Toy, chance: random.Random) -> None:
    places: list[tuple[str, int, int]] = []
    for _ in range(chance.randrange(0, 14)):
        text = chance.choice(toy.rows["texts"])
        start = chance.randrange(0, len(text["text"]) - 1, 5)  # so that edges touch
        stop = min(start + chance.choice([1, 5, 10, 20, 60]), len(text["text"]))
        places.append((text["id"], start, stop))
    for place in places + chance.choices(places, k=len(places) // 2) if places else []:
        passage = toy.add("passages", transcript_id=place[0], start=place[1], stop=place[2])
        toy.add(
            "codings",
            passage_id=passage,
            code_id=chance.choice(toy.rows["codes"])["id"],
            researcher=chance.choice(["Ana", "Ben"]),
            ts=datetime(2026, 3, 28, 12) + timedelta(days=chance.randrange(4)),
            found_by="reading",
        )


Span = tuple[str, int, int]


@dataclass(slots=True)
class Oracle:
    """Answer by looking at every row again and again."""

    toy: Toy
    scope: Scope

    def below(self, code: str) -> set[str]:
        found = {code}
        while True:
            more = {row["id"] for row in self.toy.rows["codes"] if row["parent_id"] in found}
            if more <= found:
                return found
            found |= more

    def asked(self) -> set[str]:
        if not self.scope.codes:
            return {row["id"] for row in self.toy.rows["codes"]}
        return set().union(*(self.below(code) for code in self.scope.codes))

    def facts(self, person: str | None) -> dict[str, str]:
        rows = self.toy.rows["attribute_values"]
        return next(({"Region": r["value"]} for r in rows if r["participant_id"] == person), {})

    def wanted(self, turn: Row) -> bool:
        speaker = self.toy.by_id("speakers")[turn["speaker_id"]]
        if self.scope.roles and speaker["role"] not in self.scope.roles:
            return False
        known = self.facts(speaker["participant_id"])
        return all(known.get(name, "") in some for name, some in self.scope.attributes.items())

    def turns(self, span: Span) -> list[Row]:
        return [
            turn
            for turn in self.toy.rows["turns"]
            if turn["transcript_id"] == span[0]
            and turn["start"] < span[2]
            and turn["stop"] > span[1]
        ]

    def person(self, turn: Row) -> str | None:
        speaker = self.toy.by_id("speakers")[turn["speaker_id"]]
        if speaker["role"] != "participant" or not self.wanted(turn):
            return None
        return str(speaker["participant_id"] or speaker["id"])

    def people(self, span: Span) -> set[str]:
        return {who for turn in self.turns(span) if (who := self.person(turn))}

    def spans(self, codes: Iterable[str], researcher: str | None = None) -> set[Span]:
        """Collect the different passages that carry one of some codes."""
        found = set()
        wanted = set(codes) & self.asked()
        for coding in self.toy.rows["codings"]:
            row = self.toy.by_id("passages")[coding["passage_id"]]
            span = (row["transcript_id"], row["start"], row["stop"])
            heard = not (self.scope.roles or self.scope.attributes) or any(
                self.wanted(turn) for turn in self.turns(span)
            )
            if (
                coding["code_id"] in wanted
                and heard
                and (not self.scope.transcripts or span[0] in self.scope.transcripts)
                and (not self.scope.researchers or coding["researcher"] in self.scope.researchers)
                and researcher in (None, coding["researcher"])
            ):
                found.add(span)
        return found

    def near(self, one: Span, other: Span, within: int | None) -> bool:
        if one[0] != other[0]:
            return False
        if within is None:
            return one[1] < other[2] and other[1] < one[2]
        return any(
            abs(a["position"] - b["position"]) <= within
            for a in self.turns(one)
            for b in self.turns(other)
        )


by_chance = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SEEDS = st.integers(0, 10**6)
BELOW = st.booleans()


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    """Leave most filters open, and set one or two."""
    some = st.sampled_from
    return Scope(
        codes=draw(some([(), (), ("codes0",), ("codes0", "codes1")])),
        transcripts=draw(some([(), (), ("transcripts0",)])),
        attributes=draw(some([{}, {}, {"Region": ("North", "9")}, {"Region": ("",)}])),
        researchers=draw(some([(), (), ("Ana",)])),
        roles=draw(some([(), (), ("participant",), ("interviewer", "other")])),
        retired=draw(st.booleans()),
    )


SCOPES = scopes()


def made(study: Study, seed: int, scope: Scope) -> tuple[Toy, Oracle, Callable[[str], set[str]]]:
    toy = make(study, seed)
    oracle = Oracle(toy, scope)
    return toy, oracle, oracle.below


def listed(oracle: Oracle) -> list[str]:
    asked = oracle.asked()
    return [
        row["id"]
        for row in oracle.toy.rows["codes"]
        if row["id"] in asked and (oracle.scope.retired or not row["retired"])
    ]


def cells(grid: Grid) -> dict[tuple[str, str], float]:
    return {
        (row.id, column.id): float(grid.values[at, to])
        for at, row in enumerate(grid.rows)
        for to, column in enumerate(grid.columns)
    }


def spans(places: list[Place]) -> set[tuple[Span, ...]]:
    return {tuple((place.transcript_id, *part) for part in place.parts) for place in places}


def under(oracle: Oracle, code: str, below: bool) -> set[str]:
    return oracle.below(code) if below else {code}


def check_places(grid: Grid, expected: Callable[[str, str], set[Span]]) -> None:
    for at, row in enumerate(grid.rows):
        for to, column in enumerate(grid.columns):
            found = grid.places(at, to)
            assert spans(found) == {(span,) for span in expected(row.id, column.id)}
            assert all(place.coding_ids for place in found)
