"""Set a quote as it stands in a paper: in the text, as a block or as a dialogue. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from workbench.themes import attribution, trims
from workbench.themes.conventions import QUOTATION_MARKS, Conventions
from workbench.themes.quote_settings import Form
from workbench.themes.quotes import Quote
from workbench.themes.trims import Mark, Piece

INTERVIEWER = "Interviewer"
ADDED, HEARD, BOTH = "emphasis added", "emphasis in original", "emphasis in original and added"
"""Says whose the emphasis in a quote is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold what stands on one line of a quote, and who says it where that is to be named."""

    pieces: tuple[Piece, ...]
    speaker: str = ""
    question: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQuote:
    """Hold a quote ready to stand in a paper: its form, its lines, who said it."""

    form: Form
    lines: tuple[Line, ...]
    opens: str = ""
    closes: str = ""
    who: str = ""

    @property
    def text(self) -> str:
        """Write its lines without formats, with quotation marks and names as they are set."""
        return self.opens + "\n".join(map(written, self.lines)) + self.closes


def written(line: Line) -> str:
    """Write a line with who says it."""
    return (f"{line.speaker}: " if line.speaker else "") + trims.text(line.pieces)


def set_quote(
    quote: Quote,
    how: Conventions,
    template: str,
    *,
    form: Form | None = None,
    question: bool | None = None,
) -> SetQuote:
    """Set a quote as it was chosen to be, or in another form.

    Raises NotAllowed where it would not say what the transcript says.
    """
    marks = quote.setting.marks if quote.setting else ()
    chosen = form or (quote.setting.form if quote.setting else "auto")
    asks = quote.setting.with_question if quote.setting and question is None else bool(question)
    usual = replace(how, opening="as said") if how.opening == "small" else how
    pieces = laid_out(quote.words, marks, usual)
    lines = _lines(quote, pieces)
    if asks and quote.question:
        asked = Piece(text=quote.question, start=0)
        lines = [Line(pieces=(asked,), speaker=INTERVIEWER, question=True), *lines]
    found = _form(chosen, lines, how)
    if found == "inline" and usual is not how:  # within a sentence of the paper
        lines = _lines(quote, laid_out(quote.words, marks, how))
    if found != "dialogue":
        lines = [replace(line, speaker="") for line in lines]
    opens, closes = QUOTATION_MARKS[how.marks] if found == "inline" else ("", "")
    who = attribution.write(quote, template)
    return SetQuote(
        form=found,
        lines=tuple(lines),
        opens=opens,
        closes=closes,
        who=_with_emphasis(who, pieces),
    )


def laid_out(words: str, marks: Iterable[Mark], how: Conventions) -> tuple[Piece, ...]:
    """Cut words at their marks, with the first letter as the study writes it; checked."""
    wanted = list(marks)
    pieces = trims.laid_out(words, wanted, how.omission, edges=how.edges)
    if how.opening != "as said" and (letter := _opening(pieces, how)):
        pieces = trims.laid_out(words, [*wanted, letter], how.omission, edges=how.edges)
    trims.require_verbatim(pieces, words)
    return pieces


def _opening(pieces: Sequence[Piece], how: Conventions) -> Mark | None:
    """Ask for another first letter where the quote begins with a kept letter of the wrong case."""
    first = next((piece for piece in pieces if piece.text.strip()), None)
    if first is None or first.start is None:
        return None
    at = first.start + len(first.text) - len(first.text.lstrip())
    letter = first.text.lstrip()[0]
    other = letter.upper() if how.opening == "capital" else letter.lower()
    if other == letter or len(other) != 1 or re.match(r"I\b", first.text.lstrip()):
        return None
    return Mark(kind="replacement", start=at, stop=at + 1, text=other)


def _form(chosen: Form, lines: Sequence[Line], how: Conventions) -> Form:
    """Take a dialogue where more than one line is said, else a block where it is long or broken."""
    if len(lines) > 1 or chosen == "dialogue":
        return "dialogue"
    if chosen != "auto":
        return chosen
    said = trims.text(lines[0].pieces)
    return "block" if len(said.split()) > how.longest or "\n" in said.strip() else "inline"


def _lines(quote: Quote, pieces: Sequence[Piece]) -> list[Line]:
    """Begin a line where another speaks; what is left out between turns of one joins them."""
    if len(pieces) == 1 and pieces[0].start == 0:
        begins = accumulate((len(part.words) + 1 for part in quote.parts), initial=0)
        return [
            Line(pieces=(replace(pieces[0], text=part.words, start=begin),), speaker=part.speaker)
            for part, begin in zip(quote.parts, begins, strict=False)
        ]
    writing = _Writing(quote)
    for piece in pieces:
        if piece.start is None:
            writing.add(piece)
        else:
            writing.say(piece, piece.start)
    return writing.lines()


class _Writing:
    """Put pieces on lines; the line feeds between turns become new lines."""

    def __init__(self, quote: Quote) -> None:
        self.quote = quote
        sizes = (len(part.words) + 1 for part in quote.parts)
        self.begins = list(accumulate(sizes, initial=0))
        self.done: list[tuple[str, list[Piece]]] = []
        self.waiting: list[Piece] = []
        self.part, self.cut = -1, False

    def say(self, piece: Piece, start: int) -> None:
        """Write words, part by part."""
        for number, part in enumerate(self.quote.parts):
            left = max(start, self.begins[number])
            right = min(start + len(piece.text), self.begins[number + 1] - 1)
            if left >= right:
                continue
            said = replace(piece, text=piece.text[left - start : right - start], start=left)
            same = bool(self.done) and self.done[-1][0] == part.speaker
            if number != self.part and not (same and self.cut):
                self.done.append((part.speaker, []))
            self._put(*self.waiting, said)
            self.part, self.cut, self.waiting = number, False, []

    def add(self, piece: Piece) -> None:
        """Write what is added where the words before it end, or where those after it begin."""
        if piece.gone is None:
            (self._put if self.done and not self.waiting else self.waiting.append)(piece)
            return
        self.cut = True
        start, stop = piece.gone
        home = bisect_right(self.begins, start) - 1
        if self.done and (home == self.part or stop >= self.begins[home + 1] - 1):
            self._put(piece)
        else:
            self.waiting.append(piece)

    def lines(self) -> list[Line]:
        """Give the lines; an addition without words beside it stands on one of its own."""
        if self.waiting:
            if not self.done:
                self.done.append((self.quote.parts[0].speaker, []))
            self._put(*self.waiting)
        return [
            Line(pieces=self._tight(some[:-1] if some[-1].spaced else some), speaker=speaker)
            for speaker, some in self.done
        ]

    def _tight(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """Begin a line with words, not with the space that stood behind words left out."""
        first, *rest = pieces
        if first.start is None or first.start in self.begins:
            return tuple(pieces)
        bare = first.text.lstrip()
        return (replace(first, text=bare, start=first.start + len(first.text) - len(bare)), *rest)

    def _put(self, *pieces: Piece) -> None:
        """Add to the last line, with a space where a line feed would have set both apart."""
        line = self.done[-1][1]
        for piece in pieces:
            before = line[-1] if line else None
            if before and before.start is None and not before.spaced and piece.start is not None:
                apart = piece.start > (before.gone[1] if before.gone else piece.start)
            elif before and before.start is not None and piece.gone:
                apart = before.start + len(before.text) < piece.gone[0]
            else:
                apart = False
            if apart and before and not (before.text[-1:] + piece.text[:1]).isspace():
                line.append(Piece(text=" ", spaced=True))
            line.append(piece)


def _with_emphasis(who: str, pieces: Iterable[Piece]) -> str:
    """Say behind who said it whose the emphasis is, if there is any."""
    shown = [piece for piece in pieces if piece.text.strip()]
    added, heard = any(one.emphasis for one in shown), any(one.stress for one in shown)
    whose = BOTH if added and heard else HEARD if heard else ADDED if added else ""
    if not whose:
        return who
    return f"{who[:-1]}, {whose})" if who.endswith(")") else f"{who} ({whose})".strip()
