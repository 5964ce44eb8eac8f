"""Know the participants of the study behind the people of the vault."""

from __future__ import annotations

from collections.abc import Mapping

from workbench import audit, participants
from workbench.anonymise.vault import Vault
from workbench.study import Study


def enrol(study: Study, vault: Vault, entity_id: str, pseudonym: str) -> str:
    """Enrol the person behind an entity as a participant, before any text is released."""
    with audit.act(
        study, "pseudonymise.name_participant", subject=entity_id, undoable=False
    ) as act:
        participant_id = participant(vault, act, study.new_id(), entity_id, pseudonym)
    remember(vault, {entity_id: participant_id})
    return participant_id


def participant(vault: Vault, act: audit.Act, fresh_id: str, entity_id: str, pseudonym: str) -> str:
    """Find the participant behind an entity, under a new pseudonym if need be, or enrol one."""
    same = act.row(
        "select id from participants where lower(pseudonym) = lower($name)", name=pseudonym
    )
    if same:
        return str(same["id"])
    row = vault.row("select participant_id from entities where id = $id", id=entity_id) or {}
    known = row.get("participant_id")
    if known and act.row("select id from participants where id = $id", id=known):
        # Outside the trail: it would remember a name that was kept at first.
        act.sql.execute(
            "update participants set pseudonym = $pseudonym where id = $id",
            {"pseudonym": pseudonym, "id": known},
        )
        return str(known)
    participants.enrol(act, participant_id=fresh_id, pseudonym=pseudonym)
    return fresh_id


def remember(vault: Vault, people: Mapping[str, str]) -> None:
    """Note in the vault which participant each entity is."""
    with vault.transaction() as sql:
        for entity_id, participant_id in people.items():
            sql.execute(
                "update entities set participant_id = $participant where id = $id",
                {"participant": participant_id, "id": entity_id},
            )
