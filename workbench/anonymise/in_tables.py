"""Search databases: every cell, what the catalogue says, and the bytes without compression."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from workbench.anonymise import pieces
from workbench.anonymise.pieces import Found, Piece, Unread
from workbench.store import fetch
from workbench.study import quoted

COPIED = "searched-"
_CELLS = 2_000
"""Cells read at a time."""
_NO_TEXT = (
    r"^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT(\[\d*\])?|BOOLEAN|TIMESTAMP.*|DATE|TIME"
    r"|UUID)$"
)
_SIGNED = re.compile(r'"researcher": ?"[^"]*"')
_NAMING = frozenset(["table_name", "view_name", "index_name", "column_name", "comment", "sql"])
_SEALED: dict[str, str | bool | int | float | list[str]] = {
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"


def read(sql: duckdb.DuckDBPyConnection, database: str, place: str) -> Iterator[Piece]:
    """Yield all cells but the researchers' own names, who sign what they do; and the catalogue."""
    columns = fetch(
        sql,
        "select table_schema as folder, table_name as name, column_name as col, data_type as type "
        "from information_schema.columns where table_catalog = $database "
        "and column_name <> 'researcher' and not regexp_matches(data_type, $no_text) order by all",
        {"database": database, "no_text": _NO_TEXT},
    )
    for row in columns:
        # Names come from a hostile file: unquoted they would run as commands of their own.
        table = ".".join(map(_name, (database, row["folder"], row["name"])))
        cells = sql.execute(f"select {_name(row['col'])}::text from {table}")
        while some := cells.fetchmany(_CELLS):
            text = "\n".join(dict.fromkeys(plain(cell) for (cell,) in some if cell))
            yield Piece(place=f"{place}: {row['name']}.{row['col']}", text=text)
    yield Piece(place=f"{place}: catalogue", text=_catalogue(sql, database))


def of_file(file: Path, place: str, room: Path) -> Iterator[Found]:
    """Read a database that is not open here, through a copy beside the vault."""
    with copied(file, room) as copy:
        if copy is None:
            yield Unread(place=place, why="a database that cannot be opened")
            return
        for at in (copy, copy.with_name(copy.name + ".wal")):
            if at.exists():
                yield from pieces.of_bytes(at.read_bytes(), place)
        connection = duckdb.connect(":memory:", config=_SEALED)
        try:
            connection.execute(f"attach {quoted(copy)} as copied")
            yield from read(connection, "copied", place)
            yield from _bare(connection, copy.with_name("bare.duckdb"), place)
        except duckdb.Error:
            yield Unread(place=place, why="a database that cannot be opened")
        finally:
            connection.close()


def _bare(sql: duckdb.DuckDBPyConnection, bare: Path, place: str) -> Iterator[Piece]:
    """Search the bytes of a copy without compression, which would hide words."""
    sql.execute("set force_compression = 'uncompressed'")
    sql.execute(f"attach {quoted(bare)} as bare")
    sql.execute("copy from database copied to bare")
    sql.execute("checkpoint bare")
    sql.execute("detach bare")
    for one in pieces.of_bytes(bare.read_bytes(), f"{place}: bytes"):
        if one.binary:  # all that is text in it stands in the cells
            yield one


@contextmanager
def copied(file: Path, room: Path) -> Iterator[Path | None]:
    """Copy a database and its journal by another process, and destroy the copy afterwards.

    To read the file here would let go of DuckDB's lock on it, should it be open.
    """
    for left_by_a_kill in room.glob(f"{COPIED}*"):
        shutil.rmtree(left_by_a_kill)
    with tempfile.TemporaryDirectory(dir=room, prefix=COPIED) as folder:
        copy = Path(folder) / "copy.duckdb"
        done = True
        for end in ("", ".wal"):
            if file.with_name(file.name + end).exists():
                given = [str(file) + end, str(copy) + end]
                run = [sys.executable, "-I", "-c", _COPY, *given]
                done = not subprocess.run(run, check=False, capture_output=True).returncode and done  # noqa: S603
        yield copy if done and copy.exists() else None


def _name(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def plain(cell: str) -> str:
    """Leave researchers out of a cell of JSON."""
    return _SIGNED.sub("", cell) if '"researcher"' in cell else cell


def _catalogue(sql: duckdb.DuckDBPyConnection, database: str) -> str:
    found = []
    for kind in ("tables", "views", "columns", "indexes"):
        rows = fetch(
            sql, f"select * from duckdb_{kind}() where database_name = $name", {"name": database}
        )
        found += [str(v) for row in rows for key, v in row.items() if key in _NAMING and v]
    return "\n".join(dict.fromkeys(found))
