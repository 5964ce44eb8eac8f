"""Sounds of listening are not questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding.backchannels import LISTENING, says_something


@pytest.mark.parametrize(
    "words",
    [
        "Mm.",
        "Yeah, okay.",
        "Mm-hm.",
        "Oh, I see. Go on.",
        "Really?",
        "And?",
        "(laughs) No.",
        "[nods]",
        "",
        "That’s great, thank you.",
        "And then?",
    ],
)
def test_listening_says_nothing(words: str) -> None:
    assert not says_something(words)


@pytest.mark.parametrize(
    "words",
    [
        "Why?",
        "How was that?",
        "Mm. And who paid?",
        "Where?",
        "And you?",
        "Did you know them?",
        "So you left.",
        "(pause) What then?",
        "Thank you. For telling me. How do you feel about it?",
    ],
)
def test_asking_and_saying_count(words: str) -> None:
    assert says_something(words)


@given(
    st.lists(st.sampled_from(sorted(LISTENING)), max_size=8), st.sampled_from([". ", ", ", " … "])
)
def test_one_word_more_is_enough(words: list[str], between: str) -> None:
    """Whatever sounds stand around it."""
    assert not says_something(between.join(words))
    assert says_something(between.join([*words, "vestry", *words]))
