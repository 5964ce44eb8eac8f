"""Read a quote as a researcher has trimmed it, and find the marks that lead there. Pure.

Words that are missing were left out, `[…]` with words in it makes something clear or stands for
words, `*…*` is an emphasis that the researcher adds and `**…**` what the speaker stressed, `[W]e`
another letter at the beginning of a word. Whatever else does not stand in the transcript is told.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from workbench.errors import NotAllowed
from workbench.themes.trims import SIGNS, Kind, Mark, Piece, laid_out
from workbench.wordwise import pieces

_SIGN = "|".join(re.escape(sign) for sign in SIGNS if sign[0] in "([")
_PARTS = re.compile(rf"(?P<sign>{_SIGN})|\[(?P<letter>\w)\](?P<rest>\w+)|\[(?P<note>[^\[\]\n]*)\]")
_STARS: dict[str, Kind] = {"*": "emphasis", "**": "stress"}
_MOST = 4_000_000
"""Steps that one reading may take; some seconds."""
_LEFT = 15
_NEVER = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold the marks that were found, and what does not stand in the transcript."""

    marks: tuple[Mark, ...]
    strange: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Hold one sign of what was written: a word, a sign of omission, a bracket, a star."""

    kind: str
    text: str
    tokens: tuple[str, ...]
    """The same read as words: a transcript may hold “[laughs]” or “(...)” itself."""


def editable(words: str, marks: Iterable[Mark], sign: str = SIGNS[0]) -> str:
    """Write a quote so that `read` finds the marks in it again."""
    return "".join(map(_starred, laid_out(words, marks, sign)))


def _starred(piece: Piece) -> str:
    bare = piece.text.strip()
    stars = "**" if piece.stress else "*" if piece.emphasis else ""
    return piece.text.replace(bare, f"{stars}{bare}{stars}", 1) if bare else piece.text


def read(words: str, written: str, sign: str = SIGNS[0]) -> Reading:
    """Find the least marks by which the words read as written; white space does not count.

    Raises NotAllowed where both are so long, and so unlike, that this would take too long.
    """
    tokens, starts = _tokens(words)
    parts = _parts(written, sign)
    # Where words come again, the ends alone cannot tell which are meant: some are left to weigh.
    head = max(_alike(tokens, parts) - _LEFT, 0)
    tail = max(_alike(tokens[head:][::-1], parts[head:][::-1]) - _LEFT, 0)
    middle = tokens[head : len(tokens) - tail]
    steps = _align(middle, parts[head : len(parts) - tail])
    plain = [(n, n + 1, n, n + 1, "word") for n in range(head)]
    moved = [(i + head, k + head, j + head, m + head, how) for i, k, j, m, how in steps]
    first, last = len(parts) - tail, len(tokens) - tail
    after = [(first + n, first + n + 1, last + n, last + n + 1, "word") for n in range(tail)]
    return _marks(words, tokens, starts, parts, [*plain, *moved, *after])


def _tokens(words: str) -> tuple[list[str], list[int]]:
    every = pieces(words)
    begin = list(accumulate(map(len, every), initial=0))
    kept = [n for n, piece in enumerate(every) if piece.strip()]
    return [every[n] for n in kept], [begin[n] for n in kept]


def _parts(written: str, sign: str) -> list[_Part]:
    found: list[_Part] = []
    at = 0
    for match in _PARTS.finditer(written):
        found += _plain(written[at : match.start()], sign)
        at = match.end()
        tokens = tuple(_tokens(match[0])[0])
        if match["sign"]:
            found.append(_Part("sign", "", tokens))
        elif match["letter"]:
            found.append(_Part("letter", match["letter"] + match["rest"], tokens))
        else:
            found.append(_Part("note", match["note"].strip(), tokens))
    return found + _plain(written[at:], sign)


def _plain(words: str, sign: str) -> list[_Part]:
    """Read words without brackets; three dots are a sign where the study writes it so."""
    found = []
    signs = r"(\*\*?|\.\.\.)" if sign == "..." else r"(\*\*?)"
    for n, between in enumerate(re.split(signs, words)):
        if n % 2:
            kind, text = ("star", between) if between in _STARS else ("sign", "")
            found.append(_Part(kind, text, tuple(between)))
        else:
            found += [_Part("word", one, (one,)) for one in _tokens(between)[0]]
    return found


def _alike(tokens: Sequence[str], parts: Sequence[_Part]) -> int:
    """Count the words with which both begin."""
    same = 0
    for token, part in zip(tokens, parts, strict=False):
        if part.kind != "word" or part.text != token:
            break
        same += 1
    return same


Step = tuple[int, int, int, int, str]
"""From and to among the parts, from and to among the words, and how."""
_HOWS = ("", "word", "strange", "out", "sign", "note", "instead", "letter", "verbatim", "star")


class _Board:
    """Hold the least cost of each pair of places, and the step that led there."""

    def __init__(self, parts: int, tokens: int) -> None:
        self.width = tokens + 1
        size = (parts + 1) * self.width
        self.cost = array("d", [_NEVER]) * size
        self.came = array("l", [0]) * size
        self.how = bytearray(size)
        self.cost[0] = 0

    def reach(self, place: int, before: int, cost: float, how: str) -> None:
        if self.cost[before] + cost < self.cost[place]:
            self.cost[place] = self.cost[before] + cost
            self.came[place], self.how[place] = before, _HOWS.index(how)


def _align(tokens: Sequence[str], parts: Sequence[_Part]) -> list[Step]:
    if len(tokens) * len(parts) > _MOST:
        raise NotAllowed("That is too much at once. Trim the beginning first, then the end.")
    board = _Board(len(parts), len(tokens))
    for i in range(len(parts) + 1):
        row = i * board.width
        _leave_out(board, row, row, 3.0 if 0 < i < len(parts) else 2.5, "out")
        if i < len(parts):
            _go_on(board, row, tokens, parts[i])
    return _way(board)


def _go_on(board: _Board, row: int, tokens: Sequence[str], part: _Part) -> None:
    """Take one part: as words that stand there, as what it may mean besides, or as strange."""
    down = row + board.width
    size = len(part.tokens)
    for j in range(board.width):
        here = row + j
        if board.cost[here] >= _NEVER:
            continue
        if size and tuple(tokens[j : j + size]) == part.tokens:
            apart = not part.text.isalnum() and _HOWS[board.how[here]] in {"out", "sign"}
            how = "word" if size == 1 else "verbatim"
            board.reach(down + j + size, here, 0.05 if apart else 0.0, how)
        board.reach(down + j, here, 100.0, "strange")
        if part.kind == "note" and part.text:
            board.reach(down + j, here, 0.5, "note")
        elif part.kind == "star":
            board.reach(down + j, here, 0.2, "star")
        elif part.kind == "letter" and j < len(tokens) and _same_but_first(tokens[j], part.text):
            board.reach(down + j + 1, here, 0.1, "letter")
    if part.kind == "sign":
        _leave_out(board, row, down, 0.0, "sign")
    elif part.kind == "note" and part.text:
        _leave_out(board, row, down, 1.0, "instead")


def _leave_out(board: _Board, row: int, down: int, cost: float, how: str) -> None:
    """Pass over one word or more, from wherever it is cheapest."""
    best = -1
    for j in range(board.width):
        if best >= 0:
            board.reach(down + j, row + best, cost + 0.01 * (j - best), how)
        if best < 0 or board.cost[row + j] < board.cost[row + best] + 0.01 * (j - best):
            best = j


def _same_but_first(token: str, written: str) -> bool:
    return (
        token[1:] == written[1:]
        and token[0] != written[0]
        and (token[0].casefold() == written[0].casefold())
    )


def _way(board: _Board) -> list[Step]:
    steps: list[Step] = []
    place = len(board.cost) - 1
    while place:
        before = board.came[place]
        (i, j), (k, m) = divmod(before, board.width), divmod(place, board.width)
        steps.append((i, k, j, m, _HOWS[board.how[place]]))
        place = before
    return steps[::-1]


def _marks(
    words: str,
    tokens: Sequence[str],
    starts: Sequence[int],
    parts: Sequence[_Part],
    steps: Sequence[Step],
) -> Reading:
    marks: list[Mark] = []
    strange: list[str] = []
    opened: dict[str, int] = {}
    for i, _, j, m, how in steps:
        start = starts[j] if j < len(starts) else len(words)
        stop = starts[m - 1] + len(tokens[m - 1]) if m else 0
        part = parts[i] if i < len(parts) else _Part("", "", ())
        if how == "strange":
            strange.append("".join(part.tokens) or part.text)
        elif how == "star":
            if part.text not in opened:
                opened[part.text] = start
            elif (begun := opened.pop(part.text)) < stop:
                marks.append(Mark(kind=_STARS[part.text], start=begun, stop=stop))
        elif how in {"out", "sign"}:
            marks.append(Mark(kind="omission", start=start, stop=stop))
        elif how == "instead":
            marks.append(Mark(kind="replacement", start=start, stop=stop, text=part.text))
        elif how == "letter":
            first = Mark(kind="replacement", start=start, stop=start + 1, text=part.text[0])
            marks.append(first)
        elif how == "note":
            at = starts[m - 1] if m else 0
            marks.append(Mark(kind="clarification", start=at, stop=stop, text=part.text))
    strange += opened
    return Reading(marks=tuple(marks), strange=tuple(strange))
