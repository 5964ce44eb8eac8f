"""Show places found with the words before and after them, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from workbench.coding.search import Found
from workbench.coding.word_index import Turn
from workbench.store import Row
from workbench.study import Study

Order = Literal["place", "after", "before"]
AROUND = 90
COLUMNS = ("transcript", "turn", "speaker", "role", "participant", "start", "stop")
WORDS = ("before", "words", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Show one place; `start` and `stop` are code points of the transcript in its `version`.

    `before` and `after` hold what is said around it in the same turn.
    """

    transcript_id: str
    version: str
    transcript: str
    turn: int
    speaker: str
    role: str
    participant: str
    began: float | None
    start: int
    stop: int
    before: str
    words: str
    after: str


def lines(study: Study, found: Found, rows: Sequence[int] | None = None) -> list[Line]:
    """Show all places, or those of the given numbers in their order."""
    labels = {row["id"]: row["label"] for row in study.rows("select id, label from transcripts")}
    speakers = {row["id"]: row for row in study.rows(_SPEAKERS)}
    wanted = range(len(found)) if rows is None else rows
    return [_line(found, row, labels, speakers) for row in wanted]


def ordered(found: Found, order: Order) -> list[int]:
    """Number the places in the order of the transcripts, or by the words after or before."""
    if order == "place":
        return list(range(len(found)))
    if order == "after":
        keys = [_after(found, row).split() for row in range(len(found))]
    else:
        keys = [_before(found, row).split()[::-1] for row in range(len(found))]
    plain = [[word.strip(".,;:!?…“”‘’'\"()-").casefold() for word in key] for key in keys]
    return sorted(range(len(found)), key=plain.__getitem__)


def people(study: Study, found: Found) -> int:
    """Count the participants in whose turns something was found."""
    speakers = {found.index.turns[turn].speaker_id for turn in np.unique(found.turns)}
    rows = study.rows("select id, participant_id from speakers where participant_id is not null")
    return len({row["participant_id"] for row in rows if row["id"] in speakers})


def table(shown: Iterable[Line]) -> list[Row]:
    """Put lines into rows of a table, turns counted from 1."""
    return [
        {name: getattr(line, name) for name in (*COLUMNS, *WORDS)} | {"turn": line.turn + 1}
        for line in shown
    ]


def _line(found: Found, row: int, labels: dict[str, str], speakers: dict[str, Row]) -> Line:
    source, base = found.index.place(int(found.starts[row]))
    turn = _turn(found, row)
    speaker = speakers[turn.speaker_id]
    start, stop = int(found.starts[row]) - base, int(found.stops[row]) - base
    return Line(
        transcript_id=source.id,
        version=source.version,
        transcript=labels[source.id],
        turn=turn.position,
        speaker=speaker["label"],
        role=speaker["role"],
        participant=speaker["participant"] or "",
        began=turn.began,
        start=start,
        stop=stop,
        before=_before(found, row),
        words=" ".join(source.text[start:stop].split()),
        after=_after(found, row),
    )


def _turn(found: Found, row: int) -> Turn:
    return found.index.turns[int(found.turns[row])]


def _before(found: Found, row: int) -> str:
    source, base = found.index.place(int(found.starts[row]))
    start = int(found.starts[row]) - base
    first = max(_turn(found, row).start, start - AROUND)
    told = source.text[first:start]
    if first > _turn(found, row).start:  # begin with a whole word
        told = told.partition(" ")[2] or told
    return " ".join(told.split())


def _after(found: Found, row: int) -> str:
    source, base = found.index.place(int(found.starts[row]))
    stop = int(found.stops[row]) - base
    last = min(_turn(found, row).stop, stop + AROUND)
    told = source.text[stop:last]
    if last < _turn(found, row).stop:
        told = told.rpartition(" ")[0] or told
    return " ".join(told.split())


_SPEAKERS = (
    "select s.id, s.label, s.role, p.pseudonym as participant from speakers s "
    "left join participants p on p.id = s.participant_id"
)
