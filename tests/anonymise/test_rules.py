import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise import numbers, rules, words
from workbench.anonymise.identifiers import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(i.kind, text[i.start : i.stop]) for i in resolve(rules.find(text), text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to sam.lee@hook.org.uk, please.", ("email", "sam.lee@hook.org.uk")),
        ("it's jo at acorn dot org dot uk I think", ("email", "jo at acorn dot org dot uk")),
        (
            "jo dot bell at the hyphen hub dot com",
            ("email", "jo dot bell at the hyphen hub dot com"),
        ),
        (
            "info at, um, open door dot org dot uk",
            ("email", "info at, um, open door dot org dot uk"),
        ),
        (
            "it's jo dot bell sixty two at btinternet dot com",
            ("email", "jo dot bell sixty two at btinternet dot com"),
        ),
        (
            "oh one six three two, nine hundred, four one eight",
            ("phone", "oh one six three two, nine hundred, four one eight"),
        ),
        (
            "oh eight hundred, one one one, oh two two",
            ("phone", "oh eight hundred, one one one, oh two two"),
        ),
        ("look at www.acorn.org.uk/help.", ("url", "www.acorn.org.uk/help")),
        ("It's on acorn.org.uk now", ("url", "acorn.org.uk")),
        ("acorn dot org dot uk slash help", ("url", "acorn dot org dot uk slash help")),
        ("follow @open_door on there", ("handle", "@open_door")),
        ("it's 07700 900123.", ("phone", "07700 900123")),
        ("call +44 1632 960 001 today", ("phone", "+44 1632 960 001")),
        ("oh seven seven double zero, nine double oh, one two three", None),
        ("oh seven seven double oh… um, nine hundred... one two three", None),
        ("double oh double four, seven seven double oh, nine double oh, one two three", None),
        ("ring 492 817 after six", ("phone", "492 817")),
        ("We're SE15, really", ("postcode", "SE15")),
        ("it's se15 4ab for the satnav", ("postcode", "se15 4ab")),
        ("BS21AA", ("postcode", "BS21AA")),
        ("the postcode is hu5", ("postcode", "hu5")),
        ("over in M14 they do", ("postcode", "M14")),
        ("the G51 side of it", ("postcode", "G51")),
        ("My number is 943 476 5919", ("nhs_number", "943 476 5919")),
        ("NI number AB123456C", ("ni_number", "AB123456C")),
        ("on the 23rd of March we shut", ("date", "the 23rd of March")),
        ("Monday 23 March 2020", ("date", "Monday 23 March 2020")),
        ("March the 23rd", ("date", "March the 23rd")),
        ("on 23/03/2020", ("date", "23/03/2020")),
        ("the twenty-third of March", ("date", "the twenty-third of March")),
        ("we ran it on Christmas Eve", ("date", "Christmas Eve")),
        ("I'm sixty-seven now", ("age", "sixty-seven")),
        ("an 84-year-old on her own", ("age", "84-year-old")),
        ("aged 40", ("age", "40")),
        ("she's nearly ninety, and", ("age", "ninety")),
        ("I turned 70 in May", ("age", "70")),
        ("she was the parish clerk", ("role", "parish clerk")),
        ("all down Ellerton Road", ("place", "Ellerton Road")),
        ("And Station Road", ("place", "Station Road")),
        ("and then I said to Will, right", ("person", "Will")),
        ("off the National Lottery", ("organisation", "National Lottery")),
    ],
)
def test_a_form_is_found(text: str, expected: tuple[str, str] | None) -> None:
    assert found(text) == [expected or ("phone", text)]


@pytest.mark.parametrize(
    "text",
    [
        "on the M62 at half past four",
        "she took B12 tablets and CO2 is bad",
        "26 pages, and 3 or 4 of them were blank",
        "I'm two minutes away and I'm one of them",
        "it's 10.30, it was £1,200, it's 50 per cent",
        "in March we stopped and in May we began",
        "you may 5 times out of ten",
        "we met at the shop and I dot my i's",
        "two or three, four, maybe",
        "never mind",
        "Will it go on till May? Mark my words, it will in June",
    ],
)
def test_ordinary_talk_is_left(text: str) -> None:
    assert found(text) == []


def test_only_a_right_check_digit_is_certain() -> None:
    text = "943 476 5919 and NHS 943 476 5918"
    kept = resolve(rules.find(text), text)
    assert [(i.kind, i.probability) for i in kept] == [("nhs_number", 1.0), ("nhs_number", 0.8)]


@given(st.integers(0, 999_999_999))
def test_one_check_digit_at_most_fits(number: int) -> None:
    fitting = [d for d in range(10) if numbers.valid_nhs_number(f"{number:09d}{d}")]
    assert len(fitting) <= 1


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for identifier in resolve(rules.find(text), text):
        assert 0 <= identifier.start < identifier.stop <= len(text)


def test_lists_hold_no_remarks() -> None:
    for name in ("bodies", "large_places", "names_that_are_words", "public_figures", "roles"):
        assert words.read(name)
        assert not any(entry.startswith("#") for entry in words.read(name))


@pytest.mark.parametrize(
    "part", ["a-", "a.", "www.", "Aa ", "a dash ", "Of The ", "1 ", "six and "]
)
def test_endless_repetition_comes_to_an_end(part: str) -> None:
    text = part * (30_000 // len(part))
    assert all(one.stop <= len(text) for one in rules.find(text))
