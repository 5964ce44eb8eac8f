"""Words that a typist set in bold or italics are told of; labels and whole turns are not."""

from __future__ import annotations

import pytest

from tests.readers.test_word import detail, word
from tests.readers.word_files import paragraph, raw_docx, run
from workbench.readers import Reading

BOLD, SLANTED = "<w:b/>", "<w:i/>"


def read(*paragraphs: str) -> Reading:
    return word(raw_docx("".join(paragraphs)))


def told(reading: Reading) -> bool:
    return any(each.kind == "emphasis" for each in reading.findings)


@pytest.mark.parametrize(
    "marks",
    [
        BOLD,
        SLANTED,
        '<w:u w:val="single"/>',
        '<w:em w:val="dot"/>',
        "<w:caps/>",
        '<w:rStyle w:val="Emphasis"/>',
    ],
)
def test_stress_inside_a_turn_is_told_with_its_place(marks: str) -> None:
    question = paragraph("INT: And then?")
    answer = paragraph(run("P1:", BOLD), " We lost the ", run("whole", marks), " street.")
    reading = read(question, answer)
    assert "We lost the whole street." in reading.text
    assert detail(reading, "emphasis") == "We lost the **whole** street."


def test_each_stretch_counts_once() -> None:
    cut = paragraph("P1: not ", run("ev", SLANTED), run("er", SLANTED), " and ", run("no", BOLD))
    reading = read(paragraph("INT: So?"), cut)
    assert detail(reading, "emphasis").splitlines() == [
        "P1: not **ever** and no",
        "P1: not ever and **no**",
    ]
    (message,) = (each.message for each in reading.findings if each.kind == "emphasis")
    assert ": 2. " in message
    assert "ever" not in message


@pytest.mark.parametrize(
    "answer",
    [
        (run("P1:", BOLD), " We lost it."),
        (run("P1", BOLD), ": We lost it."),
        (run("P1", BOLD), " 0:04\t", "We lost it."),
        (run("P1: We lost it.", SLANTED),),
        (run("P1:", BOLD), run(" We lost it.", SLANTED)),
        (run("P1:", BOLD), " We lost it.", run(" ... ", BOLD)),
        ("P1: We ", run("lost", '<w:b w:val="0"/><w:u w:val="none"/>'), " it."),
    ],
)
def test_labels_and_whole_turns_are_no_stress(answer: tuple[str, ...]) -> None:
    assert not told(read(paragraph("INT: And then?"), paragraph(*answer)))
