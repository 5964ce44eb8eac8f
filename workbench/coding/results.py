"""Code what a search found, in one act, and keep what was searched for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workbench import audit, transcripts
from workbench.coding import codebook, units
from workbench.coding.concordance import Line
from workbench.coding.search import Kind, Query
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study

Unit = Literal["words", "sentence", "turn"]
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Count the codings stored, and the passages that carried the code already."""

    code_id: str
    stored: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Remember a search whose results were coded."""

    id: str
    query: str
    kind: Kind
    exact: bool
    within: str
    unit: Unit
    code_id: str
    code: str
    researcher: str
    ts: datetime
    passages: int


def code(
    study: Study,
    lines: Sequence[Line],
    query: Query,
    *,
    unit: Unit = "words",
    code_id: str | None = None,
    new_code: str = "",
    within: str = "",
) -> Outcome:
    """Code the places given, or the sentences or turns they stand in; one undo takes all back.

    The code is made where `new_code` names it. A passage that this researcher gave the code
    before is left as it is. `within` says in words how the search was restricted. Raises NotThere
    for an unknown code, ChangedSince where a text changed since the search, NotAllowed where
    there is nothing to code.
    """
    if not lines:
        raise NotAllowed("Tick at least one result: there is nothing to code.")
    with audit.act(study, "results.code", subject=code_id) as act:
        chosen = _code(study, act, code_id, new_code)
        places = _places(act, lines, unit)
        known = {tuple(row.values()) for row in act.rows(_KNOWN, code=chosen, by=study.researcher)}
        fresh = [place for place in places if place not in known]
        if fresh:
            search_id = _remember(study, act, query, within, unit, chosen)
            _store(study, act, fresh, chosen, search_id)
    return Outcome(code_id=chosen, stored=len(fresh), known=len(places) - len(fresh))


def searches(study: Study) -> list[Searched]:
    """List the searches that were coded, newest first, with the passages that still stand."""
    return [Searched(**row) for row in study.rows(_SEARCHES)]


def _code(study: Study, act: audit.Act, code_id: str | None, new_code: str) -> str:
    if code_id is None:
        code_id = study.new_id()
        row: Row = {"id": code_id, "parent_id": None, "name": new_code, "colour": None}
        codebook.insert(act, row | dict.fromkeys(codebook.DEFINITION, ""))
    elif not act.row("select id from codes where id = $id", id=code_id):
        raise NotThere("This code is no longer in the codebook. Choose another one.")
    return code_id


def _places(act: audit.Act, lines: Sequence[Line], unit: Unit) -> list[Place]:
    """Widen the places to the unit wanted; each stretch once, in the order of the lines."""
    versions = {line.transcript_id: line.version for line in lines}
    for transcript_id, version in versions.items():
        transcripts.require_version(act, transcript_id, version)
    rows = act.rows(_TURNS, ids=list(versions))
    turns = {(row["transcript_id"], row["position"]): row for row in rows}
    sentences: dict[tuple[str, int], list[units.Place]] = {}
    found: list[Place] = []
    for line in lines:
        home = (line.transcript_id, line.turn)
        place = (line.start, line.stop)
        if unit == "turn":
            place = (turns[home]["start"], turns[home]["stop"])
        elif unit == "sentence":
            if home not in sentences:
                said = turns[home]["words"]
                sentences[home] = units.sentences(said, 0, len(said))
            place = _sentence(sentences[home], turns[home]["start"], place)
        found.append((line.transcript_id, *place))
    return list(dict.fromkeys(found))


def _sentence(sentences: Iterable[units.Place], begin: int, place: units.Place) -> units.Place:
    """Take the sentences that a place touches, from the first to the last."""
    touched = [
        (begin + start, begin + stop)
        for start, stop in sentences
        if begin + start < place[1] and begin + stop > place[0]
    ]
    return (touched[0][0], touched[-1][1]) if touched else place


def _remember(
    study: Study, act: audit.Act, query: Query, within: str, unit: Unit, code_id: str
) -> str:
    row: Row = {
        "id": study.new_id(),
        "query": query.words,
        "kind": query.kind,
        "exact": query.exact,
        "within": within,
        "unit": unit,
        "code_id": code_id,
        "researcher": study.researcher,
        "ts": audit.now(),
    }
    act.insert("searches", row)
    return str(row["id"])


def _store(
    study: Study, act: audit.Act, places: Sequence[Place], code_id: str, search_id: str
) -> None:
    passages = [
        {"id": study.new_id(), "transcript_id": place[0], "start": place[1], "stop": place[2]}
        for place in places
    ]
    now = audit.now()
    act.insert_all("passages", passages)
    act.insert_all(
        "codings",
        [
            {
                "id": study.new_id(),
                "passage_id": passage["id"],
                "code_id": code_id,
                "researcher": study.researcher,
                "ts": now,
                "found_by": "search",
                "search_id": search_id,
            }
            for passage in passages
        ],
    )


_KNOWN = (
    "select p.transcript_id, p.start, p.stop from codings c join passages p on p.id = c.passage_id "
    "where c.code_id = $code and c.researcher = $by"
)
_TURNS = (
    "select t.transcript_id, t.position, t.start, t.stop, "
    "substring(x.text, t.start + 1, t.stop - t.start) as words "
    "from turns t join texts x on x.id = t.transcript_id "
    "where list_contains($ids::text[], t.transcript_id)"
)
_SEARCHES = (
    "select s.*, coalesce(k.name, '') as code, count(c.id) as passages from searches s "
    "left join codes k on k.id = s.code_id left join codings c on c.search_id = s.id "
    "group by all order by s.ts desc, s.id"
)
