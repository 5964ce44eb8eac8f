"""Corners that codes have not reached: passages, participants and questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coding.toy import WordEncoder, code_topic, make, topic_at
from tests.conftest import Said
from workbench import transcripts
from workbench.coding import codings, corners, embeddings, hardly_coded
from workbench.study import Study

Release = Callable[[str, Said], str]
WEEK = "Could you walk me through an ordinary week?"
COST = "What did the journeys to hospital cost you?"
LONG = "It was much the same as before and we carried on with it as well as we could. "


@pytest.fixture
def ids(study: Study, released: Release) -> list[str]:
    found = make(study, released)
    embeddings.embed_all(study, WordEncoder())
    return found


def test_what_no_code_speaks_to_comes_first(study: Study, ids: list[str]) -> None:
    assert corners.far(study, "words") == []
    for name in ids:
        code_topic(study, name, "money", 5)
        code_topic(study, name, "food", 5)
    found = corners.far(study, "words", n=4)
    assert {topic_at(study, c.transcript_id, c.start, c.stop) for c in found} == {"shame"}
    assert found == corners.far(study, "words", n=4)
    places = {(one.transcript_id, one.start) for one in found}
    for one in found[:2]:
        codings.apply(study, one.transcript_id, one.start, one.stop, code_topic(study, "", "new"))
    assert len({(o.transcript_id, o.start) for o in corners.far(study, "words", n=4)} & places) < 3


def test_a_new_coding_counts_as_much_as_all_at_once(study: Study, ids: list[str]) -> None:
    code_topic(study, ids[0], "money", 2)
    corners.far(study, "words")
    code_topic(study, ids[1], "food", 2)
    step_by_step = corners.far(study, "words")
    corners._KEPT.clear()
    assert step_by_step == corners.far(study, "words")
    codings.remove(study, codings.fetch_all(study)[0].id)
    less = corners.far(study, "words")
    corners._KEPT.clear()
    assert less == corners.far(study, "words")


def test_what_was_read_and_left_comes_last(study: Study, ids: list[str]) -> None:
    code_topic(study, ids[0], "money", 3)
    for name in ids[:4]:
        transcripts.mark_read(study, name)
    found = corners.far(study, "words", n=90)
    read = [one.read for one in found]
    assert read == sorted(read)
    assert {one.transcript_id for one in found if not one.read} == {ids[4]}


def test_people_and_questions_hardly_coded(study: Study, released: Release) -> None:
    talks = []
    for who in ("Amira", "Ben", "Cleo"):
        said = [
            ("Interviewer", WEEK),
            (who, LONG * 5),
            ("Interviewer", "Mm."),
            (who, LONG * 2),
            ("Interviewer", COST + " Roughly?" * (who == "Ben")),
            (who, LONG * 4),
        ]
        talks.append(released(f"Interview {who}", said))
    for name in talks[:2]:
        turn = transcripts.turns(study, name)[1]
        code = code_topic(study, "", "week")
        codings.apply(study, name, turn.start, turn.stop, code)
    (person,) = hardly_coded.people(study)
    assert (person.name, person.words, person.coded, person.passages) == ("Cleo", 198, 0, 0)
    assert person.transcript_id == talks[2]
    (question,) = hardly_coded.questions(study)
    assert question.asked.startswith(COST)
    assert (question.people, question.words, question.coded) == (3, 216, 0)
    text = transcripts.text(study, question.transcript_id)
    assert text[question.start :].startswith(LONG.split(".", maxsplit=1)[0])


def test_nothing_said_is_nothing_found(study: Study, released: Release) -> None:
    assert not hardly_coded.people(study) + hardly_coded.questions(study)
    released("Interview 01", [("Interviewer", "Mm."), ("Amira", "Yes. "), ("Interviewer", "Oh?")])
    assert not hardly_coded.people(study) + hardly_coded.questions(study)
