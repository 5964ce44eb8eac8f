"""Every table says what counting by hand says, and every cell leads to what it counted."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.coding.query_oracle import (
    BELOW,
    SCOPES,
    SEEDS,
    Span,
    by_chance,
    cells,
    check_places,
    listed,
    made,
    under,
)
from workbench.coding import cooccurrence, coverage, queries, timelines
from workbench.coding.scope import Scope
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study


@by_chance
@given(seed=SEEDS, scope=SCOPES, below=BELOW)
def test_codes_by_participant(study: Study, seed: int, scope: Scope, below: bool) -> None:
    _, oracle, _ = made(study, seed, scope)
    grid = queries.by_participant(study, scope, subcodes=below)
    people = {
        who
        for turn in oracle.toy.rows["turns"]
        if (not scope.transcripts or turn["transcript_id"] in scope.transcripts)
        and (who := oracle.person(turn))
    }
    assert {row.id for row in grid.rows} == set(listed(oracle))
    assert {column.id for column in grid.columns} == people

    def expected(code: str, who: str) -> set[Span]:
        found = oracle.spans(under(oracle, code, below))
        return {span for span in found if who in oracle.people(span)}

    for (code, who), value in cells(grid).items():
        assert value == len(expected(code, who))
    check_places(grid, expected)


@by_chance
@given(seed=SEEDS, scope=SCOPES, below=BELOW)
def test_codes_by_attribute(study: Study, seed: int, scope: Scope, below: bool) -> None:
    _, oracle, _ = made(study, seed, scope)
    tables = {
        count: queries.by_attribute(study, "Region", scope, count=count, subcodes=below)
        for count in ("passages", "participants", "share")
    }

    def value_of(who: str) -> str:
        return oracle.facts(who).get("Region", "") or queries.UNKNOWN

    def expected(code: str, value: str) -> set[Span]:
        found = oracle.spans(under(oracle, code, below))
        return {s for s in found if value in {value_of(who) for who in oracle.people(s)}}

    everyone = {
        who
        for turn in oracle.toy.rows["turns"]
        if (not scope.transcripts or turn["transcript_id"] in scope.transcripts)
        and (who := oracle.person(turn))
    }
    for (code, value), number in cells(tables["passages"]).items():
        assert number == len(expected(code, value))
        people = {who for s in expected(code, value) for who in oracle.people(s)}
        people = {who for who in people if value_of(who) == value}
        size = sum(value_of(who) == value for who in everyone)
        assert cells(tables["participants"])[code, value] == len(people)
        assert cells(tables["share"])[code, value] == pytest.approx(100 * len(people) / size)
    check_places(tables["share"], expected)


@by_chance
@given(seed=SEEDS, scope=SCOPES, below=BELOW)
def test_codes_by_transcript_and_researcher(
    study: Study, seed: int, scope: Scope, below: bool
) -> None:
    _, oracle, _ = made(study, seed, scope)

    def in_transcript(code: str, home: str) -> set[Span]:
        return {s for s in oracle.spans(under(oracle, code, below)) if s[0] == home}

    def coded_by(code: str, researcher: str) -> set[Span]:
        return oracle.spans(under(oracle, code, below), researcher)

    for verb, expected in (
        (queries.by_transcript, in_transcript),
        (queries.by_researcher, coded_by),
    ):
        grid = verb(study, scope, subcodes=below)
        for (code, column), value in cells(grid).items():
            assert value == len(expected(code, column))
        check_places(grid, expected)


def test_what_cannot_be_asked(study: Study) -> None:
    with pytest.raises(NotThere):
        queries.by_attribute(study, "Region")
    with pytest.raises(NotThere):
        cooccurrence.relations(study, "none")
    with pytest.raises(NotAllowed):
        cooccurrence.matrix(study, within=-1)


def test_an_empty_study_has_empty_tables(study: Study) -> None:
    for grid in (
        queries.by_participant(study),
        queries.by_transcript(study),
        queries.by_researcher(study),
        cooccurrence.matrix(study),
        cooccurrence.matrix(study, within=2),
        coverage.measure(study),
        coverage.measure(study, by="participant"),
        timelines.of_coding(study),
        timelines.along(study),
        timelines.along(study, by="code"),
    ):
        assert grid.values.size == 0
