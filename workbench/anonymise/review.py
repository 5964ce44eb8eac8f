"""Decide on identifiers: the verbs of the review. Each is recorded in the vault and undoable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench import audit
from workbench.anonymise import gathering, originals, proposals, search
from workbench.anonymise.entities import NAMED, Entity, Treatment, entities, entity, treatment
from workbench.anonymise.identifiers import Identifier, directness_of
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed, NotThere
from workbench.store import Row


def decide(
    vault: Vault,
    entity_id: str,
    chosen: Treatment,
    replacement: str | None = None,
    event_id: str | None = None,
) -> None:
    """Treat all mentions of an entity in all transcripts alike.

    Without a replacement the proposed words are used. A treated name is then sought in every
    original. Raises NotAllowed or NameTaken when a pseudonym is or resembles a real name.
    """
    chosen = treatment(chosen)
    known = entities(vault)
    one = _of(known, entity_id)
    words = _words(one, chosen, replacement, known)
    with audit.act(vault, "pseudonymise.decide", subject=entity_id, event_id=event_id) as act:
        act.update("entities", entity_id, treatment=chosen, replacement=words)
        search.everywhere(act, vault.new_id, _to_seek([one], chosen))


def accept_proposals(vault: Vault, entity_ids: Sequence[str], event_id: str | None = None) -> int:
    """Decide on chosen entities as proposed, those already decided left as they are."""
    known = entities(vault)
    real, used = proposals.real_names(known), proposals.used_pseudonyms(known)
    wanted = set(entity_ids)
    accepted = [one for one in known if one.id in wanted and one.treatment is None]
    treated: list[Entity] = []
    with audit.act(vault, "pseudonymise.accept_proposals", event_id=event_id) as act:
        for one in accepted:
            chosen, words = proposals.proposal(one, real, used)
            if chosen == "pseudonymise" and words:
                used.add(words)
            act.update("entities", one.id, treatment=chosen, replacement=words)
            treated += _to_seek([one], chosen)
        search.everywhere(act, vault.new_id, treated)
    return len(accepted)


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
            act.update("entities", one.id, treatment="keep", replacement=None)
    return len(rest)


def reopen(vault: Vault, entity_id: str, event_id: str | None = None) -> None:
    """Take the decision on an entity back, so that it waits for one again."""
    with audit.act(vault, "pseudonymise.reopen", subject=entity_id, event_id=event_id) as act:
        act.update("entities", entity_id, treatment=None, replacement=None)


def decide_mention(
    vault: Vault,
    mention_id: str,
    chosen: Treatment | None,
    replacement: str | None = None,
    event_id: str | None = None,
) -> None:
    """Make an exception for one mention; None gives it back to its entity."""
    known = entities(vault)
    row = _mention(vault, mention_id)
    words = None
    if chosen is not None:
        chosen = treatment(chosen)
        words = _words(_of(known, row["entity_id"]), chosen, replacement, known)
    with audit.act(
        vault, "pseudonymise.decide_mention", subject=row["entity_id"], event_id=event_id
    ) as act:
        act.update("mentions", mention_id, treatment=chosen, replacement=words)


def add_identifier(
    vault: Vault,
    transcript_id: str,
    start: int,
    stop: int,
    kind: str,
    event_id: str | None = None,
) -> str:
    """Mark words that no detector found and return the id of their entity.

    Raises NotAllowed when they are blank, outside the text or reach into another turn.
    """
    text = originals.text(vault, transcript_id)
    turns = originals.turns(vault, transcript_id)
    if not any(turn.start <= start < stop <= turn.stop for turn in turns):
        raise NotAllowed("Select words within one turn.")
    if not text[start:stop].strip():
        raise NotAllowed("Select some words first.")
    marked = Identifier(
        start=start,
        stop=stop,
        kind=kind,
        directness=directness_of(kind),
        detector=gathering.BY_HAND,
        probability=1.0,
    )
    with audit.act(
        vault,
        "pseudonymise.add_identifier",
        subject=transcript_id,
        event_id=event_id,
        undoable=False,
    ) as act:
        if not gathering.store(act, vault.new_id, transcript_id, text, [marked]):
            _put_back(act, transcript_id, start, stop)
    return _entity_at(vault, transcript_id, start, stop)


def remove_mention(vault: Vault, mention_id: str, event_id: str | None = None) -> None:
    """Say that a mention is no identifier; no later detection brings it back."""
    row = _mention(vault, mention_id)
    with audit.act(
        vault, "pseudonymise.remove_mention", subject=row["entity_id"], event_id=event_id
    ) as act:
        act.update("mentions", mention_id, removed=True)


def confirm_mentions(vault: Vault, mention_ids: Sequence[str], event_id: str | None = None) -> None:
    """Say that mentions in doubt are the name, so that they are treated as their entity is."""
    rows = [_mention(vault, one) for one in dict.fromkeys(mention_ids)]
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


def split_mentions(vault: Vault, mention_ids: Sequence[str], event_id: str | None = None) -> str:
    """Say that some mentions mean somebody else; returns the id of the new, undecided entity."""
    rows = [_mention(vault, one) for one in dict.fromkeys(mention_ids)]
    if not rows:
        raise NotAllowed("Choose the mentions to split off first.")
    fresh: Row = {
        "id": vault.new_id(),
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
    one: Entity, chosen: Treatment, replacement: str | None, known: Sequence[Entity]
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
    )


def _to_seek(found: Iterable[Entity], chosen: Treatment) -> list[Entity]:
    return [one for one in found if chosen != "keep" and one.kind in NAMED]


def _of(known: Sequence[Entity], entity_id: str) -> Entity:
    for one in known:
        if one.id == entity_id:
            return one
    raise NotThere("This identifier is no longer in the list. It may have been merged.")


def _mention(vault: Vault, mention_id: str) -> Row:
    row = vault.row("select * from mentions where id = $id", id=mention_id)
    if row is None:
        raise NotThere("This mention is no longer in the list. Detect again to refresh it.")
    return row


def _entity_at(vault: Vault, transcript_id: str, start: int, stop: int) -> str:
    row = vault.row(
        "select entity_id from mentions where transcript_id = $id and start <= $start "
        "and stop >= $stop and not removed order by stop - start",
        id=transcript_id,
        start=start,
        stop=stop,
    )
    return str(row["entity_id"]) if row else ""


def _put_back(act: audit.Act, transcript_id: str, start: int, stop: int) -> None:
    """Bring back a stretch that had been taken off the list before."""
    row = act.row(
        "select id from mentions where transcript_id = $id and start = $start and stop = $stop "
        "and removed",
        id=transcript_id,
        start=start,
        stop=stop,
    )
    if row:
        act.update("mentions", row["id"], removed=False)
