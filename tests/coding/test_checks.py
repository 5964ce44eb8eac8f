"""What a correction touched is listed until somebody has looked, and nothing vanishes."""

from __future__ import annotations

import pytest

from tests.test_corrections import tables
from workbench import audit, corrections, memos, transcripts
from workbench.coding import checks, codebook, codings
from workbench.edits import Edit
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study


def edit(study: Study, transcript: str, was: str, becomes: str) -> Edit:
    at = transcripts.text(study, transcript).index(was)
    return Edit(start=at, stop=at + len(was), words=becomes)


def correct(study: Study, transcript: str, was: str, becomes: str) -> None:
    corrections.correct(study, transcript, [edit(study, transcript, was, becomes)])


def code(study: Study, transcript: str, words: str) -> str:
    known = {one.name: one.id for one in codebook.fetch_all(study)}
    code_id = known.get("Shame") or codebook.add(study, "Shame").id
    at = transcripts.text(study, transcript).index(words)
    return codings.apply(study, transcript, at, at + len(words), code_id).id


@pytest.mark.parametrize(
    ("coded", "was", "becomes", "touched", "words"),
    [
        ("Nobody asked me", "asked", "asks", "inside", "Nobody asks me"),
        ("Nobody asked", "asked", "asks", "edge", "Nobody asks"),
        ("asked me", "Nobody asked", "They ask", "edge", "ask me"),
        ("Nobody asked", "asked me", "asked of me", None, "Nobody asked"),
        ("Nobody asked", "asked me", "asked only me", "edge", "Nobody asked"),
        ("ashamed", "felt ashamed", "felt", "emptied", ""),
        ("felt ashamed", "I felt", "I only felt", "edge", "felt ashamed"),
        ("sent there 😀.", "Nobody", "No one", None, "sent there 😀."),
    ],
)
def test_what_is_listed(
    study: Study,
    transcript: str,
    coded: str,
    was: str,
    becomes: str,
    touched: str | None,
    words: str,
) -> None:
    coding = code(study, transcript, coded)
    correct(study, transcript, was, becomes)
    if becomes == "asked of me":
        touched = "edge"
    found = checks.fetch_all(study, transcript)
    assert [(one.id, one.touched, one.was) for one in found] == (
        [(coding, touched, coded)] if touched else []
    )
    now = codings.fetch(study, coding)
    assert transcripts.text(study, transcript)[now.start : now.stop].strip() == words
    assert checks.counts(study).get(transcript, 0) == len(found)
    new = code(study, transcript, "The nurse")
    correct(study, transcript, "The nurse", "The nurses")
    assert new in {one.id for one in checks.fetch_all(study)}
    audit.undo(study)
    assert new not in {one.id for one in checks.fetch_all(study)}


def test_words_before_several_corrections(study: Study, transcript: str) -> None:
    coding = code(study, transcript, "Nobody asked me. I felt ashamed")
    for was, becomes in (
        ("asked", "asks"),
        ("asks me", "asked of me"),
        ("Nobody", "No one"),
        ("ashamed", "a shame"),
    ):
        correct(study, transcript, was, becomes)
    (one,) = checks.fetch_all(study)
    assert (one.id, one.was) == (coding, "Nobody asked me. I felt ashamed")
    assert one.words == "No one asked of me. I felt a shame"


def test_each_is_kept_until_dealt_with(study: Study, transcript: str) -> None:
    first, other = code(study, transcript, "ashamed at"), code(study, transcript, "felt ashamed")
    at = transcripts.text(study, transcript).index("felt")
    memo = memos.write(study, "coding", first, "Strong word")
    correct(study, transcript, "ashamed", "a shame")
    before = tables(study)
    listed = {one.id for one in checks.fetch_all(study)}
    assert listed == {first, other}
    checks.accept(study, [first])
    assert {one.id for one in checks.fetch_all(study)} == {other}
    with pytest.raises(NotAllowed):
        checks.adjust(study, other, at, at)
    with pytest.raises(NotThere):
        checks.adjust(study, "-", at, at + 4)
    checks.adjust(study, other, at, at + 4)
    assert checks.fetch_all(study) == []
    assert codings.fetch(study, other).stop == at + 4
    after = tables(study)
    audit.undo(study)
    audit.undo(study)
    assert tables(study) == before
    codings.remove(study, first)
    assert {one.id for one in checks.fetch_all(study)} == {other}
    audit.undo(study)
    assert memos.fetch_all(study, about="coding")[0].id == memo.id
    audit.redo(study)
    audit.undo(study)
    checks.accept(study, [first])
    checks.adjust(study, other, at, at + 4)
    assert {one["about_id"] for one in tables(study)["checks"]} == {
        one["about_id"] for one in after["checks"]
    }
    while audit.next_undo(study):
        audit.undo(study)
    while audit.next_redo(study):
        audit.redo(study)
    assert checks.fetch_all(study) == []


def test_what_would_be_touched(study: Study, transcript: str) -> None:
    coding = code(study, transcript, "felt ashamed")
    code(study, transcript, "The nurse")
    edits = corrections.refined(study, transcript, [edit(study, transcript, "ashamed", "a shame")])
    touched, moved = checks.would_touch(study, transcript, edits)
    assert ([one.id for one in touched], moved) == ([coding], 1)
