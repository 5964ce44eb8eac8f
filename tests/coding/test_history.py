"""Any row of acts can be taken back and done again, and passages never leave their words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.coding.conftest import SAID
from tests.conftest import Said
from tests.drawing import enrolled, tables
from tests.every_act import Acts, verbs_in_the_code
from workbench import audit, corrections, edits, transcripts, wording
from workbench.coding import codebook, codings, recoding
from workbench.edits import Edit
from workbench.errors import ChangedSince, NothingToUndo
from workbench.events import Event
from workbench.study import Study

PEOPLE = ("Ana", "Binta", "Cara")


@pytest.fixture
def studied(study: Study, released: Callable[[str, Said], str]) -> Study:
    """Release two interviews, each with a participant."""
    for label, person in (("Interview 01", "Amira"), ("Interview 02", "Binta")):
        enrolled(study, released(label, SAID), person)
    return study


def test_every_verb_is_drawn_and_told(study: Study) -> None:
    """A verb that changes a study joins the script, and is told in words."""
    known = verbs_in_the_code()
    assert set(Acts(study, 1).verbs) == set(known)
    assert set(known.values()) <= set(wording._VERBS)


@pytest.mark.parametrize(
    ("seed", "number"),
    [(1, 40), *[pytest.param(n, 1_000, marks=pytest.mark.slow) for n in (2, 3, 4)]],
)
def test_undo_all_redo_all(studied: Study, seed: int, number: int) -> None:
    """Three researchers do whatever can be done, and take something back now and then."""
    acts, start, done = Acts(studied, seed), tables(studied), 0
    # In the end nobody may have anything left to redo: it would come back with the rest.
    while done < number or any(undone(studied, name) for name in PEOPLE):
        left = [name for name in PEOPLE if done >= number and undone(studied, name)]
        studied.researcher = acts.chance.choice(left or PEOPLE)
        done += acts.any()
        if done < number and acts.chance.random() < 0.03:
            done += regretted(studied, again=acts.chance.random() < 0.3)
        if done % 50 == 0:
            assert studied.orphans() == []
    end = tables(studied)
    if number >= 1_000:
        assert acts.done == set(acts.verbs)
    stack = standing(studied)
    assert len(stack) == done
    for event in stack:
        assert audit.undo(studied.seat(event.researcher)).about == event.id
    assert tables(studied) == start
    assert studied.orphans() == []
    for event in reversed(stack):
        assert audit.redo(studied.seat(event.researcher)).about == event.id
    assert tables(studied) == end
    assert studied.orphans() == []


def undone(study: Study, name: str) -> bool:
    return audit.next_redo(study.seat(name)) is not None


def standing(study: Study) -> list[Event]:
    """List what all of them could take back, the newest first."""
    found = [one for name in PEOPLE for one in audit.standing(study.seat(name), 10**6)]
    return sorted(found, key=lambda one: -one.seq)


def regretted(study: Study, *, again: bool) -> int:
    """Undo the newest act, perhaps redo it; tell by how many acts more stand then."""
    more = 0
    with suppress(NothingToUndo, ChangedSince):
        audit.undo(study)
        more -= 1
        if again:
            audit.redo(study)
            more += 1
    return more


@pytest.mark.parametrize("corrected", [0, 1])
def test_rows_of_one_act_come_back_whole(studied: Study, corrected: int) -> None:
    """Of two passages coded in one act a colleague's correction swallows the edge of one."""
    homes = sorted(row["id"] for row in studied.rows("select id from texts"))
    code, other = (codebook.add(studied, name).id for name in ("Shame", "Clinic"))
    mine = [codings.apply(studied, home, 38, 50, code).id for home in homes]
    recoding.add(studied, mine, other)
    studied.researcher = "Binta"
    corrections.correct(studied, homes[corrected], [Edit(start=34, stop=48, words="came")])
    studied.researcher = "Ana"
    before = tables(studied)
    recoding.take_off(studied, [one.id for one in codings.of_codes(studied, [other])])
    end = tables(studied)
    for turn in (audit.undo, audit.undo, audit.redo, audit.redo):
        turn(studied)
    assert tables(studied) == end
    audit.undo(studied)
    assert tables(studied) == before
    studied.researcher = "Binta"
    audit.undo(studied)
    found = codings.of_codes(studied, [code, other])
    assert [(one.start, one.stop) for one in found] == [(38, 50)] * 4


LENGTH = sum(len(words) + 1 for _, words in SAID) - 1
OFFSETS = st.lists(st.integers(0, LENGTH), min_size=2, max_size=8, unique=True).map(sorted)
WORDS = st.text(alphabet="xyz 😀é", min_size=1, max_size=9)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(places=st.lists(OFFSETS, min_size=1, max_size=6), cuts=OFFSETS, data=st.data())
def test_codings_follow_their_words_also_out_of_the_past(
    study: Study, places: list[list[int]], cuts: list[int], data: st.DataObject
) -> None:
    transcript = store(study, SAID)
    text = transcripts.text(study, transcript)
    code = codebook.add(study, study.new_id()).id
    wanted = {}
    for place in places:
        start, stop = place[0], place[-1]
        if text[start:stop].strip():
            wanted[codings.apply(study, transcript, start, stop, code).id] = (start, stop)
    changes = [
        Edit(start=a, stop=b, words=data.draw(WORDS))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    gone = [coding for coding in wanted if data.draw(st.booleans())]
    for coding_id in gone:
        codings.remove(study, coding_id)
    with audit.act(study, "transcripts.correct", undoable=False) as act:
        transcripts.replace_text(act, transcript, changes)
    for _ in gone:
        audit.undo(study)
    new = transcripts.text(study, transcript)
    found = codings.of_transcript(study, transcript)
    assert {coding.id for coding in found} == set(wanted)
    for coding in found:
        assert new[coding.start : coding.stop] == expected(text, changes, *wanted[coding.id])


def expected(text: str, changes: list[Edit], start: int, stop: int) -> str:
    """Widen a passage over the edits that cut into it, then make the edits within."""
    touching = [edit for edit in changes if edit.start < stop and edit.stop > start]
    start = min([start, *(edit.start for edit in touching)])
    stop = max([stop, *(edit.stop for edit in touching)])
    inside = [
        Edit(start=edit.start - start, stop=edit.stop - start, words=edit.words)
        for edit in touching
    ]
    return edits.apply(text[start:stop], inside).text


def store(study: Study, said: Said) -> str:
    transcript_id, speaker_id = study.new_id(), study.new_id()
    speaker = transcripts.Speaker(
        id=speaker_id,
        transcript_id=transcript_id,
        label="Amira",
        role="participant",
        participant_id=None,
    )
    text = "\n".join(words for _, words in said)
    turn = transcripts.Turn(
        position=0, speaker="Amira", role="participant", start=0, stop=len(text)
    )
    with audit.act(study, "test.release", undoable=False) as act:
        transcripts.add(
            act, transcript_id=transcript_id, label=transcript_id, recorded=None, words=0
        )
        transcripts.release_text(act, transcript_id, text=text, speakers=[speaker], turns=[turn])
    return transcript_id
