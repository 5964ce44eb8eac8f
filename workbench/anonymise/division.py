"""Divide a review between researchers: who has taken which transcript.

Nobody is kept out by it. What one decides holds for all, and what somebody else decided meanwhile
is never written over unseen.
"""

from __future__ import annotations

from workbench import audit
from workbench.anonymise.vault import Vault


def reviewers(vault: Vault) -> dict[str, str]:
    """Map each transcript that was taken to its researcher."""
    return {row["id"]: row["researcher"] for row in vault.rows("select * from reviewers")}


def take(vault: Vault, transcript_id: str, event_id: str | None = None) -> None:
    """Say that this researcher reviews a transcript, also where somebody else had taken it."""
    now = {"researcher": vault.researcher, "ts": audit.now()}
    with audit.act(
        vault, "pseudonymise.take", subject=transcript_id, event_id=event_id, undoable=False
    ) as act:
        if act.row("select id from reviewers where id = $id", id=transcript_id):
            act.update("reviewers", transcript_id, **now)
        else:
            act.insert("reviewers", {"id": transcript_id, **now})


def give_back(vault: Vault, transcript_id: str, event_id: str | None = None) -> None:
    """Say that nobody in particular reviews a transcript."""
    with audit.act(
        vault, "pseudonymise.give_back", subject=transcript_id, event_id=event_id, undoable=False
    ) as act:
        if act.row("select id from reviewers where id = $id", id=transcript_id):
            act.delete("reviewers", transcript_id)
