"""Carry out in the study what was decided on a name found late; the same after a kill as before."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from workbench import audit
from workbench.anonymise import intentions, late_places, treated_texts, treating, writing
from workbench.anonymise.vault import Vault
from workbench.errors import WorkbenchError
from workbench.store import Row
from workbench.study import Study

LATE = "late"


def marked(
    payload: Row, entity_id: str, hidden: Sequence[tuple[str, str]], ticked: Sequence[Row] = ()
) -> Row:
    """Make the payload of a release one of a late treatment."""
    pairs = [list(pair) for pair in hidden]
    return payload | {LATE: {"entity_id": entity_id, "hidden": pairs, "ticked": list(ticked)}}


def is_late(payload: Row) -> bool:
    """Tell a late treatment from a release, which a kill may undo."""
    return LATE in payload


def carry_out(study: Study, vault: Vault, intention: str, payload: Row) -> int:
    """Treat texts, labels and writing in one transaction, then rewrite the study file.

    Returns how many copies of the study were destroyed. What the study refuses is given up: the
    decision stays in the vault, to be carried out by the next treatment or release.
    """
    try:
        _write(study, vault, intention, payload)
    except (WorkbenchError, duckdb.Error):
        intentions.drop(vault, intention, "release", "")
        raise
    return treated_texts.finish(study, vault, intention, payload)


def _write(study: Study, vault: Vault, intention: str, payload: Row) -> None:
    given = payload[LATE]
    fresh = treated_texts.as_edits(payload["edits"])
    hidden = [(was, becomes) for was, becomes in given["hidden"]]
    with audit.act(
        study, "pseudonymise.treat_late", subject=given["entity_id"], undoable=False
    ) as act:
        intentions.mark(act, intention, purge=payload["purge"])
        known = treated_texts.read(act, vault, list(fresh))
        treated_texts.replace(act, known, {one: fresh[one] for one in known})
        _relabel(vault, act, given["entity_id"])
        late_places.put(act, given.get("ticked", ()))
        writing.treat(act, hidden, people=True)


def _relabel(vault: Vault, act: audit.Act, entity_id: str) -> None:
    """Give the person's own turns the new label, and the participant the new pseudonym."""
    rows = vault.rows("select id, transcript_id from speakers where entity_id = $id", id=entity_id)
    mine = {row["id"] for row in rows}
    homes = list(dict.fromkeys(row["transcript_id"] for row in rows))
    released = act.rows("select id from texts where list_contains($ids::text[], id)", ids=homes)
    for home in released:
        voices = [one for one in treating.voices(vault, home["id"]) if one.id in mine]
        speakers = treated_texts.speakers(vault, act, home["id"], voices)
        treated_texts.relabel(act, home["id"], speakers)
