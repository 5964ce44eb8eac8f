"""Shorter passages come first where little else tells, unless length itself speaks for a code."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.coding.test_learning import spans, toy_text
from tests.coding.toy import WordEncoder
from workbench.coding import costs, learning, lists, replaying
from workbench.coding.evidence import Evidence
from workbench.coding.matrices import Units


@pytest.fixture
def units() -> Units:
    return replaying.assemble(toy_text(), WordEncoder())


def with_words(units: Units, many: list[int]) -> Units:
    """Give each window so many words, none of which occurs twice."""
    said = (" ".join(f"w{row}x{n}" for n in range(some)) for row, some in enumerate(many))
    return replace(units, words=list(said))


def test_of_two_alike_the_shorter_comes_first(units: Units) -> None:
    mute = np.zeros_like(units.window)
    mute[:, 0] = 1
    silent = np.zeros_like(units.sentence)
    silent[:, 0] = 1
    deaf = replace(units, window=mute, question=mute, sentence=silent)
    long = [row for row in range(13, 48) if row % 2]
    uneven = with_words(deaf, [40 if row in long else 20 for row in range(48)])
    evidence = Evidence(uneven, spans(deaf, [0, 2, 4]), spans(deaf, [6, 8]), [])
    ranking = lists.rank(evidence, learning.learn(evidence), 48)
    assert set(ranking.rows.tolist()[-len(long) :]) == set(long)
    assert len(set(ranking.scores.tolist())) == 1


def test_length_weighs_more_the_less_of_what_is_shown_belongs(units: Units) -> None:
    weights = []
    for dismissed in ([], [20, 21], [20, 21, 22, 23, 24, 25]):
        evidence = Evidence(
            units, spans(units, [0, 3, 6]), spans(units, dismissed), [("D0", 0, 900)]
        )
        weights.append(float((costs.of(evidence) / units.lengths)[0]))
    assert 0 < weights[0] < weights[1] < weights[2] < costs.MOST


def test_where_coded_passages_are_longer_length_is_no_fault(units: Units) -> None:
    coded = range(0, 24, 2)
    even, uneven = (
        Evidence(
            with_words(units, many),
            [units.windows.span(units.transcript_ids[row], row) for row in coded],
            [],
            [("D0", 0, 10_000), ("D1", 0, 10_000)],
        )
        for many in ([20] * 48, [40 if row in coded else 10 for row in range(48)])
    )
    assert costs.speaks_for(even) < 1 < costs.speaks_for(uneven)
    assert costs.of(even).all()
    assert not costs.of(uneven).any()


def test_without_anything_to_compare_a_guess_is_taken(units: Units) -> None:
    assert costs.speaks_for(Evidence(units, spans(units, [0]), [], [])) == costs.USUAL
