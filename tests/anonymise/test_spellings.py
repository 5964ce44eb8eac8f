"""Names in every spelling, at any place of any text."""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.anonymise.test_hiding_places import secrets
from workbench.anonymise import spellings
from workbench.anonymise.secrets_sought import Search

SEARCH: Search = secrets()


def found(text: str, *, loose: bool = False) -> set[str]:
    """Give who stands in a text for sure."""
    return {one.entity_id for one in SEARCH.leaks("x", text, loose=loose) if one.how != "resembles"}


def perhaps(text: str) -> set[str]:
    """Give whom a text only resembles."""
    return {one.entity_id for one in SEARCH.leaks("x", text) if one.how == "resembles"}


@pytest.mark.parametrize(
    "text",
    [
        "TATTERSALL",
        "tattersall",
        "Tattersall’s",
        "Tattersall's",
        "Tatter\u00adsall",
        "Tat\u200bter\u2060sall",
        "Maureen\u00a0Tattersall",
        "Maureen-Tattersall",
        "Maureen_Tattersall",
        "maureentattersall",
        "MaureenTattersall",
        "Tatter-\nsall",
        "Tatter-\r\n   sall",
        "Tatter-sall",
        "T-A-T-T-E-R-S-A-L-L",
        "T a t t e r s a l l",
        "T.A.T.T.E.R.S.A.L.L.",
        "\uff34\uff41\uff54\uff54\uff45\uff52\uff53\uff41\uff4c\uff4c",
        "T\u0307attersall",
        "Tattersa\u006c\u0336l",
        "M. Tattersall",
        "m.tattersall@x.example",
        "mtattersall@x.example",
        "tattersallm1951@x.example",
        "Ta**tter**sall",
        "T\\'attersall",
        "Tatter\\-sall",
        "M%61ureen",
        "&#77;aureen",
        "&amp;#77;aureen",
        "\\u004daureen",
        '"words": "so\\nMaureen said"',
        "=?utf-8?b?TWF1cmVlbg==?=",
        "https://example.org/maureen-tattersall/",
        "Maureen2",
        "interview3Maureen",
    ],
)
def test_every_way_to_write_a_name_is_found(text: str) -> None:
    assert found(f"So it was {text} who came.") == {"one"}


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("two", "and then A. Bell came, no, H. Bell"),
        ("two", "Bell, Hope: consent form"),
        ("two", "write to hope.bell@x.example"),
        ("two", "write to hbell@x.example"),
        ("two", "and Hope's was nice"),
        ("three", "on Ellerby\nRoad"),
        ("three", "ellerby_road"),
        ("three", "EllerbyRoad.png"),
        ("four", "Zoe Wrobel"),
        ("four", "Wro\u0301bel"),
        ("four", "Wróbel"),
        ("four", "Wr{\\'o}bel"),
        ("five", "jo.bloggs7"),
        ("five", "JO.BLOGGS7@acorn.example"),
        ("six", "+44 7700 900123"),
        ("six", "07700900123"),
        ("six", "(07700) 900-123"),
        ("seven", "bs56jx"),
        ("seven", "BS5-6JX"),
        ("eight", "we went to Reading once"),
        ("nine", "at New Street Kitchen"),
        ("ten", "Ann O’Hara-Quilliam"),
        ("ten", "Ms O'Hara Quilliam"),
        ("ten", "Quilliam"),
        ("five", "(jo.bloggs7@acorn.example)"),
        ("eleven", "and @streetlink on there"),
    ],
)
def test_parts_and_marks_do_not_matter(who: str, text: str) -> None:
    assert who in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "I hope a bell rings while reading in a new street kitchen",
        "Hope is all we had. Reading helps.",
        "Maureen Lipman was on the telly",
        "London",
        "tattered tattersalls-like",
        "Doreen Haythorne",
        "a phone on 07700 900124",
        "id 0bs56jx0 and f81bs56a",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "more mo than mo",
        "ask Ann",
    ],
)
def test_other_words_are_none(text: str) -> None:
    assert found(text) - {"ten"} == set()


@pytest.mark.parametrize("text", ["Tatersall", "Tattersal", "tattersell", "Mauren", "Wrobell"])
def test_a_slip_of_the_hand_is_told_apart(text: str) -> None:
    assert found(f"with {text} there") == set()
    assert len(perhaps(f"with {text.capitalize()} there")) == 1


def _lines(words: str) -> str:
    return words[:4] + "-\n" + words[4:]


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "small": str.lower,
    "possessive": lambda words: words + "’s",
    "wide": lambda words: "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in words
    ),
    "decomposed": lambda words: unicodedata.normalize("NFD", words),
    "soft hyphens": "\u00ad".join,
    "joiners": "\u200d".join,
    "hard spaces": lambda words: words.replace(" ", "\u00a0"),
    "lines": _lines,
    "underscores": lambda words: words.replace(" ", "_"),
    "joined": lambda words: words.replace(" ", ""),
    "entities": lambda words: "".join(f"&#{ord(sign)};" for sign in words),
    "named entities": lambda words: (
        html.escape(words).encode("ascii", "xmlcharrefreplace").decode()
    ),
    "per cent": quote,
    "JSON": json.dumps,
    "escapes": lambda words: "".join(f"\\u{ord(sign):04x}" for sign in words),
}
NAMES = {
    "Maureen Tattersall": "one",
    "Tattersall": "one",
    "Ellerby Road": "three",
    "Zoë Wróbel": "four",
    "Wróbel": "four",
}
TALK = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="&%\\<>{}=@-_'’*\u00ad"), max_size=60
)


@given(
    before=TALK,
    after=TALK,
    name=st.sampled_from(sorted(NAMES)),
    way=st.sampled_from(sorted(WAYS)),
)
def test_a_name_is_found_wherever_it_stands(before: str, after: str, name: str, way: str) -> None:
    text = f"{before} {WAYS[way](name)} {after}"
    assert NAMES[name] in found(text)


@given(st.text(max_size=300))
def test_no_text_stops_the_search(text: str) -> None:
    SEARCH.index.find(text)
    SEARCH.index.find(text, loose=True)
    list(spellings.of_markup(text))
    spellings.blocks(text)


@pytest.mark.parametrize(
    "text",
    [
        "- Reading helps",
        "1. Reading helps",
        "# Reading helps",
        "> Reading helps",
        "quote,Reading helps",
        'code;"Reading helps"',
        "**Reading** helps",
        "READING AND WRITING",
    ],
)
def test_a_capital_at_a_beginning_makes_no_name(text: str) -> None:
    assert found(f"It is so.\n{text}\n") == set()


def test_an_accent_in_rtf_is_read_once() -> None:
    assert found("{\\rtf1 with Wr\\u243\\'f3bel}") == {"four"}
