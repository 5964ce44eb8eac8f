import pytest

from workbench.anonymise import ages, dates
from workbench.anonymise.identifiers import resolve


def found(text: str) -> list[tuple[str, str]]:
    every = [*ages.ages(text), *dates.dates(text), *dates.festivals(text)]
    return [(one.kind, text[one.start : one.stop]) for one in resolve(every, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm in my sixties", ("age", "sixties")),
        ("a man in his late fifties", ("age", "late fifties")),
        ("INT: How old are you?\nP1: Sixty-three.", ("age", "Sixty-three")),
        ("our Jack's nine", ("age", "nine")),
        ("Moira Finch. Sixty-one. I do the till.", ("age", "Sixty-one")),
        ("her brother Idwal, seventy-two, came too", ("age", "seventy-two")),
        ("she’s nearly eighty", ("age", "eighty")),
        ("a ten-month-old on her hip", ("age", "ten-month-old")),
        ("she left school at fifteen", ("age", "fifteen")),
        ("he's pushing seventy", ("age", "seventy")),
        ("since I was twelve", ("age", "twelve")),
        ("she's a pensioner", ("age", "pensioner")),
        ("it was her ninetieth", ("age", "ninetieth")),
        ("the over-70s came", ("age", "over-70s")),
        ("for his sixteenth birthday", ("age", "sixteenth")),
        ("I was born in 1961", ("date", "1961")),
        ("born in sixty-one", ("date", "sixty-one")),
        ("in nineteen eighty-four", ("date", "nineteen eighty-four")),
        ("in the summer of 2018", ("date", "summer of 2018")),
        ("third of the fourth seventy-six", ("date", "third of the fourth seventy-six")),
        ("Monday the 23rd", ("date", "Monday the 23rd")),
        ("since 2016", ("date", "2016")),
        ("that last October", ("date", "last October")),
        ("two years ago", ("date", "two years ago")),
        ("we did boxes for Diwali", ("date", "Diwali")),
        ("it was New Year’s Eve", ("date", "New Year’s Eve")),
    ],
)
def test_an_age_or_date_is_found(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "It's ten now. There's six of us. That's eight.",
        "at six we open",
        "we did 40 bags in 40 days",
        "the first time and the second one",
        "it may march on",
        "about 2000 people came, £1984 it cost",
        "let's six of us go",
    ],
)
def test_other_numbers_are_left(text: str) -> None:
    assert found(text) == []
