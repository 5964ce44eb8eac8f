"""Texts change in one place only, and passages stay on their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Said
from workbench import audit, passages, transcripts
from workbench.edits import Edit
from workbench.errors import NameTaken, NotAllowed, NotThere
from workbench.study import Study

SAID = [("Interviewer", "What happened then?"), ("Jean", "Well, Bob 😀 came round every day.")]
Release = Callable[[str, Said], str]


def words(study: Study, passage_id: str) -> str:
    row = study.row("select * from passages where id = $id", id=passage_id)
    assert row is not None
    return transcripts.text(study, row["transcript_id"])[row["start"] : row["stop"]]


def test_turns_tile_the_text(study: Study, released: Release) -> None:
    transcript = released("Interview 01", SAID)
    text = transcripts.text(study, transcript)
    turns = transcripts.turns(study, transcript)
    assert [(t.speaker, text[t.start : t.stop]) for t in turns] == SAID
    assert transcripts.fetch(study, "interview 01").words == 10


def test_replacing_text_carries_passages_and_the_past(study: Study, released: Release) -> None:
    transcript = released("Interview 01", SAID)
    start = transcripts.text(study, transcript).index("came")
    for name in ("kept", "removed"):
        with audit.act(study, "codings.apply") as act:
            passages.anchor(act, transcript, start, start + 10, passage_id=name)
    audit.undo(study)
    at = transcripts.text(study, transcript).index("Bob")
    with audit.act(study, "transcripts.correct", undoable=False) as act:
        edit = Edit(start=at, stop=at + 3, words="Participant 7")
        transcripts.replace_text(act, transcript, [edit])
    assert words(study, "kept") == "came round"
    audit.redo(study)
    assert words(study, "removed") == "came round"
    turns = transcripts.turns(study, transcript)
    text = transcripts.text(study, transcript)
    assert text[turns[1].start : turns[1].stop] == "Well, Participant 7 😀 came round every day."
    assert "Bob" not in str(study.rows("select changes from events"))


@pytest.mark.parametrize(("start", "stop"), [(0, 0), (-1, 4), (0, 900), (19, 20), (5, 3)])
def test_passages_hold_words(study: Study, released: Release, start: int, stop: int) -> None:
    transcript = released("Interview 01", SAID)
    with pytest.raises(NotAllowed), audit.act(study, "codings.apply") as act:
        passages.anchor(act, transcript, start, stop, passage_id="p")


def test_an_unreleased_transcript_has_no_words(study: Study) -> None:
    with audit.act(study, "import") as act:
        transcripts.add(act, transcript_id="t", label="Interview 01", recorded=None, words=9)
    with pytest.raises(NotThere):
        transcripts.text(study, "t")
    with pytest.raises(NotThere), audit.act(study, "codings.apply") as act:
        passages.anchor(act, "t", 0, 2, passage_id="p")


def test_reading_is_marked_and_taken_back(study: Study, released: Release) -> None:
    transcript = released("Interview 01", SAID)
    transcripts.mark_read(study, transcript)
    transcripts.mark_read(study, transcript)
    assert transcripts.read_ids(study) == {transcript}
    transcripts.mark_read(study, transcript, read=False)
    assert transcripts.read_ids(study) == set()
    audit.undo(study)
    assert transcripts.read_ids(study) == {transcript}


def test_labels_are_not_shared(study: Study, released: Release) -> None:
    first, other = released("Interview 01", SAID), released("Interview 02", SAID)
    with pytest.raises(NameTaken):
        transcripts.relabel(study, other, "interview 01")
    with pytest.raises(NameTaken):
        released("Interview 02", SAID)
    transcripts.relabel(study, first, "INTERVIEW 01")
    assert [one.label for one in transcripts.fetch_all(study)] == ["INTERVIEW 01", "Interview 02"]


def test_what_is_not_there_cannot_be_marked_as_read(study: Study) -> None:
    with pytest.raises(NotThere):
        transcripts.mark_read(study, "none")
    assert study.orphans() == []
