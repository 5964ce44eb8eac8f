"""Counting words: without little words and interviewers, and as many as a search finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coding.test_search import ODD, place
from tests.conftest import Said
from workbench.coding import frequencies, search, stop_words
from workbench.coding.frequencies import WITHOUT_INTERVIEWER
from workbench.coding.search import Query
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

SAID = [
    ("Interviewer", "A sense of loss? A sense of loss?"),
    ("Amira", "The sense of loss. A sense of loss, Nurse! The nurse's sense. Loss of sense."),
    ("Bea", "It’s the Nurse, and the nurse again. A SENSE of loss…"),
]


@pytest.fixture
def homes(study: Study, released: Callable[[str, Said], str]) -> list[str]:
    return [released("One", SAID), released("Two", ODD)]


def counted(study: Study, n: int = 1) -> dict[str, int]:
    return {one.words: one.count for one in frequencies.count(study, n=n)}


def test_words_are_counted_as_one_word_is_written(study: Study, homes: list[str]) -> None:
    found = frequencies.count(study)
    assert (found[0].words, found[0].count, found[0].transcripts) == ("sense", 5, 1)
    assert counted(study)["nurse"] == 4
    assert not {"the", "of", "it", "It"} & set(counted(study))


def test_phrases_stay_in_a_sentence(study: Study, homes: list[str]) -> None:
    assert counted(study, 3)["sense of loss"] == 3
    assert "loss nurse" in counted(study, 2)
    assert "sense loss" not in counted(study, 2)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_each_row_leads_to_as_many_places(study: Study, homes: list[str], n: int) -> None:
    for one in frequencies.count(study, n=n, without=frozenset()):
        found = search.find(study, Query(words=one.words), WITHOUT_INTERVIEWER)
        assert (one.words, len(found)) == (one.words, one.count)


def test_groups_add_up(study: Study, homes: list[str]) -> None:
    place(study, "age", "30–39")
    for by in ("transcript", "age"):
        for one in frequencies.count(study, by=by):
            assert sum(one.groups.values()) == one.count
    sense = frequencies.count(study, by="age")[0]
    assert sense.groups == {"30–39": 4, "not given": 1}
    assert frequencies.columns([sense])[-1] == "not given"
    assert frequencies.table([sense])[0]["words"] == "sense"


def test_further_words_are_left_out(study: Study, homes: list[str]) -> None:
    without = stop_words.ENGLISH | stop_words.typed("Sense, loss")
    assert not {"sense", "loss"} & {one.words for one in frequencies.count(study, without=without)}
    assert not {"cry", "alone", "fire", "interest", "system"} & stop_words.ENGLISH


def test_what_cannot_be_counted_is_refused(study: Study, homes: list[str]) -> None:
    with pytest.raises(NotThere):
        frequencies.count(study, by="shoe size")
    with pytest.raises(NotAllowed):
        frequencies.count(study, n=4)


def test_an_empty_study_has_no_words(study: Study) -> None:
    assert frequencies.count(study, n=3) == []
    assert len(search.find(study, Query(words="anything"))) == 0
