"""Whatever is written is read back; whatever is not readable is refused, never more."""

from __future__ import annotations

import string
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.readers.test_text import said
from tests.readers.word_files import docx, docx_table, zipped
from workbench.errors import UnreadableFile
from workbench.readers import Reading, read_bytes

Turns = list[tuple[str, str]]
_QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

words = st.text(alphabet=string.ascii_lowercase + "éß漢😀'’", min_size=1, max_size=8)
speech = st.lists(words, min_size=1, max_size=12).map(" ".join)
labels = st.sampled_from(["INT", "Maria", "Ben Hall", "Agnieszka W.", "Mao, G (Uni X)", "P1", "R"])


@st.composite
def interviews(draw: st.DrawFn) -> Turns:
    """Draw turns in which every speaker speaks at least twice."""
    people = draw(st.lists(labels, min_size=2, max_size=4, unique=True))
    order = people * 2 + draw(st.lists(st.sampled_from(people), max_size=12))
    return [(who, draw(speech)) for who in draw(st.permutations(order))]


def joined(turns: Turns, joint: str) -> Turns:
    merged: Turns = []
    for who, text in turns:
        if merged and merged[-1][0] == who:
            merged[-1] = (who, f"{merged[-1][1]}{joint}{text}")
        else:
            merged.append((who, text))
    return merged


def tiles(reading: Reading) -> bool:
    return "\n".join(words for _, words in said(reading)) == reading.text


def cues(turns: Turns, written: str, comma: bool = False) -> str:
    blocks = []
    for number, (who, text) in enumerate(turns):
        times = f"00:{number:02}:00.000 --> 00:{number:02}:59.000"
        times = times.replace(".", ",") if comma else times
        blocks.append(f"{number + 1}\n{times}\n" + written.format(who=who, text=text))
    return "\n\n".join(blocks) + "\n"


def check(content: bytes, turns: Turns, joint: str) -> None:
    reading = read_bytes("any", content)
    assert said(reading) == joined(turns, joint)
    assert tiles(reading)
    assert [turn.position for turn in reading.turns] == list(range(len(reading.turns)))


@_QUIET
@given(interviews())
def test_captions_come_back(turns: Turns) -> None:
    check(("WEBVTT\n\n" + cues(turns, "{who}: {text}")).encode(), turns, " ")
    check(("WEBVTT\n\n" + cues(turns, "<v {who}>{text}</v>")).encode(), turns, " ")
    check(cues(turns, "{who}: {text}", comma=True).encode(), turns, " ")


@_QUIET
@given(interviews())
def test_text_comes_back(turns: Turns) -> None:
    lines = [f"{who}: {text}" for who, text in turns]
    for joint in ("\n", "\r\n", "\n\n"):
        check(joint.join(lines).encode(), turns, "\n")


@settings(_QUIET, max_examples=15)
@given(interviews())
def test_word_comes_back(turns: Turns) -> None:
    check(docx([f"{who}: {text}" for who, text in turns]), turns, "\n")
    check(docx([f"{who}   {n}:07\n{text}" for n, (who, text) in enumerate(turns)]), turns, "\n")
    rows: list[Sequence[str]] = [["Time", "Speaker", "Text"]]
    rows += [[f"{n}:07", who, text] for n, (who, text) in enumerate(turns)]
    check(docx_table(rows), turns, "\n")


def survives(content: bytes) -> None:
    try:
        reading = read_bytes("any", content)
    except UnreadableFile:
        return
    assert tiles(reading)
    assert reading.turns
    assert reading.original == content


@settings(_QUIET, max_examples=400)
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    survives(content)


_WRITTEN = (
    "WEBVTT|\n|\n\n|00:00:01.000 --> 00:00:02.000|1|<v A>|</v>|NOTE|:|INT: |Ana: |  0:04|\t"
    "|[00:00:01] |0:0:0.0 --> 0:0:5.1|&#0;|&amp;|#00:00:01-2#|SPEAKERS|Date: x|Speaker,Text"
    "|00:00:11|*|(|\u2028|\0"
)
_PIECES = st.sampled_from(_WRITTEN.split("|"))


@settings(_QUIET, max_examples=400)
@given(st.lists(_PIECES | words, max_size=40).map("".join))
def test_any_text(content: str) -> None:
    survives(content.encode())


@settings(_QUIET, max_examples=150)
@given(st.integers(0, 100_000), st.integers(0, 255), st.booleans())
def test_any_damage_to_a_word_file(at: int, byte: int, cut: bool) -> None:
    content = bytearray(_WHOLE)
    content[at % len(content)] = byte
    survives(bytes(content[: at % len(content)] if cut else content))


@settings(_QUIET, max_examples=150)
@given(
    st.lists(st.sampled_from(["<w:p>", "</w:p>", "<w:t>", "x", "</w:t>", "<w:tbl>"]), max_size=9)
)
def test_any_document_part(pieces: list[str]) -> None:
    survives(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "".join(pieces)}))


_WHOLE = docx(["INT: so?", "P1: yes"])
