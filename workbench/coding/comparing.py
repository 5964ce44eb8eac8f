"""Lay two researchers' codings of one transcript side by side, as a prompt for discussion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench import audit, memos, passages, transcripts
from workbench.coding import codings
from workbench.coding.coded_passages import Coding
from workbench.errors import NotAllowed
from workbench.memos import Memo
from workbench.study import Study
from workbench.transcripts import Turn

Kind = Literal["same", "edges", "first", "second"]
"""The same code on the same words; with other edges; only the first's or the second's coding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Join what two researchers did with one code in one place; one of them may have done nothing.

    `start` and `stop` are code points and hold all that either coded.
    """

    kind: Kind
    code_id: str
    start: int
    stop: int
    first: Coding | None
    second: Coding | None

    @property
    def codings(self) -> tuple[Coding, ...]:
        """Give the codings there are."""
        return tuple(one for one in (self.first, self.second) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTurn:
    """Show the pairs that touch a turn; `number` counts turns from one."""

    turn: Turn
    number: int
    pairs: tuple[Pair, ...]


def compare(study: Study, transcript_id: str, first: str, second: str) -> list[Pair]:
    """Pair the codings of two researchers in the order of the text; raises NotAllowed for one."""
    if first == second:
        raise NotAllowed("Choose two different researchers to compare.")
    found = codings.of_transcript(study, transcript_id)
    return pair(
        [one for one in found if one.researcher == first],
        [one for one in found if one.researcher == second],
    )


def pair(first: Sequence[Coding], second: Sequence[Coding]) -> list[Pair]:
    """Join codings of the same code that share most words; each belongs to one pair. Pure."""
    shared = sorted(
        ((_shared(a, b), a, b) for a in first for b in _rivals(a, second)),
        key=lambda each: (-_closeness(*each), each[1].start, each[1].id, each[2].id),
    )
    taken: set[str] = set()
    pairs = []
    for _, a, b in shared:
        if a.id not in taken and b.id not in taken:
            taken |= {a.id, b.id}
            pairs.append(_joined(a, b))
    pairs += [_alone("first", one) for one in first if one.id not in taken]
    pairs += [_alone("second", one) for one in second if one.id not in taken]
    return sorted(pairs, key=lambda each: (each.start, each.stop, each.code_id, each.kind))


def by_turn(study: Study, transcript_id: str, pairs: Iterable[Pair]) -> list[ComparedTurn]:
    """Lay pairs beside the turns they touch; every turn is there."""
    known = list(pairs)
    return [
        ComparedTurn(
            turn=turn,
            number=number,
            pairs=tuple(one for one in known if one.start < turn.stop and turn.start < one.stop),
        )
        for number, turn in enumerate(transcripts.turns(study, transcript_id), start=1)
    ]


def discuss(study: Study, transcript_id: str, one: Pair, text: str) -> Memo:
    """Write a memo on the words that two researchers coded differently.

    Raises NotAllowed for an empty memo, NotThere where the transcript is gone.
    """
    if not text.strip():
        raise NotAllowed("Write something first: an empty memo is not kept.")
    memo = Memo(
        id=study.new_id(),
        about="passage",
        about_id=study.new_id(),
        text=text.strip(),
        researcher=study.researcher,
        ts=audit.now(),
    )
    with audit.act(study, "memos.write", subject=memo.about_id) as act:
        passages.anchor(act, transcript_id, one.start, one.stop, passage_id=memo.about_id)
        act.insert("memos", {name: getattr(memo, name) for name in Memo.__slots__})
    return memo


def discussed(study: Study, transcript_id: str, one: Pair) -> list[Memo]:
    """List the memos on the words of a pair and on its codings, newest first."""
    found = study.rows(
        _MEMOS,
        transcript=transcript_id,
        start=one.start,
        stop=one.stop,
        codings=[coding.id for coding in one.codings],
    )
    wanted = {row["id"] for row in found}
    return [memo for memo in memos.fetch_all(study) if memo.id in wanted]


def compared_by(study: Study) -> dict[str, list[str]]:
    """Name by transcript those who coded it, in the order of their names."""
    found = study.rows(
        "select distinct p.transcript_id, c.researcher from codings c "
        "join passages p on p.id = c.passage_id order by lower(c.researcher), c.researcher"
    )
    named: dict[str, list[str]] = {}
    for row in found:
        named.setdefault(row["transcript_id"], []).append(row["researcher"])
    return named


def _rivals(one: Coding, others: Iterable[Coding]) -> list[Coding]:
    return [other for other in others if other.code_id == one.code_id and _shared(one, other) > 0]


def _shared(one: Coding, other: Coding) -> int:
    return min(one.stop, other.stop) - max(one.start, other.start)


def _closeness(shared: int, one: Coding, other: Coding) -> float:
    return shared / (max(one.stop, other.stop) - min(one.start, other.start))


def _joined(one: Coding, other: Coding) -> Pair:
    same = (one.start, one.stop) == (other.start, other.stop)
    return Pair(
        kind="same" if same else "edges",
        code_id=one.code_id,
        start=min(one.start, other.start),
        stop=max(one.stop, other.stop),
        first=one,
        second=other,
    )


def _alone(kind: Literal["first", "second"], one: Coding) -> Pair:
    return Pair(
        kind=kind,
        code_id=one.code_id,
        start=one.start,
        stop=one.stop,
        first=one if kind == "first" else None,
        second=one if kind == "second" else None,
    )


_MEMOS = """
select id from memos where (about = 'coding' and list_contains($codings::text[], about_id))
union select m.id from memos m join passages p on m.about = 'passage' and p.id = m.about_id
where p.transcript_id = $transcript and p.start = $start and p.stop = $stop
"""
