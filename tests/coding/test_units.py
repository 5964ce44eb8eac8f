"""What participants say is cut into sentences and windows that tile each turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.coding import units
from workbench.transcripts import Turn


def cut(text: str) -> list[str]:
    return [text[slice(*place)] for place in units.sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I left. Then I slept.", ["I left.", "Then I slept."]),
        ("Dr. Smith came. He asked J. Brown.", ["Dr. Smith came.", "He asked J. Brown."]),
        ("It was 3.5 hours... you know, long.", ["It was 3.5 hours... you know, long."]),
        ("Really? not me. “Go now!” She said.", ["Really? not me.", "“Go now!”", "She said."]),
        ("Yeah. I was tired. Mm.", ["Yeah. I was tired. Mm."]),
        ("So it was I. We left", ["So it was I.", "We left"]),
        ("One thing here\n\nanother thing there", ["One thing here", "another thing there"]),
        ("Well", ["Well"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_speech_is_split(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


def test_endless_speech_is_cut_at_a_comma() -> None:
    found = cut("so we went, " * 40)
    assert all(len(piece.split()) <= units.LONGEST for piece in found)
    assert all(piece.endswith(",") for piece in found)


@given(st.text(alphabet="ab AB.?!…,\n’”😀", max_size=200))
def test_sentences_tile_the_words(text: str) -> None:
    places = units.sentences(text, 0, len(text))
    assert "".join("".join(text[slice(*place)].split()) for place in places) == "".join(
        text.split()
    )
    edges = [edge for place in places for edge in place]
    assert edges == sorted(edges)
    assert all(text[slice(*place)].strip() == text[slice(*place)] != "" for place in places)


def test_windows_stay_in_turns_and_know_the_question() -> None:
    said = [
        ("interviewer", "Good. How are you? And the family?"),
        ("participant", "We are fine. I work now. She sings. He is ill."),
        ("other", "Coffee is here now."),
        ("participant", "Thank you all."),
    ]
    turns, start = [], 0
    for position, (role, words) in enumerate(said):
        turns.append(
            Turn(
                position=position,
                speaker=role,
                role=role,  # type: ignore[arg-type]
                start=start,
                stop=start + len(words),
            )
        )
        start += len(words) + 1
    text = "\n".join(words for _, words in said)
    found = units.of_transcript(text, turns)
    of_kind = {kind: [u.words for u in found if u.kind == kind] for kind in units.KINDS}
    assert of_kind["window"] == [
        "We are fine. I work now. She sings.",
        "He is ill.",
        "Thank you all.",
    ]
    assert len(of_kind["sentence"]) == 5
    assert of_kind["question"][1] == "Good. How are you? And the family? He is ill."
    assert all(text[u.start : u.stop] == u.words for u in found if u.kind != "question")
    at = text.index("She sings")
    assert units.with_question(text, turns, at, at + 9).endswith("the family? She sings")
    assert units.with_question(text, turns, 0, 4) == "Good"
