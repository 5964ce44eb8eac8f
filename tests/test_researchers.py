"""One study, several researchers: a place for each, and undo that keeps to its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import Said
from workbench import audit, dispatch, memos, researchers, transcripts
from workbench.coding import codebook, codings
from workbench.errors import ChangedSince, NotAllowed, NothingToUndo
from workbench.study import Study
from workbench.ui.outbox import Operation

SAID: Said = [("Interviewer", "How was it?"), ("P1", "Long and quiet, most of the night.")]


def test_a_place_differs_in_the_name_alone(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    ben = study.seat("Ben")
    one = released("P01", SAID)
    code = codebook.add(ben, "Quiet")
    codings.apply(ben, one, 12, 16, code.id)
    codings.apply(study, one, 12, 16, code.id)
    memos.write(ben, "study", "-", "Remember this.")
    assert ben.file is study.file
    assert [c.researcher for c in codings.of_transcript(study, one)] == ["Ben", "Ana"]
    assert researchers.coding_in(study, one) == ["Ana", "Ben"]
    ana, known = researchers.known(study)
    assert (ana.name, ana.codings, ana.memos) == ("Ana", 1, 0)
    assert (known.name, known.codings, known.memos, known.acts) == ("Ben", 1, 1, 3)


def test_a_purge_reaches_every_place(study: Study) -> None:
    ben = study.seat("Ben")
    codebook.add(ben, "Quiet")
    study.purge()
    codebook.add(ben, "Loud")
    assert {code.name for code in codebook.fetch_all(study)} == {"Quiet", "Loud"}


def test_who_listens_hears_each_change_that_was_stored(study: Study) -> None:
    heard: list[str] = []
    with study.listening(lambda: heard.append("one")):
        codebook.add(study.seat("Ben"), "Quiet")
        with pytest.raises(NotAllowed):
            codebook.add(study, "")
        assert heard == ["one"]
    codebook.add(study, "Loud")
    assert heard == ["one"]


def test_undo_takes_back_ones_own_acts_only(study: Study) -> None:
    ben = study.seat("Ben")
    codebook.add(study, "Mine")
    codebook.add(ben, "His")
    audit.undo(study)
    assert [code.name for code in codebook.fetch_all(study)] == ["His"]
    with pytest.raises(NothingToUndo):
        audit.undo(study)
    audit.redo(study)
    assert {code.name for code in codebook.fetch_all(study)} == {"His", "Mine"}


def test_undo_steps_over_what_another_researcher_took_up(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    """Ana's newest act has a colleague's work upon it: the one before is taken back instead."""
    ben = study.seat("Ben")
    one = released("P01", SAID)
    quiet = codebook.add(study, "Quiet")
    first = codings.apply(study, one, 12, 16, quiet.id)
    second = codings.apply(study, one, 21, 26, quiet.id)
    codings.remove(ben, second.id)
    assert audit.undo(study).subject == first.id
    assert not codings.of_transcript(study, one)
    codings.apply(ben, one, 12, 16, quiet.id)
    with pytest.raises(ChangedSince):
        audit.undo(study)
    audit.undo(ben)
    audit.undo(ben)
    assert audit.undo(study).subject == second.id


def test_ones_own_later_work_is_never_stepped_over(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    one = released("P01", SAID)
    quiet = codebook.add(study, "Quiet")
    coding = codings.apply(study, one, 12, 16, quiet.id)
    with study.transaction() as sql:
        sql.execute("delete from codings where id = $id", {"id": coding.id})
    with pytest.raises(ChangedSince):
        audit.undo(study)


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "x" * 81, "a\x00b"])
def test_a_name_is_one_line_of_text(name: str) -> None:
    with pytest.raises(NotAllowed):
        researchers.checked(name)


def test_a_name_is_trimmed() -> None:
    assert researchers.checked("  Ben  O. ") == "Ben  O."


def test_an_act_that_waited_keeps_the_name_of_its_screen(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    """A window was cut off as Ben's and came back as Ana's before its act was sent again."""
    one = released("P01", SAID)
    quiet = codebook.add(study, "Quiet")
    store = dispatch.to_phases(study, None)
    details = {"coding_id": "k", "code_id": quiet.id, "start": 12, "stop": 16}
    made = Operation(
        id="act",
        client="tab",
        seq=1,
        kind="apply",
        transcript_id=one,
        transcript_version=transcripts.fetch(study, one).version,
        details=details,
        researcher="Ben",
    )
    answer = store([made])
    assert answer.done == ("act",)
    assert answer.outcomes[0][1].n == audit.number(study, "act") == audit.newest(study)
    assert [c.researcher for c in codings.of_transcript(study, one)] == ["Ben"]
    refused = store([replace(made, id="other", researcher="two\nlines")])
    assert "one line" in refused.rejects[0].why


def test_undo_from_a_window_is_that_of_its_researcher(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    one = released("P01", SAID)
    codebook.add(study, "Mine")
    codebook.add(study.seat("Ben"), "His")
    undo = Operation(
        id="act",
        client="tab",
        seq=1,
        kind="undo",
        transcript_id=one,
        transcript_version="",
        details={},
        researcher="Ben",
    )
    assert dispatch.to_phases(study, None)([undo]).done == ("act",)
    assert [code.name for code in codebook.fetch_all(study)] == ["Mine"]
