import pytest

from workbench.anonymise import circumstances, events, references
from workbench.anonymise.identifiers import resolve


def found(text: str) -> list[tuple[str, str]]:
    rules = (
        events.events,
        circumstances.origins,
        circumstances.health,
        circumstances.families,
        references.plates,
        references.references,
        references.doors,
        references.spelled_names,
    )
    every = [one for rule in rules for one in rule(text)]
    return [(one.kind, text[one.start : one.stop]) for one in resolve(every, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("after the fire in 2018 we moved", ("event", "fire in 2018")),
        ("it was Storm Doris that did it", ("event", "Storm Doris")),
        ("the floods of 2007", ("event", "floods of 2007")),
        ("the explosion at Kings Mill", ("event", "explosion at Kings Mill")),
        ("we did the Hollins Carnival", ("event", "Hollins Carnival")),
        ("since the nineteen eighty-four strike", ("event", "nineteen eighty-four strike")),
        ("at the summer gala", ("event", "summer gala")),
        ("she's Polish", ("other", "Polish")),
        ("a Somali woman came", ("other", "Somali")),
        ("he has Parkinson's now", ("other", "Parkinson's")),
        ("I'm a single mum", ("other", "single mum")),
        ("a mother of four", ("other", "mother of four")),
        ("it was AB12 CDE", ("other", "AB12 CDE")),
        ("my van is k123 abc", ("other", "k123 abc")),
        ("charity number 1123456", ("other", "1123456")),
        ("application no. 23452/94", ("other", "23452/94")),
        ("she's at flat 4b", ("other", "flat 4b")),
        ("that's H-O-double O-K", ("person", "H-O-double O-K")),
        ("s m i t h is how you spell it", ("person", "s m i t h")),
    ],
)
def test_a_circumstance_is_found(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The fire engine came past.",
        "We had Polish sausage.",
        "It was the number 42 bus.",
        "the N H S",
        "number one, it's cold",
        "I show people how, it's only fair",
    ],
)
def test_ordinary_talk_is_left(text: str) -> None:
    assert found(text) == []
