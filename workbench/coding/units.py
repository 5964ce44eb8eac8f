"""Cut what participants say into the stretches that suggestions compare. Pure.

Three kinds, all inside one participant's turn: sentences, windows of three sentences, and
questions, which are windows read together with the end of the interviewer's turn before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.transcripts import Turn

Kind = Literal["sentence", "window", "question"]
KINDS: tuple[Kind, ...] = ("sentence", "window", "question")
IN_WINDOW = 3
LONGEST = 45
"""Words after which speech without full stops is cut, at a comma where there is one."""

# Begins where the stops begin and gives nothing back: a long run of dots is read once.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]»]*+(?=\s)|\n\s*\n")
_SHORT = {"mr", "mrs", "ms", "dr", "prof", "st", "e.g", "i.e", "etc", "vs", "approx"}
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Hold one stretch: code points `start` to `stop`, and the words an encoder reads for it."""

    kind: Kind
    start: int
    stop: int
    turn: int
    words: str


def of_transcript(text: str, turns: Sequence[Turn]) -> list[Unit]:
    """Cut all participants' turns; those of interviewers only lend their questions."""
    units: list[Unit] = []
    question = ""
    for turn in turns:
        if turn.role == "interviewer":
            question = _last_words(text, turn)
        elif turn.role == "participant":
            units += _of_turn(text, turn, question)
    return units


def with_question(text: str, turns: Sequence[Turn], start: int, stop: int) -> str:
    """Put the interviewer's last two sentences before the words of a passage."""
    asked = [turn for turn in turns if turn.role == "interviewer" and turn.stop <= start]
    return _joined(_last_words(text, asked[-1]) if asked else "", text[start:stop])


def sentences(text: str, start: int, stop: int) -> list[Place]:
    """Split speech into sentences; a single word joins its neighbour, endless ones are cut.

    Full stops after titles and initials do not end a sentence, nor do dots before a small letter.
    """
    ends = [m.end() for m in _END.finditer(text, start, stop) if _ends(text, m, stop)]
    found = [
        piece
        for left, right in zip([start, *ends], [*ends, stop], strict=True)
        if (place := _trimmed(text, left, right))
        for piece in _cut(text, *place)
    ]
    return _joined_fragments(text, found)


def _of_turn(text: str, turn: Turn, question: str) -> Iterable[Unit]:
    found = sentences(text, turn.start, turn.stop)
    for first in range(0, len(found), IN_WINDOW):
        inside = found[first : first + IN_WINDOW]
        window = (inside[0][0], inside[-1][1])
        said = _unit("window", window, turn, text[slice(*window)])
        yield from (_unit("sentence", place, turn, text[slice(*place)]) for place in inside)
        yield said
        yield _unit("question", window, turn, _joined(question, said.words))


def _unit(kind: Kind, place: Place, turn: Turn, words: str) -> Unit:
    return Unit(kind=kind, start=place[0], stop=place[1], turn=turn.position, words=words)


def _joined(question: str, words: str) -> str:
    return f"{question} {words}" if question else words


def _last_words(text: str, turn: Turn) -> str:
    return " ".join(text[slice(*place)] for place in sentences(text, turn.start, turn.stop)[-2:])


def _ends(text: str, mark: re.Match[str], stop: int) -> bool:
    after = text[mark.end() : min(mark.end() + 20, stop)].lstrip()[:1]
    if mark.group()[0] == "\n" or "?" in mark.group() or "!" in mark.group():
        return True
    word = re.search(r"[\w.]*\Z", text[max(mark.start() - 8, 0) : mark.start()])
    before = word.group() if word else ""
    initial = len(before) == 1 and before.isupper() and before != "I"
    return not (after.islower() or before.lower() in _SHORT or initial)


def _trimmed(text: str, start: int, stop: int) -> Place | None:
    words = text[start:stop]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    return (left, right) if left < right else None


def _cut(text: str, start: int, stop: int) -> list[Place]:
    if len(text[start:stop].split()) <= LONGEST:
        return [(start, stop)]
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:stop])]
    places = []
    while len(words) > LONGEST:
        commas = [n for n in range(LONGEST // 2, LONGEST) if text[words[n][1] - 1] in ",;:–—"]
        upto = (commas[-1] if commas else LONGEST - 1) + 1
        places.append((words[0][0], words[upto - 1][1]))
        words = words[upto:]
    return [*places, (words[0][0], words[-1][1])]


def _joined_fragments(text: str, places: Sequence[Place]) -> list[Place]:
    found: list[Place] = []
    waiting: int | None = None
    for start, stop in places:
        begin = start if waiting is None else waiting
        waiting = begin if len(text[begin:stop].split()) == 1 else None
        if waiting is None:
            found.append((begin, stop))
    if waiting is not None:
        last = found.pop() if found else (waiting, 0)
        found.append((last[0], places[-1][1]))
    return found
