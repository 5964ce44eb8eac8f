from collections.abc import Sequence

import pytest

from workbench.anonymise import detectors
from workbench.anonymise.identifiers import Identifier, directness_of
from workbench.errors import ModelMissing


class Listed:
    """Stands in for a reader of names: finds the first mention of each name given."""

    def __init__(self, **names: str) -> None:
        self.names = {name.replace("_", " "): kind for name, kind in names.items()}

    def identifiers(self, text: str, turns: Sequence[tuple[int, int]]) -> list[Identifier]:
        return [
            Identifier(
                start=text.index(name),
                stop=text.index(name) + len(name),
                kind=kind,
                directness=directness_of(kind),
                detector="listed 1",
                probability=0.8,
            )
            for name, kind in self.names.items()
            if name in text
        ]


def found(text: str, **names: str) -> list[str]:
    detected = detectors.detect(text, detector=Listed(**names))
    return [text[i.start : i.stop] for i in detected]


def test_a_name_is_found_again() -> None:
    text = "Shanice came. I rang Shanice's mum.\nShanice!"
    assert found(text, Shanice="person") == ["Shanice"] * 3


def test_parts_of_a_name_are_found_again() -> None:
    text = "It was Noreen Duffy. Noreen went, and Mrs Duffy stayed."
    assert found(text, Noreen_Duffy="person") == ["Noreen Duffy", "Noreen", "Mrs Duffy"]


def test_a_name_in_capitals_or_lower_case_is_another_word() -> None:
    assert found("Ask Basil. The basil died.", Basil="person") == ["Basil"]


def test_an_everyday_word_is_repeated_inside_a_sentence_only() -> None:
    text = "I asked Will. Will you come? So Will came, and we will see."
    assert found(text, Will="person") == ["Will", "Will"]


def test_titles_belong_to_the_name() -> None:
    text = "Then Mrs Okoro and Big Tony came with auntie."
    assert found(text, Okoro="person", Tony="person") == ["Mrs Okoro", "Big Tony"]


def test_large_places_and_bodies_are_indirect() -> None:
    text = "From Leeds to Ambleby, with Oxfam."
    detected = detectors.detect(text, detector=Listed(Leeds="place", Ambleby="place"))
    assert [i.directness for i in detected] == ["indirect", "direct", "indirect"]


def test_rules_and_names_are_disjoint() -> None:
    text = "Mail noreen.duffy@larder.org.uk or Noreen Duffy, 9 Park Road, SE15 4AB."
    detected = detectors.detect(text, detector=Listed(Noreen_Duffy="person", Park="person"))
    assert [i.kind for i in detected] == ["email", "person", "place", "postcode"]


def test_offsets_are_code_points() -> None:
    text = "Łódź 🙂 — Wróbel said."
    (identifier,) = detectors.detect(text, detector=Listed(Wróbel="person"))
    assert text[identifier.start : identifier.stop] == "Wróbel"


def test_short_turns_are_read_together() -> None:
    turns = [(0, 10), (11, 300), (301, 900), (901, 910)]
    assert detectors.stretches(turns) == [(0, 300), (301, 900), (901, 910)]


def test_no_turn_is_lost() -> None:
    text = "one\n\ntwo\n three"
    assert [text[a:b] for a, b in detectors.lines(text)] == ["one", "two", " three"]


def test_an_unknown_pipeline_is_missing() -> None:
    with pytest.raises(ModelMissing):
        detectors.load("no-such-pipeline")


@pytest.fixture(scope="module")
def shipped() -> detectors.Detector:
    return detectors.load()


def test_the_shipped_pipeline_reads_talk(shipped: detectors.Detector) -> None:
    text = (
        "So, um, Noreen Duffy rang me from Open Door in Ambleside, and I said to Noreen, "
        "I'm seventy-one, I can't be carrying boxes up Station Road.\n"
        "Hope was on the door and I hope Will will come."
    )
    detected = detectors.detect(text, detector=shipped)
    named = {text[i.start : i.stop]: i.kind for i in detected}
    assert named["Noreen Duffy"] == "person"
    assert named["Noreen"] == "person"
    assert named["Ambleside"] == "place"
    assert named["Station Road"] == "place"
    assert named["seventy-one"] == "age"
    assert "Open Door" in named
    assert {"Hope", "Will"} <= named.keys()
    assert all(0 < i.probability <= 1 for i in detected)


def test_an_empty_text_holds_nothing(shipped: detectors.Detector) -> None:
    assert detectors.detect("", detector=shipped) == []
    assert detectors.detect("\n \n", detector=shipped) == []


def test_names_in_lower_case_are_found(shipped: detectors.Detector) -> None:
    text = "so i rang priya and she said dave from the pantry had gone to leeds with it"
    named = [text[i.start : i.stop] for i in detectors.detect(text, detector=shipped)]
    assert {"priya", "dave", "leeds"} <= set(named)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I rang Shanice and Ken about the mince in Hull.", []),
        ("i rang shanice and ken about the mince in hull.", ["mince"]),
        ("She rang. They came about the mince. " * 3, ["mince"]),
    ],
)
def test_faint_small_letters_count_where_names_have_none(text: str, left: list[str]) -> None:
    at = text.index("mince")
    faint = Identifier(
        start=at,
        stop=at + 5,
        kind="person",
        directness="direct",
        detector="listed 1",
        probability=0.03,
    )
    assert [text[one.start : one.stop] for one in detectors.credible([faint], text)] == left


@pytest.mark.parametrize(("word", "kept"), [("Erm", False), ("Monday", False), ("Hope", True)])
def test_faint_everyday_words_are_no_names(word: str, kept: bool) -> None:
    faint = Identifier(
        start=0,
        stop=len(word),
        kind="person",
        directness="direct",
        detector="listed 1",
        probability=0.03,
    )
    assert bool(detectors.credible([faint], f"{word} came.")) is kept
