"""The key file and the recovery code."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise import keys
from workbench.errors import NotAllowed, VaultDamaged, VaultMissing, WrongPassphrase

PASSPHRASE = "nine quiet herons"


def test_passphrase_and_code_open_the_same_key(tmp_path: Path) -> None:
    key, code = keys.create(tmp_path, PASSPHRASE)
    assert keys.unlock(tmp_path, PASSPHRASE) == keys.unlock(tmp_path, code) == key
    assert len(bytes.fromhex(key)) == 32


def test_a_code_may_be_typed_carelessly(tmp_path: Path) -> None:
    key, code = keys.create(tmp_path, PASSPHRASE)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert keys.unlock(tmp_path, typed) == key


def test_the_file_holds_neither_key_nor_secrets(tmp_path: Path) -> None:
    key, code = keys.create(tmp_path, PASSPHRASE)
    words = (tmp_path / keys.FILE).read_text()
    assert not any(secret in words for secret in (key, code, code.replace("-", ""), PASSPHRASE))
    assert stat.S_IMODE((tmp_path / keys.FILE).stat().st_mode) == 0o600


def test_wrong_secrets_are_refused(tmp_path: Path) -> None:
    keys.create(tmp_path, PASSPHRASE)
    for wrong in ("nine quiet Herons", "", keys.recovery_code()):
        with pytest.raises(WrongPassphrase) as refused:
            keys.unlock(tmp_path, wrong)
        assert "herons" not in str(refused.value).lower()


def test_a_new_passphrase_leaves_the_code_be(tmp_path: Path) -> None:
    key, code = keys.create(tmp_path, PASSPHRASE)
    keys.change_passphrase(tmp_path, PASSPHRASE, "seven loud geese")
    with pytest.raises(WrongPassphrase):
        keys.unlock(tmp_path, PASSPHRASE)
    assert keys.unlock(tmp_path, "seven loud geese") == keys.unlock(tmp_path, code) == key
    keys.change_passphrase(tmp_path, code, PASSPHRASE)
    assert keys.unlock(tmp_path, PASSPHRASE) == key


def test_a_new_code_makes_the_old_one_worthless(tmp_path: Path) -> None:
    key, code = keys.create(tmp_path, PASSPHRASE)
    fresh = keys.renew_recovery_code(tmp_path, PASSPHRASE)
    assert keys.unlock(tmp_path, fresh) == key
    with pytest.raises(WrongPassphrase):
        keys.unlock(tmp_path, code)


def test_short_passphrases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        keys.create(tmp_path, "short")


def test_missing_and_damaged_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(VaultMissing):
        keys.unlock(tmp_path, PASSPHRASE)
    keys.create(tmp_path, PASSPHRASE)
    slots = json.loads((tmp_path / keys.FILE).read_text())
    for broken in ("{", "[]", json.dumps({**slots, "passphrase": {"cost": 2**40}})):
        (tmp_path / keys.FILE).write_text(broken)
        with pytest.raises(VaultDamaged):
            keys.unlock(tmp_path, PASSPHRASE)


@given(st.integers(0, 27), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_mistyped_sign_is_noticed(place: int, sign: str) -> None:
    code = keys.recovery_code().replace("-", "")
    assert keys.is_recovery_code(code)
    typed = code[:place] + sign + code[place + 1 :]
    assert typed == code or not keys.is_recovery_code(typed)
