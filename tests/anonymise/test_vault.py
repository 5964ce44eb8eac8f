"""The vault's two files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.anonymise.interviews import PASSPHRASE, SECRETS, Fixed, reading
from workbench.anonymise import keys, pseudonymise, vault
from workbench.anonymise.vault import Vault
from workbench.errors import (
    StudyExists,
    VaultDamaged,
    VaultMissing,
    WrongPassphrase,
)
from workbench.study import Study


def test_what_was_stored_is_there_after_unlocking(study: Study, vault: Vault) -> None:
    one = pseudonymise.import_(study, vault, reading())
    folder = vault.folder
    vault.close()
    with Vault.unlock(folder, PASSPHRASE, "Robin") as again:
        assert pseudonymise.original_text(again, one.id) == reading().text
        assert again.rows("select * from orphans") == []


def test_no_plain_word_lies_in_the_folder(study: Study, vault: Vault) -> None:
    one = pseudonymise.import_(study, vault, reading())
    pseudonymise.detect(study, vault, one.id, Fixed())
    for _ in range(2):
        data = b"".join(file.read_bytes() for file in vault.folder.iterdir())
        assert len(data) > 10_000
        # A short word turns up among random bytes by chance.
        long = [word for word in SECRETS if len(word) > 5]
        assert [word for word in long if word.encode() in data] == []
        with vault.cursor() as sql:
            sql.execute("force checkpoint vault")


def test_nothing_is_spilt_in_plain(vault: Vault) -> None:
    row = vault.row(
        "select current_setting('temp_file_encryption') as sealed, "
        "current_setting('temp_directory') as place, "
        "current_setting('autoinstall_known_extensions') as fetches"
    )
    assert row == {"sealed": True, "place": "", "fetches": False}


def test_the_original_comes_back_byte_for_byte(study: Study, vault: Vault) -> None:
    from workbench.anonymise import originals

    one = pseudonymise.import_(study, vault, reading(name="Mo.docx"))
    assert originals.file(vault, one.id) == ("Mo.docx", reading().original)


def test_wrong_passphrase_and_missing_vault(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing):
        Vault.unlock(tmp_path / "vault", PASSPHRASE, "Robin")
    opened, code = Vault.create(tmp_path / "vault", PASSPHRASE, "Robin")
    opened.close()
    with pytest.raises(WrongPassphrase):
        Vault.unlock(tmp_path / "vault", "something else", "Robin")
    Vault.unlock(tmp_path / "vault", code, "Robin").close()
    (tmp_path / "vault" / keys.FILE).unlink()
    with pytest.raises(VaultMissing):
        Vault.unlock(tmp_path / "vault", PASSPHRASE, "Robin")


def test_the_key_of_another_vault_does_not_fit(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Vault.create(tmp_path / name, PASSPHRASE, "Robin")[0].close()
    shutil.copy(tmp_path / "one" / keys.FILE, tmp_path / "two" / keys.FILE)
    with pytest.raises(VaultDamaged) as told:
        Vault.unlock(tmp_path / "two", PASSPHRASE, "Robin")
    assert told.value.__cause__ is None


def test_a_vault_is_not_written_over(vault: Vault) -> None:
    with pytest.raises(StudyExists):
        Vault.create(vault.folder, PASSPHRASE, "Robin")


def test_a_damaged_file_is_called_so(tmp_path: Path) -> None:
    Vault.create(tmp_path, PASSPHRASE, "Robin")[0].close()
    (tmp_path / vault.FILE).write_bytes(b"not a database" * 1000)
    with pytest.raises(VaultDamaged):
        Vault.unlock(tmp_path, PASSPHRASE, "Robin")


def test_passphrase_can_change_while_open(vault: Vault) -> None:
    from workbench.anonymise.vault import change_passphrase

    change_passphrase(vault.folder, PASSPHRASE, "seven loud geese")
    vault.close()
    Vault.unlock(vault.folder, "seven loud geese", "Robin").close()


def test_a_second_program_is_told_to_wait(vault: Vault) -> None:
    import subprocess
    import sys

    script = (
        "from pathlib import Path; from workbench.anonymise.vault import Vault\n"
        "from workbench.errors import StudyInUse\n"
        f"try: Vault.unlock(Path({str(vault.folder)!r}), {PASSPHRASE!r}, 'x')\n"
        "except StudyInUse: print('in use')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert done.stdout.strip() == "in use", done.stderr


def test_only_its_owner_looks_into_the_folder(study: Study, vault: Vault) -> None:
    for folder in (study.folder, vault.folder):
        assert folder.stat().st_mode & 0o077 == 0
    assert (vault.folder / keys.FILE).stat().st_mode & 0o077 == 0
