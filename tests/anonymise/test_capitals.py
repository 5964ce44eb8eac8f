import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise import capitals


def found(text: str) -> dict[str, list[str]]:
    rules = (capitals.organisations, capitals.introduced, capitals.left_over)
    return {rule.__name__: [text[one.start : one.stop] for one in rule(text)] for rule in rules}


@pytest.mark.parametrize(
    ("text", "rule", "name"),
    [
        ("We rang Hollins Lane Surgery first.", "organisations", "Hollins Lane Surgery"),
        ("then the Friends of Marple Park Trust", "organisations", "Friends of Marple Park Trust"),
        ("there's a group called open table", "introduced", "open table"),
        ("a charity called Second Helpings that", "introduced", "Second Helpings"),
        ("my name is jo bell", "introduced", "jo bell"),
        ("he's called sanjay", "introduced", "sanjay"),
        ("and then Kwaku rang", "left_over", "Kwaku"),
        ("over at the Blue Door they", "left_over", "Blue Door"),
    ],
)
def test_a_name_is_found(text: str, rule: str, name: str) -> None:
    assert name in found(text)[rule]


@pytest.mark.parametrize(
    "text",
    [
        "I said I'd ring on Monday. We used Zoom.",
        "He called me a fool. It's called a rota.",
        "The council said no. Everybody knew.",
        "WE WERE ALL SHOUTING BY THEN",
    ],
)
def test_ordinary_capitals_are_left(text: str) -> None:
    assert not any(found(text).values())


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    for rule in (capitals.organisations, capitals.introduced, capitals.left_over):
        for one in rule(text):
            assert 0 <= one.start < one.stop <= len(text)
