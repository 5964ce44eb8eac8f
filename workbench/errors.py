"""Every error a user can meet, in one tree.

```
WorkbenchError                      exit code 1
├── StudyError
│   ├── StudyMissing                no study in that folder
│   ├── StudyExists                 the folder already holds something
│   ├── StudyInUse                  another process has the study open
│   ├── StudyBusy                   two changes to the same row at once
│   ├── NotWritten                  the drive does not take a change
│   ├── StudyTooNew                 made by a later workbench
│   └── StudyDamaged                the file cannot be read as a study
├── VaultError
│   ├── VaultMissing                the vault is not where the study says
│   ├── VaultLocked                 this act needs the passphrase
│   ├── OriginalsDestroyed          they were, for good; a certificate says when and by whom
│   ├── WrongPassphrase             passphrase or recovery code do not fit
│   └── VaultDamaged                the vault or its key file cannot be read
├── UnreadableFile                  a file could not be imported
├── UndecidedIdentifiers            release refused while decisions are open
├── NotThere                        no such code, transcript, theme …
├── NameTaken                       a name that must be unique is in use
├── NotAllowed                      the values given do not make sense together
├── AlreadyDone                     an operation that the trail holds already
├── NothingToUndo                   the audit trail has nothing (more) to undo or redo
├── ChangedSince                    undo would overwrite a later change
├── ModelMissing                    a model is not installed or cannot be loaded
└── LeakFound                       an original stands where it must not
```
Each message says what happened and what to do. None quotes a participant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class WorkbenchError(Exception):
    """Stop an act the user asked for; `str()` is fit for the screen."""

    exit_code = 1
    detail: Mapping[str, object] = {}
    """What a program may want to know beside the message."""


class StudyError(WorkbenchError):
    """Concern the study folder or its file."""


class StudyMissing(StudyError):
    """Find no study where one was named."""


class StudyExists(StudyError):
    """Refuse to write over what a folder already holds."""


class StudyInUse(StudyError):
    """Meet a study that another process has open."""


class StudyBusy(StudyError):
    """Give up after repeated conflicts with a change made at the same time."""


class NotWritten(StudyError):
    """Meet a drive that does not take a change, for want of room above all."""


class StudyTooNew(StudyError):
    """Meet a study written by a later version of the workbench."""


class StudyDamaged(StudyError):
    """Meet a study file that DuckDB or the schema check refuses."""


class VaultError(WorkbenchError):
    """Concern the vault."""


class VaultMissing(VaultError):
    """Find no vault where the study says it lies."""


class VaultLocked(VaultError):
    """Need the passphrase for an act that reads originals."""


class OriginalsDestroyed(VaultError):
    """Need originals that a researcher has destroyed for good."""


class WrongPassphrase(VaultError):
    """Fail to unwrap the key with what was typed."""


class VaultDamaged(VaultError):
    """Meet a vault or key file that cannot be read."""


class UnreadableFile(WorkbenchError):
    """Refuse a file: says what was expected and where reading broke off."""


class UndecidedIdentifiers(WorkbenchError):
    """Refuse a release while identifiers wait for a decision."""


class NotThere(WorkbenchError):
    """Find nothing of that name or id in the study."""


class NameTaken(WorkbenchError):
    """Refuse a second thing of a name that must be unique."""


class NotAllowed(WorkbenchError):
    """Refuse values that do not make sense for the act."""


class AlreadyDone(WorkbenchError):
    """Meet an operation that was stored before: nothing is left to do."""


class NothingToUndo(WorkbenchError):
    """Reach the end of what can be undone or redone."""


class ChangedSince(WorkbenchError):
    """Refuse an undo that would overwrite a later change."""


class ModelMissing(WorkbenchError):
    """Miss a model that the act needs."""


class LeakFound(WorkbenchError):
    """Refuse to hand out something in which an original was found."""

    def __init__(self, message: str, **detail: object) -> None:
        super().__init__(message)
        self.detail = detail
