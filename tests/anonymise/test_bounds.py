"""A bound from few misses: exact, one-sided."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise.bounds import SURE, advised, upper_bound


def seen_or_fewer(missed: int, read: int, share: float) -> float:
    """Add up the binomial probabilities of so many misses or fewer."""
    return sum(comb(read, n) * share**n * (1 - share) ** (read - n) for n in range(missed + 1))


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n - 1), st.just(n))))
def test_the_bound_is_where_so_few_misses_become_unlikely(drawn: tuple[int, int]) -> None:
    missed, read = drawn
    bound = upper_bound(missed, read)
    assert missed / read < bound < 1
    assert seen_or_fewer(missed, read, bound) == pytest.approx(1 - SURE, rel=1e-6)


def test_three_hundred_turns_without_a_miss_stay_below_one_in_a_hundred() -> None:
    assert upper_bound(0, 300) < 0.01
    assert advised(0.01) == 299


@given(st.integers(0, 6), st.sampled_from([0.005, 0.01, 0.02, 0.05]))
def test_advice_is_the_smallest_number_that_does(missed: int, share: float) -> None:
    number = advised(share, missed=missed)
    assert upper_bound(missed, number) < share <= upper_bound(missed, number - 1)


def test_all_missed_bounds_nothing() -> None:
    assert upper_bound(4, 4) == 1
    with pytest.raises(ValueError, match="misses"):
        upper_bound(5, 4)
