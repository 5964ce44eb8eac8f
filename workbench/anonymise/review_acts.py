"""Store what a researcher does in the text of an original, and say what became of its mentions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from workbench import audit
from workbench.anonymise import pseudonymise, review_queue, review_rows
from workbench.anonymise.entities import treatment
from workbench.anonymise.vault import Vault
from workbench.errors import VaultLocked
from workbench.ui.outbox import Operation, Outcome

Handler = Callable[[Operation], Outcome]


def handlers(vault: Vault | None) -> Mapping[str, Handler]:
    """Name the handler of each act that the review knows; all refuse while the vault is locked."""
    if vault is None:
        return dict.fromkeys(("decide", "add_identifier", "undo", "redo"), _refuse)
    return {
        "decide": partial(_decide, vault),
        "add_identifier": partial(_add_identifier, vault),
        "undo": partial(_turn_back, vault, audit.undo),
        "redo": partial(_turn_back, vault, audit.redo),
    }


def is_review(operation: Operation) -> bool:
    """Tell an act on an original from one on a released text."""
    return operation.transcript_version == review_rows.ORIGINAL


def _refuse(_: Operation) -> Outcome:
    raise VaultLocked("The vault was locked meanwhile. Unlock it and do this again.")


def _decide(vault: Vault, operation: Operation) -> Outcome:
    """Decide on an entity; `alike` accepts what is proposed for all of its kind as well."""
    details = operation.details
    pseudonymise.decide(
        vault,
        details["entity_id"],
        treatment(details["treatment"]),
        details.get("replacement") or None,
        event_id=operation.id,
    )
    if details.get("alike"):
        _accept_alike(vault, operation)
    return _mentions(vault, operation)


def _accept_alike(vault: Vault, operation: Operation) -> None:
    left = review_queue.queue(vault, operation.transcript_id)
    kind = pseudonymise.entity(vault, operation.details["entity_id"]).kind
    alike = [one.id for one in left.left if one.kind == kind]
    pseudonymise.accept_proposals(vault, alike, event_id=f"{operation.id}:alike")


def _add_identifier(vault: Vault, operation: Operation) -> Outcome:
    details = operation.details
    pseudonymise.add_identifier(
        vault,
        operation.transcript_id,
        details["start"],
        details["stop"],
        details["identifier"],
        event_id=operation.id,
    )
    return _mentions(vault, operation)


def _turn_back(vault: Vault, turn: Callable[..., object], operation: Operation) -> Outcome:
    turn(vault, event_id=operation.id)
    return _mentions(vault, operation)


def _mentions(vault: Vault, operation: Operation) -> Outcome:
    """Answer with every mention of the transcript: one decision can change many."""
    known = review_queue.queue(vault, operation.transcript_id)
    return Outcome(entities=review_rows.mention_rows(vault, operation.transcript_id, known))
