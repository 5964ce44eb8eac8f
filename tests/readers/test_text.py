"""Plain text: labels, headers, encodings, roles, variants."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.readers import Reading, read, read_bytes


def text(content: str) -> Reading:
    return read_bytes("any.bin", content.encode())


def said(reading: Reading) -> list[tuple[str, str]]:
    return [(turn.speaker, reading.text[turn.start : turn.stop]) for turn in reading.turns]


def kinds(reading: Reading) -> set[str]:
    return {finding.kind for finding in reading.findings}


def roles(reading: Reading) -> dict[str, str]:
    return {speaker.label: speaker.role for speaker in reading.speakers}


def test_labels_header_and_a_label_that_is_none() -> None:
    reading = text(
        "Interview 7\nDate: 3 May\nInterviewer: Jane Smith\n\nINT: Hello, how are you?\n"
        "Maria: Fine.\nNote: this stays\n\nint: And https://a.b at 10:30?\nMaria: He said: no.\n"
    )
    assert said(reading) == [
        ("INT", "Hello, how are you?"),
        ("Maria", "Fine.\nNote: this stays"),
        ("INT", "And https://a.b at 10:30?"),
        ("Maria", "He said: no."),
    ]
    assert [(field.name, field.value) for field in reading.header] == [
        ("", "Interview 7"),
        ("Date", "3 May"),
        ("Interviewer", "Jane Smith"),
    ]
    assert reading.speakers[0].variants == ("int",)
    assert roles(reading) == {"INT": "interviewer", "Maria": "participant"}
    assert (reading.kind, reading.encoding) == ("plain text", "utf-8")


def test_a_label_heard_once_stays_in_the_text_and_is_reported() -> None:
    content = "INT: Hello?\nMaria: Yes.\nBen: I came too.\nand stayed\nINT: So?\nMaria: No.\n"
    reading = text(content)
    assert ("Maria", "Yes.\nBen: I came too.\nand stayed") in said(reading)
    assert "possible labels" in kinds(reading)
    told = read_bytes("a", content.encode(), roles={"Ben": "participant"})
    assert ("Ben", "I came too.\nand stayed") in said(told)


def test_he_said_is_no_speaker_however_often() -> None:
    reading = text(
        "INT: Go on?\nP1: Well\nHe said: no\nHe said: yes\nHe said: why\nINT: Ah\nP1: Hm"
    )
    assert set(roles(reading)) == {"INT", "P1"}


def test_a_speaker_list_makes_a_rare_label_a_speaker() -> None:
    reading = text(
        "Date: May\nParticipants: Ana Diaz, Ben\n\nINT: So?\nAna Diaz: One\nwrapped\nINT: Mm?\n"
    )
    assert ("Ana Diaz", "One\nwrapped") in said(reading)


@pytest.mark.parametrize(
    ("content", "speakers"),
    [
        ("Maria L  0:04  \nHello.\n\nUnknown Speaker  1:02:03 \nWhat?\n", ["Maria L"]),
        ("Speaker 1 (00:00:03):\nHello\nSpeaker 2 (00:00:05):\nYes\n", ["Speaker 1", "Speaker 2"]),
        ("[00:00:01] Maria: one\n[00:00:05] Jo: two?\n[00:00:09] Maria: three\n", ["Maria", "Jo"]),
        ("**Maria:** one\n**Jo:** two?\n**Maria:** three\n**Jo:** four\n", ["Maria", "Jo"]),
        ("I: Na?  #00:00:12-3#\nB: Ja. #00:00:15-0#\nI: So #00:00:19-0#", ["I", "B"]),
        ("R   one two\nI   What?\nR   three\nI   So?\n", ["R", "I"]),
        ("[P1 (F, 34)] Hello\n[INT] why?\n[P1 (F, 34)] so\n[INT] ok\n", ["P1 (F, 34)", "INT"]),
        ("Int:\tSo?\nRes:\tYes.\nInt:\tAnd?\nRes:\tNo.\n", ["Int", "Res"]),
        ("INT\tSo?\nMaria\tYes.\nINT\tAnd?\nMaria\tNo.\n", ["INT", "Maria"]),
        ("Interviewer1\u00a0: So?\nMarie \uff1a Oui\nInterviewer1 : Et?\nMarie: Non", ["Marie"]),
        ("Interviewer\nSo?\n\nMaria\nWell.\n\nInterviewer\nAnd?\n\nMaria\nNo.\n", ["Maria"]),
        ("00:00:01 Jo Hall\nSo?\n\n00:00:09 Maria\nWell.\n\n00:00:12 Jo Hall\nAnd?\n", ["Jo Hall"]),
        ("0:0:0.0 --> 0:0:5.120\nMaria\nHello\n0:0:6.0 --> 0:0:7.1\nJo\nYes?\n", ["Maria", "Jo"]),
    ],
)
def test_layouts(content: str, speakers: list[str]) -> None:
    reading = text(content)
    assert set(speakers) <= set(roles(reading))
    words = {word for _, words in said(reading) for word in words.split()}
    assert not words & {"Maria", "Jo", "INT", "00:00:05"}


def test_times_are_kept() -> None:
    reading = text("[00:00:01] Maria: one\n[00:01:05] Jo: two?\n[00:02:00.5] Maria: three\n")
    assert [turn.began for turn in reading.turns] == [1.0, 65.0, 120.5]
    ended = text("I: Na? #00:00:12-3#\nB: Ja. #01:00:15-0#\n")
    assert [turn.ended for turn in ended.turns] == [12.3, 3615.0]


def test_names_without_colon_need_the_researcher() -> None:
    content = b"[00:00:00] Maria Hello there.\n[00:00:04] Jo And you?\n"
    reading = read_bytes("a", content, roles={"Maria": "participant", "Jo": "interviewer"})
    assert said(reading) == [("Maria", "Hello there."), ("Jo", "And you?")]


def test_variants_merge_and_the_researcher_overrules() -> None:
    content = "Interviewer1: A?\nBSR06: b\nInterviewer 1: c?\nBSRO6: d\nInterviewer1: e\nBSR06: f"
    reading = text(content)
    assert roles(reading) == {"Interviewer1": "interviewer", "BSR06": "participant"}
    assert "merged labels" in kinds(reading)
    apart = read_bytes("a", content.encode(), merge={"BSRO6": "BSRO6"})
    assert "BSRO6" in roles(apart)
    joined = read_bytes("a", content.encode(), merge={"BSR06": "Ann", "BSRO6": "Ann"})
    assert set(roles(joined)) == {"Interviewer1", "Ann"}


def test_roles_follow_questions_and_can_be_overruled() -> None:
    content = b"Jo: Why?\nMaria: Because of it all.\nJo: And when?\nMaria: Then, was it?\n"
    assert roles(read_bytes("a", content)) == {"Jo": "interviewer", "Maria": "participant"}
    told = read_bytes("a", content, roles={"Maria": "interviewer", "Jo": "other"})
    assert roles(told) == {"Jo": "other", "Maria": "interviewer"}


def test_text_without_labels_is_one_turn_per_paragraph() -> None:
    reading = text("First paragraph\nwrapped here.\n\nSecond one.\n")
    assert [words for _, words in said(reading)] == [
        "First paragraph\nwrapped here.",
        "Second one.",
    ]
    assert "no speakers" in kinds(reading)
    diary = text("Monday: went out.\nTuesday: stayed in.\n")
    assert set(roles(diary)) == {"Unnamed speaker"}
    assert "possible labels" in kinds(diary)
    assert {turn.role for turn in reading.turns} == {"participant"}


def test_columns_with_a_heading() -> None:
    reading = text("Timespan\tContent\tSpeaker\n0:00.0 - 0:05.0\tHello\tMaria\n0:06\tWhy?\tINT\n")
    assert said(reading) == [("Maria", "Hello"), ("INT", "Why?")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    reading = read_bytes("a", "INT: Où?\r\nZoë: Là-bas – café.\r\n".encode(encoding))
    assert said(reading) == [("INT", "Où?"), ("Zoë", "Là-bas – café.")]
    assert "encoding" not in kinds(reading)


def test_windows_text_is_reported_and_nfc_is_not_applied() -> None:
    reading = read_bytes("a", "INT: caf\u00e9 \u2013 \u2019s\n".encode("cp1252"))
    assert reading.encoding == "cp1252"
    assert "encoding" in kinds(reading)
    assert "cafe\u0301" in text("INT: cafe\u0301\n").text


def test_control_characters_are_replaced_and_reported() -> None:
    reading = text("INT: so " + "word " * 50 + "a\x07b\x0bnew page\n")
    assert {"control characters", "line breaks"} <= kinds(reading)
    assert "a\ufffdb\nnew page" in reading.text


def test_few_capitals_are_reported() -> None:
    assert "few capitals" in kinds(text("p1: " + "all in lower case here " * 30))


def test_read_keeps_name_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "talk.docx"
    path.write_bytes(b"INT: So?\r\nP1: Yes.\r\n")
    reading = read(path)
    assert (reading.name, reading.original) == ("talk.docx", path.read_bytes())
    assert len(reading.sha256) == 64


@pytest.mark.slow
def test_thirty_megabytes_import() -> None:
    line = "INT: what did you do about the house on the hill?\nP1: we went and saw it once more.\n"
    reading = text(line * 370_000)
    assert len(reading.turns) == 740_000
