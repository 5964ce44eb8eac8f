"""Random turns in which nothing was marked, read by a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.anonymise.interviews import ROLES, Fixed, accept_all, reading
from workbench import audit
from workbench.anonymise import pseudonymise, sampling
from workbench.anonymise.vault import Vault
from workbench.errors import AlreadyDone, NotAllowed
from workbench.study import Study

TALK = [
    ("Ruth Calloway" if n % 2 else "Maureen Tattersall", f"So {'very ' * n}well, it went on.")
    for n in range(20)
]


@pytest.fixture
def turns(study: Study, vault: Vault) -> str:
    """Release an interview of twenty turns, three of which name somebody."""
    talk = list(TALK)
    for n in (3, 7, 11):
        talk[n] = (talk[n][0], "It was Ken who said so.")
    talk[5] = (talk[5][0], "...")
    transcript_id = pseudonymise.import_(study, vault, reading(talk, ROLES)).id
    pseudonymise.detect(study, vault, transcript_id, Fixed())
    accept_all(vault)
    pseudonymise.release(study, vault, transcript_id, knowingly=True)
    return transcript_id


def test_only_unmarked_turns_that_say_something_are_drawn(
    study: Study, vault: Vault, turns: str
) -> None:
    expected = [(turns, n) for n in range(20) if n not in (3, 5, 7, 11)]
    assert sampling.population(study, vault) == expected
    drawn = sampling.draw(study, vault, 300)
    assert (drawn.turns, drawn.size, drawn.read, drawn.missed) == (16, 16, 0, 0)


def test_nothing_released_gives_nothing_to_draw(study: Study, vault: Vault) -> None:
    with pytest.raises(NotAllowed):
        sampling.draw(study, vault)


@given(st.integers(0, 2**31), st.integers(1, 60))
def test_a_seed_draws_the_same_turns_again(seed: int, size: int) -> None:
    turns = [("t", n) for n in range(40)]
    drawn = sampling.select(turns, size, seed)
    assert drawn == sampling.select(turns, size, seed)
    assert len(set(drawn)) == min(size, 40)
    assert set(drawn) <= set(turns)


def test_reading_goes_on_where_it_stopped(study: Study, vault: Vault, turns: str) -> None:
    drawn = sampling.draw(study, vault, 5, seed=3)
    first = sampling.next_turn(study, vault, drawn.id)
    assert first is not None
    sampling.judge(vault, first.turn.id, "clear")
    second = sampling.next_turn(study, vault, drawn.id)
    assert second is not None
    assert second.turn.place == first.turn.place + 1
    sampling.judge(vault, second.turn.id, "missed")
    (now,) = sampling.samples(vault)
    assert (now.read, now.missed) == (2, 1)
    assert [one.turn.id for one in sampling.misses(study, vault, drawn.id)] == [second.turn.id]


def test_a_turn_is_judged_once_and_undo_brings_it_back(
    study: Study, vault: Vault, turns: str
) -> None:
    drawn = sampling.draw(study, vault, 5)
    first = sampling.next_turn(study, vault, drawn.id)
    assert first is not None
    sampling.judge(vault, first.turn.id, "missed")
    with pytest.raises(AlreadyDone):
        sampling.judge(vault, first.turn.id, "clear")
    audit.undo(vault)
    assert sampling.next_turn(study, vault, drawn.id) == first
    with pytest.raises(NotAllowed):
        sampling.judge(vault, first.turn.id, "perhaps")


def test_the_estimate_speaks_of_turns(study: Study, vault: Vault, turns: str) -> None:
    drawn = sampling.draw(study, vault, 10)
    assert sampling.estimate(drawn) is None
    for n in range(10):
        found = sampling.next_turn(study, vault, drawn.id)
        assert found is not None
        sampling.judge(vault, found.turn.id, "missed" if n == 4 else "clear")
    told = sampling.estimate(sampling.samples(vault)[0])
    assert told is not None
    assert (told.read, told.missed, told.rate) == (10, 1, 0.1)
    assert told.at_most == pytest.approx(0.3942, abs=1e-3)
    assert told.turns_at_most == 6
    assert sampling.next_turn(study, vault, drawn.id) is None


def test_a_full_reading_is_a_count(study: Study, vault: Vault, turns: str) -> None:
    drawn = sampling.draw(study, vault, 300)
    while found := sampling.next_turn(study, vault, drawn.id):
        sampling.judge(vault, found.turn.id, "clear")
    told = sampling.estimate(sampling.samples(vault)[0])
    assert told is not None
    assert (told.at_most, told.turns_at_most) == (0, 0)
