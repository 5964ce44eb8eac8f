"""Coverage, days and tenths are what counting word by word and row by row gives."""

from __future__ import annotations

from datetime import UTC

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding import query_oracle
from tests.coding.query_oracle import (
    BELOW,
    SCOPES,
    SEEDS,
    Span,
    by_chance,
    cells,
    check_places,
    made,
    under,
)
from workbench import audit
from workbench.coding import codebook, codings, coverage, timelines
from workbench.coding.scope import Scope
from workbench.study import Study


@by_chance
@given(seed=SEEDS, scope=SCOPES, below=BELOW, by=st.sampled_from(["transcript", "participant"]))
def test_coverage(study: Study, seed: int, scope: Scope, below: bool, by: coverage.Group) -> None:
    toy, oracle, _ = made(study, seed, scope)
    grid = coverage.measure(study, scope, by=by, subcodes=below)
    columns: dict[str, list[Span]] = {column.id: [] for column in grid.columns}
    for turn in toy.rows["turns"]:
        owner = turn["transcript_id"] if by == "transcript" else oracle.person(turn)
        if owner in columns and oracle.wanted(turn):
            home = next(t for t in toy.rows["texts"] if t["id"] == turn["transcript_id"])
            if scope.transcripts and home["id"] not in scope.transcripts:
                continue
            at = turn["start"]
            for word in home["text"][turn["start"] : turn["stop"]].split(" "):
                columns[owner].append((home["id"], at, at + len(word)))
                at += len(word) + 1
    for (code, owner), value in cells(grid).items():
        codes = oracle.asked() if code == coverage.ALL else under(oracle, code, below)
        passages = oracle.spans(codes)
        coded = sum(any(oracle.near(w, s, None) for s in passages) for w in columns[owner])
        if columns[owner]:
            assert value == pytest.approx(100 * coded / len(columns[owner]))
        else:
            assert np.isnan(value)


@by_chance
@given(seed=SEEDS, scope=SCOPES, below=BELOW, by=st.sampled_from(["transcript", "code"]))
def test_along_the_interview(
    study: Study, seed: int, scope: Scope, below: bool, by: timelines.Line
) -> None:
    toy, oracle, _ = made(study, seed, scope)
    lengths = {row["id"]: len(row["text"]) for row in toy.rows["texts"]}
    grid = timelines.along(study, scope, by=by, subcodes=below)

    def expected(line: str, tenth: str) -> set[Span]:
        codes = under(oracle, line, below) if by == "code" else oracle.asked()
        return {
            span
            for span in oracle.spans(codes)
            if int(span[1] / lengths[span[0]] * 10) == int(tenth)
            and (by == "code" or span[0] == line)
        }

    for (line, tenth), value in cells(grid).items():
        assert value == len(expected(line, tenth))
    check_places(grid, expected)
    assert len(grid.strips) == grid.values.sum()


@by_chance
@given(seed=SEEDS)
def test_coding_day_by_day(study: Study, seed: int) -> None:
    toy = query_oracle.make(study, seed)
    grid = timelines.of_coding(study)
    made_on: dict[tuple[str, str], int] = {}
    for row in toy.rows["codings"]:
        day = row["ts"].replace(tzinfo=UTC).astimezone().date().isoformat()
        made_on[day, row["researcher"]] = made_on.get((day, row["researcher"]), 0) + 1
    assert {key: value for key, value in cells(grid).items() if value} == made_on


def test_a_coding_taken_away_still_counts_on_its_day(study: Study, transcript: str) -> None:
    code = codebook.add(study, "Shame").id
    first = codings.apply(study, transcript, 33, 50, code)
    codings.apply(study, transcript, 40, 60, code)
    codings.remove(study, first.id)
    grid = timelines.of_coding(study)
    assert grid.values.tolist() == [[2.0]]
    assert grid.notes == ["1 of them taken away since."]
    assert [place.parts for place in grid.places(0, 0)] == [((40, 60),)]
    audit.undo(study)
    again = timelines.of_coding(study)
    assert again.values.tolist() == [[2.0]]
    assert not again.notes
    assert len(again.places(0, 0)) == 2
    merged = codebook.add(study, "Guilt").id
    codebook.merge(study, code, merged)
    assert timelines.of_coding(study, Scope(codes=(merged,))).values.tolist() == [[2.0]]
