"""Import interviews: the file goes into the vault, the study learns that there is one."""

from __future__ import annotations

from datetime import date

import duckdb

from workbench import audit, transcripts
from workbench.anonymise import arrivals, intentions, originals
from workbench.anonymise.vault import Vault
from workbench.errors import AlreadyDone, NameTaken, WorkbenchError
from workbench.readers.reading import Reading
from workbench.study import Study


def import_(
    study: Study,
    vault: Vault,
    reading: Reading,
    *,
    label: str | None = None,
    recorded: date | None = None,
) -> transcripts.Transcript:
    """Put a file into the vault and announce it in the study under a neutral label.

    Raises NameTaken for a label in use, NotAllowed for one that cannot be a label, AlreadyDone
    for a file imported before.
    """
    label = _free_label(study, label)
    twin = vault.row("select label from originals where sha256 = $sum", sum=reading.sha256)
    if twin:
        raise AlreadyDone(f"This very file is in the study already, as {twin['label']}.")
    transcript_id, intention_id = study.new_id(), vault.new_id()
    with audit.act(vault, "pseudonymise.import_", subject=transcript_id, undoable=False) as act:
        intentions.intend(act, intention_id, "import", transcript_id, {})
        originals.store(act, vault.new_id, transcript_id, label, reading)
    try:
        with audit.act(study, "pseudonymise.import_", subject=transcript_id, undoable=False) as act:
            intentions.mark(act, intention_id)
            transcripts.add(
                act,
                transcript_id=transcript_id,
                label=label,
                recorded=recorded,
                words=len(reading.text.split()),
            )
    except (WorkbenchError, duckdb.Error):
        intentions.drop(vault, intention_id, "import", transcript_id)
        raise
    intentions.complete(study, vault, intention_id)
    return transcripts.fetch(study, transcript_id)


def _free_label(study: Study, wanted: str | None) -> str:
    taken = {row["label"].casefold() for row in study.rows("select label from transcripts")}
    if wanted is None:
        return arrivals.free_label(taken)
    label = transcripts.checked_label(wanted)
    if label.casefold() in taken:
        raise NameTaken("Another transcript has that label. Choose a different one.")
    return label
