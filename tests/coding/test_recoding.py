"""Many passages are coded anew in one act, and one undo brings all back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.drawing import tables
from workbench import audit, memos
from workbench.coding import codebook, codings, recoding
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

PLACES = [(0, 7), (33, 47), (56, 70), (100, 110)]


@pytest.fixture
def coded(study: Study, transcript: str) -> tuple[str, list[str]]:
    code = codebook.add(study, "Shame").id
    return code, [codings.apply(study, transcript, *place, code).id for place in PLACES]


def there_and_back(study: Study, verb: Callable[[], object]) -> object:
    """Do something as one event, undo it, redo it; every table is as before and after."""
    before, events = tables(study), len(audit.read(study))
    answer = verb()
    after = tables(study)
    assert len(audit.read(study)) == events + 1
    audit.undo(study)
    assert tables(study) == before
    audit.redo(study)
    assert tables(study) == after
    assert study.orphans() == []
    return answer


def spans(study: Study, code: str) -> list[tuple[int, int]]:
    return [(one.start, one.stop) for one in codings.of_codes(study, [code])]


def test_another_code_is_added(study: Study, transcript: str, coded: tuple[str, list[str]]) -> None:
    code, mine = coded
    other = codebook.add(study, "Clinic").id
    codings.apply(study, transcript, *PLACES[0], other)
    assert there_and_back(study, lambda: recoding.add(study, mine, other)) == 3
    assert spans(study, code) == spans(study, other) == PLACES


def test_passages_move_and_doubles_fold(
    study: Study, transcript: str, coded: tuple[str, list[str]]
) -> None:
    code, mine = coded
    other = codebook.add(study, "Clinic").id
    kept = codings.apply(study, transcript, *PLACES[1], other).id
    memos.write(study, "coding", mine[1], "Why here?")
    assert there_and_back(study, lambda: recoding.move(study, mine[:3], other)) == 3
    assert spans(study, code) == PLACES[3:]
    assert spans(study, other) == PLACES[:3]
    assert [memo.about_id for memo in memos.fetch_all(study, about="coding")] == [kept]


def test_the_same_words_from_two_codes_become_one_coding(
    study: Study, transcript: str, coded: tuple[str, list[str]]
) -> None:
    _, mine = coded
    second, target = codebook.add(study, "Clinic").id, codebook.add(study, "Both").id
    again = codings.apply(study, transcript, *PLACES[0], second).id
    there_and_back(study, lambda: recoding.move(study, [mine[0], again], target))
    assert spans(study, target) == PLACES[:1]


def test_codings_are_taken_off_with_what_stands_on_them(
    study: Study, coded: tuple[str, list[str]]
) -> None:
    code, mine = coded
    memos.write(study, "coding", mine[1], "Why here?")
    there_and_back(study, lambda: recoding.take_off(study, mine[:2]))
    assert spans(study, code) == PLACES[2:]
    assert memos.fetch_all(study, about="coding") == []


def test_a_split_takes_passages_of_sub_codes_too(
    study: Study, transcript: str, coded: tuple[str, list[str]]
) -> None:
    code, mine = coded
    below = codebook.add(study, "At the clinic", parent_id=code).id
    low = codings.apply(study, transcript, 8, 15, below).id
    there_and_back(study, lambda: codebook.split(study, code, [mine[0], low], "Sent"))
    assert spans(study, codebook.fetch(study, "Sent").id) == [(0, 7), (8, 15)]


def test_what_is_gone_is_refused(study: Study, coded: tuple[str, list[str]]) -> None:
    code, mine = coded
    codings.remove(study, mine[0])
    for verb in (recoding.move, recoding.add):
        with pytest.raises(NotThere):
            verb(study, mine, code)
        with pytest.raises(NotThere):
            verb(study, mine[1:], "nothing")
        with pytest.raises(NotAllowed):
            verb(study, [], code)
    with pytest.raises(NotThere):
        recoding.take_off(study, mine)
    assert spans(study, code) == PLACES[1:]


def test_a_code_is_nested_at_a_place(study: Study) -> None:
    top = codebook.add(study, "Shame").id
    for name in "AB":
        codebook.add(study, name, parent_id=top)
    code = codebook.add(study, "C").id
    there_and_back(study, lambda: codebook.nest(study, code, top, 1))
    assert [one.name for one in codebook.fetch_all(study)] == ["Shame", "A", "C", "B"]
