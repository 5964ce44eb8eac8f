"""Treating a released text anew, and what must not stay behind."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import duckdb
import pytest

from tests.anonymise.interviews import SECRETS, Fixed, accept_all, named, reading
from workbench import audit, memos, participants, passages, transcripts
from workbench.anonymise import leaks, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.study import Study


def test_late_treatment_moves_and_cleans(study: Study, vault: Vault, interview: str) -> None:
    for one in pseudonymise.entities(vault):
        if "Ken" in one.surfaces:
            pseudonymise.decide(vault, one.id, "keep")
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    text = transcripts.text(study, interview)
    start = text.index("soup")
    with audit.act(study, "test.anchor") as act:
        passages.anchor(act, interview, start, start + 4, passage_id="p1")
    memo = memos.write(study, "study", "study", "Ken carries the soup. Kenya does not.")
    pseudonymise.decide(vault, named(vault, "Ken").id, "pseudonymise", "Bartholomew")
    done = pseudonymise.release(study, vault, interview)
    text = transcripts.text(study, interview)
    (place,) = study.rows("select * from passages")
    assert text[place["start"] : place["stop"]] == "soup"
    assert "Bartholomew's my husband" in text
    (written,) = [one for one in memos.fetch_all(study) if one.id == memo.id]
    assert written.text == "Bartholomew carries the soup. Kenya does not."
    assert not [e for e in study.rows("select changes from events") if "Ken " in str(e)]
    assert done.copies_destroyed == len(study.copies()) == 0
    assert leaks.find_in_study(study, vault) == []


def test_treating_alike_again_changes_nothing(study: Study, vault: Vault, interview: str) -> None:
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    before = transcripts.fetch(study, interview)
    pseudonymise.release(study, vault, interview)
    assert transcripts.fetch(study, interview) == before


def test_another_pseudonym_renames_the_participant(
    study: Study, vault: Vault, interview: str
) -> None:
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    pseudonymise.decide(vault, named(vault, "Mo").id, "pseudonymise", "Philippa Yates")
    pseudonymise.release(study, vault, interview)
    assert [one.pseudonym for one in participants.fetch_all(study)] == ["Philippa Yates"]
    assert {one.label for one in transcripts.speakers(study, interview)} == {
        "Interviewer",
        "Philippa Yates",
    }


def test_nothing_of_the_original_is_in_the_file(
    study: Study, vault: Vault, interview: str, tmp_path: Path
) -> None:
    """A compressed file hides words from a search, so an uncompressed copy is searched."""
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    study.close()
    connection = duckdb.connect(":memory:")
    connection.execute("set force_compression = 'uncompressed'")
    connection.execute(f"attach '{study.folder / 'study.duckdb'}' as old (read_only)")
    connection.execute(f"attach '{tmp_path / 'bare.duckdb'}' as bare")
    connection.execute("copy from database old to bare")
    connection.close()
    data = (tmp_path / "bare.duckdb").read_bytes()
    assert b"Participant" in data or b"[interviewer]" in data
    assert [secret for secret in SECRETS if secret.encode() in data] == []


def test_the_trail_carries_no_text(study: Study, vault: Vault, interview: str) -> None:
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    for event in audit.read(study):
        assert not [s for s in SECRETS if s in str(event.changes)]


def test_a_speaker_kept_at_first_is_forgotten(study: Study, vault: Vault) -> None:
    """Her label stands nowhere in the words, only in speakers, participants and their trail."""
    talk = (("Ruth Calloway", "How was it?"), ("Maureen Tattersall", "It was long."))
    one = pseudonymise.import_(study, vault, reading(talk))
    pseudonymise.detect(study, vault, one.id, Fixed())
    person = named(vault, "Maureen Tattersall").id
    pseudonymise.decide(vault, person, "keep")
    pseudonymise.release(study, vault, one.id)
    assert [each.pseudonym for each in participants.fetch_all(study)] == ["Maureen Tattersall"]
    pseudonymise.decide(vault, person, "pseudonymise", "Philippa Yates")
    study.purge = Mock(wraps=study.purge)  # type: ignore[method-assign]
    pseudonymise.release(study, vault, one.id)
    assert [each.pseudonym for each in participants.fetch_all(study)] == ["Philippa Yates"]
    assert not study.rows("select id from events where changes::text like '%Tattersall%'")
    assert leaks.find_in_study(study, vault) == []
    study.purge.assert_called_once()


def test_a_researcher_of_that_name_can_still_undo(
    study: Study, vault: Vault, interview: str
) -> None:
    study.researcher = "Ken"
    pseudonymise.decide(vault, named(vault, "Ken").id, "keep")
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    memo = memos.write(study, "study", "study", "Ken carries the soup.")
    pseudonymise.decide(vault, named(vault, "Ken").id, "pseudonymise", "Bartholomew")
    pseudonymise.release(study, vault, interview)
    audit.undo(study)
    assert memos.fetch_all(study) == []
    audit.redo(study)
    (written,) = memos.fetch_all(study)
    assert (written.text, written.id) == ("Bartholomew carries the soup.", memo.id)
    assert written.researcher == "Ken"


def test_a_release_that_found_the_drive_full_is_finished(
    study: Study, vault: Vault, interview: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pseudonymise.decide(vault, named(vault, "Ken").id, "keep")
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    pseudonymise.decide(vault, named(vault, "Ken").id, "pseudonymise", "Bartholomew")
    with monkeypatch.context() as patched:
        patched.setattr(study, "purge", Mock(side_effect=OSError(28, "No space left")))
        with pytest.raises(OSError, match="No space"):
            pseudonymise.release(study, vault, interview)
    purge = Mock(wraps=study.purge)
    monkeypatch.setattr(study, "purge", purge)
    pseudonymise.release(study, vault, interview)
    purge.assert_called_once()
    assert vault.rows("select * from intentions") == study.rows("select * from intentions") == []
    assert "Bartholomew's my husband" in transcripts.text(study, interview)
