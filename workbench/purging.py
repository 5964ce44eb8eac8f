"""Take deleted words out of files, and remember in the study that this is still to be done.

What hides words in a study writes that it owes a purge in the same transaction. So a kill, or a
full drive, cannot leave the old words in freed blocks and dated copies without the study knowing.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from workbench.store import Store

LEFT = (".new", ".old")
"""Ends of the files that a purge works with."""


def owe(sql: duckdb.DuckDBPyConnection, purge_id: str) -> None:
    """Note, in the transaction that hides words, that the file must be rewritten after it."""
    now = datetime.now(UTC).replace(tzinfo=None)
    sql.execute("insert into purges_owed values ($id, $ts)", {"id": purge_id, "ts": now})


def is_owed(store: Store) -> bool:
    """Tell whether words that were hidden still lie in freed blocks and dated copies."""
    return store.row("select id from purges_owed limit 1") is not None


def settle(store: Store) -> None:
    """Forget what was owed, once the file is rewritten and its copies are gone."""
    if is_owed(store):
        with store.cursor() as sql:
            sql.execute("delete from purges_owed")


def destroy(file: Path) -> None:
    """Overwrite a file and its journal, then unlink them."""
    for doomed in (file, file.with_name(file.name + ".wal")):
        if doomed.is_file():
            with doomed.open("r+b") as stream:
                stream.write(bytes(doomed.stat().st_size))
                stream.flush()
                os.fsync(stream.fileno())
            doomed.unlink()


def put_back(file: Path) -> None:
    """Take the old file back where a purge was killed before the new one had its place."""
    old = file.with_name(file.name + LEFT[1])
    if old.is_file() and not file.exists():
        os.replace(old, file)
