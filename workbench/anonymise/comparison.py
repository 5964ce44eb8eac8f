"""Choose which attributes of participants an audit compares; the choice is kept in the vault."""

from __future__ import annotations

from collections.abc import Sequence

from workbench import audit, participants
from workbench.anonymise.disclosure import MOST_ATTRIBUTES, People
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study


def people(study: Study) -> People:
    """Give the attributes of every participant by pseudonym."""
    return {person.pseudonym: person.attributes for person in participants.fetch_all(study)}


def attributes(study: Study, vault: Vault) -> list[str]:
    """List the attributes compared: those chosen, else as many as can be compared."""
    known = participants.attribute_names(study)
    chosen = {row["name"] for row in vault.rows("select name from compared_attributes")}
    kept = [name for name in known if name in chosen]
    return kept or [name for name in known if _is_told(study, name)][:MOST_ATTRIBUTES]


def compare(study: Study, vault: Vault, names: Sequence[str], event_id: str | None = None) -> None:
    """Compare these attributes from now on; raises NotThere or NotAllowed."""
    if set(names) - set(participants.attribute_names(study)):
        raise NotThere("One of these attributes is not in this study. Check their names.")
    if not 0 < len(names) <= MOST_ATTRIBUTES:
        raise NotAllowed(f"Compare from 1 to {MOST_ATTRIBUTES} attributes.")
    with audit.act(vault, "comparison.compare", event_id=event_id) as act:
        for row in act.rows("select id from compared_attributes"):
            act.delete("compared_attributes", row["id"])
        act.insert_all(
            "compared_attributes", [{"id": vault.new_id(), "name": name} for name in names]
        )


def _is_told(study: Study, name: str) -> bool:
    return any(name in facts for facts in people(study).values())
