"""What certainly names nobody is offered to nobody; a name that is a month is asked about."""

from __future__ import annotations

import pytest

from tests.anonymise.interviews import Fixed
from workbench.anonymise import detectors


def people(text: str, *taken: str) -> list[str]:
    """List the people found where a reader of names takes some words for people."""
    reader = Fixed(tuple(("person", words) for words in taken))
    found = detectors.detect(text, detector=reader)
    return [text[one.start : one.stop] for one in found if one.kind == "person"]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("So did I. Erm, we went home.", "I. Erm"),
        ("Mm-hm, Tuesday is the soup.", "Tuesday"),
        ("We closed in September and", "September"),
        ("It opened in June that year", "June"),
        ("Last Summer was hard", "Summer"),
        ("We shut on Sunday at ten", "Sunday"),
        ("until May 2020, then", "May"),
        ("Okay. Yeah, fine", "Yeah"),
    ],
)
def test_no_person(text: str, taken: str) -> None:
    assert people(text, taken) == []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("and April said she would", "April"),
        ("I went with June to town", "June"),
        ("It was May who cooked", "May"),
        ("a letter from June came", "June"),
        ("in June's kitchen we sat", "June"),
        ("Summer drove us there", "Summer"),
        ("Sunday came round with soup", "Sunday"),
        ("my friend Sunday has a van", "Sunday"),
        ("then Sunday Adeyemi rang", "Sunday Adeyemi"),
        ("ask Mrs July about it", "Mrs July"),
        ("her name is Erma, yes", "Erma"),
        ("we called him Tuesday", "Tuesday"),
    ],
)
def test_a_person_is_asked_about(text: str, taken: str) -> None:
    assert taken in people(text, taken)


def test_a_day_that_no_person_bears_stays_a_date() -> None:
    text = "We began on Monday 23 March 2020."
    found = detectors.detect(text, detector=Fixed((("person", "Monday"),)))
    assert [(one.kind, text[one.start : one.stop]) for one in found] == [
        ("date", "Monday 23 March 2020")
    ]
