"""The log of replacements stays apart from the data; the summary names nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.anonymise.interviews import SECRETS, accept_all
from workbench import audit, tables
from workbench.anonymise import pseudonymise, replacement_log
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed
from workbench.study import Study


def test_the_log_says_what_became_of_every_form(
    study: Study, vault: Vault, interview: str, tmp_path: Path
) -> None:
    one = next(e for e in pseudonymise.entities(vault) if "Ken" in e.surfaces)
    pseudonymise.decide(vault, one.id, "pseudonymise", "Walter")
    replacement_log.write_log(study, vault, tmp_path / "log.csv")
    text = (tmp_path / "log.csv").read_text("utf-8-sig")
    rows = tables.read(text, needed=list(replacement_log.Line.__dataclass_fields__))
    ken = next(row for row in rows if row["original"] == "Ken")
    assert (ken["replacement"], ken["decided_by"], ken["treatment"]) == (
        "Walter",
        "Robin",
        "pseudonymise",
    )
    total = sum(int(row["places"]) for row in rows)
    assert total == len(pseudonymise.mentions(vault, transcript_id=interview))


def test_the_log_says_who_decided_on_many_together(vault: Vault, interview: str) -> None:
    assert not any(line.decided_by for line in replacement_log.lines(vault))
    accept_all(vault)
    assert {line.decided_by for line in replacement_log.lines(vault)} == {"Robin"}
    audit.undo(vault)
    audit.redo(vault)
    assert {line.decided_by for line in replacement_log.lines(vault)} == {"Robin"}


def test_the_log_refuses_the_study_the_vault_and_shared_data(
    study: Study, vault: Vault, interview: str, tmp_path: Path
) -> None:
    shared = tmp_path / "bundle"
    (shared / "deep").mkdir(parents=True)
    (shared / "manifest.json").write_text("{}")
    (tmp_path / "link").symlink_to(study.folder, target_is_directory=True)
    for folder in (study.folder, vault.folder, shared, shared / "deep", tmp_path / "link"):
        with pytest.raises(NotAllowed):
            replacement_log.write_log(study, vault, folder / "log.csv")
        assert not (folder / "log.csv").exists()


def test_the_summary_names_nobody_and_counts_every_place(
    study: Study, vault: Vault, interview: str
) -> None:
    accept_all(vault)
    text = replacement_log.summary_text(vault)
    assert not any(secret in text for secret in SECRETS)
    rows = tables.read(text, needed=("kind", "places"))
    found = sum(int(row["places"]) for row in rows)
    assert found == len(pseudonymise.mentions(vault, transcript_id=interview))
