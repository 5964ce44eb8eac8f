"""WebVTT and SRT: speakers, times, odd cues, captions that roll."""

from __future__ import annotations

from tests.readers.test_text import kinds, roles, said, text

ZOOM = (
    "WEBVTT\n\n1\n00:00:02.656 --> 00:00:05.230\nMaria F.: Okay.\n\n"
    "2\n00:00:06.000 --> 00:00:07.000\nand more\n\n"
    "3\n00:00:08.000 --> 00:00:09.000\nJo Hall: Why?\n\n"
    "4\n00:00:10.000 --> 00:00:11.000\nMaria F.: Well,\nfish &amp; chips. <inaudible>\n\n"
    "5\n00:01:12.000 --> 00:01:13.000\nJo Hall: ok?\n"
)


def test_zoom() -> None:
    reading = text(ZOOM)
    assert reading.kind == "zoom vtt"
    assert said(reading)[0] == ("Maria F.", "Okay. and more")
    assert said(reading)[2] == ("Maria F.", "Well, fish & chips. <inaudible>")
    assert (reading.turns[0].began, reading.turns[0].ended) == (2.656, 7.0)
    assert roles(reading) == {"Maria F.": "participant", "Jo Hall": "interviewer"}
    assert "no speaker" in kinds(reading)


def test_zoom_telephone_and_live_captions() -> None:
    cue = "00:00:0{0}.000 --> 00:00:0{0}.500\n{1}\n\n"
    phone = "".join(cue.format(n, f"+44 20 7946 0000: word{n}") for n in range(3))
    assert set(roles(text("WEBVTT\n\n" + phone))) == {"+44 20 7946 0000"}
    live = "".join(cue.format(n, f"({('Ana', 'Jo')[n % 2]})\nword{n}") for n in range(6))
    assert set(roles(text("WEBVTT\n\n" + live))) == {"Ana", "Jo"}


def test_teams() -> None:
    reading = text(
        "WEBVTT\r\n\r\n9f0c1111-2222-3333-4444-555566667777/14-0\r\n"
        "00:00:03.120 --> 00:00:06.480\r\n<v Mao, G (Uni X)>Hi &lt;3</v>\r\n\r\n"
        "NOTE Confidence: 0.9\r\n\r\n00:00:07.000 --> 00:00:08.000\r\n"
        "<v O&#39;Neil>Yes?</v>\r\n\r\n"
        "00:00:09.000 --> 00:00:10.000\r\nand no tag\r\n\r\nSTYLE\r\n::cue {}\r\n"
    )
    assert reading.kind == "teams vtt"
    assert said(reading) == [("Mao, G (Uni X)", "Hi <3"), ("O'Neil", "Yes? and no tag")]
    assert {"note blocks", "style blocks", "no speaker"} <= kinds(reading)


def test_two_voices_in_one_cue() -> None:
    reading = text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Yes</v>\n<v.loud Ben>No</v>\n")
    assert said(reading) == [("Ana", "Yes"), ("Ben", "No")]


def test_missing_header_empty_and_odd_cues() -> None:
    reading = text(
        "named cue\n00:00:05.000 --> 00:00:04.000\nAna: Hi?\n\n00:00:01.000 --> 00:00:02.000\n\n"
        "00:00:03.000 --> 00:00:04.000\nAna: Yes\n"
    )
    assert {"missing header", "empty cues", "odd cues", "cue names"} <= kinds(reading)
    assert said(reading) == [("Ana", "Hi? Yes")]


def test_srt() -> None:
    reading = text(
        "1\n00:00:00,000 --> 00:00:02,000\n[SPEAKER_00]: <i>hi</i>\n\n"
        "2\n00:00:02,500 --> 00:00:03,000\n[SPEAKER_01]: hello\n\nand after a blank line\n"
    )
    assert reading.kind == "srt"
    assert said(reading) == [("SPEAKER_00", "hi"), ("SPEAKER_01", "hello and after a blank line")]
    assert reading.turns[1].began == 2.5


def test_rolling_captions_are_taken_once() -> None:
    reading = text(
        "WEBVTT\nKind: captions\n\n00:00:00.000 --> 00:00:02.000 align:start\n \n"
        "hello<00:00:01.000><c> there</c>\n\n00:00:02.000 --> 00:00:02.010\nhello there\n \n\n"
        "00:00:02.010 --> 00:00:04.000\nhello there\nnext<00:00:03.000><c> line</c>\n"
    )
    assert reading.kind == "youtube vtt"
    assert reading.text == "hello there next line"
    assert [field.name for field in reading.header] == ["Kind"]


def test_a_repeated_yeah_is_kept() -> None:
    cue = "00:00:0{0}.000 --> 00:00:0{0}.500\nYeah.\n\n"
    assert text("WEBVTT\n\n" + "".join(cue.format(n) for n in range(5))).text.count("Yeah") == 5


def test_captions_without_speakers_part_at_pauses() -> None:
    reading = text(
        "WEBVTT - Talk 3\n\n00:01.000 --> 00:02.000\none\n\n00:02.000 --> 00:03.000\ntwo\n\n"
        "00:09.000 --> 00:10.000\nthree\n"
    )
    assert reading.text == "one two\nthree"
    assert [(field.name, field.value) for field in reading.header] == [("title", "Talk 3")]
