"""Who could be picked out by attributes, and what merging gives."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.anonymise import coarsening, disclosure
from workbench.anonymise.disclosure import ENOUGH
from workbench.errors import NotAllowed

NAMES = ["age", "region", "role"]
VALUES = {
    "age": st.sampled_from(["", *map(str, range(18, 90, 3))]),
    "region": st.sampled_from(["", "Leeds", "Bradford", "Cardiff", "Glasgow", "Kent", "elsewhere"]),
    "role": st.sampled_from(["cook", "driver", "chair", "founder"]),
}
PEOPLE = st.lists(st.fixed_dictionaries(VALUES), min_size=1, max_size=14).map(
    lambda rows: {f"P{n}": row for n, row in enumerate(rows)}
)


def alike(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(one[name] == other[name] for name in NAMES)


@given(PEOPLE)
def test_k_is_the_number_of_people_alike(people: dict[str, dict[str, str]]) -> None:
    cells = disclosure.cells(people, NAMES)
    assert sorted(who for cell in cells for who in cell.members) == sorted(people)
    for cell in cells:
        first = people[cell.members[0]]
        assert cell.k == sum(alike(first, other) for other in people.values())
    assert disclosure.smallest(people, NAMES) == cells[0].k
    risked = sum(c.k for c in cells if c.k < ENOUGH)
    assert disclosure.at_risk(people, NAMES) == risked


@given(PEOPLE)
def test_no_merge_makes_a_group_smaller(people: dict[str, dict[str, str]]) -> None:
    before = disclosure.smallest(people, NAMES)
    found = disclosure.suggest(people, NAMES)
    assert [one.loss for one in found] == sorted(one.loss for one in found)
    for one in found:
        assert one.k >= before
        assert 0 < one.loss <= 1
        assert one.k == disclosure.smallest(disclosure.merged(people, one.merges), NAMES)


@settings(max_examples=40, deadline=None)
@given(PEOPLE)
def test_a_plan_gives_what_it_says(people: dict[str, dict[str, str]]) -> None:
    planned = disclosure.plan(people, NAMES)
    if disclosure.smallest(people, NAMES) >= ENOUGH or len(people) < ENOUGH:
        assert planned is None
        return
    assert planned is not None
    assert planned.k >= ENOUGH
    assert planned.at_risk == 0
    for fewer in combinations(planned.merges, len(planned.merges) - 1):
        assert disclosure.smallest(disclosure.merged(people, fewer), NAMES) < ENOUGH


def test_too_many_attributes_are_refused() -> None:
    with pytest.raises(NotAllowed):
        disclosure.plan({"P": {}, "Q": {}, "R": {}}, [str(n) for n in range(11)])


@pytest.mark.parametrize(
    ("words", "number"),
    [("34", 34), ("34 years", 34), ("aged 34", 34), ("£20,000", 20_000), ("60–69", None),
     ("March", None), ("", None)],
)  # fmt: skip
def test_numbers_and_ages_are_recognised(words: str, number: int | None) -> None:
    assert coarsening.number(words) == number


@pytest.mark.parametrize(
    ("words", "band"),
    [("60–69", (60, 69)), ("20 to 29", (20, 29)), ("30-39 years", (30, 39)), ("9–3", None)],
)
def test_bands_are_recognised(words: str, band: tuple[int, int] | None) -> None:
    assert coarsening.band(words) == band


def test_ages_become_bands_and_bands_wider() -> None:
    ages = coarsening.options("age", ["31", "34", "38", "62"], enough=3)
    (tens,) = [one for one in ages if one.how == "bands of 10"]
    assert tens.of("34") == "30–39"
    bands = coarsening.options("age", ["20–29", "30–39", "40–49"], enough=3)
    assert bands[0].of("20–29") == bands[0].of("30–39") == "20–39"


def test_places_become_regions_and_nations() -> None:
    found = coarsening.options("home", ["Leeds", "Bradford", "Cardiff", "Glasgow"], enough=3)
    by_how = {one.how: one for one in found}
    assert by_how["region instead of place"].of("Leeds") == "Yorkshire and the Humber"
    assert by_how["nation instead of region"].of("Leeds") == "England"
    assert by_how["nation instead of region"].of("Cardiff") == "Wales"


def test_rare_values_come_together() -> None:
    found = coarsening.options("role", ["cook"] * 4 + ["priest", "vet"], enough=3)
    assert found[0].values == {"priest": "other", "vet": "other"}
    assert found[-1].how == "leave out"


def test_dates_become_years() -> None:
    found = coarsening.options("since", ["March 2020", "April 2020", "May 2019"], enough=3)
    assert found[0].values == {"March 2020": "2020", "April 2020": "2020", "May 2019": "2019"}
