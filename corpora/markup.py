"""Read the sources of the example study: turns, words, and the identifiers marked in them.

The format is described in README.md: a turn opens with `@speaker m:ss`, an identifier is
`{words|kind:entity|d}`, and a typist's traces are `[[ins:words]]`, `[[del:words]]` and
`[[comment: text|words it stands on]]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

SOURCES = Path(__file__).parent / "sources"
Trace = Literal["kept", "inserted", "deleted"]
Directness = Literal["direct", "indirect"]

_IDENTIFIER = re.compile(r"\{([^{}|]+)\|([a-z_]+):([a-z0-9-]+)\|([di])\}")
_MARK = re.compile(r"\[\[(ins|del|comment):((?:\{[^{}]*\}|[^{}\]])*)\]\]")
_LAST_BAR = re.compile(r"\|(?=[^{}|]*(?:\{[^{}]*\}[^{}|]*)*$)")
_TRACES: Mapping[str, Trace] = {"ins": "inserted", "del": "deleted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Mark one identifier; `start` and `stop` are code points in the text it stands in."""

    start: int
    stop: int
    kind: str
    directness: Directness
    entity: str
    surface: str

    def moved(self, by: int) -> Mention:
        """Shift the span by a number of code points."""
        return replace(self, start=self.start + by, stop=self.stop + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Hold plain words and the identifiers in them."""

    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold a stretch of a turn as a typist left it; `comment` stands on its words."""

    words: Words
    trace: Trace = "kept"
    comment: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Hold what one speaker says; `began` in seconds, `words` with insertions and no deletions."""

    speaker: str
    began: int
    pieces: tuple[Piece, ...]
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Hold one interview; `names` maps the speaker keys R, P, P1 … to real names."""

    number: str
    title: str
    recorded: date
    names: Mapping[str, str]
    turns: tuple[Turn, ...]


def load() -> list[Source]:
    """Read every source in its order."""
    return [read(path) for path in sorted(SOURCES.glob("*.txt"))]


def read(path: Path) -> Source:
    """Read one source file; raises ValueError where its marks do not parse."""
    fields: list[tuple[str, str]] = []
    turns: list[tuple[str, int, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            name, _, value = line[1:].partition(" ")
            fields.append((name, value.strip()))
        elif line.startswith("@"):
            speaker, time = line[1:].split()
            turns.append((speaker, _seconds(time), []))
        elif line.strip():
            turns[-1][2].append(line.strip())
    header = dict(fields)
    people = [value for name, value in fields if name == "participant"]
    keys = ["P"] if len(people) == 1 else [f"P{place}" for place in range(1, len(people) + 1)]
    return Source(
        number=header["id"],
        title=header["title"],
        recorded=date.fromisoformat(header["date"]),
        names={"R": header["interviewer"], **dict(zip(keys, people, strict=True))},
        turns=tuple(_turn(speaker, began, " ".join(lines)) for speaker, began, lines in turns),
    )


def join(turns: tuple[Turn, ...]) -> Words:
    """Join the words of turns by line ends, as the readers do, and shift their identifiers."""
    texts, mentions, start = [], [], 0
    for turn in turns:
        texts.append(turn.words.text)
        mentions += [mention.moved(start) for mention in turn.words.mentions]
        start += len(turn.words.text) + 1
    return Words(text="\n".join(texts), mentions=tuple(mentions))


def _turn(speaker: str, began: int, marked: str) -> Turn:
    pieces = tuple(_pieces(marked))
    return Turn(speaker=speaker, began=began, pieces=pieces, words=_spoken(pieces))


def _pieces(marked: str) -> Iterator[Piece]:
    done = 0
    for mark in _MARK.finditer(marked):
        if mark.start() > done:
            yield Piece(words=_plain(marked[done : mark.start()]))
        done = mark.end()
        if mark[1] == "comment":
            bar = _LAST_BAR.search(mark[2])
            if bar is None:
                raise ValueError("A comment names no words to stand on.")
            comment = _plain(mark[2][: bar.start()].strip())
            yield Piece(words=_plain(mark[2][bar.end() :]), comment=comment)
        else:
            yield Piece(words=_plain(mark[2]), trace=_TRACES[mark[1]])
    if done < len(marked):
        yield Piece(words=_plain(marked[done:]))


def _plain(marked: str) -> Words:
    """Take the marks of identifiers away and remember where their words stand."""
    text, mentions, done = "", [], 0
    for mark in _IDENTIFIER.finditer(marked):
        text += marked[done : mark.start()]
        mentions.append(
            Mention(
                start=len(text),
                stop=len(text) + len(mark[1]),
                kind=mark[2],
                directness="direct" if mark[4] == "d" else "indirect",
                entity=f"{mark[2]}:{mark[3]}",
                surface=mark[1],
            )
        )
        text += mark[1]
        done = mark.end()
    text += marked[done:]
    if set(text) & set("{}|"):
        raise ValueError("A mark of an identifier does not parse.")
    return Words(text=text, mentions=tuple(mentions))


def _spoken(pieces: tuple[Piece, ...]) -> Words:
    text, mentions = "", []
    for piece in pieces:
        if piece.trace != "deleted":
            mentions += [mention.moved(len(text)) for mention in piece.words.mentions]
            text += piece.words.text
    return Words(text=text, mentions=tuple(mentions))


def _seconds(time: str) -> int:
    total = 0
    for part in time.split(":"):
        total = total * 60 + int(part)
    return total
