"""Whatever is marked in a quote, its words are those of the transcript."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import NotAllowed
from workbench.themes import (
    trim_reading,
    trims,
)
from workbench.themes.conventions import Conventions
from workbench.themes.trims import SIGNS, Kind, Mark, Piece

HOW = Conventions()
WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"]),
        st.sampled_from("aAbB  \t\n.,!?()[]*…“”‘’e\u0301\u200d😀👩🏽שלוםمرحبا\u202e"),
    ),
    min_size=1,
    max_size=60,
).filter(str.strip)
KINDS = st.sampled_from(get_args(Kind))
PLAIN = st.lists(
    st.sampled_from(["we", "met", "week,", "and.", "(then)", "😀", "it", "hard!", "café", "שלום"]),
    min_size=3,
    max_size=25,
).map(" ".join)


@st.composite
def marks_of(draw: st.DrawFn, words: str) -> list[Mark]:
    """Draw marks anywhere, also beyond the words, empty and over one another."""
    return [_mark(draw, words) for _ in range(draw(st.integers(0, 5)))]


def _mark(draw: st.DrawFn, words: str) -> Mark:
    kind: Kind = draw(KINDS)
    start = draw(st.integers(-3, len(words) + 3))
    stop = start + draw(st.integers(0, 20))
    text = draw(st.sampled_from(["it", "the 😀", "W"]))
    bare = kind in {"omission", "emphasis", "stress"}
    return Mark(kind=kind, start=start, stop=stop, text="" if bare else text)


def left_out(words: str, marks: list[Mark]) -> str:
    """Take every sign out of the words that an omission or replacement covers."""
    gone = {
        place
        for mark in marks
        for place in range(max(mark.start, 0), mark.stop)
        if mark.kind in {"omission", "replacement"}
    }
    return "".join(sign for place, sign in enumerate(words) if place not in gone)


def said(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.start is not None)


def bare(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=150, deadline=None)
@given(data=st.data(), words=WORDS, sign=st.sampled_from(SIGNS), edges=st.booleans())
def test_without_what_is_added_a_quote_is_its_words(
    data: st.DataObject, words: str, sign: str, edges: bool
) -> None:
    marks = data.draw(marks_of(words))
    pieces = trims.laid_out(words, marks, sign, edges=edges)
    trims.require_verbatim(pieces, words)
    # Where an omission takes white space between two along, only that is missing besides.
    assert bare(said(pieces)) == bare(left_out(words, marks))
    for piece in pieces:
        if piece.start is not None:
            assert words[piece.start : piece.start + len(piece.text)] == piece.text
        else:
            assert piece.text in {sign, "", " "} or piece.text[0] == "["


@settings(max_examples=150, deadline=None)
@given(data=st.data(), words=PLAIN)
def test_a_trimmed_text_is_read_as_it_stands(data: st.DataObject, words: str) -> None:
    tokens = words.split()
    marks, at = [], 0
    for token in tokens:
        stop = at + len(token)
        kind: Kind | None = data.draw(st.sampled_from([None, None, *get_args(Kind)[:2]]))
        if kind:
            text = "us" if kind == "clarification" else ""
            marks.append(Mark(kind=kind, start=at, stop=stop, text=text))
        at = stop + 1
    written = trim_reading.editable(words, marks)
    reading = trim_reading.read(words, written)
    assert reading.strange == ()
    shown = trims.laid_out(words, reading.marks)
    trims.require_verbatim(shown, words)
    assert trims.text(shown).split() == written.split()


@pytest.mark.parametrize(
    ("written", "shown", "strange"),
    [
        ("We drifted off, to keep going.", "We drifted off, (...) to keep going. (...)", ()),
        ("[w]e drifted off (...)", "[w]e drifted off (...)", ()),
        (
            "(...) hard to keep [the group] going.",
            "(...) hard to keep [the group] going. (...)",
            (),
        ),
        ("[It] was hard", "[It] was hard (...)", ()),
        ("We met [laughs] (...)", "(...) We met [laughs] (...)", ()),
        ("We really met", "(...) We met (...)", ("really",)),
        ("It was hard", "(...) was hard (...)", ("It",)),
        ("we met", "(...) met (...)", ("we",)),
        ("We met *each* week", "(...) We met (...) each week (...)", ()),
        ("(…) We met […]", "(...) We met (...)", ()),
        ("We met *each", "(...) We met (...) each (...)", ("*",)),
        ("We **met** *each week*.", "(...) We met (...) each week.", ()),
        ("We **met each", "(...) We met (...) each (...)", ("**",)),
    ],
)
def test_what_does_not_stand_in_the_transcript_is_told(
    written: str, shown: str, strange: tuple[str, ...]
) -> None:
    words = "We drifted off, it was hard to keep going. We met [laughs] each week."
    reading = trim_reading.read(words, written)
    assert trims.text(trims.laid_out(words, reading.marks)) == shown
    assert reading.strange == strange


def test_whose_the_stress_is_is_kept_apart() -> None:
    words = "We drifted **off**, off."
    marks = [
        Mark(kind="stress", start=0, stop=2),
        Mark(kind="emphasis", start=2, stop=8),
        Mark(kind="emphasis", start=5, stop=10),
    ]
    written = trim_reading.editable(words, marks)
    assert written == "**We** *drifted* **off**, off."
    found = trim_reading.read(words, written)
    assert found.strange == ()
    assert [(one.kind, one.start, one.stop) for one in found.marks] == [
        ("stress", 0, 2),
        ("emphasis", 3, 10),
    ]


def test_too_much_at_once_is_refused() -> None:
    with pytest.raises(NotAllowed):
        trim_reading.read("a b " * 2000, "c d " * 2000)


@pytest.mark.parametrize(
    "mark",
    [
        Mark(kind="omission", start=0, stop=3),
        Mark(kind="omission", start=1, stop=1),
        Mark(kind="omission", start=0, stop=99),
        Mark(kind="emphasis", start=1, stop=2),
        Mark(kind="clarification", start=0, stop=1),
        Mark(kind="omission", start=0, stop=1, text="more"),
        Mark(kind="clarification", start=0, stop=1, text="a]b"),
        Mark(kind="clarification", start=0, stop=1, text="x" * 201),
    ],
)
def test_marks_that_make_no_sense_are_refused(mark: Mark) -> None:
    with pytest.raises(NotAllowed):
        trims.require_marks("a b", [mark])
