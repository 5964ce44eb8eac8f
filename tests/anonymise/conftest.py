"""Open a study and its vault for each test, with a key that is cheap to make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anonymise.interviews import PASSPHRASE, Fixed, reading
from workbench.anonymise import keys, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.study import Study


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", 2**8)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with Study.create(tmp_path / "study", name="Neighbours", researcher="Robin") as opened:
        yield opened


@pytest.fixture
def vault(study: Study) -> Iterator[Vault]:
    opened, _ = Vault.create(study.vault_folder, PASSPHRASE, "Robin")
    with opened:
        yield opened


@pytest.fixture
def interview(study: Study, vault: Vault) -> str:
    transcript_id = pseudonymise.import_(study, vault, reading()).id
    pseudonymise.detect(study, vault, transcript_id, Fixed())
    return transcript_id
