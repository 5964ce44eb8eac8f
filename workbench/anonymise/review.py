"""Decide on identifiers: the verbs of the review. Each is recorded in the vault and undoable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from workbench import audit
from workbench.anonymise import conventions, gathering, proposals, search
from workbench.anonymise.conventions import Conventions
from workbench.anonymise.entities import Entity, Treatment, entities, entity, read, treatment
from workbench.anonymise.identifiers import NAMED
from workbench.anonymise.vault import Vault
from workbench.errors import ChangedSince, NotAllowed, NotThere
from workbench.store import Row

_UNSIGNED: Row = {"decided_by": None, "decided_in": None, "decided_at": None}


def decide(
    vault: Vault,
    entity_id: str,
    chosen: Treatment,
    replacement: str | None = None,
    event_id: str | None = None,
    *,
    transcript_id: str | None = None,
    seen: str | None = None,
    alike: Sequence[str] = (),
) -> None:
    """Treat all mentions of an entity in all transcripts alike.

    Without a replacement the proposed words are used. A treated name is then sought in every
    original. `transcript_id` says where it was decided; `seen` when the decision that the screen
    showed was made ("" for none). Entities `alike` are decided on as proposed in the same act.
    Raises NotAllowed or NameTaken when a pseudonym is or resembles a real name, ChangedSince when
    somebody else has decided since.
    """
    chosen = treatment(chosen)
    with vault.cursor() as sql:
        known = read(sql, compare=False)
    one = _of(known, entity_id)
    words = _words(vault, one, chosen, replacement, known)
    with audit.act(vault, "pseudonymise.decide", subject=entity_id, event_id=event_id) as act:
        if seen is not None:
            _require_unseen(act, entity_id, vault.researcher, seen)
        signed = _signed(vault, transcript_id)
        act.update("entities", entity_id, treatment=chosen, replacement=words, **signed)
        decided = replace(one, treatment=chosen, replacement=words)
        known = [decided if other.id == entity_id else other for other in known]
        _, treated = _accept(act, known, alike, conventions.read(act.sql), signed)
        search.everywhere(act, vault.new_id, [*_to_seek([one], chosen), *treated])


def accept_proposals(
    vault: Vault,
    entity_ids: Sequence[str],
    event_id: str | None = None,
    *,
    transcript_id: str | None = None,
) -> int:
    """Decide on chosen entities as proposed, those already decided left as they are."""
    known, by = entities(vault), conventions.conventions(vault)
    with audit.act(vault, "pseudonymise.accept_proposals", event_id=event_id) as act:
        signed = _signed(vault, transcript_id)
        accepted, treated = _accept(act, known, entity_ids, by, signed)
        search.everywhere(act, vault.new_id, treated)
    return accepted


def _accept(
    act: audit.Act, known: Sequence[Entity], chosen_ids: Iterable[str], by: Conventions, signed: Row
) -> tuple[int, list[Entity]]:
    """Decide as proposed on those that wait; returns how many, and whom to seek."""
    treated: list[Entity] = []
    accepted = list(proposals.in_turn(known, set(chosen_ids), by))
    for one, chosen, words in accepted:
        act.update("entities", one.id, treatment=chosen, replacement=words, **signed)
        treated += _to_seek([one], chosen)
    return len(accepted), treated


def keep_rest(vault: Vault, transcript_id: str, event_id: str | None = None) -> int:
    """Keep every indirect identifier of a transcript that nobody has decided on yet."""
    rest = [
        one
        for one in entities(vault, transcript_id=transcript_id, undecided=True)
        if one.directness == "indirect" and one.speaks_as is None
    ]
    with audit.act(
        vault, "pseudonymise.keep_rest", subject=transcript_id, event_id=event_id
    ) as act:
        for one in rest:
            signed = _signed(vault, transcript_id)
            act.update("entities", one.id, treatment="keep", replacement=None, **signed)
    return len(rest)


def reopen(vault: Vault, entity_id: str, event_id: str | None = None) -> None:
    """Take the decision on an entity back, so that it waits for one again."""
    with audit.act(vault, "pseudonymise.reopen", subject=entity_id, event_id=event_id) as act:
        act.update("entities", entity_id, treatment=None, replacement=None, **_UNSIGNED)


def decide_mention(
    vault: Vault,
    mention_id: str,
    chosen: Treatment | None,
    replacement: str | None = None,
    event_id: str | None = None,
) -> None:
    """Make an exception for one mention; None gives it back to its entity."""
    decide_mentions(vault, [mention_id], chosen, replacement, event_id)


def decide_mentions(
    vault: Vault,
    mention_ids: Sequence[str],
    chosen: Treatment | None,
    replacement: str | None = None,
    event_id: str | None = None,
) -> None:
    """Make one exception for mentions of an entity; None gives them back to it."""
    rows = _mentions(vault, mention_ids)
    words = None
    if chosen is not None:
        chosen = treatment(chosen)
        known = entities(vault)
        words = _words(vault, _of(known, rows[0]["entity_id"]), chosen, replacement, known)
    subject = rows[0]["entity_id"]
    with audit.act(vault, "pseudonymise.decide_mention", subject=subject, event_id=event_id) as act:
        for row in rows:
            act.update("mentions", row["id"], treatment=chosen, replacement=words)


def remove_mention(vault: Vault, mention_id: str, event_id: str | None = None) -> None:
    """Say that a mention is no identifier; no later detection brings it back."""
    remove_mentions(vault, [mention_id], event_id)


def remove_mentions(vault: Vault, mention_ids: Sequence[str], event_id: str | None = None) -> None:
    """Say that mentions are no identifiers; no later detection brings them back."""
    rows = _mentions(vault, mention_ids)
    subject = rows[0]["entity_id"]
    with audit.act(vault, "pseudonymise.remove_mention", subject=subject, event_id=event_id) as act:
        for row in rows:
            act.update("mentions", row["id"], removed=True)


def confirm_mentions(vault: Vault, mention_ids: Sequence[str], event_id: str | None = None) -> None:
    """Say that mentions in doubt are the name, so that they are treated as their entity is."""
    rows = _mentions(vault, mention_ids)
    with audit.act(vault, "pseudonymise.confirm_mentions", event_id=event_id) as act:
        for row in rows:
            act.update("mentions", row["id"], detector=gathering.BY_NAME)


def merge_entities(vault: Vault, entity_ids: Sequence[str], event_id: str | None = None) -> str:
    """Say that entities are one; the first one's name and decision hold, and its id is returned."""
    first, *others = [entity(vault, one) for one in dict.fromkeys(entity_ids)]
    with audit.act(
        vault, "pseudonymise.merge_entities", subject=first.id, event_id=event_id
    ) as act:
        for other in others:
            _move_all(act, other.id, first.id)
    return first.id


def split_mentions(
    vault: Vault,
    mention_ids: Sequence[str],
    event_id: str | None = None,
    *,
    entity_id: str | None = None,
) -> str:
    """Say that some mentions mean somebody else; returns the id of the new, undecided entity.

    A screen that has drawn it already says under which `entity_id`.
    """
    rows = _mentions(vault, mention_ids)
    fresh: Row = {
        "id": entity_id or vault.new_id(),
        "kind": rows[0]["kind"],
        "directness": rows[0]["directness"],
        "name": gathering.display_name(row["surface"] for row in rows),
    }
    with audit.act(
        vault, "pseudonymise.split_mentions", subject=fresh["id"], event_id=event_id
    ) as act:
        act.insert("entities", fresh)
        for row in rows:
            act.update("mentions", row["id"], entity_id=fresh["id"])
    return str(fresh["id"])


def give_mentions(
    vault: Vault, mention_ids: Sequence[str], entity_id: str, event_id: str | None = None
) -> None:
    """Say of places that could be either of two people whom they mean.

    No name that comes later takes them away again. What has no place left is taken off the list.
    """
    rows = _mentions(vault, mention_ids)
    target = entity(vault, entity_id)
    with audit.act(
        vault, "pseudonymise.give_mentions", subject=target.id, event_id=event_id
    ) as act:
        given = {"entity_id": target.id, "kind": target.kind, "detector": gathering.GIVEN}
        act.update_all("mentions", {row["id"]: given for row in rows})
        for source in {row["entity_id"] for row in rows} - {target.id}:
            if not act.row(_POINTED_AT, id=source):
                act.delete("entities", source)


_POINTED_AT = """
select entity_id from mentions where entity_id = $id
union all select entity_id from speakers where entity_id = $id
union all select entity_id from outside where entity_id = $id
"""


def _move_all(act: audit.Act, source: str, target: str) -> None:
    for table in ("mentions", "speakers"):
        for row in act.rows(f"select id from {table} where entity_id = $id", id=source):
            act.update(table, row["id"], entity_id=target)
    old = act.row("select participant_id from entities where id = $id", id=source) or {}
    now = act.row("select participant_id from entities where id = $id", id=target) or {}
    if old.get("participant_id") and not now.get("participant_id"):
        act.update("entities", target, participant_id=old["participant_id"])
    act.delete("entities", source)


def _words(
    vault: Vault, one: Entity, chosen: Treatment, replacement: str | None, known: Sequence[Entity]
) -> str | None:
    if chosen == "keep":
        return None
    given = (replacement or "").strip()
    if chosen == "pseudonymise" and given:
        proposals.require_free(one, given, known)
    if given:
        return given
    return proposals.words_for(
        one,
        chosen,
        proposals.real_names(known),
        proposals.used_pseudonyms(known, besides=one.id),
        surnames=proposals.families(known, besides=one.id),
        by=conventions.conventions(vault),
    )


def _to_seek(found: Iterable[Entity], chosen: Treatment) -> list[Entity]:
    return [one for one in found if chosen != "keep" and one.kind in NAMED]


def _of(known: Sequence[Entity], entity_id: str) -> Entity:
    for one in known:
        if one.id == entity_id:
            return one
    raise NotThere("This identifier is no longer in the list. It may have been merged.")


def _mentions(vault: Vault, mention_ids: Sequence[str]) -> list[Row]:
    """Read mentions in the order given; raises NotThere when one is gone, NotAllowed for none."""
    found = vault.rows(
        "select * from mentions where id in (select unnest($ids::text[]))", ids=list(mention_ids)
    )
    rows = {row["id"]: row for row in found}
    if not mention_ids:
        raise NotAllowed("Choose the places that this is about first.")
    if len(rows) < len(set(mention_ids)):
        raise NotThere("This mention is no longer in the list. Detect again to refresh it.")
    return [rows[one] for one in dict.fromkeys(mention_ids)]


def _signed(vault: Vault, transcript_id: str | None) -> Row:
    """Sign a decision: who made it, in which transcript, and when."""
    return {
        "decided_by": vault.researcher,
        "decided_in": transcript_id,
        "decided_at": audit.now(),
    }


def _require_unseen(act: audit.Act, entity_id: str, researcher: str, seen: str) -> None:
    """Refuse to write over a colleague's decision that the screen did not show yet."""
    row = act.row("select decided_by, decided_at from entities where id = $id", id=entity_id)
    if not row or row["decided_by"] in (None, researcher):
        return
    if row["decided_at"].isoformat() != seen:
        raise ChangedSince(
            f"{row['decided_by']} has decided on this meanwhile. Look at that decision first."
        )
