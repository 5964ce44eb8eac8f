"""Codings stay on their words, come once, and take with them what stands on them."""

from __future__ import annotations

import pytest

from workbench import audit, memos, participants, transcripts
from workbench.coding import codebook, codings
from workbench.edits import Edit
from workbench.errors import AlreadyDone, ChangedSince, NotAllowed, NotThere
from workbench.study import Study


@pytest.fixture
def shame(study: Study) -> str:
    return codebook.add(study, "Shame").id


def test_the_same_coding_is_not_doubled(study: Study, transcript: str, shame: str) -> None:
    first = codings.apply(study, transcript, 0, 10, shame)
    assert codings.apply(study, transcript, 0, 10, shame, coding_id="other") == first
    study.researcher = "Ben"
    assert codings.apply(study, transcript, 0, 10, shame) != first
    assert len(codings.of_transcript(study, transcript)) == 2
    assert study.row("select count(*) as n from passages") == {"n": 2}


def test_an_operation_codes_once(study: Study, transcript: str, shame: str) -> None:
    codings.apply(study, transcript, 0, 10, shame, event_id="op", coding_id="c")
    with pytest.raises(AlreadyDone):
        codings.apply(study, transcript, 0, 10, shame, event_id="op", coding_id="c")
    with pytest.raises(NotAllowed):
        codings.apply(study, transcript, 0, 11, shame, event_id="op 2", coding_id="c")


def test_wrong_codings_are_refused(study: Study, transcript: str, shame: str) -> None:
    for start, stop in ((0, 0), (-1, 3), (5, 4), (0, 10_000), (3, 4)):
        with pytest.raises(NotAllowed):
            codings.apply(study, transcript, start, stop, shame)
    with pytest.raises(NotThere):
        codings.apply(study, transcript, 0, 3, "no code")
    with pytest.raises(NotThere):
        codings.apply(study, "no transcript", 0, 3, shame)
    with pytest.raises(NotThere):
        codings.remove(study, "gone")
    with pytest.raises(NotThere):
        codings.with_subcodes(study, "gone")


def test_removing_takes_memos_and_passage_and_nothing_else(
    study: Study, transcript: str, shame: str
) -> None:
    kept = codings.apply(study, transcript, 0, 10, shame)
    gone = codings.apply(study, transcript, 4, 20, shame)
    memos.write(study, "coding", gone.id, "Strong")
    memos.write(study, "passage", gone.passage_id, "Loud")
    stays = memos.write(study, "coding", kept.id, "Weak")
    codings.remove(study, gone.id)
    assert codings.of_transcript(study, transcript) == [kept]
    assert memos.fetch_all(study) == [stays]
    assert study.row("select count(*) as n from passages") == {"n": 1}
    audit.undo(study)
    assert codings.of_transcript(study, transcript) == [kept, gone]
    assert len(memos.fetch_all(study)) == 3


def test_resizing_moves_the_edges(study: Study, transcript: str, shame: str) -> None:
    coding = codings.apply(study, transcript, 0, 10, shame)
    other = codings.apply(study, transcript, 11, 20, shame)
    wider = codings.resize(study, coding.id, 0, 15)
    assert (wider.id, wider.start, wider.stop) == (coding.id, 0, 15)
    assert codings.resize(study, coding.id, 0, 15) == wider
    with pytest.raises(NotAllowed):
        codings.resize(study, coding.id, other.start, other.stop)
    with pytest.raises(NotAllowed):
        codings.resize(study, coding.id, 3, 4)
    audit.undo(study)
    assert codings.fetch(study, coding.id) == coding


def test_a_whole_turn_is_coded(study: Study, transcript: str, shame: str) -> None:
    coding = codings.code_turn(study, transcript, 3, shame)
    text = transcripts.text(study, transcript)
    assert text[coding.start : coding.stop].startswith("Later it was better.")
    with pytest.raises(NotThere):
        codings.code_turn(study, transcript, 9, shame)


def test_passages_show_who_said_them(study: Study, transcript: str, shame: str) -> None:
    with audit.act(study, "test.enrol") as act:
        participants.enrol(act, participant_id="p", pseudonym="Amira")
        speaker = act.row("select id from speakers where label = 'Amira'")
        assert speaker
        act.update("speakers", speaker["id"], participant_id="p")
    participants.set_attribute(study, "p", "Age", "40–49")
    low = codebook.add(study, "Hiding", parent_id=shame).id
    text = transcripts.text(study, transcript)
    codings.apply(study, transcript, 0, 3, shame)
    over = codings.apply(study, transcript, text.index("to the clinic"), 40, low)
    asked, shown = codings.of_code(study, shame)
    assert (asked.speaker, asked.participant, asked.turn) == ("Interviewer", "", 0)
    assert shown.coding == over
    assert shown.words == "to the clinic?\nI was se"
    assert (shown.participant, shown.turn, shown.began) == ("Amira", 1, 10.0)
    assert shown.attributes == {"Age": "40–49"}
    assert [s.coding.code_id for s in codings.of_code(study, shame, subcodes=False)] == [shame]


def test_places_in_an_older_text_are_refused(study: Study, transcript: str, shame: str) -> None:
    seen = transcripts.fetch(study, transcript).version
    coding = codings.apply(study, transcript, 0, 3, shame, version=seen)
    with audit.act(study, "test.edit", undoable=False) as act:
        transcripts.replace_text(act, transcript, [Edit(start=0, stop=3, words="By what way")])
    with pytest.raises(ChangedSince):
        codings.apply(study, transcript, 4, 7, shame, version=seen)
    with pytest.raises(ChangedSince):
        codings.resize(study, coding.id, 0, 7, version=seen)
    assert [(one.start, one.stop) for one in codings.of_transcript(study, transcript)] == [(0, 11)]


def test_a_memo_needs_what_it_is_about(study: Study, transcript: str, shame: str) -> None:
    coding = codings.apply(study, transcript, 0, 10, shame)
    codings.remove(study, coding.id)
    with pytest.raises(NotThere):
        memos.write(study, "coding", coding.id, "Loud")
    audit.undo(study)
    memos.write(study, "coding", coding.id, "Loud")
    assert study.orphans() == []
