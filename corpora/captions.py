"""Write turns as caption files: Zoom and Teams WebVTT, SRT."""

from __future__ import annotations

import html
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from corpora.markup import Source

MOST_WORDS = 25
_PACE = 150 / 60
_NAMESPACE = uuid.UUID("6f1f5d0e-7a3c-4a8e-9a53-0d4a7c2b1e90")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Hold one cue of a turn, with times in seconds; `first` opens the turn."""

    label: str
    text: str
    began: float
    ended: float
    turn: int
    first: bool


def zoom(source: Source, labels: dict[str, str]) -> str:
    """Write Zoom's WebVTT: numbered cues, the speaker's name before every cue."""
    blocks = ["WEBVTT"]
    for number, cue in enumerate(_cues(source, labels), 1):
        times = f"{_clock(cue.began)} --> {_clock(cue.ended)}"
        blocks.append(f"{number}\n{times}\n{cue.label}: {cue.text}")
    return "\n\n".join(blocks) + "\n"


def teams(source: Source, labels: dict[str, str]) -> str:
    """Write the WebVTT of Teams: GUID cue ids, voice tags, entities, CRLF."""
    blocks = ["WEBVTT"]
    for number, cue in enumerate(_cues(source, labels)):
        name = f"{uuid.uuid5(_NAMESPACE, f'{source.number}/{cue.turn}')}/{cue.turn}-{number}"
        times = f"{_clock(cue.began)} --> {_clock(cue.ended)}"
        text = html.escape(cue.text, quote=False).replace("'", "&#39;")
        blocks.append(f"{name}\n{times}\n<v {cue.label}>{text}</v>")
    return ("\n\n".join(blocks) + "\n").replace("\n", "\r\n")


def srt(source: Source, labels: dict[str, str]) -> str:
    """Write SRT as subtitlers do: the name before the first cue of a turn only."""
    blocks = []
    for number, cue in enumerate(_cues(source, labels), 1):
        times = f"{_clock(cue.began, ',')} --> {_clock(cue.ended, ',')}"
        label = f"{cue.label}: " if cue.first else ""
        blocks.append(f"{number}\n{times}\n{label}{cue.text}")
    return "\n\n".join(blocks) + "\n"


def pieces(text: str, most: int = MOST_WORDS) -> list[str]:
    """Cut words into runs of at most `most`, at ends of sentences where one is near."""
    found: list[list[str]] = [[]]
    for word in text.split(" "):
        full = len(found[-1]) >= most
        ended = bool(found[-1]) and found[-1][-1][-1:] in ".?!" and len(found[-1]) >= most * 0.6
        if full or ended:
            found.append([])
        found[-1].append(word)
    return [" ".join(words) for words in found]


def _cues(source: Source, labels: dict[str, str]) -> Iterator[Cue]:
    stops = [turn.began for turn in source.turns[1:]]
    last = source.turns[-1]
    stops.append(last.began + max(1, round(len(last.words.text.split()) / _PACE)))
    for place, (turn, stop) in enumerate(zip(source.turns, stops, strict=True)):
        runs = pieces(turn.words.text)
        said, whole = 0, len(turn.words.text.split())
        for run in runs:
            began = turn.began + (stop - turn.began) * said / whole
            first, said = said == 0, said + len(run.split())
            ended = turn.began + (stop - turn.began) * said / whole - 0.04
            yield Cue(
                label=labels[turn.speaker],
                text=run,
                began=began,
                ended=max(began + 0.1, ended),
                turn=place,
                first=first,
            )


def _clock(seconds: float, point: str = ".") -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{point}{rest % 1000:03}"
