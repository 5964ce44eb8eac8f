"""Events are told in plain words, and never in those of a participant."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Said
from workbench import audit, memos, transcripts, wording
from workbench.coding import (
    codebook,
    coding_tables,
    codings,
    concordance,
    recoding,
    results,
    search,
)
from workbench.coding.search import Query
from workbench.study import Study
from workbench.themes import development

SAID = [("Interviewer", "And then?"), ("Amira", "Then the nurse hid the letter from me.")]


def told(study: Study) -> list[str]:
    return wording.tell(study, audit.read(study))


def test_acts_are_told(study: Study, released: Callable[[str, Said], str]) -> None:
    transcript = released("Interview 04", SAID)
    code = codebook.add(study, "Workload").id
    other = codebook.add(study, "Silence").id
    coding = codings.apply(study, transcript, 10, 30, code)
    codings.resize(study, coding.id, 10, 33)
    codebook.rename(study, code, "Pressure")
    codebook.define(study, code, description="When it is too much", example="…")
    codebook.nest(study, code, other)
    memos.write(study, "code", code, "Think")
    recoding.add(study, [coding.id], other)
    development.add(study, "Carrying on", [code])
    codebook.nest(study, code, None)
    codebook.merge(study, code, other)
    transcripts.mark_read(study, transcript)
    assert told(study)[:13] == [
        "Reading marked: Interview 04",
        "Code merged: Pressure into Silence",
        "Code moved: Pressure to the top",
        "New theme: Carrying on",
        "Coded as well: Silence, 1 passage",
        "Memo: on the code Pressure",
        "Code moved: Pressure under Silence",
        "Code defined: Pressure (description, example)",
        "Code renamed: Workload → Pressure",
        "Coding with other edges: a code on a passage of a transcript",
        "Coding: Pressure on a passage of Interview 04",
        "New code: Silence",
        "New code: Pressure",
    ]


def test_results_of_a_search_are_told(study: Study, released: Callable[[str, Said], str]) -> None:
    released("Interview 04", SAID)
    query = Query(words="letter")
    lines = concordance.lines(study, search.find(study, query))
    results.code(study, lines, query, new_code="Silence")
    assert told(study)[0] == "Results of a search coded: Silence, 1 passage"


def test_an_undoing_is_told_by_what_it_takes_back(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    released("Interview 04", SAID)
    codebook.add(study, "Silence")
    row = {"transcript": "Interview 04", "quote": "the letter", "code": "Silence"}
    coding_tables.import_rows(study, [row])
    codebook.rename(study, codebook.fetch_all(study)[0].id, "Hush")
    for said in ("Code renamed: Silence → Hush", "Codings imported: 1 coding"):
        audit.undo(study)
        assert told(study)[0] == said


def test_no_words_of_a_participant_are_told(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    transcript = released("Interview 04", SAID)
    code = codebook.add(study, "Workload", example="the nurse hid the letter").id
    codings.apply(study, transcript, 10, 30, code)
    codebook.define(study, code, example="hid the letter from me")
    assert not [words for words in told(study) if "letter" in words]


def test_a_verb_without_words_of_its_own_is_spelled_out(study: Study) -> None:
    with audit.act(study, "letters.send_all", undoable=False):
        pass
    assert told(study)[0] == "Letters: send all"


def test_a_long_name_is_cut(study: Study) -> None:
    codebook.add(study, "word " * 30)
    (words,) = told(study)
    assert len(words) < 80
    assert words.endswith("…")


def test_acts_of_structure_are_told_with_both_themes(study: Study) -> None:
    codes = [codebook.add(study, name).id for name in ("A", "B")]
    one = development.add(study, "Carrying on", codes).id
    other = development.split(study, one, "Hiding", codes[:1]).id
    development.nest(study, other, one)
    development.merge(study, other, one)
    development.dissolve(study, one)
    assert told(study)[:4] == [
        "Theme dissolved: Carrying on",
        "Theme merged: Hiding into Carrying on",
        "Theme moved: Hiding under Carrying on",
        "Theme split: Carrying on, into it and Hiding",
    ]


def test_a_dissolved_theme_of_an_older_trail_is_told(study: Study) -> None:
    with audit.act(study, "development.remove", subject="gone", undoable=False):
        pass
    assert told(study)[0] == "Theme removed"
