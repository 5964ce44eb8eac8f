"""The measure of who is taken for whom, and what the example study reaches."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.evaluate_aliases import Item, answered, compare, lines, measure
from workbench.anonymise import keys

GOLD: dict[Item, str] = {
    ("t", "1"): "person:a",
    ("t", "2"): "person:a",
    ("t", "3"): "person:b",
    ("t", "4"): "age:c",
}


def test_a_cluster_must_hold_all_and_nothing_else() -> None:
    right = compare(GOLD, {("t", "1"): "x", ("t", "2"): "x", ("t", "3"): "y", ("t", "9"): "x"})
    assert right.whole == {"person": [True, True]}
    wrong = compare(GOLD, {("t", "1"): "x", ("t", "2"): "y", ("t", "3"): "y"})
    assert wrong.merged == (frozenset({"person:a", "person:b"}),)
    assert wrong.parted == ("person:a",)
    assert "put together: 1, of them people: 1" in lines(wrong, names=True)


def test_answers_put_together_only_what_is_one() -> None:
    homes: dict[Item, str] = {("t", "1"): "x", ("t", "2"): "y", ("t", "3"): "z"}
    asked = {"x": ("y", "z"), "y": ("x",), "z": ("x",)}
    after = compare(GOLD, answered(GOLD, homes, asked))
    assert after.whole == {"person": [True, True]}
    assert not after.merged


@pytest.mark.slow
def test_the_example_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", 2**8)
    before, _, unasked = measure(tmp_path)
    marks = [mark for every in before.whole.values() for mark in every]
    assert sum(marks) / len(marks) >= 0.95
    assert not unasked
