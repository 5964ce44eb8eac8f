"""Open a study: a folder with `study.duckdb`, its dated copies and, unless elsewhere, the vault."""

from __future__ import annotations

import getpass
import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb

from workbench import purging
from workbench.errors import (
    NotAllowed,
    StudyDamaged,
    StudyError,
    StudyExists,
    StudyInUse,
    StudyMissing,
)
from workbench.store import Store, schema_steps

FILE = "study.duckdb"
COPIES = "copies"
KEPT_COPIES = 10
LONGEST_NAME = 200
JOURNAL = "128 MB"
"""Up to what size the journal is let grow: each time it goes into the file all vectors go again."""

_OPEN: set[Path] = set()
"""Study files this process holds: opening one twice would let go of DuckDB's lock on it."""


class Study(Store):
    """Hold one open study. Close it, or use it in a `with` statement."""

    schema = "study"

    def __init__(self, folder: Path, researcher: str) -> None:
        super().__init__(partial(_attach, folder / FILE), researcher=researcher, name="study")
        self.folder = folder

    @classmethod
    def create(
        cls, folder: Path, *, name: str, researcher: str | None = None, vault: Path | None = None
    ) -> Study:
        """Make a study in an empty or new folder. `vault` may lie on another drive.

        Raises StudyExists when the folder already holds something.
        """
        if not name.strip():
            raise NotAllowed("A study needs a name.")
        if len(name) > LONGEST_NAME or len(name.strip().splitlines()) > 1:
            raise NotAllowed(f"Name the study on one line, in at most {LONGEST_NAME} characters.")
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StudyExists("That folder is not empty. Choose a new folder for the study.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = (vault or folder / "vault").absolute()
        inside = place.is_relative_to(folder.absolute())
        study = cls._connect(folder, researcher)
        study.upgrade()
        with study.transaction() as sql:
            sql.execute(
                "insert into study values ($id, $name, now()::timestamp, $vault)",
                {
                    "id": study.new_id(),
                    "name": name.strip(),
                    "vault": str(place.relative_to(folder.absolute()) if inside else place),
                },
            )
        return study

    @classmethod
    def open(cls, folder: Path, *, researcher: str | None = None) -> Study:
        """Open a study, after a dated copy of its file when it changed since the last one.

        Where words were hidden and a kill came before the purge, it is done now.
        Raises StudyMissing, StudyInUse, StudyTooNew or StudyDamaged.
        """
        file = folder / FILE
        if file.resolve() in _OPEN:
            raise StudyInUse("This study is already open in this program.")
        purging.put_back(file)
        if not file.is_file():
            raise StudyMissing(
                "There is no study in that folder. Create one, or name the folder that holds "
                f"{FILE}."
            )
        copy = _prepared(folder)
        try:
            study = cls._connect(folder, researcher)
            study._check()
        except StudyError:
            # A copy of what cannot be opened would stand before the good ones.
            _forget(copy) if copy else None
            raise
        study._purge_if_owed()
        _forget_old_copies(folder)
        return study

    def _check(self) -> None:
        """Bring the schema up to date, or let go of a file that is no sound study."""
        try:
            if self.pending_steps() == len(schema_steps(self.schema)):
                raise StudyDamaged(
                    f"The file {FILE} in that folder was not made by the workbench. Name the "
                    "folder of a study."
                )
            self.upgrade()
            # Only now is it sure that no other program is in the middle of a purge.
            for end in purging.LEFT:
                purging.destroy(self.folder / (FILE + end))
        except duckdb.Error as error:
            self.close()
            raise _explained(error) from error
        except (StudyError, OSError):
            self.close()
            raise

    @classmethod
    def _connect(cls, folder: Path, researcher: str | None) -> Study:
        study = cls(folder, researcher or _account())
        _OPEN.add((folder / FILE).resolve())
        return study

    @property
    def name(self) -> str:
        """Give the study's name as the researcher wrote it."""
        found = self.row("select name from study")
        return str(found["name"]) if found else ""

    @property
    def vault_folder(self) -> Path:
        """Say where the vault lies; a relative place is inside the study's folder."""
        found = self.row("select vault from study")
        return self.folder / str(found["vault"] if found else "vault")

    def orphans(self) -> list[tuple[str, str]]:
        """List rows that stand on something that is gone, as (table, id); there should be none."""
        return [(row["table_name"], row["id"]) for row in self.rows("select * from orphans")]

    def copies(self) -> list[Path]:
        """List the dated copies of the study file, newest first."""
        return sorted((self.folder / COPIES).glob("study-*.duckdb"), reverse=True)

    def purge(self) -> int:
        """Rewrite the file so that no deleted words are left in it; return the copies destroyed.

        DuckDB leaves deleted text in the file until its blocks are used again, and the dated
        copies hold the older text: both are overwritten before they are unlinked.
        """
        file, fresh, old = (self.folder / (FILE + end) for end in ("", *purging.LEFT))
        with self._file.writer:
            purging.destroy(fresh)
            self._rewrite(fresh)
            with self._file.alone():
                self._file.connection.execute("force checkpoint study")
                self._file.connection.close()
                try:
                    os.replace(file, old)
                    os.replace(fresh, file)
                finally:
                    purging.put_back(file)
                    self._file.connection = _attach(file)
            copies = self.copies()
            for doomed in (old, *(self.folder / COPIES).glob("study-*")):
                purging.destroy(doomed)
            purging.settle(self)
        return len(copies)

    def owes_purge(self) -> bool:
        """Tell whether words that were hidden still lie in freed blocks and dated copies."""
        return purging.is_owed(self)

    def _purge_if_owed(self) -> None:
        """Finish what a kill cut short; where the drive does not take it, the study still owes."""
        if self.owes_purge():
            with suppress(OSError, duckdb.Error):
                self.purge()

    def _rewrite(self, fresh: Path) -> None:
        with self.cursor() as sql:
            sql.execute(f"attach {quoted(fresh)} as fresh")
            try:
                sql.execute("copy from database study to fresh")
                sql.execute("checkpoint fresh")
            finally:
                sql.execute("detach fresh")

    def close(self) -> None:
        """Write everything into the one file and let go of it."""
        super().close()
        _OPEN.discard((self.folder / FILE).resolve())


def is_open(path: Path) -> bool:
    """Tell whether this process holds a study file open: its bytes must not be read then."""
    return path.resolve() in _OPEN


def quoted(file: Path) -> str:
    """Write a path as an SQL string."""
    return "'" + str(file).replace("'", "''") + "'"


def _attach(file: Path) -> duckdb.DuckDBPyConnection:
    """Attach the file with nothing spilt beside it: spill files would hold plain words."""
    connection = duckdb.connect(":memory:")
    try:
        connection.execute("set temp_directory = ''")
        connection.execute(f"set checkpoint_threshold = '{JOURNAL}'")
        connection.execute(f"attach {quoted(file)} as study")
    except duckdb.Error as error:
        connection.close()
        raise _explained(error) from error
    return connection


def _account() -> str:
    try:
        return getpass.getuser()
    except OSError:
        return "researcher"


def _explained(error: duckdb.Error) -> StudyInUse | StudyDamaged | NotAllowed:
    message = str(error).lower()
    if message.endswith("permission denied"):
        return NotAllowed("The study file may not be written to. Ask for the right, or copy it.")
    if "set lock on file" in message or "used by another process" in message:
        return StudyInUse(
            "The study is open in another program. Close it there, or use that window."
        )
    return StudyDamaged(
        "The study file cannot be read. The newest good copy lies in the folder "
        f"“{COPIES}” beside it: put it in the place of {FILE}, and its .wal file, if it has one, "
        f"in the place of {FILE}.wal."
    )


def _prepared(folder: Path) -> Path | None:
    """Copy the file; raises NotAllowed where that is refused."""
    try:
        return _copy(folder)
    except OSError as error:
        raise NotAllowed(
            f"The study's folder cannot be written to ({os.strerror(error.errno or 0)}). Check "
            f"your rights and the room on the drive, and that “{COPIES}” is a folder."
        ) from error


def _copy(folder: Path) -> Path | None:
    """Copy the file and its journal under the time of its last change, once per change."""
    file = folder / FILE
    journal = folder / (FILE + ".wal")
    changed = max(f.stat().st_mtime for f in (file, journal) if f.exists())
    stamp = datetime.fromtimestamp(changed, UTC).strftime("%Y-%m-%dT%H-%M-%S-%f")
    target = folder / COPIES / f"study-{stamp}.duckdb"
    if target.exists():
        return None
    target.parent.mkdir(exist_ok=True)
    part = target.with_name(target.name + ".part")
    if journal.exists():
        shutil.copy2(journal, target.with_name(target.name + ".wal"))
    shutil.copy2(file, part)
    os.replace(part, target)
    return target


def _forget_old_copies(folder: Path) -> None:
    for old in sorted((folder / COPIES).glob("study-*.duckdb"), reverse=True)[KEPT_COPIES:]:
        _forget(old)


def _forget(copy: Path) -> None:
    for file in (copy, copy.with_name(copy.name + ".wal")):
        if file.is_file():
            file.unlink()
