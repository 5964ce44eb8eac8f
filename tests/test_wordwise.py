"""A correction changes the words it changes, and never half a sign."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import wordwise
from workbench.edits import Edit, apply

SIGNS = st.text("ab é\u0301\u200d👩👨👍🏽🇬🇧אב\u05b0.,-\n", max_size=40)


@given(SIGNS, SIGNS)
def test_edits_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    assert "".join(wordwise.pieces(before)) == before
    assert apply(before, wordwise.between(before, after)).text == after


@given(SIGNS, SIGNS, st.data())
def test_a_change_is_cut_down(text: str, words: str, data: st.DataObject) -> None:
    text, words = text.replace("\n", " "), words.replace("\n", "")
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    change = Edit(start=start, stop=stop, words=words)
    edits = wordwise.local(text, change)
    assert apply(text, edits).text == apply(text, [change]).text
    narrow = [wordwise.narrowed(text, edit) for edit in edits]
    assert apply(text, narrow).text == apply(text, [change]).text


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("the rotta changed", "the rota changed", [("rotta", "rota")]),
        ("a good day", "a very good day", [(" ", " very ")]),
        ("a very good day", "a good day", [(" very ", " ")]),
        ("in the cafe now", "in the cafe\u0301 now", [("cafe", "cafe\u0301")]),
        ("👩\u200d👧 here", "👩\u200d👦 here", [("👩\u200d👧", "👩\u200d👦")]),
        ("👍🏽 yes", "👍🏿 yes", [("👍🏽", "👍🏿")]),
        ("🇬🇧 yes", "🇬🇷 yes", [("🇬🇧", "🇬🇷")]),
        ("שלום עולם", "שלום לעולם", [("עולם", "לעולם")]),
        ("any thing at all", "anything at all", [("any thing", "anything")]),
    ],
)
def test_words_change_whole(before: str, after: str, found: list[tuple[str, str]]) -> None:
    edits = wordwise.between(before, after)
    assert [(before[e.start : e.stop], e.words) for e in edits] == found
    assert not any(unicodedata.combining(e.words[0]) for e in edits)
