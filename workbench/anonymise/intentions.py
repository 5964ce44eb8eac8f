"""Keep two files in step: an intention in the vault, a mark in the study, then both are forgotten.

DuckDB writes one file per transaction. What a kill cuts short is told from what arrived: with the
mark in the study the vault is completed, without it the intention is dropped.
"""

from __future__ import annotations

import json
from typing import Literal

from workbench import audit, purging
from workbench.anonymise import originals
from workbench.anonymise.vault import Vault
from workbench.store import Row
from workbench.study import Study


def intend(
    act: audit.Act,
    intention_id: str,
    verb: Literal["import", "release"],
    transcript_id: str,
    payload: Row,
) -> None:
    """Say in the vault what is about to happen to the study."""
    act.sql.execute(
        "insert into intentions values ($id, $ts, $verb, $transcript_id, $payload)",
        {
            "id": intention_id,
            "ts": audit.now(),
            "verb": verb,
            "transcript_id": transcript_id,
            "payload": json.dumps(payload),
        },
    )


def mark(act: audit.Act, intention_id: str, *, purge: bool = False) -> None:
    """Say in the study, within its transaction, that the intention arrived; and owes a purge."""
    act.sql.execute(
        "insert into intentions values ($id, $ts)", {"id": intention_id, "ts": audit.now()}
    )
    if purge:
        purging.owe(act.sql, intention_id)


def drop(vault: Vault, intention_id: str, verb: str, transcript_id: str) -> None:
    """Give up what did not reach the study; what an import put into the vault goes again."""
    with vault.transaction() as sql:
        if verb == "import":
            originals.destroy(sql, transcript_id)
        sql.execute("delete from intentions where id = $id", {"id": intention_id})


def complete(study: Study, vault: Vault, intention_id: str) -> None:
    """Forget the intention, in the vault first: only it is asked after a kill."""
    for store in (vault, study):
        with store.transaction() as sql:
            sql.execute("delete from intentions where id = $id", {"id": intention_id})
