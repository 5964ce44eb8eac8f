"""Searching what the researcher wrote."""

from __future__ import annotations

from workbench import memos
from workbench.coding import codebook, codings, written
from workbench.coding.search import Query
from workbench.study import Study


def test_memos_and_codes_are_found_apart(study: Study, transcript: str) -> None:
    code = codebook.add(study, "Shame", description="Feeling small. Ashamed of oneself.")
    coding = codings.apply(study, transcript, 33, 68, code.id)
    memos.write(study, "code", code.id, "Is this shame or guilt?")
    memos.write(study, "coding", coding.id, "No shame here, I feel.")
    memos.write(study, "transcript", transcript, "Nothing.")
    memos.write(study, "study", "-", "SHAME, shame.")
    found = written.find(study, Query(words="shame", kind="forms"))
    assert [(one.where, one.places) for one in found] == [
        ("Code Shame · Name", 1),
        ("Memo on the study", 2),
        ("Memo on a passage of Interview 01", 1),
        ("Memo on the code Shame", 1),
    ]
    assert (found[2].transcript_id, found[2].start) == (transcript, 33)
    assert (found[2].before, found[2].words, found[2].after) == ("No", "shame", "here, I feel.")
    assert found[3].code_id == code.id
    assert (
        written.find(study, Query(words="felt", kind="forms"))[0].where
        == "Code Shame · Description"
    )


def test_regular_expressions_are_sought_too(study: Study) -> None:
    codebook.add(study, "Café society")
    found = written.find(study, Query(words="caf.", kind="pattern"))
    assert [one.words for one in found] == ["Café"]
    assert written.find(study, Query(words="")) == []
