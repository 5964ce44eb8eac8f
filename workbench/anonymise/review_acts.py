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
Do = Callable[[Vault, Operation], object]


def handlers(vault: Vault | None) -> Mapping[str, Handler]:
    """Name the handler of each act that the review knows; all refuse while the vault is locked."""
    if vault is None:
        return dict.fromkeys(ACTS, _refuse)
    return {kind: partial(_done, vault, do) for kind, do in ACTS.items()}


def is_review(operation: Operation) -> bool:
    """Tell an act on an original from one on a released text."""
    return operation.transcript_version == review_rows.ORIGINAL


def _refuse(_: Operation) -> Outcome:
    raise VaultLocked("The vault was locked meanwhile. Unlock it and do this again.")


def _done(vault: Vault, do: Do, operation: Operation) -> Outcome:
    """Do it, and answer with the whole transcript: one decision can change many places."""
    do(vault, operation)
    known = review_queue.queue(vault, operation.transcript_id)
    return Outcome(
        entities=review_rows.mention_rows(vault, operation.transcript_id),
        subjects=review_rows.subject_rows(vault, operation.transcript_id, known),
    )


def _decide(vault: Vault, operation: Operation) -> None:
    """Decide on an entity; `alike` accepts what is proposed for all of its kind as well.

    A name that could be either of two people waits for an answer of its own.
    """
    details = operation.details
    entity_id = _entity(vault, details["entity_id"])
    pseudonymise.decide(
        vault,
        entity_id,
        treatment(details["treatment"]),
        details.get("replacement") or None,
        event_id=operation.id,
        transcript_id=operation.transcript_id,
        seen=details.get("seen"),
        alike=_alike(vault, operation, entity_id) if details.get("alike") else (),
    )


def _entity(vault: Vault, named: str) -> str:
    """Find who is meant: words just added are known to the screen by their mention alone."""
    row = vault.row("select entity_id from mentions where id = $id", id=named)
    return str(row["entity_id"]) if row else named


def _alike(vault: Vault, operation: Operation, entity_id: str) -> list[str]:
    """List what waits in this transcript and is of the same kind."""
    known = review_queue.queue(vault, operation.transcript_id)
    kind = pseudonymise.entity(vault, entity_id).kind
    alike = [one.id for one in known.left if one.kind == kind and one.treatment is None]
    return [one for one in alike if one not in known.either]


def _reopen(vault: Vault, operation: Operation) -> None:
    entity_id = _entity(vault, operation.details["entity_id"])
    pseudonymise.reopen(vault, entity_id, event_id=operation.id)


def _merge(vault: Vault, operation: Operation) -> None:
    """Merge two: the decision of the one in hand holds, else the other's; else the fuller name."""
    both = [_entity(vault, operation.details[name]) for name in ("entity_id", "other_id")]
    rows = vault.rows(
        "select id from entities where id in ($one, $other) "
        "order by treatment is null, id <> $one and treatment is not null, length(name) desc, "
        "id <> $one",
        one=both[0],
        other=both[1],
    )
    found = [row["id"] for row in rows]
    pseudonymise.merge_entities(
        vault, found if len(found) == len(set(both)) else both, event_id=operation.id
    )


def _split(vault: Vault, operation: Operation) -> None:
    places, entity_id = operation.details["places"], operation.details["entity_id"]
    pseudonymise.split_mentions(vault, places, event_id=operation.id, entity_id=entity_id)


def _give(vault: Vault, operation: Operation) -> None:
    details = operation.details
    target = _entity(vault, details["other_id"])
    pseudonymise.give_mentions(vault, details["places"], target, event_id=operation.id)


def _treat_places(vault: Vault, operation: Operation) -> None:
    """Make an exception for places; no treatment gives them back to what they belong to."""
    details = operation.details
    pseudonymise.decide_mentions(
        vault,
        details["places"],
        treatment(details["treatment"]) if details["treatment"] else None,
        details.get("replacement") or None,
        event_id=operation.id,
    )


def _drop_places(vault: Vault, operation: Operation) -> None:
    pseudonymise.remove_mentions(vault, operation.details["places"], event_id=operation.id)


def _confirm_places(vault: Vault, operation: Operation) -> None:
    pseudonymise.confirm_mentions(vault, operation.details["places"], event_id=operation.id)


def _add_identifier(vault: Vault, operation: Operation) -> None:
    details = operation.details
    pseudonymise.add_identifier(
        vault,
        operation.transcript_id,
        details["start"],
        details["stop"],
        details["identifier"],
        event_id=operation.id,
        mention_id=details["entity_id"],
    )


def _undo(vault: Vault, operation: Operation) -> None:
    audit.undo(vault, event_id=operation.id)


def _redo(vault: Vault, operation: Operation) -> None:
    audit.redo(vault, event_id=operation.id)


ACTS: Mapping[str, Do] = {
    "decide": _decide,
    "reopen": _reopen,
    "merge": _merge,
    "split": _split,
    "give": _give,
    "treat_places": _treat_places,
    "drop_places": _drop_places,
    "confirm_places": _confirm_places,
    "add_identifier": _add_identifier,
    "undo": _undo,
    "redo": _redo,
}
