"""Edits from treated identifiers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise.rewrite import Treated, differences, edits
from workbench.edits import Edit, apply

TEXT = "abcdefghij klmnopqrst uvwxyz 0123456789"
SPANS = st.lists(
    st.builds(
        lambda start, length, words: Treated(
            start=start, stop=min(start + length, len(TEXT)), words=words
        ),
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 12),
        st.sampled_from(["[A]", "[BB]", "[CCC]", ""]),
    ),
    max_size=8,
)


@given(SPANS)
def test_overlaps_become_disjoint_and_cover_all(spans: list[Treated]) -> None:
    made = edits(TEXT, spans)
    assert all(left.stop <= right.start for left, right in pairwise(made))
    covered = {place for edit in made for place in range(edit.start, edit.stop)}
    assert covered == {place for span in spans for place in range(span.start, span.stop)}


@given(SPANS)
def test_every_untouched_character_is_found_again(spans: list[Treated]) -> None:
    made = edits(TEXT, spans)
    edited = apply(TEXT, made)
    for place, sign in enumerate(TEXT):
        if not any(edit.start <= place < edit.stop for edit in made):
            start, stop = edited.moved(place, place + 1)
            assert edited.text[start:stop] == sign


@given(SPANS, SPANS)
def test_a_second_treatment_leads_to_the_same_text(old: list[Treated], new: list[Treated]) -> None:
    before, after = edits(TEXT, old), edits(TEXT, new)
    step = differences(TEXT, before, after)
    assert apply(apply(TEXT, before).text, step).text == apply(TEXT, after).text
    assert differences(TEXT, after, after) == []


def rewritten(text: str, *found: tuple[str, str]) -> str:
    spans = [
        Treated(start=text.index(old), stop=text.index(old) + len(old), words=new)
        for old, new in found
    ]
    return apply(text, edits(text, spans)).text


def test_case_and_possessive_survive() -> None:
    assert rewritten("MAUREEN went", ("MAUREEN", "Aurora")) == "AURORA went"
    assert rewritten("maureen went", ("maureen", "Aurora")) == "aurora went"
    assert rewritten("Mo's and", ("Mo's", "Aurora")) == "Aurora's and"
    assert rewritten("James’ and", ("James’", "Piers")) == "Piers’ and"
    assert rewritten("HULL went", ("HULL", "[city]")) == "[city] went"
    assert rewritten("I, M, went", ("M", "A")) == "I, A, went"


def test_the_longest_span_speaks_for_all() -> None:
    text = "at Govanhill Housing Association now"
    assert (
        rewritten(
            text,
            ("Govanhill", "[area]"),
            ("Govanhill Housing Association", "[housing association]"),
        )
        == "at [housing association] now"
    )
    assert rewritten("Mary Ellen Smith", ("Mary Ellen", "Jo"), ("Ellen Smith", "Aurora H")) in (
        "Jo",
        "Aurora H",
    )


def test_nothing_treated_changes_nothing() -> None:
    assert edits(TEXT, []) == []
    assert differences(TEXT, [Edit(start=0, stop=1, words="x")], []) == [
        Edit(start=0, stop=1, words="a")
    ]


@pytest.mark.parametrize(
    ("said", "becomes"),
    [("Winnie'd gone", "Aurora'd gone"), ("WINNIE’LL go", "AURORA’LL go"), ("Winnied", "Aurora")],
)
def test_what_a_name_takes_on_in_speech_stays(said: str, becomes: str) -> None:
    name = said.split(maxsplit=1)[0]
    assert apply(said, edits(said, [Treated(start=0, stop=len(name), words="Aurora")])).text == (
        becomes
    )
