"""Share one open vault between the windows of this program: each has to show that it may.

DuckDB lets go of its lock when one process opens a file twice, so a vault is opened once; a second
window proves its passphrase against the key file and is given the same one.
"""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from workbench import transcripts
from workbench.anonymise import destroying, keys
from workbench.anonymise.release import open_vault
from workbench.anonymise.vault import Vault, exists
from workbench.study import Study
from workbench.ui.gate import Ways

_OPEN: dict[Path, tuple[Vault, int]] = {}
_LOCK = threading.Lock()


def ways(study: Study) -> Ways:
    """Say how this study's vault is made, opened and let go of.

    A study that holds transcripts has a vault somewhere: a second one is never offered, even
    while the drive with the first is not connected.
    """
    return Ways(
        exists=exists(study.vault_folder) or bool(transcripts.fetch_all(study)),
        researcher=study.researcher,
        create=partial(create, study),
        unlock=partial(unlock, study),
        let_go=let_go,
    )


def create(study: Study, passphrase: str) -> tuple[Vault, str]:
    """Make the study's vault; returns it with the recovery code."""
    destroying.require_originals(study)
    with _LOCK:
        vault, code = Vault.create(study.vault_folder, passphrase, study.researcher)
        _OPEN[vault.folder.resolve()] = (vault, 1)
        return vault.seat(study.researcher), code


def unlock(study: Study, secret: str, researcher: str = "") -> Vault:
    """Open the study's vault, or share the open one; raises WrongPassphrase and VaultMissing.

    Decisions of this window are recorded under `researcher`.
    """
    place = study.vault_folder.resolve()
    with _LOCK:
        vault, users = _OPEN.get(place, (None, 0))
        if vault is None:
            vault = open_vault(study, secret)
        else:
            keys.unlock(place, secret)
        _OPEN[place] = (vault, users + 1)
        return vault.seat(researcher.strip() or study.researcher)


def windows(vault: Vault) -> int:
    """Count the windows of this program that hold a vault open."""
    with _LOCK:
        held, users = _OPEN.get(vault.folder.resolve(), (None, 0))
        return users if held and held.file is vault.file else 0


def let_go(vault: Vault) -> None:
    """Give the vault back; the last one closes it."""
    place = vault.folder.resolve()
    with _LOCK:
        held, users = _OPEN.get(place, (None, 0))
        if held is None or held.file is not vault.file or users <= 1:
            _OPEN.pop(place, None)
            vault.close()
        else:
            _OPEN[place] = (held, users - 1)
