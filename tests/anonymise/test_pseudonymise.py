"""From a file in the vault to a treated text in the study."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.anonymise.interviews import KNOWN, PASSPHRASE, Fixed, accept_all, named, reading
from workbench import audit, participants, transcripts
from workbench.anonymise import leaks, originals, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.errors import AlreadyDone, NameTaken, NotAllowed, NotThere, UndecidedIdentifiers
from workbench.readers.reading import Finding, HeaderField
from workbench.study import Study


def test_import_puts_no_word_into_the_study(study: Study, vault: Vault) -> None:
    found = pseudonymise.import_(study, vault, reading())
    assert (found.label, found.state) == ("Interview 01", "imported")
    with pytest.raises(NotThere):
        transcripts.text(study, found.id)
    assert leaks.find_in_study(study, vault) == []


def test_what_a_file_held_beside_speech_is_kept_in_the_vault(study: Study, vault: Vault) -> None:
    header = (HeaderField(name="Interviewee", value="Ruth Calloway"),)
    noticed = (Finding(kind="comments", message="Comments: 1.", detail="Ask Ruth again."),)
    told = replace(reading(), header=header, findings=noticed)
    found = pseudonymise.import_(study, vault, told)
    assert originals.beside_speech(vault, found.id) == ([*header], [*noticed])


def test_import_finds_the_next_free_number(study: Study, vault: Vault) -> None:
    pseudonymise.import_(study, vault, reading([("Ruth Calloway", "one")]), label="Interview 07")
    found = pseudonymise.import_(study, vault, reading([("Ruth Calloway", "two")]))
    assert found.label == "Interview 08"
    with pytest.raises(NameTaken):
        pseudonymise.import_(study, vault, reading(), label="interview 07")


def test_import_refuses_the_same_file_twice(study: Study, vault: Vault) -> None:
    pseudonymise.import_(study, vault, reading())
    with pytest.raises(AlreadyDone):
        pseudonymise.import_(study, vault, reading())


def test_an_import_that_fails_can_be_tried_again(
    study: Study, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise duckdb.IOException("No space left")

    with monkeypatch.context() as patched:
        patched.setattr(transcripts, "add", full)
        with pytest.raises(duckdb.IOException):
            pseudonymise.import_(study, vault, reading())
    for table in ("originals", "turns", "speakers", "entities", "mentions", "intentions"):
        assert vault.rows(f"select * from {table}") == []
    assert pseudonymise.import_(study, vault, reading()).label == "Interview 01"


def test_release_waits_for_every_decision(study: Study, vault: Vault, interview: str) -> None:
    with pytest.raises(UndecidedIdentifiers):
        pseudonymise.release(study, vault, interview)


def test_release_waits_for_a_search(study: Study, vault: Vault) -> None:
    talk = [("Ruth Calloway", "Who?"), ("Maureen Tattersall", "Ken did.")]
    one = pseudonymise.import_(study, vault, reading(talk)).id
    accept_all(vault)
    assert pseudonymise.undecided(vault, one) == 0
    with pytest.raises(UndecidedIdentifiers, match="not been looked for"):
        pseudonymise.release(study, vault, one)
    assert transcripts.fetch(study, one).state == "imported"
    pseudonymise.detect(study, vault, one, Fixed(()))
    pseudonymise.release(study, vault, one)


def test_release_gives_treated_text(study: Study, vault: Vault, interview: str) -> None:
    pseudonymise.decide(vault, named(vault, "Mo").id, "pseudonymise", "Brenda Hughes")
    pseudonymise.decide(vault, named(vault, "Ken").id, "pseudonymise", "Alfred")
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    assert transcripts.text(study, interview) == (
        "Hello Brenda, I'm [interviewer] from [university].\n"
        "Call me Brenda. BRENDA HUGHES they say. I'm sixty-seven and Alfred's my husband. "
        "Mrs Hughes's house is on [street]. Write to [e-mail address], "
        "ring [phone number]. It began on [March 2020], brenda did the soup."
    )
    spoken = {turn.speaker for turn in transcripts.turns(study, interview)}
    assert spoken == {"Interviewer", "Brenda Hughes"}
    assert [one.pseudonym for one in participants.fetch_all(study)] == ["Brenda Hughes"]


def test_turns_follow_their_words(study: Study, vault: Vault, interview: str) -> None:
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    text = transcripts.text(study, interview)
    assert [text[t.start : t.stop] for t in transcripts.turns(study, interview)] == text.split("\n")


def test_released_knowingly_shows_no_speaker(study: Study, vault: Vault, interview: str) -> None:
    pseudonymise.release(study, vault, interview, knowingly=True)
    spoken = {turn.speaker for turn in transcripts.turns(study, interview)}
    assert spoken == {"Interviewer", "Participant"}
    assert leaks.find_in_study(study, vault)


def test_keep_rest_keeps_only_what_is_indirect(vault: Vault, interview: str) -> None:
    assert pseudonymise.keep_rest(vault, interview) == 2
    left = pseudonymise.entities(vault, undecided=True)
    assert left
    assert {one.directness for one in left} == {"direct"}


def test_detect_again_keeps_decisions(study: Study, vault: Vault, interview: str) -> None:
    pseudonymise.decide(vault, named(vault, "Ken").id, "keep")
    text = pseudonymise.original_text(vault, interview)
    at = text.index("soup")
    by_hand = pseudonymise.add_identifier(vault, interview, at, at + 4, "other")
    (road,) = [m for m in pseudonymise.mentions(vault) if m.surface == "Ellerby Road"]
    pseudonymise.remove_mention(vault, road.id)
    before = {(m.surface, m.start) for m in pseudonymise.mentions(vault)}
    pseudonymise.detect(study, vault, interview, Fixed())
    assert {(m.surface, m.start) for m in pseudonymise.mentions(vault)} == before
    assert named(vault, "Ken").treatment == "keep"
    assert pseudonymise.entity(vault, by_hand).surfaces == ("soup",)
    assert vault.rows("select * from orphans") == []


def test_detect_with_another_detector_drops_only_undecided(
    study: Study, vault: Vault, interview: str
) -> None:
    pseudonymise.decide(vault, named(vault, "Ken").id, "keep")
    pseudonymise.detect(study, vault, interview, Fixed(()))
    surfaces = {m.surface for m in pseudonymise.mentions(vault)}
    assert "Ken" in surfaces
    assert "Mrs Tattersall" not in surfaces


def test_a_decision_is_remembered_for_the_next_interview(
    study: Study, vault: Vault, interview: str
) -> None:
    accept_all(vault)
    second = reading(
        [("Ruth Calloway", "x"), ("Maureen Tattersall", "Ken lives on Ellerby Road, love.")]
    )
    other = pseudonymise.import_(study, vault, second).id
    pseudonymise.detect(study, vault, other, Fixed())
    here = pseudonymise.entities(vault, transcript_id=other)
    assert {one.name for one in here if one.treatment} >= {"Ellerby Road", "Maureen Tattersall"}


def test_a_common_forename_elsewhere_is_asked_about(
    study: Study, vault: Vault, interview: str
) -> None:
    accept_all(vault)
    roles = {"Ruth Calloway": "interviewer", "P1": "participant"}
    second = reading([("Ruth Calloway", "x"), ("P1", "Maureen was there.")], roles)  # type: ignore[arg-type]
    other = pseudonymise.import_(study, vault, second).id
    pseudonymise.detect(study, vault, other, Fixed())
    (one,) = [e for e in pseudonymise.entities(vault, transcript_id=other) if e.name == "Maureen"]
    assert one.treatment is None
    assert one.perhaps == (named(vault, "Mo").id,)


def test_name_participant_makes_one_person_of_two_interviews(
    study: Study, vault: Vault, interview: str
) -> None:
    pseudonymise.name_participant(study, vault, interview, "Maureen Tattersall", "Brenda")
    roles = {"Ruth Calloway": "interviewer", "P1": "participant"}
    second = reading([("Ruth Calloway", "x"), ("P1", "y")], roles)  # type: ignore[arg-type]
    other = pseudonymise.import_(study, vault, second).id
    pseudonymise.detect(study, vault, other, Fixed())
    pseudonymise.name_participant(study, vault, other, "P1", "Brenda")
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    pseudonymise.release(study, vault, other)
    assert [one.pseudonym for one in participants.fetch_all(study)] == ["Brenda"]
    assert transcripts.text(study, interview).count("Mrs [surname]'s") == 1


def test_a_real_name_is_refused_as_pseudonym(vault: Vault, interview: str) -> None:
    with pytest.raises(NotAllowed):
        pseudonymise.decide(vault, named(vault, "Ken").id, "pseudonymise", "Maureen")
    pseudonymise.decide(vault, named(vault, "Ken").id, "pseudonymise", "Alfred")
    with pytest.raises(NameTaken):
        pseudonymise.decide(vault, named(vault, "Mo").id, "pseudonymise", "alfred Jones")


def test_a_pseudonym_that_turns_out_real_is_reported(
    study: Study, vault: Vault, interview: str
) -> None:
    pseudonymise.decide(vault, named(vault, "Ken").id, "pseudonymise", "Alfred")
    assert pseudonymise.collisions(vault) == []
    at = pseudonymise.import_(
        study, vault, reading([("Ruth Calloway", "Alfred came.")], name="b")
    ).id
    pseudonymise.detect(study, vault, at, Fixed((("person", "Alfred"),)))
    assert pseudonymise.collisions(vault) == [named(vault, "Ken").id]


def test_decisions_make_the_study_anew(
    study: Study, vault: Vault, interview: str, tmp_path: Path
) -> None:
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    rows = pseudonymise.decisions(vault)
    with Study.create(tmp_path / "again", name="Again", researcher="R") as other:
        fresh, _ = Vault.create(other.vault_folder, PASSPHRASE, "R")
        with fresh:
            twin = pseudonymise.import_(other, fresh, reading()).id
            pseudonymise.detect(other, fresh, twin, Fixed(KNOWN[:3]))
            assert pseudonymise.apply_decisions(other, fresh, rows).taken == len(rows)
            pseudonymise.release(other, fresh, twin)
            assert transcripts.text(other, twin) == transcripts.text(study, interview)
            assert pseudonymise.decisions(fresh) == rows


def test_bad_rows_name_their_number(study: Study, vault: Vault, interview: str) -> None:
    good = {"kind": "person", "surfaces": ["Ken"], "treatment": "keep"}
    for bad in (
        {"kind": "person", "surfaces": ["Ken"]},
        {"kind": "planet", "surfaces": ["Ken"], "treatment": "keep"},
        {"kind": "person", "surfaces": ["Ken"], "treatment": "shout"},
        {**good, "transcripts": ["Interview 99"]},
    ):
        with pytest.raises(NotAllowed, match="Row 2"):
            pseudonymise.apply_decisions(study, vault, [good, bad])
    assert named(vault, "Ken").treatment is None


def test_a_refused_pseudonym_changes_nothing(study: Study, vault: Vault, interview: str) -> None:
    tables = ("entities", "mentions", "speakers", "events")
    before = [vault.rows(f"select * from {table} order by id") for table in tables]
    rows = [
        {"kind": "person", "surfaces": ["Ken"], "treatment": "keep"},
        {"kind": "other", "surfaces": ["soup"], "treatment": "redact"},
        {
            "kind": "person",
            "surfaces": ["Mo"],
            "treatment": "pseudonymise",
            "replacement": "Kenneth Calloway",
        },
    ]
    with pytest.raises(NotAllowed, match=r"Row 3 of .* Nothing was recorded"):
        pseudonymise.apply_decisions(study, vault, rows)
    assert [vault.rows(f"select * from {table} order by id") for table in tables] == before
    assert pseudonymise.apply_decisions(study, vault, rows[:2]).taken == 2
    assert audit.undo(vault).verb == "pseudonymise.apply_decisions"
    assert named(vault, "Ken").treatment is None


def test_undo_takes_a_decision_back(vault: Vault, interview: str) -> None:
    ken = named(vault, "Ken")
    pseudonymise.decide(vault, ken.id, "pseudonymise", "Alfred")
    audit.undo(vault)
    assert pseudonymise.entity(vault, ken.id).treatment is None
    audit.redo(vault)
    assert pseudonymise.entity(vault, ken.id).replacement == "Alfred"


def test_a_long_interview_comes_through(study: Study, vault: Vault) -> None:
    """Take 9,000 words with 150 mentions to release."""
    people = tuple(
        ("person", f"Zenobia{chr(97 + n % 26)}{chr(97 + n // 26)} Quill") for n in range(75)
    )
    talk = []
    for number in range(150):
        who = ("Ruth Calloway", "Maureen Tattersall")[number % 2]
        talk.append((who, f"then {people[number % 75][1]} said " + "well and so we went " * 11))
    long = reading(talk)
    assert len(long.text.split()) > 8000
    one = pseudonymise.import_(study, vault, long)
    found = Fixed(people).identifiers(long.text, [])
    from workbench.anonymise import gathering

    with audit.act(vault, "test.gather", undoable=False) as act:
        gathering.store(act, vault.new_id, one.id, long.text, found)
    pseudonymise.release(study, vault, one.id, knowingly=True)
    assert len(pseudonymise.mentions(vault, transcript_id=one.id)) >= 150
