"""Suggestions speak when they may, say what they were worth, and can begin anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.coding.toy import WordEncoder, code_topic, make
from tests.conftest import Said
from workbench import audit, corrections, transcripts
from workbench.coding import codings, embeddings, restraint, suggestions, taught
from workbench.edits import Edit
from workbench.errors import NotThere
from workbench.study import Study

ENCODER = "words"


@pytest.fixture
def ids(study: Study, released: Callable[[str, Said], str]) -> list[str]:
    found = make(study, released, 3)
    embeddings.embed_all(study, WordEncoder())
    return found


def places(study: Study, code: str, n: int = 1000) -> set[tuple[str, int]]:
    return {(s.transcript_id, s.start) for s in suggestions.for_code(study, ENCODER, code, n=n)}


def test_they_wait_until_something_was_read(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 2)
    assert "read through" in restraint.silent(study, code)
    restraint.set_before_reading(study, on=True)
    assert restraint.silent(study, code) == ""
    restraint.set_before_reading(study, on=False)
    transcripts.mark_read(study, ids[0])
    assert restraint.silent(study, code) == ""
    restraint.set_on(study, on=False, code_id=code)
    assert "this code" in restraint.silent(study, code)
    restraint.set_on(study, on=False)
    assert "this study" in restraint.silent(study, code)
    audit.undo(study)
    restraint.set_on(study, on=True, code_id=code)
    assert restraint.settings(study) == restraint.Settings(
        on=True, before_reading=False, blinded=False, off_for=frozenset()
    )
    with pytest.raises(NotThere):
        restraint.set_on(study, on=False, code_id="gone")


def test_put_off_until_the_next_sitting(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    first = suggestions.for_code(study, ENCODER, code)[0]
    suggestions.later(study, first)
    assert (first.transcript_id, first.start) not in places(study, code)
    taught._SITTINGS[study.file] = audit.now() + timedelta(seconds=1)
    assert (first.transcript_id, first.start) in places(study, code)


def test_begun_anew_only_reading_teaches(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    before = suggestions.for_code(study, ENCODER, code)
    food = code_topic(study, ids[0], "food", 1)
    for one in before[:4]:
        suggestions.dismiss(study, one)
    wrong = suggestions.for_code(study, ENCODER, code, n=60)[-1]
    suggestions.accept(study, wrong)
    learned = suggestions.for_code(study, ENCODER, code)
    assert learned[0].examples == 4
    restraint.reset(study, code)
    anew = suggestions.for_code(study, ENCODER, code)
    assert anew[0].examples == 3
    judged = {(s.transcript_id, s.start) for s in [*before[:4], wrong]}
    assert judged.isdisjoint(places(study, code))
    audit.undo(study)
    assert suggestions.for_code(study, ENCODER, code) == learned
    restraint.reset(study, code)
    restraint.reset(study, code)
    assert suggestions.for_code(study, ENCODER, code) == anew
    with pytest.raises(NotThere):
        restraint.reset(study, "gone")
    assert food


def test_blinded_lists_give_an_honest_estimate(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    restraint.set_blinded(study, on=True)
    found = suggestions.for_code(study, ENCODER, code)
    assert found == suggestions.for_code(study, ENCODER, code)
    assert [s.kind for s in found].count("drawn") == 3
    assert [s.place for s in found] == list(range(1, 11))
    for one in found:
        if one.kind == "drawn":
            suggestions.dismiss(study, one)
        else:
            suggestions.accept(study, one)
    worth = restraint.worth(study, ENCODER, code)
    assert (worth.offered.accepted, worth.offered.decided) == (7, 7)
    assert (worth.drawn.accepted, worth.drawn.decided) == (0, 3)
    assert worth.left is not None
    assert worth.left[0] == 0 < worth.left[2] <= worth.unread
    assert 1 <= worth.voices <= worth.all_voices
    rows = study.rows("select drawn, encoder, labels, coding_id, verdict from decisions")
    assert sum(row["drawn"] for row in rows) == 3
    assert {row["encoder"] for row in rows} == {ENCODER}
    known = {one.id for one in codings.fetch_all(study)}
    assert all((row["coding_id"] in known) == (row["verdict"] == "accepted") for row in rows)


def test_blinded_figures_do_not_tell_what_was_drawn(study: Study, ids: list[str]) -> None:
    """Between two tens nothing moves but the number of decisions, whatever was decided on."""
    code = code_topic(study, ids[0], "money", 3)
    restraint.set_blinded(study, on=True)
    for round_ in (1, 2):
        for number in range(10):
            told = restraint.worth(study, ENCODER, code)
            assert told.waiting == number
            assert told.offered.decided + told.drawn.decided == 10 * (round_ - 1)
            assert told.last.decided == told.offered.decided
            kinds = {s.kind for s in suggestions.for_code(study, ENCODER, code)}
            assert "drawn" in kinds
            wanted = "drawn" if number % 2 else "alike"
            one = next(s for s in suggestions.for_code(study, ENCODER, code) if s.kind == wanted)
            (suggestions.accept if number % 3 else suggestions.dismiss)(study, one)
    told = restraint.worth(study, ENCODER, code)
    assert (told.waiting, told.drawn.decided, told.offered.decided) == (0, 10, 10)
    suggestions.dismiss(study, suggestions.for_code(study, ENCODER, code)[0])
    assert restraint.worth(study, ENCODER, code).waiting == 1
    restraint.set_blinded(study, on=False)
    told = restraint.worth(study, ENCODER, code)
    assert (told.waiting, told.offered.decided + told.drawn.decided) == (0, 21)


def test_exact_intervals() -> None:
    """Figures from the tables of Clopper and Pearson (1934)."""
    assert restraint.interval(0, 30) == pytest.approx((0, 0.1157), abs=1e-4)
    assert restraint.interval(3, 30) == pytest.approx((0.0211, 0.2653), abs=1e-4)
    assert restraint.interval(30, 30) == pytest.approx((0.8843, 1), abs=1e-4)
    assert restraint.interval(0, 0) == (0, 1)


def test_decisions_follow_their_words(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    refused = suggestions.for_code(study, ENCODER, code)[0]
    suggestions.dismiss(study, refused)
    where = refused.transcript_id
    turn = next(t for t in transcripts.turns(study, where) if t.role == "participant")
    first = transcripts.text(study, where)[turn.start :].split()[0]
    edit = Edit(start=turn.start, stop=turn.start + len(first), words="Unbelievably")
    corrections.correct(study, where, [edit])
    embeddings.embed_all(study, WordEncoder())
    (row,) = study.rows(
        "select p.start, p.stop from decisions d join passages p on p.id = d.passage_id"
    )
    text = transcripts.text(study, where)
    words = text[row["start"] : row["stop"]].replace("Unbelievably", first)
    assert words == refused.words
    for one in suggestions.for_code(study, ENCODER, code, n=1000):
        apart = one.stop <= row["start"] or row["stop"] <= one.start
        assert one.transcript_id != where or apart


def test_the_edge_names_what_was_dismissed(study: Study, ids: list[str]) -> None:
    code = code_topic(study, ids[0], "money", 3)
    assert [one.kind for one in suggestions.at_the_edge(study, ENCODER, code)] == [
        "boundary"
    ] * len(suggestions.at_the_edge(study, ENCODER, code))
    refused = suggestions.for_code(study, ENCODER, code)[0]
    suggestions.dismiss(study, refused)
    found = [s for s in suggestions.at_the_edge(study, ENCODER, code) if s.kind == "dismissed"]
    assert [(s.transcript_id, s.start) for s in found] == [(refused.transcript_id, refused.start)]
    assert found[0].decision_id
