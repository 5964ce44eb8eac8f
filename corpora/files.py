"""Say in which file each interview came to the study: its name, its format, its labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from corpora import captions, word
from corpora.markup import Source
from corpora.word import Paragraph, Properties

RUTH, IMRAN, TYPIST = "Ruth Calloway", "Imran Sadiq", "Meinir Jenkins"
_NOBODY = Properties(author="", changed_by="", modified="2021-03-08T09:00:00Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Describe one file; `labels` are what the file calls each speaker, `traces` who else it names.

    `line_words` cuts turns into lines of about that many words; 0 leaves a turn in one line.
    """

    name: str
    kind: str
    write: Callable[[Source, Layout], bytes]
    labels: Mapping[str, str]
    traces: tuple[tuple[str, str], ...] = ()
    line_words: int = 0
    header: tuple[str, ...] = ()
    properties: Properties = _NOBODY

    def lines(self, text: str) -> list[str]:
        """Cut a turn into the lines in which this file holds it."""
        return captions.pieces(text, self.line_words) if self.line_words else [text]


def teams_2026(source: Source, layout: Layout) -> bytes:
    """Write a turn as one paragraph: name and time, then its words in lines."""
    began = f"{source.names['R']} started transcription"
    paragraphs = [Paragraph(lines=(line,)) for line in (*layout.header, began)]
    for turn in source.turns:
        head = f"{layout.labels[turn.speaker]}   {turn.began // 60}:{turn.began % 60:02}"
        paragraphs.append(Paragraph(lines=(head, *layout.lines(turn.words.text))))
    paragraphs.append(Paragraph(lines=(f"{source.names['R']} stopped transcription",)))
    return word.write(paragraphs, layout.properties)


def teams_2021(source: Source, layout: Layout) -> bytes:
    """Write stretches of a turn with unpadded times, each under the speaker's name."""
    paragraphs = []
    stops = [turn.began for turn in source.turns[1:]] + [source.turns[-1].began + 4]
    for turn, stop in zip(source.turns, stops, strict=True):
        runs = captions.pieces(turn.words.text, 40)
        step = (stop - turn.began) / len(runs)
        for number, run in enumerate(runs):
            began, ended = turn.began + number * step, turn.began + (number + 1) * step
            times = f"{_unpadded(began)} --> {_unpadded(ended)}"
            paragraphs.append(Paragraph(lines=(times, layout.labels[turn.speaker], run)))
    return word.write(paragraphs, layout.properties)


def typed(source: Source, layout: Layout) -> bytes:
    """Write a typist's Word file: a label in bold, then the words with their traces."""
    paragraphs = [Paragraph(lines=(line,)) for line in layout.header]
    for turn in source.turns:
        label = f"{layout.labels[turn.speaker]}: "
        paragraphs.append(Paragraph(label=label, pieces=turn.pieces))
    return word.write(paragraphs, layout.properties)


def plain(source: Source, layout: Layout) -> bytes:
    """Write plain text with a label before each turn and an empty line between turns."""
    turns = [f"{layout.labels[turn.speaker]}: {turn.words.text}" for turn in source.turns]
    return "\n\n".join((*layout.header, *turns, "")).encode("utf-8")


def plain_uneven(source: Source, layout: Layout) -> bytes:
    """Write plain text whose labels are in capitals here and there, with Windows line ends."""
    turns = []
    for number, turn in enumerate(source.turns):
        label = layout.labels[turn.speaker]
        shown = label.upper() if number % 9 in (3, 4) else label
        turns.append(f"{shown}: {turn.words.text}")
    return "\r\n".join((*layout.header, *turns, "")).encode("utf-8")


def zoom_vtt(source: Source, layout: Layout) -> bytes:
    """Write Zoom's captions."""
    return captions.zoom(source, dict(layout.labels)).encode("utf-8")


def teams_vtt(source: Source, layout: Layout) -> bytes:
    """Write the captions of Teams."""
    return captions.teams(source, dict(layout.labels)).encode("utf-8")


def srt(source: Source, layout: Layout) -> bytes:
    """Write subtitles."""
    return captions.srt(source, dict(layout.labels)).encode("utf-8")


def _unpadded(seconds: float) -> str:
    time = timedelta(milliseconds=round(seconds * 1000))
    minutes, rest = divmod(int(time.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60}:{rest}.{time.microseconds // 1000}"


def _by(author: str, changed_by: str, modified: str, **more: str) -> Properties:
    return Properties(author=author, changed_by=changed_by, modified=modified, **more)


FILES: Mapping[str, Layout] = {
    "01": Layout(
        name="Interview 01 - Mo T (Hull).docx",
        kind="Word file of Teams, 2026",
        write=teams_2026,
        labels={"R": RUTH, "P": "Maureen Tattersall"},
        line_words=60,
        header=(
            "Interview 01 Mo T-20201117_140212-Meeting Recording",
            "17 November 2020, 02:02PM",
            "18m 51s",
        ),
        properties=_by("", RUTH, "2020-11-17T15:10:00Z"),
        traces=(("header", RUTH), ("last changed by", RUTH)),
    ),
    "02": Layout(
        name="Interview 02 Kwabs GMT20201203-132958_Recording.transcript.vtt",
        kind="captions of Zoom",
        write=zoom_vtt,
        labels={"R": RUTH, "P": "Kwabs OM"},
    ),
    "03": Layout(
        name="Interview 03 CBL Cwm Ystrad TYPED v2 FINAL.docx",
        kind="typist's Word file with a comment and tracked changes",
        write=typed,
        labels={"R": "Interviewer", "P": "Carys"},
        properties=_by(TYPIST, RUTH, "2021-01-22T18:40:00Z", title="CBL interview"),
        traces=(
            ("author", TYPIST),
            ("comment author", TYPIST),
            ("author of an insertion", TYPIST),
            ("author of a deletion", RUTH),
            ("last changed by", RUTH),
        ),
    ),
    "04": Layout(
        name="Interview 04 - Agnieszka W.vtt",
        kind="captions of Teams",
        write=teams_vtt,
        labels={"R": "Calloway, Ruth", "P": "Agnieszka Wróbel"},
    ),
    "05": Layout(
        name="int 05 Fergus Govan.txt",
        kind="plain text",
        write=plain,
        labels={"R": "INT", "P": "P1"},
    ),
    "06": Layout(
        name="Interview 06 (Priya R, Chorlton).docx",
        kind="Word file of Teams, 2021",
        write=teams_2021,
        labels={"R": RUTH, "P": "Priya Raghunathan"},
        properties=_by("", "", "2021-01-14T12:00:00Z"),
    ),
    "07": Layout(
        name="Interview 07 Dennis + Sally-Ann GMT20210119-100001_Recording.transcript.vtt",
        kind="captions of Zoom, two participants",
        write=zoom_vtt,
        labels={"R": RUTH, "P1": "Dennis Achebe", "P2": "Sally-Ann Hook"},
    ),
    "08": Layout(
        name="Interview_08_HM_Clogher.docx",
        kind="typist's Word file with an author in its properties",
        write=typed,
        labels={"R": "R", "P": "Hope"},
        properties=_by(
            TYPIST,
            RUTH,
            "2021-02-16T21:05:00Z",
            company="Jenkins Transcription, Treforest",
            title="Hope Magee 4 Feb 2021",
        ),
        traces=(("author", TYPIST), ("last changed by", RUTH), ("title", "Hope Magee")),
    ),
    "09": Layout(
        name="Interview 09 M Reading Deal.srt",
        kind="subtitles",
        write=srt,
        labels={"R": IMRAN, "P": "Mark Reading"},
    ),
    "10": Layout(
        name="Interview 10 - Nasreen A - Sisters' Kitchen.docx",
        kind="typist's Word file with a header",
        write=typed,
        labels={"R": "Interviewer", "P": "Nasreen Akhtar"},
        header=(
            "Title: Interview 10",
            "Date: 21 January 2021",
            "Interviewer: Ruth Calloway",
            "Participant: Nasreen Akhtar",
            "Place: by telephone",
            "Transcribed by: Meinir Jenkins",
        ),
        properties=_by(TYPIST, TYPIST, "2021-01-30T10:15:00Z"),
        traces=(("header", RUTH), ("header", "Nasreen Akhtar"), ("header", TYPIST)),
    ),
    "11": Layout(
        name="Interview 11 Jo P, Porthmellow.vtt",
        kind="captions of Teams",
        write=teams_vtt,
        labels={"R": "Calloway, Ruth", "P": "Jo Penhaligon"},
    ),
    "12": Layout(
        name="12_Tom AC_Leeds_040321.txt",
        kind="plain text, labels in capitals here and there",
        write=plain_uneven,
        labels={"R": "Interviewer", "P": "Participant"},
    ),
}
