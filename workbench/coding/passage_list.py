"""Put together what the codebook page shows of a code: its row in the tree, its passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench import clock, memos, participants, transcripts
from workbench.coding import codebook, codings, counts, shown
from workbench.coding.coded_passages import CodedPassage
from workbench.coding.counts import Count
from workbench.store import Row
from workbench.study import Study

NOTHING = Count(passages=0, participants=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Hold the turns before and after a passage, each with who speaks."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def tree_rows(study: Study) -> list[Row]:
    """List the codebook in tree order, with counts of each code and of all below it."""
    said = counts.by_code(study)
    own = {row["code_id"]: row["n"] for row in study.rows(_OWN)}
    return [
        {
            "id": code.id,
            "parent_id": code.parent_id,
            "name": code.name,
            "colour": code.colour,
            "passages": said.get(code.id, NOTHING).passages,
            "participants": said.get(code.id, NOTHING).participants,
            "own": own.get(code.id, 0),
            "retired": code.retired,
            "defined": bool(code.description),
        }
        for code in codebook.fetch_all(study)
    ]


def passages(study: Study, code_id: str, *, subcodes: bool = True) -> Row:
    """List the passages of a code in the order of the transcripts, and who says them."""
    scope = codings.with_subcodes(study, code_id) if subcodes else [code_id]
    scope = [code_id, *(each for each in scope if each != code_id)]
    return listed(study, codings.of_code(study, code_id, subcodes=subcodes), scope)


def listed(study: Study, found: Sequence[CodedPassage], scope: Sequence[str]) -> Row:
    """Give coded passages as the list takes them; `scope` names their codes, the main one first."""
    written: dict[str, str] = {}
    for memo in memos.fetch_all(study, about="coding"):
        written[memo.about_id] = "\n".join(filter(None, (memo.text, written.get(memo.about_id))))
    people: dict[str, Mapping[str, str]] = {
        person.pseudonym: person.attributes for person in participants.fetch_all(study)
    }
    return {
        "code_id": scope[0] if scope else "",
        "scope": list(scope),
        "people": people,
        "passages": [
            _row(each, order, written.get(each.coding.id, "")) for order, each in enumerate(found)
        ],
    }


def around(study: Study, coding_id: str) -> Around:
    """Show the turn before a passage, what of its own turns it leaves out, and the turn after."""
    coding = codings.fetch(study, coding_id)
    text = transcripts.text(study, coding.transcript_id)
    turns = transcripts.turns(study, coding.transcript_id)
    inside = [n for n, t in enumerate(turns) if t.start < coding.stop and t.stop > coding.start]
    before = (
        [
            (t.speaker, text[t.start : min(t.stop, coding.start)])
            for t in turns[max(inside[0] - 1, 0) : inside[0] + 1]
        ]
        if inside
        else []
    )
    after = (
        [
            (t.speaker, text[max(t.start, coding.stop) : t.stop])
            for t in turns[inside[-1] : inside[-1] + 2]
        ]
        if inside
        else []
    )
    return Around(before=_said(before), after=_said(after))


def _said(turns: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{speaker}: {words.strip()}" for speaker, words in turns if words.strip())


def _row(each: CodedPassage, order: int, memo: str) -> Row:
    turn = f"turn {each.turn + 1}"
    return {
        "id": each.coding.id,
        "code_id": each.coding.code_id,
        "passage": f"{each.coding.transcript_id} {each.coding.start} {each.coding.stop}",
        "order": order,
        "transcript": each.transcript,
        "words": each.words,
        "who": each.participant or each.speaker,
        "place": " · ".join(filter(None, (each.transcript, turn, shown.clock(each.began)))),
        "time": clock.local(each.coding.ts).isoformat(timespec="seconds"),
        "researcher": each.coding.researcher,
        "memo": memo,
    }


_OWN = """
select c.code_id, count(distinct (p.transcript_id, p.start, p.stop)) as n
from codings c join passages p on p.id = c.passage_id group by c.code_id
"""
