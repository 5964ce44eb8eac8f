"""Coding what was found: one act, nothing doubled, the search remembered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Said
from workbench import audit, transcripts
from workbench.coding import codebook, codings, concordance, results, search
from workbench.coding.concordance import Line
from workbench.coding.results import Unit
from workbench.coding.search import Query
from workbench.edits import Edit
from workbench.errors import ChangedSince, NameTaken, NotAllowed, NotThere
from workbench.store import Row
from workbench.study import Study

QUERY = Query(words="was | felt", kind="words")
TABLES = ("codes", "passages", "codings", "searches")


@pytest.fixture
def lines(study: Study, transcript: str) -> list[Line]:
    return concordance.lines(study, search.find(study, QUERY))


def tables(study: Study) -> dict[str, list[Row]]:
    return {name: study.rows(f"select * from {name} order by id") for name in TABLES}


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("words", ["was", "felt", "was"]),
        (
            "sentence",
            ["I was sent there 😀.", "I felt ashamed at first.", "Later it was better."],
        ),
        (
            "turn",
            [
                "I was sent there 😀. Nobody asked me. I felt ashamed at first.",
                "Later it was better. The nurse knew my name.",
            ],
        ),
    ],
)
def test_results_are_coded_by_unit(
    study: Study, lines: list[Line], unit: Unit, words: list[str]
) -> None:
    code = codebook.add(study, "Shame")
    done = results.code(study, lines, QUERY, unit=unit, code_id=code.id)
    assert (done.stored, done.known) == (len(words), 0)
    shown = codings.of_code(study, code.id)
    assert [one.words for one in shown] == words
    assert {one.coding.found_by for one in shown} == {"search"}


def test_one_undo_takes_all_back_and_redo_restores_it(study: Study, lines: list[Line]) -> None:
    before = tables(study)
    events = len(audit.read(study))
    results.code(study, lines, QUERY, new_code="Shame", within="said by participants")
    after = tables(study)
    assert len(audit.read(study)) == events + 1
    assert [code["name"] for code in after["codes"]] == ["Shame"]
    audit.undo(study)
    assert tables(study) == before
    audit.redo(study)
    assert tables(study) == after


def test_codings_already_there_are_not_doubled(study: Study, lines: list[Line]) -> None:
    code = codebook.add(study, "Shame")
    codings.apply(study, lines[0].transcript_id, lines[0].start, lines[0].stop, code.id)
    done = results.code(study, [*lines, lines[1]], QUERY, code_id=code.id)
    assert (done.stored, done.known) == (2, 1)
    again = results.code(study, lines, QUERY, code_id=code.id)
    assert (again.stored, again.known) == (0, 3)
    assert len(codings.fetch_all(study)) == 3


def test_the_search_is_remembered(study: Study, lines: list[Line]) -> None:
    results.code(study, lines, QUERY, unit="sentence", new_code="Shame", within="not coded")
    (one,) = results.searches(study)
    assert (one.query, one.kind, one.exact, one.within) == (
        "was | felt",
        "words",
        False,
        "not coded",
    )
    assert (one.code, one.unit, one.passages, one.researcher) == ("Shame", "sentence", 3, "Ana")
    codings.remove(study, codings.fetch_all(study)[0].id)
    assert results.searches(study)[0].passages == 2
    audit.undo(study)
    assert results.searches(study)[0].passages == 3


def test_what_cannot_be_coded_is_refused(study: Study, lines: list[Line]) -> None:
    code = codebook.add(study, "Shame")
    with pytest.raises(NotAllowed):
        results.code(study, [], QUERY, code_id=code.id)
    with pytest.raises(NotThere):
        results.code(study, lines, QUERY, code_id="gone")
    with pytest.raises(NameTaken):
        results.code(study, lines, QUERY, new_code="shame")
    with audit.act(study, "test.correct") as act:
        edit = Edit(start=0, stop=3, words="By what way")
        transcripts.replace_text(act, lines[0].transcript_id, [edit])
    with pytest.raises(ChangedSince):
        results.code(study, lines, QUERY, code_id=code.id)
    assert not codings.fetch_all(study)


def test_coding_follows_later_changes_of_the_text(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    home = released("Two", [("Amira", "So I was there, and İ was 😀 here.")])
    found = concordance.lines(study, search.find(study, Query(words="here")))
    results.code(study, found, QUERY, new_code="Place")
    with audit.act(study, "test.correct") as act:
        transcripts.replace_text(act, home, [Edit(start=0, stop=2, words="Well then")])
    (coding,) = codings.fetch_all(study)
    assert transcripts.text(study, home)[coding.start : coding.stop] == "here"
