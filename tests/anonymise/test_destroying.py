"""Destroyed originals are gone for good, certified, and only after two right confirmations."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.anonymise.interviews import PASSPHRASE, SECRETS, accept_all
from workbench import audit, memos, transcripts
from workbench.anonymise import destroying, keys, pseudonymise, unlocking
from workbench.anonymise.vault import FILE, Vault
from workbench.errors import LeakFound, NotAllowed, OriginalsDestroyed
from workbench.study import Study


@pytest.fixture
def released(study: Study, vault: Vault, interview: str) -> str:
    accept_all(vault)
    pseudonymise.release(study, vault, interview)
    return interview


@pytest.mark.parametrize(("name", "originals"), [("Neighbour", 1), ("Neighbours", 2), ("", 0)])
def test_a_wrong_confirmation_destroys_nothing(
    study: Study, vault: Vault, released: str, name: str, originals: int
) -> None:
    with pytest.raises(NotAllowed):
        destroying.destroy(study, vault, name=name, originals=originals)
    assert pseudonymise.original_text(vault, released)
    assert not destroying.certificates(study)


def test_an_unreleased_original_is_lost_only_knowingly(
    study: Study, vault: Vault, interview: str
) -> None:
    with pytest.raises(NotAllowed, match="never released"):
        destroying.destroy(study, vault, name="Neighbours", originals=1)
    done = destroying.destroy(study, vault, name="Neighbours", originals=1, lose_unreleased=True)
    assert done.unreleased == 1


def test_key_and_vault_are_gone_and_the_treated_text_stays(
    study: Study, vault: Vault, released: str
) -> None:
    text = transcripts.text(study, released)
    held = {row["sha256"] for row in vault.rows("select sha256 from originals")}
    done = destroying.destroy(study, vault, name="Neighbours", originals=1)
    assert not (study.vault_folder / keys.FILE).exists()
    assert not (study.vault_folder / FILE).exists()
    assert transcripts.text(study, released) == text
    assert set(done.digests) == held
    event = audit.read(study, newest=1)[0]
    assert (event.verb, event.undoable) == (destroying.VERB, False)
    assert not any(secret in destroying.written(study, done) for secret in SECRETS)


def test_originals_that_still_stand_in_the_study_stop_it(
    study: Study, vault: Vault, released: str
) -> None:
    memos.write(study, "transcript", released, "Maureen was tired.")
    with pytest.raises(LeakFound, match="still stand"):
        destroying.destroy(study, vault, name="Neighbours", originals=1)
    done = destroying.destroy(study, vault, name="Neighbours", originals=1, leave_leaks=True)
    assert done.originals == 1


def test_no_vault_is_opened_or_made_afterwards(study: Study, vault: Vault, released: str) -> None:
    destroying.destroy(study, vault, name="Neighbours", originals=1)
    with pytest.raises(OriginalsDestroyed):
        pseudonymise.open_vault(study, PASSPHRASE)
    with pytest.raises(OriginalsDestroyed):
        unlocking.create(study, PASSPHRASE)


def test_what_a_kill_left_is_destroyed_at_the_next_chance(
    study: Study, vault: Vault, released: str, tmp_path: Path
) -> None:
    with study.cursor():
        shutil.copytree(
            study.vault_folder, tmp_path / "before", ignore=shutil.ignore_patterns("*.duckdb")
        )
    destroying.destroy(study, vault, name="Neighbours", originals=1)
    shutil.copy(tmp_path / "before" / keys.FILE, study.vault_folder / keys.FILE)
    (study.vault_folder / FILE).write_bytes(b"left by a kill")
    with pytest.raises(OriginalsDestroyed):
        pseudonymise.open_vault(study, PASSPHRASE)
    assert not any((study.vault_folder / name).exists() for name in (keys.FILE, FILE))


def test_a_key_that_is_not_the_destroyed_one_is_left_alone(
    study: Study, vault: Vault, released: str
) -> None:
    destroying.destroy(study, vault, name="Neighbours", originals=1)
    (study.vault_folder / keys.FILE).write_text("{}")
    destroying.finish(study)
    assert (study.vault_folder / keys.FILE).exists()
