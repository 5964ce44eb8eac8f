"""Bytes give products that are wrong by no more than they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.coding import packed
from workbench.coding.vectors import LENGTH


@pytest.fixture(autouse=True)
def _possible() -> None:
    if not packed.possible():
        pytest.skip("this processor multiplies no bytes without losing some")


@settings(max_examples=25)
@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.sampled_from((1e-12, 1e-3, 1.0, 1e3)),
    few=st.sampled_from((1, 30, LENGTH)),
)
def test_scores_are_wrong_by_no_more_than_they_say(seed: int, size: float, few: int) -> None:
    chance = np.random.default_rng(seed)
    rows = np.zeros((40, LENGTH), dtype=np.float32)
    rows[:, :few] = chance.standard_normal((40, few)) + chance.integers(0, 2)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    weights = size * chance.standard_normal(LENGTH) * (chance.random(LENGTH) < few / LENGTH)
    blocks = packed.pack(rows, [0, 7, 40])
    found = [block.scores(weights) for block in blocks]
    truth = rows.astype(np.float64) @ weights
    for part, (scores, bound) in zip((truth[:7], truth[7:]), found, strict=True):
        assert np.abs(scores - part).max() <= bound
    assert max(bound for _, bound in found) <= 0.02 * np.linalg.norm(weights) + 1e-9
