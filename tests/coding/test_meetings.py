"""Codes meet where reading every pair of passages says they do."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.query_oracle import (
    BELOW,
    SCOPES,
    SEEDS,
    Oracle,
    Span,
    by_chance,
    listed,
    made,
    spans,
    under,
)
from workbench.coding import cooccurrence
from workbench.coding.scope import Scope
from workbench.study import Study


def related(
    oracle: Oracle, ours: set[str], theirs: set[str], within: int | None
) -> set[tuple[Span, Span]]:
    return {
        (one, other)
        for one in oracle.spans(ours)
        for other in oracle.spans(theirs)
        if oracle.near(one, other, within)
    }


def both(oracle: Oracle, pairs: set[tuple[Span, Span]]) -> int:
    people = (oracle.people(one) & oracle.people(other) for one, other in pairs)
    return len(set().union(*people))


@by_chance
@given(seed=SEEDS, scope=SCOPES, below=BELOW, within=st.sampled_from([None, 0, 1, 3]))
def test_codes_that_meet(
    study: Study, seed: int, scope: Scope, below: bool, within: int | None
) -> None:
    _, oracle, tree = made(study, seed, scope)
    pairs = cooccurrence.matrix(study, scope, within=within, count="pairs", subcodes=below)
    people = cooccurrence.matrix(study, scope, within=within, subcodes=below)
    for at, row in enumerate(pairs.rows):
        for to, column in enumerate(pairs.columns):
            a, b = row.id, column.id
            if a == b or (below and (a in tree(b) or b in tree(a))):
                assert np.isnan(pairs.values[at, to])
                continue
            met = related(oracle, under(oracle, a, below), under(oracle, b, below), within)
            assert pairs.values[at, to] == len(met)
            assert people.values[at, to] == both(oracle, met)
            shown = spans(pairs.places(at, to))
            assert shown == {(one, other) if one != other else (one,) for one, other in met}


def relation(one: Span, other: Span) -> str:
    if one == other:
        return "same"
    if one[1] <= other[1] and other[2] <= one[2]:
        return "contains"
    if other[1] <= one[1] and one[2] <= other[2]:
        return "inside"
    if one[2] <= other[1]:
        return "before"
    return "after" if other[2] <= one[1] else "overlaps"


@by_chance
@given(seed=SEEDS, scope=SCOPES, below=BELOW, within=st.sampled_from([0, 1, 3]))
def test_relations_of_a_code(
    study: Study, seed: int, scope: Scope, below: bool, within: int
) -> None:
    _, oracle, tree = made(study, seed, scope)
    grid = cooccurrence.relations(
        study, "codes0", scope, within=within, count="pairs", subcodes=below
    )
    people = cooccurrence.relations(study, "codes0", scope, within=within, subcodes=below)
    assert [column.id for column in grid.columns] == list(cooccurrence.RELATIONS)
    kin = {"codes0", *(tree("codes0") if below else ())}
    kin |= {c for c in oracle.asked() if below and "codes0" in tree(c)}
    assert {row.id for row in grid.rows} == set(listed(oracle)) - kin
    for at, row in enumerate(grid.rows):
        met = {
            pair
            for reach in (None, within)
            for pair in related(
                oracle, under(oracle, "codes0", below), under(oracle, row.id, below), reach
            )
        }
        for to, column in enumerate(grid.columns):
            some = {pair for pair in met if relation(*pair) == column.id}
            assert grid.values[at, to] == len(some)
            assert people.values[at, to] == both(oracle, some)
            assert len(spans(grid.places(at, to))) == len(some)
