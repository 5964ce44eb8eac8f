"""Seek a regular expression in texts: linear in their length, whatever the expression.

DuckDB's engine is RE2, which knows no backtracking and bounds its memory. The `regex` package was
tried: its timeout came seconds late, and `(?:a{9999}){9999}` took all memory of the machine.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import pairwise

import duckdb

from workbench.errors import NotAllowed
from workbench.study import Study

LONGEST = 1_000
MOST = 200_000
PATIENCE = 5.0
"""Seconds after which a search is given up; looked at after each batch."""
BATCH = 200_000
"""Signs that are searched at once."""

Span = tuple[int, int, int]


def find(study: Study, pattern: str, texts: Sequence[str], *, exact: bool) -> list[Span]:
    """Give number of the text, start and stop of every match that is not empty.

    Case counts only where it is `exact`; `^` and `$` stand at line ends. Raises NotAllowed for
    what is no regular expression, takes too long or matches nearly everything.
    """
    if len(pattern) > LONGEST or "\0" in pattern:
        raise NotAllowed(f"A regular expression may have at most {LONGEST:,} characters.")
    begin, end = _signs(texts)
    flags = "gc" if exact else "gi"
    found: list[Span] = []
    until = time.monotonic() + PATIENCE
    with study.cursor() as sql:
        for first, batch in _batches(texts):
            try:
                marked = sql.execute(
                    _MARKED,
                    {
                        "texts": batch,
                        "pattern": f"(?m:{pattern})",
                        "mark": f"{begin}\\0{end}",
                        "flags": flags,
                    },
                ).fetchall()
            except duckdb.Error as error:
                raise _refused(error) from error
            for number, (text,) in enumerate(marked, start=first):
                found += _spans(number, text, begin, end)
            _require_bounds(found, until)
    return found


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    edges, length = [0], 0
    for number, text in enumerate(texts):
        length += len(text)
        if length > BATCH and number > edges[-1]:
            edges.append(number)
            length = len(text)
    for first, last in pairwise([*edges, len(texts)]):
        yield first, list(texts[first:last])


def _signs(texts: Sequence[str]) -> tuple[str, str]:
    """Choose two signs that stand in none of the texts."""
    used = set[str]().union(*map(set, texts))
    free = (chr(point) for point in range(0xE000, 0xF8FF) if chr(point) not in used)
    return next(free), next(free)


def _spans(number: int, marked: str, begin: str, end: str) -> Iterator[Span]:
    place = 0
    before, *pieces = marked.split(begin)
    place = len(before)
    for piece in pieces:
        match, _, after = piece.partition(end)
        if match:
            yield number, place, place + len(match)
        place += len(match) + len(after)


def _require_bounds(found: Sequence[Span], until: float) -> None:
    if len(found) > MOST or time.monotonic() > until:
        raise NotAllowed(
            "This regular expression takes too long or matches nearly everything. Make it "
            "narrower, or search in fewer transcripts."
        )


def _refused(error: duckdb.Error) -> NotAllowed:
    reason = str(error).partition("Error: ")[2].partition(": ")[0].partition("\n")[0]
    return NotAllowed(
        f"This is no regular expression that can be searched (“{reason or 'not understood'}”). "
        "Mend it, or choose another way of searching."
    )


_MARKED = (
    "select regexp_replace(text, $pattern, $mark, $flags) "
    "from (select unnest($texts::text[]) as text)"
)
