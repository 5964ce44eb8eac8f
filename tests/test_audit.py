"""The trail records, takes back and does again, and refuses to overwrite later work."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import audit, memos
from workbench.errors import AlreadyDone, ChangedSince, NothingToUndo
from workbench.store import Row
from workbench.study import Study


def add_code(study: Study, name: str, parent: str | None = None) -> str:
    code: Row = {
        "id": study.new_id(),
        "parent_id": parent,
        "name": name,
        "colour": "#336699",
        "description": "",
        "use_when": "",
        "avoid_when": "",
        "example": "",
        "position": 0,
        "retired": False,
    }
    with audit.act(study, "codebook.add", subject=code["id"]) as act:
        act.insert("codes", code)
    return str(code["id"])


def names(study: Study) -> list[str]:
    return [row["name"] for row in study.rows("select name from codes order by name")]


def test_undo_and_redo_walk_the_trail(study: Study) -> None:
    for name in "abc":
        add_code(study, name)
    audit.undo(study)
    audit.undo(study)
    assert names(study) == ["a"]
    audit.redo(study)
    assert names(study) == ["a", "b"]
    add_code(study, "d")
    with pytest.raises(NothingToUndo):
        audit.redo(study)
    assert [event.kind for event in audit.read(study)].count("done") == 4


def test_undo_survives_a_restart(study: Study) -> None:
    add_code(study, "a")
    study.close()
    with Study.open(study.folder, researcher="Ana") as opened:
        audit.undo(opened)
        assert names(opened) == []
    with Study.open(study.folder, researcher="Ana") as opened:
        audit.redo(opened)
        assert names(opened) == ["a"]


def test_times_come_back_as_they_were(study: Study) -> None:
    memo = memos.write(study, "study", "-", "Think of class")
    audit.undo(study)
    audit.redo(study)
    assert memos.fetch_all(study) == [memo]


def test_each_researcher_undoes_their_own(study: Study) -> None:
    add_code(study, "ana")
    study.researcher = "Ben"
    with pytest.raises(NothingToUndo):
        audit.undo(study)
    add_code(study, "ben")
    study.researcher = "Ana"
    assert audit.undo(study).researcher == "Ana"
    assert names(study) == ["ben"]


def test_undo_refuses_to_overwrite_a_later_change(study: Study) -> None:
    code = add_code(study, "a")
    study.researcher = "Ben"
    with audit.act(study, "codebook.rename") as act:
        act.update("codes", code, name="b")
    study.researcher = "Ana"
    with pytest.raises(ChangedSince):
        audit.undo(study)
    assert names(study) == ["b"]


def test_undo_refuses_to_leave_orphans(study: Study) -> None:
    code = add_code(study, "a")
    study.researcher = "Ben"
    add_code(study, "child", parent=code)
    study.researcher = "Ana"
    with pytest.raises(ChangedSince):
        audit.undo(study)
    assert names(study) == ["a", "child"]
    assert study.rows("select * from orphans") == []


def test_an_operation_is_stored_once(study: Study) -> None:
    memos.write(study, "study", "-", "Once", event_id="op-1")
    with pytest.raises(AlreadyDone):
        memos.write(study, "study", "-", "Once", event_id="op-1")
    assert len(memos.fetch_all(study)) == 1


def test_an_act_that_changes_nothing_leaves_no_event(study: Study) -> None:
    code = add_code(study, "a")
    with audit.act(study, "codebook.rename") as act:
        act.update("codes", code, name="a")
    assert len(audit.read(study)) == 1


def test_trail_lists_newest_first_by_subject(study: Study, tmp_path: Path) -> None:
    code = add_code(study, "a")
    add_code(study, "b")
    (event,) = audit.read(study, subject=code)
    assert event.changes[0].after is not None
    assert event.changes[0].after["name"] == "a"
    assert event.changes[0].before is None


def test_what_stands_is_listed_and_undone_down_to_a_choice(study: Study) -> None:
    for name in "ABCD":
        memos.write(study, "study", "-", name)
    listed = audit.standing(study, 9)
    assert [event.changes[0].after["text"] for event in listed if event.changes[0].after] == [
        *"DCBA"
    ]
    assert audit.undo_to(study, listed[2].seq) == 3
    assert [memo.text for memo in memos.fetch_all(study)] == ["A"]
    assert [event.id for event in audit.undone(study, 9)] == [event.id for event in listed[2::-1]]
    with pytest.raises(NothingToUndo):
        audit.undo_to(study, listed[0].seq)


def test_halves_of_signs_are_stored_as_marks(study: Study) -> None:
    """A browser may send half a surrogate pair; the rest of what was written is kept."""
    memos.write(study, "study", "-", "\ud83dWhy\x00 😀 na\u00efve\udc00?")
    audit.undo(study)
    audit.redo(study)
    assert [one.text for one in memos.fetch_all(study)] == ["\ufffdWhy\x00 😀 na\u00efve\ufffd?"]
