"""Find where words stand in an index: whole words, phrases, their forms, or signs. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

from workbench.coding.folding import Way, folded
from workbench.coding.inflection import lemmas
from workbench.coding.word_index import Flags, Index, Indices, word_pattern

Places = tuple[Indices, Indices]
"""Starts and stops, counted through all texts of an index; sorted, none twice."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def words(index: Index, asked: str, *, exact: bool, forms: bool) -> Places:
    """Find words and phrases; `|` stands between alternatives, `*` for any letters of a word.

    The words of a phrase follow each other in one sentence, whatever stands between them.
    """
    found = [
        _phrase(index, terms, exact=exact, forms=forms) if terms else signs(index, one, exact=exact)
        for one in asked.split("|")
        if one.strip()
        for terms in [_terms(one)]
    ]
    return sorted_places(found)


def signs(index: Index, asked: str, *, exact: bool) -> Places:
    """Find signs wherever they stand, also inside words; a space stands for any white space."""
    way: Way = "written" if exact else "bare"
    wanted = [folded(word, way) for word in asked.split()]
    if not any(wanted):
        return sorted_places([])
    pattern = re.compile(r"\s+".join(map(re.escape, filter(None, wanted))))
    starts, stops = [], []
    for source, base in zip(index.sources, index.base, strict=True):
        told = source.fold(way)
        for found in pattern.finditer(told.text):
            start, stop = told.back(*found.span())
            if not (exact and _is_cut(told.text, found.end())):
                starts.append(start + int(base))
                stops.append(stop + int(base))
    return in_turns(index, np.array(starts, dtype=np.int64), np.array(stops, dtype=np.int64))


def in_turns(index: Index, starts: Indices, stops: Indices) -> Places:
    """Keep the places that lie in one turn."""
    turn = np.searchsorted(index.turn_start, starts, side="right") - 1
    kept = (turn >= 0) & (stops > starts)
    kept[kept] &= stops[kept] <= index.turn_stop[turn[kept]]
    return sorted_places([(starts[kept], stops[kept])])


def sorted_places(found: Iterable[Places]) -> Places:
    """Put places in order and each of them once."""
    pairs = [np.stack(one, axis=1) for one in found]
    if not sum(map(len, pairs)):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    every = np.unique(np.concatenate(pairs), axis=0)
    return every[:, 0], every[:, 1]


def _is_cut(text: str, stop: int) -> bool:
    """Tell whether a match would part a letter from its accent."""
    return stop < len(text) and unicodedata.combining(text[stop]) > 0


def _terms(asked: str) -> list[str]:
    """Split a query into words; none where it asks for signs that are no words."""
    odd = any(unicodedata.category(sign) in {"So", "Sk"} for sign in asked)
    return [] if odd or _UNSPACED.search(asked) else word_pattern(asked, also="*").findall(asked)


def _phrase(index: Index, terms: Sequence[str], *, exact: bool, forms: bool) -> Places:
    length = len(index.ids) - len(terms) + 1
    if length < 1:
        return sorted_places([])
    kept = np.ones(length, dtype=bool)
    for number, term in enumerate(terms):
        here = slice(number, number + length)
        kept &= _meant(index, term, exact=exact, forms=forms)[index.ids[here]]
        if number:
            kept &= index.joined[here]
    (first,) = np.nonzero(kept)
    return index.start[first], index.stop[first + len(terms) - 1]


def _meant(index: Index, term: str, *, exact: bool, forms: bool) -> Flags:
    """Mark the words that a term of the query stands for."""
    meant = np.zeros(len(index.words), dtype=bool)
    way: Way = "written" if exact else "bare"
    wanted = folded(term, way)
    if "*" in wanted:
        parts = wanted.split("*")
        for form, numbers in index.spelt[way].items():
            if _fits(form, parts):
                meant[numbers] = True
        return meant
    meant[list(index.spelt[way].get(wanted, ()))] = True
    if forms:
        asked = lemmas(folded(term, "bare"))
        for form, numbers in index.spelt["bare"].items():
            if asked & lemmas(form):
                meant[numbers] = True
    return meant


def _fits(form: str, parts: Sequence[str]) -> bool:
    """Tell whether a word holds the parts in their order, the first and last at its ends.

    A regular expression of many `*` could take for ever.
    """
    first, *middle, last = parts
    if len(form) < len(first) + len(last) or not form.startswith(first) or not form.endswith(last):
        return False
    place, end = len(first), len(form) - len(last)
    for part in middle:
        found = form.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True
