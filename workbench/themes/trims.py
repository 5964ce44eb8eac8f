"""Lay the words of a quote out with what was left out, made clear or stressed. Pure.

The words stay as they were said. Marks count in code points of the words, half open; what they
ask for is put between the pieces of the words that are kept, so taking it out again gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from workbench.errors import NotAllowed

Kind = Literal["omission", "clarification", "replacement", "emphasis", "stress"]
SLANTED: tuple[Kind, ...] = ("emphasis", "stress")
SIGNS = ("(...)", "(…)", "[…]", "[...]", "...")
"""How an omission may be written; the first unless a study takes another."""
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Ask that `start` to `stop` of the words be set otherwise.

    An omission leaves them out, a replacement puts `[text]` in their place, a clarification puts
    `[text]` after them. An emphasis, added by the researcher, slants them; so does a stress, which
    was in the speaker's voice.
    """

    kind: Kind
    start: int
    stop: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold some text of a quote: words from `start` on, or with no start what was added.

    What is added for words left out has `gone` from `start` to `stop` of the words.
    """

    text: str
    start: int | None = None
    gone: tuple[int, int] | None = None
    emphasis: bool = False
    stress: bool = False
    spaced: bool = False
    """Tell that this is only a space that sets an addition off from the words."""

    @property
    def slanted(self) -> bool:
        """Tell whether it is printed in italics."""
        return self.emphasis or self.stress


@dataclass(frozen=True, slots=True)
class _Gap:
    start: int
    stop: int
    texts: tuple[str, ...] = ()
    """What stands in the place: the words of replacements, nothing for an omission."""


_Added = tuple[int, int, _Gap | str]


def laid_out(
    words: str, marks: Iterable[Mark], sign: str = SIGNS[0], *, edges: bool = True
) -> tuple[Piece, ...]:
    """Cut the words at their marks and put in what the marks ask for.

    Marks may lie in any order, overlap, or reach beyond the words, as corrections move them. With
    `edges` an omission at the beginning or end of the words is signed as well.
    """
    wanted = _within(words, marks)
    gaps = _gaps(words, [one for one in wanted if one.kind in {"omission", "replacement"}])
    gaps = gaps if edges else [_without_space(words, gap) for gap in gaps]
    notes = _notes([one for one in wanted if one.kind == "clarification"], gaps)
    slanted = [one for one in wanted if one.kind in SLANTED]
    pieces: list[Piece] = []
    at = 0
    additions: list[_Added] = [*((gap.start, gap.stop, gap) for gap in gaps), *notes]
    for start, stop, added in sorted(additions, key=_order):
        pieces += _kept(words, at, start, slanted)
        _add(pieces, words, start, stop, added, sign, edges=edges)
        at = stop
    return (*pieces, *_kept(words, at, len(words), slanted))


def text(pieces: Iterable[Piece]) -> str:
    """Write the pieces one after the other."""
    return "".join(piece.text for piece in pieces)


def require_verbatim(pieces: Sequence[Piece], words: str) -> None:
    """Raise NotAllowed unless all but what is added are the words, in order and without a gap.

    Only what a sign of omission or a replacement stands for may be missing.
    """
    at = 0
    for piece in pieces:
        if piece.gone is not None:
            fits = piece.gone[0] == at <= piece.gone[1]
            at = piece.gone[1]
        elif piece.start is not None:
            fits = piece.start == at and words.startswith(piece.text, at)
            at += len(piece.text)
        else:
            fits = True
        if not fits:
            break
    else:
        fits = at == len(words)
    if not fits:
        raise NotAllowed(
            "A quote would not say what its transcript says, so nothing was written. Look at the "
            "quote again on the Quotes page."
        )


def require_marks(words: str, marks: Sequence[Mark]) -> None:
    """Raise NotAllowed for marks that cannot be kept: empty, outside, without their text."""
    for mark in marks:
        if not 0 <= mark.start < mark.stop <= len(words):
            raise NotAllowed("A mark lies outside the words of this quote. Nothing was stored.")
        if not words[mark.start : mark.stop].strip():
            raise NotAllowed("A mark needs words that it stands on. Nothing was stored.")
        said = mark.text.strip()
        if (mark.kind in {"clarification", "replacement"}) != bool(said):
            raise NotAllowed("What is put in square brackets needs a text, and nothing else has.")
        if len(said) > LONGEST_TEXT or any(sign in said for sign in "[]\n\r\x00"):
            raise NotAllowed(
                f"What is put in square brackets is one line of at most {LONGEST_TEXT} characters, "
                "without brackets of its own."
            )
    if marks and not text(piece for piece in laid_out(words, marks) if piece.start is not None):
        raise NotAllowed("Nothing would be left of this quote. Take it off the choice instead.")


def _within(words: str, marks: Iterable[Mark]) -> list[Mark]:
    """Cut marks to the words; one without room goes, unless its text needs no words."""
    found = []
    for mark in marks:
        start, stop = max(mark.start, 0), min(mark.stop, len(words))
        if start < stop or (mark.text and start == stop):
            found.append(Mark(kind=mark.kind, start=start, stop=stop, text=mark.text))
    return sorted(found, key=lambda one: (one.start, one.stop, one.kind, one.text))


def _gaps(words: str, marks: Sequence[Mark]) -> list[_Gap]:
    """Join what is left out where it overlaps, or where only white space lies between two."""
    gaps: list[_Gap] = []
    for mark in marks:
        texts = (mark.text,) if mark.kind == "replacement" else ()
        last = gaps[-1] if gaps else None
        between = words[last.stop : mark.start].strip() if last else ""
        alike = last and bool(last.texts) == bool(texts) and not texts
        if last and (mark.start < last.stop or (alike and not between)):
            gaps[-1] = _Gap(last.start, max(last.stop, mark.stop), last.texts + texts)
        else:
            gaps.append(_Gap(mark.start, mark.stop, texts))
    return gaps


def _without_space(words: str, gap: _Gap) -> _Gap:
    """Let an omission at an edge, which has no sign there, take the white space beside it."""
    start, stop = gap.start, gap.stop
    if not words[:start].strip() and not gap.texts:
        start, stop = 0, len(words) - len(words[stop:].lstrip())
    if not words[stop:].strip() and not gap.texts:
        start, stop = len(words[:start].rstrip()), len(words)
    return _Gap(start, stop, gap.texts)


def _notes(marks: Iterable[Mark], gaps: Sequence[_Gap]) -> list[_Added]:
    """Place clarifications behind their words, or behind the gap these lie in."""
    found: list[_Added] = []
    for mark in marks:
        inside = [gap.stop for gap in gaps if gap.start < mark.stop < gap.stop]
        at = inside[0] if inside else mark.stop
        found.append((at, at, mark.text))
    return found


def _order(added: _Added) -> tuple[int, bool, int]:
    """Put a clarification before the gap that begins where it stands."""
    start, stop, what = added
    return start, not isinstance(what, str), stop


def _kept(words: str, start: int, stop: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut the words where one of the marks that slant them begins or ends; stress goes first."""
    edges = {start, stop, *(e for one in marks for e in (one.start, one.stop) if start < e < stop)}
    cut = [
        (left, right, {one.kind for one in marks if one.start <= left and right <= one.stop})
        for left, right in pairwise(sorted(edges))
    ]
    looks = groupby(cut, key=lambda one: ("stress" in one[2], "emphasis" in one[2]))
    for (stress, emphasis), same in looks:
        spans = [*same]
        left, right = spans[0][0], spans[-1][1]
        added = emphasis and not stress
        yield Piece(text=words[left:right], start=left, emphasis=added, stress=stress)


def _add(
    pieces: list[Piece],
    words: str,
    start: int,
    stop: int,
    added: _Gap | str,
    sign: str,
    *,
    edges: bool,
) -> None:
    """Put in an addition, with a space on the side where the words leave none."""
    if isinstance(added, str):
        shown, gone = f"[{added}]", None
    else:
        gone = (start, stop)
        at_edge = not words[:start].strip() or not words[stop:].strip()
        unsigned = not added.texts and at_edge and not edges
        bracketed = " ".join(f"[{one}]" for one in added.texts)
        shown = "" if unsigned else bracketed or sign
    inside = _letters(words, start, stop) and gone is not None
    before = text(pieces)[-1:]
    if shown and before and not before.isspace() and before not in "(“‘[" and not inside:
        pieces.append(Piece(text=" ", spaced=True))
    pieces.append(Piece(text=shown, gone=gone))
    after = words[stop : stop + 1]
    if shown and after and not after.isspace() and after not in ".,;:!?)”’]" and not inside:
        pieces.append(Piece(text=" ", spaced=True))


def _letters(words: str, start: int, stop: int) -> bool:
    """Tell whether part of a word is left out, as where [W] stands for its first letter."""
    into = words[start - 1 : start].isalnum() and words[start : start + 1].isalnum() and start > 0
    out = words[stop - 1 : stop].isalnum() and words[stop : stop + 1].isalnum()
    return into or out
