"""What was corrected since the vault last saw a text is told word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise import corrections
from workbench.edits import Edit, apply
from workbench.errors import ChangedSince

FEW = "we went to the market and then to the other one, all of us together in the rain. " * 3


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("market", "markets"), ("then ", ""), ("other one", "other big one"), ("rain. ", "rain! ")],
)
def test_a_correction_is_found(was: str, becomes: str) -> None:
    after = FEW.replace(was, becomes, 1)
    found = corrections.between(FEW, after)
    assert apply(FEW, found).text == after
    assert all(edit.start < edit.stop for edit in found)


def test_another_text_is_none() -> None:
    with pytest.raises(ChangedSince):
        corrections.between(FEW, "nothing of the kind")
    with pytest.raises(ChangedSince):
        corrections.between(FEW, FEW.replace("the market", "the\nmarket", 1))


words = st.lists(st.sampled_from(["a", "b ", "cd", " ", "e,"]), min_size=30, max_size=60)


@given(words, st.data())
def test_two_sets_of_edits_make_one(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    first = drawn(data, text)
    there = apply(text, first).text
    second = drawn(data, there)
    both = corrections.composed(text, first, second)
    assert apply(text, both).text == apply(there, second).text


def drawn(data: st.DataObject, text: str) -> list[Edit]:
    """Draw edits none of which is a bare insertion."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    return [
        Edit(start=a, stop=b, words=data.draw(st.text("XY", max_size=4)))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
