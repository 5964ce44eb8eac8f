from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise import identifiers
from workbench.anonymise.identifiers import Identifier
from workbench.errors import NotAllowed


def found(start: int, stop: int, kind: str = "person", probability: float = 0.8) -> Identifier:
    return Identifier(
        start=start,
        stop=stop,
        kind=kind,
        directness=identifiers.directness_of(kind),
        detector="test 1",
        probability=probability,
    )


def words_of(text: str, resolved: list[Identifier]) -> list[str]:
    return [text[i.start : i.stop] for i in resolved]


def test_the_longest_wins() -> None:
    text = "Govanhill Housing Association"
    kept = identifiers.resolve([found(0, 9, "place"), found(0, 29, "organisation")], text)
    assert [i.kind for i in kept] == ["organisation"]


def test_of_equals_the_surest_wins() -> None:
    text = "943 476 5919"
    kept = identifiers.resolve([found(0, 12, "phone", 0.9), found(0, 12, "nhs_number", 1.0)], text)
    assert [i.kind for i in kept] == ["nhs_number"]


def test_what_a_longer_one_leaves_is_kept() -> None:
    text = "Ruth May the 4th, 2020"
    kept = identifiers.resolve([found(0, 8), found(5, 22, "date")], text)
    assert words_of(text, kept) == ["Ruth", "May the 4th, 2020"]


def test_possessives_and_punctuation_are_left_out() -> None:
    text = '"Ken\'s", she said'
    kept = identifiers.resolve([found(0, 8)], text)
    assert words_of(text, kept) == ["Ken"]


def test_nothing_but_punctuation_is_nothing() -> None:
    assert identifiers.resolve([found(0, 3)], "...") == []


def test_bands() -> None:
    bands = [identifiers.certainty(found(0, 1, probability=p)) for p in (1.0, 0.9, 0.5, 0.49)]
    assert bands == ["certain", "certain", "likely", "check"]


def test_an_empty_stretch_is_refused() -> None:
    with pytest.raises(NotAllowed):
        found(3, 3)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(NotAllowed):
        found(0, 1, "shoe size")


TEXTS = st.text(alphabet="abc XY.'s\n", min_size=1, max_size=40)
SPANS = st.lists(
    st.tuples(
        st.integers(0, 39), st.integers(1, 12), st.sampled_from(identifiers.KINDS), st.floats(0, 1)
    ),
    max_size=8,
)


@given(TEXTS, SPANS)
def test_resolved_are_disjoint_sorted_and_lose_no_word(
    text: str, spans: list[tuple[int, int, str, float]]
) -> None:
    given_ = [found(a, min(a + n, len(text)), kind, p) for a, n, kind, p in spans if a < len(text)]
    kept = identifiers.resolve(given_, text)
    for first, second in pairwise(kept):
        assert first.stop <= second.start
    covered = {at for i in kept for at in range(i.start, i.stop)}
    for identifier in given_:
        for at in range(identifier.start, identifier.stop):
            possessive = text[at] == "s" and text[at - 1 : at] == "'"
            assert not text[at].isalnum() or at in covered or possessive


@pytest.mark.parametrize(
    ("words", "left"),
    [("Big Mark and", "Big Mark"), ("Trust of the", "Trust"), ("Anand", "Anand"), ("The", "The")],
)
def test_no_name_ends_in_a_little_word(words: str, left: str) -> None:
    whole = Identifier(
        start=0, stop=len(words), kind="person", directness="direct", detector="t", probability=1.0
    )
    found = identifiers.without_little_words(whole, words)
    assert words[found.start : found.stop] == left
