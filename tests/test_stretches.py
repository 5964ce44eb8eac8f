"""What was read is kept per researcher, joined where it meets, and follows its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Said
from workbench import audit, stretches, transcripts
from workbench.edits import Edit
from workbench.errors import ChangedSince
from workbench.study import Study

SAID = [
    ("Interviewer", "How did you come to the clinic?"),
    ("Amira", "I was sent there. Nobody asked me."),
]
PAIRS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda p: (min(p), max(p))))


@pytest.fixture
def transcript(study: Study, released: Callable[[str, Said], str]) -> str:
    return released("Interview 01", SAID)


def places(study: Study) -> list[tuple[int, int]]:
    return [(one.start, one.stop) for one in stretches.fetch_all(study)]


def test_stretches_that_meet_become_one(study: Study, transcript: str) -> None:
    stretches.mark(study, transcript, 0, 10)
    stretches.mark(study, transcript, 20, 30)
    assert places(study) == [(0, 10), (20, 30)]
    assert transcripts.read_ids(study) == set()
    stretches.mark(study, transcript, 8, 21)
    assert places(study) == [(0, 30)]
    stretches.mark(study, transcript, 10, 15, read=False)
    assert places(study) == [(0, 10), (15, 30)]


def test_all_words_are_the_whole_transcript(study: Study, transcript: str) -> None:
    length = len(transcripts.text(study, transcript))
    stretches.mark(study, transcript, 0, 10)
    stretches.mark(study, transcript, 10, length + 5)
    assert transcripts.read_ids(study) == {transcript}
    assert places(study) == [(0, length)]
    stretches.mark(study, transcript, 0, 10, read=False)
    assert transcripts.read_ids(study) == set()
    assert places(study) == [(10, length)]


def test_undo_and_redo_restore_what_was_read(study: Study, transcript: str) -> None:
    def tables() -> list[object]:
        found = [
            study.rows(f"select * from {name} order by id") for name in ("readings", "passages")
        ]
        return list(found)

    states = [tables()]
    for place, read in (((0, 10), True), ((9, 30), True), ((3, 5), False)):
        stretches.mark(study, transcript, *place, read=read)
        states.append(tables())
    for state in reversed(states[:-1]):
        audit.undo(study)
        assert tables() == state
    for state in states[1:]:
        audit.redo(study)
        assert tables() == state


def test_a_correction_moves_what_was_read(study: Study, transcript: str) -> None:
    stretches.mark(study, transcript, 10, 20)
    version = transcripts.fetch(study, transcript).version
    words = transcripts.text(study, transcript)[10:20]
    with audit.act(study, "transcripts.correct", undoable=False) as act:
        transcripts.replace_text(act, transcript, [Edit(start=0, stop=3, words="Longer words")])
    ((start, stop),) = places(study)
    assert transcripts.text(study, transcript)[start:stop] == words
    with pytest.raises(ChangedSince):
        stretches.mark(study, transcript, 0, 5, version=version)


@given(PAIRS, st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_sets_of_places_are_kept_exactly(
    pairs: list[tuple[int, int]], cut: tuple[int, int]
) -> None:
    """Joined and cut stretches hold the same code points as sets of them would."""
    gone = (min(cut), max(cut))
    held = {i for start, stop in pairs for i in range(start, stop)}
    united = stretches.joined(pairs)
    holes = {i for start, stop in united for i in range(start, stop)} - held
    assert held <= {i for start, stop in united for i in range(start, stop)}
    assert all(i - 1 in held and i + 1 in held for i in holes)
    left = {i for start, stop in stretches.without(united, gone) for i in range(start, stop)}
    assert left == (held | holes) - set(range(*gone))
