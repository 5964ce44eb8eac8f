"""Notes on a transcript or the whole set are kept, changed and undone; reading is told."""

from __future__ import annotations

import pytest

from tests.drawing import tables
from tests.themes.conftest import Example
from workbench import audit, stretches, transcripts
from workbench.errors import NotAllowed, NotThere
from workbench.themes import impressions


def test_notes_are_listed_by_what_they_are_on(example: Example) -> None:
    study = example.study
    impressions.note(study, example.karen, "listening", "  Long silences. ")
    impressions.note(study.seat("Ben"), None, "first impression", "Weariness everywhere.")
    (one,) = impressions.fetch_all(study, example.karen)
    assert (one.text, one.kind, one.researcher) == ("Long silences.", "listening", "Ana")
    (whole,) = impressions.fetch_all(study, whole_set=True)
    assert (whole.transcript_id, whole.researcher) == (None, "Ben")
    assert len(impressions.fetch_all(study)) == 2


def test_undo_and_redo_bring_back_the_same(example: Example) -> None:
    study = example.study
    states = [tables(study)]
    one = impressions.note(study, example.mo, "reading", "A joke first.")
    states.append(tables(study))
    impressions.rewrite(study, one.id, "A joke, and then none.")
    states.append(tables(study))
    impressions.remove(study, one.id)
    states.append(tables(study))
    for state in states[-2::-1]:
        audit.undo(study)
        assert tables(study) == state
    for state in states[1:]:
        audit.redo(study)
        assert tables(study) == state


def test_what_cannot_be_noted(example: Example) -> None:
    with pytest.raises(NotAllowed):
        impressions.note(example.study, None, "reading", "  ")
    with pytest.raises(NotThere):
        impressions.note(example.study, "nowhere", "reading", "Words.")
    with pytest.raises(NotAllowed):
        impressions.note(example.study, None, "guess", "Words.")  # type: ignore[arg-type]


def test_the_table_tells_who_read_and_what_was_noted(example: Example) -> None:
    study = example.study
    transcripts.mark_read(study, example.karen)
    stretches.mark(study.seat("Ben"), example.karen, 0, 10)
    kinds: tuple[impressions.Kind, ...] = ("listening", "listening", "first impression")
    for kind in kinds:
        impressions.note(study, example.karen, kind, "Words.")
    known = {one.transcript_id: one for one in impressions.met(study)}
    karen, mo = known[example.karen], known[example.mo]
    assert (karen.whole, karen.partly) == (("Ana",), ("Ben",))
    assert (karen.listening, karen.reading, karen.first) == (2, 0, 1)
    assert (mo.whole, mo.partly, mo.memos) == ((), (), 0)
