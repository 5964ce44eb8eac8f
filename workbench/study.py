"""Open a study: a folder with `study.duckdb`, its dated copies and, unless elsewhere, the vault."""

from __future__ import annotations

import getpass
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from workbench.errors import (
    NotAllowed,
    StudyDamaged,
    StudyExists,
    StudyInUse,
    StudyMissing,
)
from workbench.store import Store

FILE = "study.duckdb"
COPIES = "copies"
KEPT_COPIES = 10
LEFT_BY_PURGE = (".new", ".old")

_OPEN: set[Path] = set()
"""Study files this process holds: opening one twice would let go of DuckDB's lock on it."""


class Study(Store):
    """Hold one open study. Close it, or use it in a `with` statement."""

    schema = "study"

    def __init__(
        self, folder: Path, connection: duckdb.DuckDBPyConnection, researcher: str
    ) -> None:
        super().__init__(connection, researcher=researcher, name="study")
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
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StudyExists("That folder is not empty. Choose a new folder for the study.")
        folder.mkdir(parents=True, exist_ok=True)
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

        Raises StudyMissing, StudyInUse, StudyTooNew or StudyDamaged.
        """
        file = folder / FILE
        if not file.is_file():
            raise StudyMissing(
                "There is no study in that folder. Create one, or name the folder that holds "
                f"{FILE}."
            )
        if file.resolve() in _OPEN:
            raise StudyInUse("This study is already open in this program.")
        for end in LEFT_BY_PURGE:
            _destroy(folder / (FILE + end))
        copy = _copy(folder)
        try:
            study = cls._connect(folder, researcher)
        except StudyInUse:
            copy.unlink(missing_ok=True) if copy else None
            raise
        study.upgrade()
        _forget_old_copies(folder)
        return study

    @classmethod
    def _connect(cls, folder: Path, researcher: str | None) -> Study:
        file = folder / FILE
        connection = _attach(file)
        _OPEN.add(file.resolve())
        return cls(folder, connection, researcher or _account())

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
        file, fresh, old = (self.folder / (FILE + end) for end in ("", *LEFT_BY_PURGE))
        with self._writer:
            with self.cursor() as sql:
                sql.execute(f"attach {quoted(fresh)} as fresh")
                sql.execute("copy from database study to fresh")
                sql.execute("checkpoint fresh")
                sql.execute("detach fresh")
                sql.execute("force checkpoint study")
            self._connection.close()
            os.link(file, old)
            os.replace(fresh, file)
            self._connection = _attach(file)
            copies = self.copies()
            for doomed in (old, *copies):
                _destroy(doomed)
        return len(copies)

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
        connection.execute(f"attach {quoted(file)} as study")
    except duckdb.Error as error:
        connection.close()
        raise _explained(error) from error
    return connection


def _destroy(file: Path) -> None:
    for doomed in (file, file.with_name(file.name + ".wal")):
        if doomed.exists():
            with doomed.open("r+b") as stream:
                stream.write(bytes(doomed.stat().st_size))
                stream.flush()
                os.fsync(stream.fileno())
            doomed.unlink()


def _account() -> str:
    try:
        return getpass.getuser()
    except OSError:
        return "researcher"


def _explained(error: duckdb.Error) -> StudyInUse | StudyDamaged:
    if "lock" in str(error).lower():
        return StudyInUse(
            "The study is open in another program. Close it there, or use that window."
        )
    return StudyDamaged(
        "The study file cannot be read. The newest good copy lies in the folder "
        f"“{COPIES}” beside it: put it in the place of {FILE}."
    )


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
    for source, copy in ((file, target), (journal, target.with_name(target.name + ".wal"))):
        if source.exists():
            shutil.copy2(source, copy)
    return target


def _forget_old_copies(folder: Path) -> None:
    for old in sorted((folder / COPIES).glob("study-*.duckdb"), reverse=True)[KEPT_COPIES:]:
        old.unlink()
        old.with_name(old.name + ".wal").unlink(missing_ok=True)
