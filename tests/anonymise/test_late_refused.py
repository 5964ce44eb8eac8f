"""A late treatment that is refused half way leaves nothing half done."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from tests.anonymise.test_late import FIRST, NAME, noticed, released
from workbench import transcripts
from workbench.anonymise import late, pseudonymise, writing
from workbench.anonymise.vault import Vault
from workbench.errors import StudyBusy
from workbench.study import Study


def test_what_the_study_refuses_can_be_tried_again(
    study: Study, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = released(study, vault, FIRST)
    seen = noticed(study, one, NAME)
    with monkeypatch.context() as patched:
        patched.setattr(writing, "treat", Mock(side_effect=StudyBusy("Try again.")))
        with pytest.raises(StudyBusy):
            late.treat(study, vault, seen)
    assert NAME in transcripts.text(study, one)
    assert vault.rows("select * from intentions") == study.rows("select * from intentions") == []
    late.treat(study, vault, seen)
    assert NAME not in transcripts.text(study, one)


def test_a_full_drive_is_made_good(
    study: Study, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = released(study, vault, FIRST)
    with monkeypatch.context() as patched:
        patched.setattr(study, "purge", Mock(side_effect=OSError(28, "No space left")))
        with pytest.raises(OSError, match="No space"):
            late.treat(study, vault, noticed(study, one, NAME))
    purge = Mock(wraps=study.purge)
    monkeypatch.setattr(study, "purge", purge)
    assert pseudonymise.settle(study, vault) == 1
    purge.assert_called_once()
    assert vault.rows("select * from intentions") == []
