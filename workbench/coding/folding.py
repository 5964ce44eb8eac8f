"""Fold case and accents away and say where each folded sign stood before. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

Way = Literal["bare", "unaccented", "written"]
"""`bare` folds case and accents, `unaccented` accents, `written` two spellings of one sign."""

_LETTERS = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "’": "'", "‘": "'", "ʼ": "'", "＇": "'",
}  # fmt: skip
_INVISIBLE = {"\xad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}


@dataclass(frozen=True, slots=True)
class Folded:
    """Hold a folded text; `places` leads back from its signs, None where nothing moved."""

    text: str
    original: str
    places: npt.NDArray[np.int64] | None

    def back(self, start: int, stop: int) -> tuple[int, int]:
        """Give the place in the original of a stretch that is not empty, with its accents."""
        if self.places is not None:
            start, stop = int(self.places[start]), int(self.places[stop - 1]) + 1
        while stop < len(self.original) and unicodedata.category(self.original[stop])[0] == "M":
            stop += 1
        return start, stop

    def forth(self, place: int) -> int:
        """Give the first folded sign at or after a place of the original."""
        return place if self.places is None else int(np.searchsorted(self.places, place))


def fold(text: str, way: Way) -> Folded:
    """Fold a text sign by sign; one sign may become none or several."""
    signs = {sign: _sign(sign, way) for sign in set(text)}
    moved = {sign: len(now) for sign, now in signs.items() if len(now) != 1}
    told = text.translate({ord(sign): now for sign, now in signs.items() if sign != now})
    if not moved:
        return Folded(told, text, None)
    lengths = np.ones(len(text), dtype=np.int64)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    for sign, length in moved.items():
        lengths[points == ord(sign)] = length
    return Folded(told, text, np.repeat(np.arange(len(text)), lengths))


def folded(words: str, way: Way) -> str:
    """Fold words of which no place is asked."""
    return "".join(_sign(sign, way) for sign in words)


@lru_cache(maxsize=20_000)
def _sign(sign: str, way: Way) -> str:
    if sign in _INVISIBLE:
        return ""
    apart = unicodedata.normalize("NFD", sign)
    if way == "written":
        return "'" if apart == "’" else apart
    plain = "".join(
        _LETTERS.get(part, part) for part in apart if unicodedata.category(part) != "Mn"
    )
    return plain if way == "unaccented" else folded(plain.casefold(), "unaccented")
