"""Gather what is coded within chosen codes, transcripts, people and researchers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from workbench import participants
from workbench.coding import codebook, narrowing
from workbench.coding.codebook import Code
from workbench.coding.scope import (
    EVERYTHING,
    NOBODY,
    Flags,
    Gathered,
    Ints,
    Person,
    Scope,
    Text,
    Turns,
    spread,
)
from workbench.store import Row, at_one_moment
from workbench.study import Study


@at_one_moment
def gather(study: Study, scope: Scope = EVERYTHING, *, ever: bool = False) -> Gathered:
    """Read codings, turns and people of a scope; with `ever`, codings taken away since, too."""
    codes = codebook.fetch_all(study)
    asked = narrowing.codes(codes, scope)
    texts = _texts(study, scope)
    turns, people = _turns(study, scope, texts)
    rows = _codings(study, scope, texts, asked, ever=ever)
    base = {text.id: text.base for text in texts}
    start = _whole([row["start"] + base[row["transcript_id"]] for row in rows])
    stop = _whole([row["stop"] + base[row["transcript_id"]] for row in rows])
    if scope.roles or scope.attributes:
        kept = _said_by_wanted(turns, start, stop)
        rows = [row for row, keep in zip(rows, kept, strict=True) if keep]
        start, stop = start[kept], stop[kept]
    shown = [code.id in asked and (scope.retired or not code.retired) for code in codes]
    listed = np.flatnonzero(np.array(shown, dtype=np.bool_))
    return _gathered(codes, listed, texts, turns, people, rows, start, stop)


def _gathered(
    codes: Sequence[Code],
    listed: Ints,
    texts: Sequence[Text],
    turns: Turns,
    people: Sequence[Person],
    rows: Sequence[Row],
    start: Ints,
    stop: Ints,
) -> Gathered:
    end = texts[-1].base + texts[-1].length + 2 if texts else 1
    keys, passage = np.unique(start * end + stop, return_inverse=True)
    start, stop = keys // end, keys % end
    first, last = _touched(turns, start, stop)
    place = {code.id: at for at, code in enumerate(codes)}
    code = _whole([place.get(row["code_id"], NOBODY) for row in rows])
    carries: Flags = np.zeros((len(keys), len(codes)), dtype=np.bool_)
    carries[passage[code >= 0], code[code >= 0]] = True
    bases = _whole([text.base for text in texts])
    return Gathered(
        codes=codes,
        listed=listed,
        texts=texts,
        people=people,
        turns=turns,
        start=start,
        stop=stop,
        text=np.searchsorted(bases, start, side="right").astype(np.int64) - 1,
        first=first,
        last=last,
        carries=carries,
        speaks=_speaks(turns, first, last, len(people)),
        coding_ids=[row["id"] for row in rows],
        coding_passage=passage.astype(np.int64),
        coding_code=code,
        coding_researcher=[row["researcher"] for row in rows],
        coding_time=[row["ts"] for row in rows],
    )


def _texts(study: Study, scope: Scope) -> list[Text]:
    texts: list[Text] = []
    base = 0
    for row in study.rows(_TEXTS):
        if not scope.transcripts or row["id"] in scope.transcripts:
            texts.append(Text(**row, base=base))
            base += row["length"] + 1  # so that what ends one text does not touch the next
    return texts


def _turns(study: Study, scope: Scope, texts: Sequence[Text]) -> tuple[Turns, list[Person]]:
    home = {text.id: at for at, text in enumerate(texts)}
    rows = [row for row in study.rows(_TURNS) if row["transcript_id"] in home]
    known = {person.id: person for person in participants.fetch_all(study)}
    people: dict[str, Person] = {}
    asked = narrowing.speakers(study, scope)
    wanted = []
    for row in rows:
        person = known.get(row["participant_id"])
        facts = dict(person.attributes) if person else {}
        fits = row["speaker_id"] in asked
        wanted.append(fits)
        if fits and row["role"] == "participant" and row["person"] not in people:
            name = person.pseudonym if person else f"{row['speaker']} ({row['label']})"
            people[row["person"]] = Person(id=row["person"], name=name, attributes=facts)
    order = {key: person.position for key, person in known.items()}
    listed = sorted(people.values(), key=lambda person: order.get(person.id, len(order) + 1))
    column = {person.id: at for at, person in enumerate(listed)}
    speaking = [
        column.get(row["person"], NOBODY) if row["role"] == "participant" else NOBODY
        for row in rows
    ]
    text = _whole([home[row["transcript_id"]] for row in rows])
    base = _whole([one.base for one in texts])
    return Turns(
        start=_whole([row["start"] for row in rows]) + base[text],
        stop=_whole([row["stop"] for row in rows]) + base[text],
        text=text,
        person=_whole(speaking),
        wanted=np.array(wanted, dtype=np.bool_),
    ), listed


def _codings(
    study: Study, scope: Scope, texts: Sequence[Text], asked: Collection[str], *, ever: bool
) -> list[Row]:
    meant, values = narrowing.codings(scope, asked, (text.id for text in texts))
    found = _EVER if ever else _NOW
    return study.rows(f"select * from ({found}) where {meant} order by ts, id", **values)


def _touched(turns: Turns, start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    first = np.searchsorted(turns.stop, start, side="right")
    last = np.searchsorted(turns.start, stop, side="left") - 1
    return first.astype(np.int64), last.astype(np.int64)


def _said_by_wanted(turns: Turns, start: Ints, stop: Ints) -> Flags:
    first, last = _touched(turns, start, stop)
    before = np.concatenate([[0], np.cumsum(turns.wanted)])
    found: Flags = (last >= first) & (before[np.maximum(last + 1, first)] > before[first])
    return found


def _speaks(turns: Turns, first: Ints, last: Ints, people: int) -> Flags:
    passage, turn = spread(first, last + 1)
    said = turns.wanted[turn] & (turns.person[turn] != NOBODY)
    found: Flags = np.zeros((len(first), people), dtype=np.bool_)
    found[passage[said], turns.person[turn[said]]] = True
    return found


def _whole(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)


_TEXTS = (
    "select t.id, t.label, length(x.text)::int as length from transcripts t "
    "join texts x on x.id = t.id order by t.position, t.id"
)
_TURNS = """
select t.transcript_id, t.start, t.stop, s.id as speaker_id, s.role, s.label as speaker,
    s.participant_id, coalesce(s.participant_id, s.id) as person, x.label
from turns t join speakers s on s.id = t.speaker_id join transcripts x on x.id = t.transcript_id
order by x.position, x.id, t.start, t.stop
"""
_NOW = """
select c.id, c.code_id, c.researcher, c.ts, p.transcript_id, p.start, p.stop
from codings c join passages p on p.id = c.passage_id
"""
# A coding keeps its id through undo and redo; what merged or moved it since stands in its row.
_EVER = """
with changed as (
    select unnest(from_json(changes, '[{"table": "VARCHAR", "id": "VARCHAR", "before": "JSON",
        "after": "JSON"}]'), recursive := true), seq
    from events where changes::text like '%"codings"%'
),
made as (
    select id, arg_min(after, seq) as at_first from changed
    where "table" = 'codings' and coalesce("before"::text, 'null') = 'null'
        and coalesce("after"::text, 'null') <> 'null' group by id
),
placed as (
    select id, arg_max(after, seq) as at_last from changed
    where "table" = 'passages' and coalesce("before"::text, 'null') = 'null'
        and coalesce("after"::text, 'null') <> 'null' group by id
)
select made.id, coalesce(c.code_id, at_first->>'code_id') as code_id,
    coalesce(c.researcher, at_first->>'researcher') as researcher,
    coalesce(c.ts, (at_first->>'ts')::timestamp) as ts,
    coalesce(p.transcript_id, at_last->>'transcript_id') as transcript_id,
    coalesce(p.start, (at_last->>'start')::int) as start,
    coalesce(p.stop, (at_last->>'stop')::int) as stop
from made left join codings c on c.id = made.id left join passages p on p.id = c.passage_id
left join placed on placed.id = (at_first->>'passage_id')
"""
