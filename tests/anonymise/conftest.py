"""Open a study and its vault for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anonymise.interviews import PASSPHRASE, Fixed, reading
from tests.conftest import copied
from workbench.anonymise import pseudonymise
from workbench.anonymise.vault import Vault
from workbench.study import Study


@pytest.fixture(scope="session")
def new_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a new study with its vault to copy: the steps of both schemas are run once."""
    folder = tmp_path_factory.mktemp("new") / "study"
    with Study.create(folder, name="Neighbours", researcher="Robin") as made:
        Vault.create(made.vault_folder, PASSPHRASE, "Robin")[0].close()
    return folder


@pytest.fixture
def study(new_study: Path, tmp_path: Path) -> Iterator[Study]:
    with copied(new_study, tmp_path / "study", "Robin") as opened:
        yield opened


@pytest.fixture
def vault(study: Study, new_study: Path) -> Iterator[Vault]:
    shutil.copytree(new_study / "vault", study.vault_folder)
    with Vault.unlock(study.vault_folder, PASSPHRASE, "Robin") as opened:
        yield opened


@pytest.fixture
def interview(study: Study, vault: Vault) -> str:
    transcript_id = pseudonymise.import_(study, vault, reading()).id
    pseudonymise.detect(study, vault, transcript_id, Fixed())
    return transcript_id
