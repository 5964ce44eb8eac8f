"""What is put before others is answered, settled and reopened; answers outlive the memo."""

from __future__ import annotations

import pytest

from tests.drawing import tables
from tests.themes.conftest import Example
from workbench import audit, memos
from workbench.errors import ChangedSince, NotAllowed, NotThere
from workbench.themes import discussions, impressions


def test_several_researchers_answer(example: Example) -> None:
    study, ben = example.study, example.study.seat("Ben")
    memo = memos.write(study, "theme", example.theme, "Is this one theme or two?")
    talk = discussions.put_forward(study, "memo", memo.id)
    discussions.answer(ben, talk, "Two.")
    discussions.answer(study, talk, "Then let us split it.")
    (one,) = discussions.fetch_all(study)
    assert (one.text, one.kind, one.on, one.writer) == (memo.text, "theme", "Keeping going", "Ana")
    assert [(said.researcher, said.text) for said in one.answers] == [
        ("Ben", "Two."),
        ("Ana", "Then let us split it."),
    ]
    discussions.settle(ben, talk)
    assert discussions.fetch_all(study, settled=False) == []
    discussions.reopen(study, talk)
    assert len(discussions.fetch_all(study, settled=False)) == 1


def test_answers_stay_when_the_memo_goes(example: Example) -> None:
    study = example.study
    memo = memos.write(study, "phase", "3", "Too tidy?")
    talk = discussions.put_forward(study, "memo", memo.id)
    discussions.answer(study, talk, "Much too tidy.")
    memos.remove(study, memo.id)
    (one,) = discussions.fetch_all(study)
    assert (one.text, [said.text for said in one.answers]) == (None, ["Much too tidy."])
    assert study.orphans() == []


def test_the_one_spoken_of_last_comes_first(example: Example) -> None:
    study = example.study
    notes = [impressions.note(study, None, "reading", words) for words in ("One.", "Two.")]
    first, second = (discussions.put_forward(study, "impression", note.id) for note in notes)
    assert [one.id for one in discussions.fetch_all(study)] == [second, first]
    discussions.answer(study, first, "Yes.")
    assert [one.id for one in discussions.fetch_all(study)] == [first, second]
    assert discussions.put_already(study) == {note.id for note in notes}


def test_undo_and_redo_bring_back_the_same(example: Example) -> None:
    study = example.study
    memo = memos.write(study, "study", "-", "Where do I stand?")
    states = [tables(study)]
    talk = discussions.put_forward(study, "memo", memo.id)
    states.append(tables(study))
    for act in (
        lambda: discussions.answer(study, talk, "Here."),
        lambda: discussions.settle(study, talk),
        lambda: discussions.reopen(study, talk),
    ):
        act()
        states.append(tables(study))
    for state in states[-2::-1]:
        audit.undo(study)
        assert tables(study) == state
    for state in states[1:]:
        audit.redo(study)
        assert tables(study) == state


def test_an_answer_keeps_its_question(example: Example) -> None:
    study = example.study
    note = impressions.note(study, None, "listening", "Loud.")
    talk = discussions.put_forward(study, "impression", note.id)
    discussions.answer(study.seat("Ben"), talk, "Not to me.")
    with pytest.raises(ChangedSince):
        audit.undo_to(study, audit.newest(study) - 1)
    assert len(discussions.fetch_all(study)) == 1


def test_what_cannot_be_discussed(example: Example) -> None:
    study = example.study
    note = impressions.note(study, None, "listening", "Loud.")
    talk = discussions.put_forward(study, "impression", note.id)
    with pytest.raises(NotAllowed):
        discussions.put_forward(study, "impression", note.id)
    with pytest.raises(NotThere):
        discussions.put_forward(study, "memo", note.id)
    with pytest.raises(NotAllowed):
        discussions.answer(study, talk, " ")
    with pytest.raises(NotThere):
        discussions.settle(study, "none")


def test_any_memo_can_be_chosen_until_it_is_put_forward(example: Example) -> None:
    study = example.study
    memo = memos.write(study, "theme", example.theme, "Too  wide?\n" + "Perhaps. " * 30)
    phase = memos.write(study, "phase", "2", "Slow.")
    found = discussions.candidates(study)
    assert found[phase.id] == "phase 2 · Ana · Slow."
    assert found[memo.id].startswith("theme Keeping going · Ana · Too wide? Perhaps.")
    assert len(found[memo.id]) < 120
    discussions.put_forward(study, "memo", memo.id)
    assert list(discussions.candidates(study)) == [phase.id]
