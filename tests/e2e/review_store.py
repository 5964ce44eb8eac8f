"""Store in memory what a review decides, for the demonstration of the transcript view."""

from __future__ import annotations

import time
from typing import Any

from workbench.errors import AlreadyDone
from workbench.ui import outbox

Row = dict[str, Any]


def once(held: Row, operation: outbox.Operation) -> Row:
    """Refuse what was stored already, as the audit trail does."""
    if operation.id in held["done"]:
        raise AlreadyDone("This change is stored already.")
    if held["slow"]:
        time.sleep(held["slow"])
    if operation.kind not in ("undo", "memo"):
        held["past"].append({key: dict(row) for key, row in held["codings"].items()})
    held.setdefault("kinds", []).append(operation.kind)
    held["done"].append(operation.id)
    return held


def subject(name: str, rank: int, words: str, kind: str = "PERSON") -> Row:
    """Describe whom mentions belong to, as the view shows it."""
    return {
        "id": name,
        "rank": rank,
        "name": f"Name of {name}",
        "kind": kind,
        "direct": True,
        "certainty": "likely",
        "forms": [],
        "transcripts": 1,
        "speaks_as": "",
        "treatment": "",
        "replacement": "",
        "proposed": {"treatment": "pseudonymise", "replacement": words},
        "levels": ["[town]", "[county]"],
        "taken_out": "[removed]",
        "perhaps": [],
        "either": [],
        "waits": True,
        "by": "",
        "at": "",
        "where": "",
    }


def decide(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Treat every mention of the entity alike."""
    once(held, operation)
    details = operation.details
    named = held["entities"].get(details["entity_id"], {"entity_id": details["entity_id"]})
    words = {"treatment": details["treatment"], "replacement": details.get("replacement", "")}
    for row in held["entities"].values():
        if row["entity_id"] == named["entity_id"]:
            row.update(words)
    held["subjects"][named["entity_id"]] |= words | {"waits": False}
    return reviewed(held)


def add_identifier(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Store an identifier that the detectors did not see."""
    details = operation.details
    row = {"id": details["entity_id"], "entity_id": "new", "treatment": ""}
    row |= {"start": details["start"], "stop": details["stop"], "kind": details["identifier"]}
    once(held, operation)["entities"][row["id"]] = row
    held["subjects"]["new"] = subject("new", 9, "Mona", details["identifier"])
    return reviewed(held)


def reviewed(held: Row) -> outbox.Outcome:
    """Tell all mentions and whom they belong to."""
    return outbox.Outcome(
        entities=list(held["entities"].values()), subjects=list(held["subjects"].values())
    )
