"""Mark what no detector found."""

from __future__ import annotations

from workbench import audit
from workbench.anonymise import gathering, originals
from workbench.anonymise.identifiers import Identifier, directness_of
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed


def add_identifier(
    vault: Vault,
    transcript_id: str,
    start: int,
    stop: int,
    kind: str,
    event_id: str | None = None,
    *,
    mention_id: str | None = None,
) -> str:
    """Mark words that no detector found and return the id of their entity.

    A screen that has drawn the mark already says under which `mention_id`. Raises NotAllowed when
    the words are blank, outside the text or reach into another turn.
    """
    text = originals.text(vault, transcript_id)
    turns = originals.turns(vault, transcript_id)
    if not any(turn.start <= start < stop <= turn.stop for turn in turns):
        raise NotAllowed("Select words within one turn.")
    if not text[start:stop].strip():
        raise NotAllowed("Select some words first.")
    marked = by_hand(start, stop, kind)
    with audit.act(
        vault, "pseudonymise.add_identifier", subject=transcript_id, event_id=event_id
    ) as act:
        added = gathering.store(act, vault.new_id, transcript_id, text, [marked])
        if added:
            _record(act, added[0], mention_id)
        else:
            _put_back(act, transcript_id, start, stop)
    return _entity_at(vault, transcript_id, start, stop)


def by_hand(start: int, stop: int, kind: str) -> Identifier:
    """Make what a person marked, with the directness its kind has."""
    return Identifier(
        start=start,
        stop=stop,
        kind=kind,
        directness=directness_of(kind),
        detector=gathering.BY_HAND,
        probability=1.0,
    )


def _record(act: audit.Act, stored: str, mention_id: str | None) -> None:
    """Take the new mention into the trail, so that it can be undone; its entity may stay empty."""
    row = act.row("select * from mentions where id = $id", id=stored) or {}
    act.sql.execute("delete from mentions where id = $id", {"id": stored})
    act.insert("mentions", {**row, "id": mention_id or stored})


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
