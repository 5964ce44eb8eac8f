"""Destroy the originals of a study for good, and certify it in the study's trail.

What is destroyed is the vault as a whole: its key first, without which the rest is noise. The
certificate is written before anything goes, so that a kill in between is finished at the next
chance (`finish`) and nothing is ever gone unrecorded.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbench import audit, transcripts
from workbench.anonymise import keys, leaks, vault
from workbench.anonymise.vault import Vault
from workbench.errors import LeakFound, NotAllowed, OriginalsDestroyed
from workbench.store import Row
from workbench.study import Study

VERB = "pseudonymise.destroy_originals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Say who destroyed which originals when; it names files by their SHA-256 alone.

    `unreleased` originals were lost without a treated text; `entities` counts the people, places
    and other identifiers whose link to their replacement is gone.
    """

    id: str
    ts: datetime
    researcher: str
    originals: int
    unreleased: int
    entities: int
    digests: tuple[str, ...]


def unreleased(study: Study) -> int:
    """Count transcripts that have no treated text: destroying their original loses them."""
    return sum(one.state == "imported" for one in transcripts.fetch_all(study))


def destroy(
    study: Study,
    opened: Vault,
    *,
    name: str,
    originals: int,
    lose_unreleased: bool = False,
    leave_leaks: bool = False,
) -> Certificate:
    """Destroy the vault of a study, which closes it; there is no way back.

    Two confirmations: the study's `name`, and how many `originals` will be gone. Raises NotAllowed
    where one is wrong, where a release is half way, or where a transcript that was never released
    would be lost without `lose_unreleased`; and LeakFound where originals stand in the study, which
    nobody can search for afterwards, without `leave_leaks`.
    """
    held = opened.row("select count(*) as n from originals") or {"n": 0}
    left = unreleased(study)
    _require_confirmed(study, name, originals, held["n"])
    if left and not lose_unreleased:
        raise NotAllowed(
            f"{left} transcripts were never released and would be lost. Release them first, or say "
            "that they may be lost."
        )
    _require_clean(study, opened, leave_leaks)
    if opened.row("select id from intentions limit 1"):
        raise NotAllowed("A release is half way. Unlock the vault again to finish it.")
    row = _certificate(study, opened, left)
    with audit.act(study, VERB, undoable=False) as act:
        act.insert("destructions", row)
    opened.close()
    finish(study)
    return certificates(study)[-1]


def _certificate(study: Study, opened: Vault, left: int) -> Row:
    held = opened.rows("select sha256 from originals order by sha256")
    counted = opened.row("select count(*) as n from entities") or {"n": 0}
    return {
        "id": study.new_id(),
        "ts": audit.now(),
        "researcher": opened.researcher,
        "key_digest": _digest(opened.folder),
        "originals": len(held),
        "unreleased": left,
        "entities": int(counted["n"]),
        "digests": " ".join(one["sha256"] for one in held),
    }


def _require_confirmed(study: Study, name: str, originals: int, held: int) -> None:
    if name.strip() != study.name:
        raise NotAllowed("That is not the name of this study. Nothing was destroyed.")
    if originals != held:
        raise NotAllowed(
            "That is not the number of originals in the vault. Look again at what will be gone. "
            "Nothing was destroyed."
        )


def _require_clean(study: Study, opened: Vault, leave_leaks: bool) -> None:
    found = [one for one in leaks.find_in_study(study, opened) if one.how != "resembles"]
    if found and not leave_leaks:
        raise LeakFound(
            f"{len(found)} originals still stand in the study, and nobody can search for them once "
            "the vault is gone. Check the study and treat them, or say that they may stay."
        )


def finish(study: Study) -> None:
    """Remove what a destruction that was cut short has left of the vault."""
    folder = study.vault_folder
    row = study.row("select key_digest from destructions order by ts desc limit 1")
    if row is None:
        return
    if (folder / keys.FILE).is_file() and _digest(folder) == row["key_digest"]:
        _overwrite(folder / keys.FILE)
        (folder / keys.FILE).unlink()
    if not (folder / keys.FILE).exists():
        for file in (f"{keys.FILE}.new", vault.FILE, f"{vault.FILE}.wal"):
            (folder / file).unlink(missing_ok=True)


def certificates(study: Study) -> list[Certificate]:
    """List what was destroyed, oldest first."""
    return [
        Certificate(
            id=row["id"],
            ts=row["ts"],
            researcher=row["researcher"],
            originals=row["originals"],
            unreleased=row["unreleased"],
            entities=row["entities"],
            digests=tuple(row["digests"].split()),
        )
        for row in study.rows("select * from destructions order by ts, id")
    ]


def require_originals(study: Study) -> None:
    """Raise OriginalsDestroyed once they are."""
    if certificates(study):
        finish(study)
        raise OriginalsDestroyed(
            "The originals of this study were destroyed; the certificate is in its audit trail. "
            "What was released stays. Make a new study for further transcripts."
        )


def written(study: Study, one: Certificate) -> str:
    """Write a certificate out, as plain text fit for an ethics file."""
    lines = [
        "Certificate of destruction",
        "",
        f"Study: {study.name}",
        f"Certificate: {one.id}",
        f"Destroyed: {one.ts:%Y-%m-%d %H:%M} UTC, by {one.researcher}",
        f"Originals destroyed: {one.originals}, of which never released: {one.unreleased}",
        f"Identifiers whose replacement can no longer be traced back: {one.entities}",
        "",
        "The vault held the files below, their text, and who is who. Its key was overwritten and",
        "deleted, then the vault. Copies that were made of the vault elsewhere, recordings,",
        "consent forms and files outside the workbench are not covered: list what became of them.",
        "",
        "SHA-256 of each file:",
        *one.digests,
        "",
        "Signed: ______________________________    Date: ______________",
    ]
    return "\n".join(lines) + "\n"


def _digest(folder: Path) -> str:
    return hashlib.sha256((folder / keys.FILE).read_bytes()).hexdigest()


def _overwrite(file: Path) -> None:
    """Put noise where the key stood; drives that move what they write may still hold it."""
    size = file.stat().st_size
    with file.open("r+b") as open_file:
        open_file.write(os.urandom(size))
        open_file.flush()
        os.fsync(open_file.fileno())
