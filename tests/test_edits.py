"""Edits leave untouched words alone and carry every passage with its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import edits
from workbench.edits import Edit
from workbench.errors import NotAllowed


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(alphabet="ab é😀\n", max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    words = st.text(alphabet="XY", max_size=5)
    return text, [Edit(start=a, stop=b, words=draw(words)) for a, b in pairs]


@given(edited_texts())
def test_untouched_characters_keep_their_place(case: tuple[str, list[Edit]]) -> None:
    text, changes = case
    done = edits.apply(text, changes)
    for offset, letter in enumerate(text):
        if not any(edit.start <= offset < edit.stop for edit in changes):
            start, stop = done.moved(offset, offset + 1)
            assert done.text[start:stop] == letter


@given(edited_texts(), st.integers(0, 60), st.integers(0, 60))
def test_passages_keep_their_words(case: tuple[str, list[Edit]], a: int, b: int) -> None:
    text, changes = case
    start, stop = sorted((min(a, len(text)), min(b, len(text))))
    done = edits.apply(text, changes)
    moved = done.text[slice(*done.moved(start, stop))]
    if start < stop and not any(edit.start < stop and edit.stop > start for edit in changes):
        assert moved == text[start:stop]


def test_a_passage_cut_by_an_edit_grows_to_its_replacement() -> None:
    done = edits.apply("ask Mo Tattersall now", [Edit(start=4, stop=17, words="Jean Firth")])
    assert done.text == "ask Jean Firth now"
    assert done.text[slice(*done.moved(0, 6))] == "ask Jean Firth"
    assert done.text[slice(*done.moved(7, 21))] == "Jean Firth now"


@pytest.mark.parametrize(
    "changes",
    [
        [Edit(start=0, stop=2, words=""), Edit(start=1, stop=3, words="")],
        [Edit(start=0, stop=9, words="")],
        [Edit(start=2, stop=1, words="")],
    ],
)
def test_impossible_edits_change_nothing(changes: list[Edit]) -> None:
    with pytest.raises(NotAllowed):
        edits.apply("abc", changes)
