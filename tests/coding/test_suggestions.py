"""Suggestions follow the researcher's codings and decisions, with reasons, and code nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coding.toy import TOPICS, WordEncoder, code_topic, make, topic_at
from tests.conftest import Said
from workbench import audit, memos, stretches, transcripts
from workbench.coding import codebook, codings, embeddings, suggestions
from workbench.edits import Edit
from workbench.errors import ChangedSince, NotThere
from workbench.study import Study

ENCODER = "words"


@pytest.fixture
def ids(study: Study, released: Callable[[str, Said], str]) -> list[str]:
    found = make(study, released)
    embeddings.embed_all(study, WordEncoder())
    return found


@pytest.mark.parametrize(("examples", "right"), [(1, 9), (3, 10), (6, 10)])
def test_right_passages_come_first(study: Study, ids: list[str], examples: int, right: int) -> None:
    code = code_topic(study, ids[0], "shame", examples)
    if examples == 6:
        transcripts.mark_read(study, ids[0])
    found = suggestions.for_code(study, ENCODER, code)
    topics = [topic_at(study, s.transcript_id, s.start, s.stop) for s in found]
    assert topics.count("shame") >= right
    assert [s.place for s in found] == list(range(1, 11))
    assert found == suggestions.for_code(study, ENCODER, code)
    assert {c.transcript_id for c in codings.fetch_all(study)} == {ids[0]}


def test_each_has_a_reason(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "food", 4)
    for found in suggestions.for_code(study, ENCODER, code):
        text = transcripts.text(study, found.transcript_id)
        assert text[found.start : found.stop] == found.words
        assert found.start <= found.sentence[0] < found.sentence[1] <= found.stop
        assert found.examples == 4
        assert len({near.coding_id for near in found.near}) == 2
        assert set(found.shared) & set(TOPICS["food"])
        assert transcripts.turns(study, found.transcript_id)[found.turn].role == "participant"


def test_nothing_coded_or_dismissed_is_offered_again(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    low = codebook.add(study, "Debt", parent_id=code).id
    first, second, *_ = suggestions.for_code(study, ENCODER, code)
    codings.apply(study, first.transcript_id, first.start + 2, first.start + 9, low)
    suggestions.dismiss(study, second, why="About food")
    left = suggestions.for_code(study, ENCODER, code, n=1000)
    assert {(s.transcript_id, s.start) for s in left}.isdisjoint(
        {(s.transcript_id, s.start) for s in (first, second)}
    )
    assert [memo.about for memo in memos.fetch_all(study)] == ["passage"]
    audit.undo(study)
    again = suggestions.for_code(study, ENCODER, code, n=1000)
    assert (second.transcript_id, second.start) in {(s.transcript_id, s.start) for s in again}
    assert study.rows("select * from orphans") == []


def test_dismissing_teaches(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 2)
    other = code_topic(study, ids[0], "food", 1)
    for coding in codings.of_codes(study, [other]):
        codings.apply(study, coding.transcript_id, coding.start, coding.stop, code)
    for one in suggestions.for_code(study, ENCODER, code, n=40):
        if topic_at(study, one.transcript_id, one.start, one.stop) != "money":
            suggestions.dismiss(study, one)
    found = suggestions.for_code(study, ENCODER, code)
    assert {topic_at(study, s.transcript_id, s.start, s.stop) for s in found} == {"money"}


def test_accepting_codes_once_and_undoes_at_once(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    found = suggestions.for_code(study, ENCODER, code)[0]
    coding = suggestions.accept(study, found)
    assert (coding.found_by, coding.start, coding.stop) == ("suggestion", found.start, found.stop)
    (decision,) = study.rows("select verdict, place, model, researcher from decisions")
    assert (decision["verdict"], decision["place"], decision["researcher"]) == (
        "accepted",
        1,
        "Ana",
    )
    assert decision["model"].startswith("words")
    audit.undo(study)
    assert study.rows("select * from decisions") == []
    assert len(codings.fetch_all(study)) == 3
    part = suggestions.accept(study, found, start=found.sentence[0], stop=found.sentence[1])
    assert (part.start, part.stop) == found.sentence


def test_unread_transcripts_come_first(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    for transcript_id in ids[:3]:
        transcripts.mark_read(study, transcript_id)
    found = suggestions.for_code(study, ENCODER, code, n=1000)
    unread = [s.transcript_id in ids[3:] for s in found]
    assert unread == sorted(unread, reverse=True)
    assert {s.transcript_id for s in found} == set(ids)


def test_a_stretch_that_was_read_counts_as_uncoded(study: Study, ids: list[str]) -> None:
    """What was read and left uncoded comes last, though the rest of its transcript was not read."""
    code = code_topic(study, ids[0], "money", 3)
    half = len(transcripts.text(study, ids[1])) // 2
    stretches.mark(study, ids[1], 0, half)
    found = suggestions.for_code(study, ENCODER, code, n=1000)
    read = [s.transcript_id == ids[1] and s.stop <= half for s in found]
    assert read == sorted(read)
    assert any(read)


def test_a_transcript_without_the_code_is_heard(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 2)
    for transcript_id in ids[1:]:
        transcripts.mark_read(study, transcript_id)
    found = suggestions.for_code(study, ENCODER, code)
    assert [s.fresh for s in found] == [False] * 9 + [True]
    assert {s.transcript_id for s in found[:9]} == {ids[0]}
    assert not any(s.fresh for s in suggestions.for_code(study, ENCODER, code, n=4))


def test_an_edited_text_asks_for_a_new_list(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    found = suggestions.for_code(study, ENCODER, code)[0]
    with audit.act(study, "transcripts.correct", undoable=False) as act:
        transcripts.replace_text(act, found.transcript_id, [Edit(start=0, stop=5, words="Would")])
    with pytest.raises(ChangedSince):
        suggestions.accept(study, found)
    assert all(
        s.transcript_id != found.transcript_id
        for s in suggestions.for_code(study, ENCODER, code, n=1000)
    )


def test_without_examples_nothing_is_offered(study: Study, ids: list[str]) -> None:
    code = codebook.add(study, "New").id
    assert suggestions.for_code(study, ENCODER, code) == []
    assert suggestions.for_code(study, "no such encoder", code) == []
    with pytest.raises(NotThere):
        suggestions.for_code(study, ENCODER, "gone")
    top = code_topic(study, ids[0], "money", 1)
    found = suggestions.for_code(study, ENCODER, top)[0]
    codebook.merge(study, top, code)
    with pytest.raises(NotThere):
        suggestions.accept(study, found)
