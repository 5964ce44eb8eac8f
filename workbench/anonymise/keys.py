"""Wrap the key of the vault by a passphrase and by a recovery code.

`key.json` holds 32 random bytes twice, each time sealed with AES-256-GCM under a key that scrypt
(RFC 7914) makes from what a person types. Without that file nobody reads the vault again.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import unicodedata
from pathlib import Path
from typing import Any, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from workbench.errors import NotAllowed, VaultDamaged, VaultMissing, WrongPassphrase

FILE = "key.json"
SHORTEST_PASSPHRASE = 8
COST = 2**16
DEAREST = 2**20
"""Refuse a key file that asks for more work than this: it was not written by the workbench."""

Slot = Literal["passphrase", "recovery"]
Sealed = dict[str, Any]

# Crockford's base 32 leaves out letters that are mistaken for digits.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_DATA_SIGNS, _CHECK_SIGNS, _GROUP = 24, 4, 4


def create(folder: Path, passphrase: str) -> tuple[str, str]:
    """Write a new key file and return the key and the recovery code, which is kept nowhere."""
    key = secrets.token_bytes(32)
    code = recovery_code()
    slots = {
        "passphrase": _seal(key, _worth_typing(passphrase), "passphrase"),
        "recovery": _seal(key, _plain_code(code), "recovery"),
    }
    _write(folder, slots)
    return key.hex(), code


def unlock(folder: Path, secret: str) -> str:
    """Unwrap the key with the passphrase or the recovery code.

    Raises VaultMissing, VaultDamaged or WrongPassphrase.
    """
    return _open(_read(folder), secret).hex()


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Seal the same key under a new passphrase; the recovery code stays as it is.

    `old` may be the recovery code.
    """
    slots = _read(folder)
    key = _open(slots, old)
    _write(folder, {**slots, "passphrase": _seal(key, _worth_typing(new), "passphrase")})


def renew_recovery_code(folder: Path, secret: str) -> str:
    """Make the old recovery code worthless and return a new one."""
    slots = _read(folder)
    key = _open(slots, secret)
    code = recovery_code()
    _write(folder, {**slots, "recovery": _seal(key, _plain_code(code), "recovery")})
    return code


def recovery_code() -> str:
    """Mint 120 random bits and a checksum of 20, in seven groups of four signs."""
    data = "".join(secrets.choice(_SIGNS) for _ in range(_DATA_SIGNS))
    whole = data + _checksum(data)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def is_recovery_code(typed: str) -> bool:
    """Tell whether the signs and their checksum fit, however they were typed."""
    plain = _plain_code(typed)
    return (
        len(plain) == _DATA_SIGNS + _CHECK_SIGNS
        and set(plain) <= set(_SIGNS)
        and plain[_DATA_SIGNS:] == _checksum(plain[:_DATA_SIGNS])
    )


def _checksum(data: str) -> str:
    number = int.from_bytes(hashlib.sha256(data.encode()).digest()[:3], "big")
    return "".join(_SIGNS[(number >> 5 * place) % 32] for place in range(_CHECK_SIGNS))


def _plain_code(typed: str) -> str:
    return "".join(typed.split()).replace("-", "").upper().translate(_MISTAKEN)


def _worth_typing(passphrase: str) -> str:
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise NotAllowed(
            f"Choose a passphrase of at least {SHORTEST_PASSPHRASE} characters; "
            "several words are best."
        )
    return passphrase


def _stretch(secret: str, salt: bytes, cost: int) -> bytes:
    typed = unicodedata.normalize("NFKC", secret).strip().encode()
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(typed)


def _seal(key: bytes, secret: str, slot: Slot) -> Sealed:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretch(secret, salt, COST)).encrypt(nonce, key, slot.encode())
    return {"cost": COST, "salt": salt.hex(), "nonce": nonce.hex(), "key": sealed.hex()}


def _open(slots: dict[str, Sealed], secret: str) -> bytes:
    attempts: list[tuple[Slot, str]] = [("passphrase", secret)]
    if is_recovery_code(secret):
        attempts.insert(0, ("recovery", _plain_code(secret)))
    for slot, typed in attempts:
        try:
            return _unseal(slots[slot], typed, slot)
        except InvalidTag:
            continue
    raise WrongPassphrase(
        "This is neither the passphrase nor the recovery code of this vault. Check capitals and "
        "the keyboard, and type it again."
    )


def _unseal(sealed: Sealed, secret: str, slot: Slot) -> bytes:
    try:
        cost = int(sealed["cost"])
        salt, nonce, key = (bytes.fromhex(sealed[name]) for name in ("salt", "nonce", "key"))
        if not 2 <= cost <= DEAREST or cost & (cost - 1) or len(nonce) != 12:
            raise ValueError("out of range")
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged() from error
    return AESGCM(_stretch(secret, salt, cost)).decrypt(nonce, key, slot.encode())


def _read(folder: Path) -> dict[str, Sealed]:
    file = folder / FILE
    if not file.is_file():
        raise VaultMissing(
            f"The vault or its key file ({FILE}) is not where the study says. If it lies on "
            "another drive, connect that drive."
        )
    try:
        slots = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, RecursionError, ValueError) as error:
        raise _damaged() from error
    if not isinstance(slots, dict) or not all(
        isinstance(slots.get(slot), dict) for slot in ("passphrase", "recovery")
    ):
        raise _damaged()
    return slots


def _damaged() -> VaultDamaged:
    return VaultDamaged(
        f"The key file of the vault ({FILE}) cannot be read. Put back a copy of it."
    )


def _write(folder: Path, slots: dict[str, Sealed]) -> None:
    """Replace the file in one step: a kill leaves the old key or the new one, never half."""
    draft = folder / (FILE + ".new")
    with open(draft, "w", encoding="utf-8", opener=_private) as file:
        json.dump(slots, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, folder / FILE)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
