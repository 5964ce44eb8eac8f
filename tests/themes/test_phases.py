"""The phases are six, free to move between, and every move is recorded."""

from __future__ import annotations

import pytest

from workbench import audit
from workbench.errors import AlreadyDone, NotAllowed
from workbench.study import Study
from workbench.themes import phases


def test_a_study_begins_with_familiarisation(study: Study) -> None:
    assert phases.now(study) == phases.Phase(number=1, name="Familiarisation")
    assert phases.trail(study) == []
    assert len(phases.NAMES) == 6


def test_moves_go_back_and_forth_and_are_kept(study: Study) -> None:
    for number in (2, 5, 3, 3):
        phases.move(study, number, f"towards {number}")
    assert phases.now(study).name == "Generating initial themes"
    assert [(m.phase.number, m.note) for m in phases.trail(study)] == [
        (2, "towards 2"),
        (5, "towards 5"),
        (3, "towards 3"),
        (3, "towards 3"),
    ]
    audit.undo(study)
    audit.undo(study)
    assert phases.now(study).number == 5
    audit.redo(study)
    assert phases.now(study).number == 3


@pytest.mark.parametrize("number", [0, 7, -1])
def test_there_is_no_seventh(study: Study, number: int) -> None:
    with pytest.raises(NotAllowed):
        phases.move(study, number)


def test_a_move_is_stored_once(study: Study) -> None:
    phases.move(study, 4, event_id="op")
    with pytest.raises(AlreadyDone):
        phases.move(study, 4, event_id="op")
    assert len(phases.trail(study)) == 1
