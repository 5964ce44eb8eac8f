"""Keep originals, identifiers and pseudonyms in one encrypted DuckDB file.

AES-256-GCM by OpenSSL (the httpfs extension, loaded from its wheel: nothing is ever fetched).
Spill files are switched off, and would be encrypted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from importlib import resources
from pathlib import Path

import duckdb

from workbench.anonymise import keys
from workbench.errors import (
    ModelMissing,
    StudyError,
    StudyExists,
    StudyInUse,
    VaultDamaged,
    VaultMissing,
)
from workbench.store import Row, Store
from workbench.study import quoted

FILE = "vault.duckdb"


class Vault(Store):
    """Hold one unlocked vault. Close it, or use it in a `with` statement."""

    schema = "vault"

    def __init__(self, folder: Path, key: str, researcher: str) -> None:
        super().__init__(partial(_attach, folder, key), researcher=researcher, name="vault")
        self.folder = folder

    @classmethod
    def create(cls, folder: Path, passphrase: str, researcher: str) -> tuple[Vault, str]:
        """Make a vault and return it with the recovery code, which is shown this one time.

        Raises StudyExists when the folder holds a vault already.
        """
        if (folder / FILE).exists() or (folder / keys.FILE).exists():
            raise StudyExists(
                "There is a vault, or the key of one, in that folder already. Unlock it instead, "
                "or choose another folder."
            )
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key, code = keys.create(folder, passphrase)
        vault = cls(folder, key, researcher)
        vault.upgrade()
        return vault, code

    @classmethod
    def unlock(cls, folder: Path, secret: str, researcher: str) -> Vault:
        """Open a vault by its passphrase or its recovery code.

        Raises VaultMissing, WrongPassphrase, VaultDamaged or StudyInUse.
        """
        if not (folder / FILE).is_file():
            raise VaultMissing(
                "The vault is not where the study says. If it lies on another drive, connect "
                "that drive; if this study has none yet, create it."
            )
        vault = cls(folder, keys.unlock(folder, secret), researcher)
        try:
            vault.upgrade()
        except duckdb.Error as error:
            vault.close()
            raise _explained(error) from None
        except StudyError:
            vault.close()
            raise
        return vault


def insert_all(sql: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add many rows with the same columns in one statement, outside the trail."""
    if rows:
        shape = json.dumps([dict.fromkeys(rows[0], "VARCHAR")])
        sql.execute(
            f"insert into {table} ({', '.join(rows[0])}) "
            f"select unnest(from_json($rows, '{shape}'), recursive := true)",
            {"rows": json.dumps(rows)},
        )


def exists(folder: Path) -> bool:
    """Tell whether a vault lies in the folder."""
    return (folder / FILE).is_file()


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Rewrap the key; the old passphrase (or the recovery code) is needed."""
    keys.change_passphrase(folder, old, new)


def _attach(folder: Path, key: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": "",
        },
    )
    try:
        connection.execute(f"load {quoted(_cipher())}")
        connection.execute("set temp_file_encryption = true")
        connection.execute(f"attach {quoted(folder / FILE)} as vault (encryption_key '{key}')")
    except duckdb.Error as error:
        connection.close()
        raise _explained(error) from None
    return connection


def _cipher() -> Path:
    """Find the extension in its wheel; DuckDB alone refuses to write an encrypted file."""
    wheel = resources.files("duckdb_extension_httpfs")
    found = sorted(Path(str(wheel)).rglob("httpfs.duckdb_extension"))
    if not found:
        raise ModelMissing(
            "The encryption of the vault is not installed. Reinstall the workbench with all "
            "it needs."
        )
    return found[0]


def _explained(error: duckdb.Error) -> StudyInUse | VaultDamaged:
    message = str(error).lower()
    if any(sign in message for sign in ("set lock on", "another process", "handle conflict")):
        return StudyInUse("The vault is open already. Close it there, or use that window.")
    return VaultDamaged(
        "The vault cannot be read with its key. Put back copies of both of its files, made at "
        "the same time."
    )
