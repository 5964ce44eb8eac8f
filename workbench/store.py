"""Share what study and vault have in common: one DuckDB file, many readers, one writer."""

from __future__ import annotations

import copy
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import resources
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import duckdb

from workbench.errors import NotWritten, StudyBusy, StudyTooNew

Row = dict[str, Any]
Attach = Callable[[], duckdb.DuckDBPyConnection]
Given = ParamSpec("Given")
Found = TypeVar("Found")
AnyStore = TypeVar("AnyStore", bound="Store")

WAIT_FOR_WRITER = 20.0
"""Seconds a change waits for another one to finish before it gives up."""


class _File:
    """Hold what all who work on one open file share; `attach` opens it."""

    def __init__(self, attach: Attach) -> None:
        self.attach: Attach | None = attach
        self.connection = attach()
        self.writer = threading.Lock()
        self.listeners: set[Callable[[], None]] = set()
        self._door = threading.Condition()
        self._inside = 0
        self._shut = False

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._door:
            self._door.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            with self.connection.cursor() as sql:
                yield sql
        finally:
            with self._door:
                self._inside -= 1
                self._door.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let cursors finish and new ones wait: closing the file would break them off."""
        with self._door:
            self._shut = True
            self._door.wait_for(lambda: not self._inside, timeout=WAIT_FOR_WRITER)
        try:
            yield
        finally:
            with self._door:
                self._shut = False
                self._door.notify_all()

    def require_usable(self, table: str) -> None:
        """Attach the file anew where DuckDB has given it up, as it does when a checkpoint fails.

        Until the file is opened again all changes then go to its journal, which needs less room.
        """
        try:
            with self.cursor() as sql:
                sql.execute(f"select 1 from {table}")
        except duckdb.Error:
            if self.attach is None:
                return
            with self.alone():
                self.connection.close()
                self.connection = self.attach()
                self.connection.execute("set checkpoint_threshold = '1 TB'")

    def close(self) -> None:
        with self.alone():
            self.connection.close()
        self.attach = None  # it knows the key of a vault


class Store:
    """Keep one DuckDB file open for this process and hand out short transactions.

    DuckDB refuses a second process, so every writer is a thread of this one: a lock lets one
    write at a time, which rules out update conflicts. Readers take a cursor each and wait only
    while the file itself is exchanged.
    """

    schema = ""

    def __init__(self, attach: Attach, *, researcher: str, name: str) -> None:
        self.researcher = researcher
        self._file = _File(attach)
        self._name = name
        self._held: duckdb.DuckDBPyConnection | None = None

    def seat(self, researcher: str) -> Self:
        """Give another researcher a place at the same open file; closing either closes it."""
        view = copy.copy(self)
        view.researcher = researcher
        return view

    @property
    def file(self) -> object:
        """Stand for the open file, the same for all who have a place at it."""
        return self._file

    def new_id(self) -> str:
        """Mint an id that no other study shares."""
        return str(uuid.uuid4())

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a connection of one's own: DuckDB mixes up results of threads that share one."""
        if self._held is not None:
            yield self._held
            return
        with self._file.cursor() as sql:
            sql.execute(f"use {self._name}")
            yield sql

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Commit all that is done inside, or none of it.

        Raises StudyBusy when another change holds the file for too long, NotWritten when the
        drive does not take it.
        """
        if not self._file.writer.acquire(timeout=WAIT_FOR_WRITER):
            raise StudyBusy("Another change is still being written. Try again in a moment.")
        try:
            with self._all_or_nothing() as sql:
                yield sql
        except duckdb.TransactionException as error:
            self._file.require_usable(f"{self._name}.schema_steps")
            raise _refused(error) from error
        finally:
            self._file.writer.release()
        for heard in tuple(self._file.listeners):
            heard()

    @contextmanager
    def still(self) -> Iterator[Self]:
        """Give one thread a view to read from: all as it is now, whatever is stored meanwhile."""
        if self._held is not None:
            yield self
            return
        with self.cursor() as sql:
            sql.execute("begin transaction")
            view = copy.copy(self)
            view._held = sql
            try:
                yield view
            finally:
                sql.execute("rollback")

    @contextmanager
    def _all_or_nothing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self.cursor() as sql:
            sql.execute("begin transaction")
            try:
                yield sql
                sql.execute("commit")
            except duckdb.TransactionException:
                raise  # it is rolled back already
            except BaseException:
                sql.execute("rollback")
                raise

    @contextmanager
    def listening(self, heard: Callable[[], None]) -> Iterator[None]:
        """Call `heard` after each change that was stored, in the thread that made it."""
        self._file.listeners.add(heard)
        try:
            yield
        finally:
            self._file.listeners.discard(heard)

    def rows(self, query: str, **values: Any) -> list[Row]:
        """Read rows as dictionaries, outside any transaction."""
        with self.cursor() as sql:
            return fetch(sql, query, values)

    def row(self, query: str, **values: Any) -> Row | None:
        """Read the first row, or None where there is none."""
        found = self.rows(query, **values)
        return found[0] if found else None

    def close(self) -> None:
        """Wait for the change in hand, write all to the file and let go of it."""
        with self._file.writer:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def upgrade(self) -> None:
        """Run the schema steps this file has not seen, each with the row that records it.

        Raises StudyTooNew when the file has seen steps that this version does not know.
        """
        with self.transaction() as sql:
            sql.execute(
                "create table if not exists schema_steps "
                "(step integer primary key, name text not null, ts timestamp not null)"
            )
        seen = {row["step"] for row in self.rows("select step from schema_steps")}
        steps = schema_steps(self.schema)
        if seen - {number for number, _, _ in steps}:
            raise StudyTooNew(
                "This study was last opened by a newer workbench. Install that version to open it."
            )
        for number, name, script in steps:
            if number not in seen:
                self._step(number, name, script)

    def pending_steps(self) -> int:
        """Count the schema steps an older file still needs."""
        known = self.row(
            "select count(*) as n from duckdb_tables() where table_name = 'schema_steps'"
        )
        if not known or not known["n"]:
            return len(schema_steps(self.schema))
        done = self.row("select count(*) as n from schema_steps") or {"n": 0}
        return len(schema_steps(self.schema)) - int(done["n"])

    def _step(self, number: int, name: str, script: str) -> None:
        with self.transaction() as sql:
            sql.execute(script)
            sql.execute(
                "insert into schema_steps values ($step, $name, now()::timestamp)",
                {"step": number, "name": name},
            )


def at_one_moment(
    read: Callable[Concatenate[AnyStore, Given], Found],
) -> Callable[Concatenate[AnyStore, Given], Found]:
    """Have a function read a store as it is when called: words and places then belong together."""

    @wraps(read)
    def reading(store: AnyStore, /, *args: Given.args, **kwargs: Given.kwargs) -> Found:
        with store.still() as now:
            return read(now, *args, **kwargs)

    return reading


def fetch(sql: duckdb.DuckDBPyConnection, query: str, values: Row) -> list[Row]:
    """Run a query on an open cursor and name the columns."""
    result = sql.execute(query, values) if values else sql.execute(query)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def schema_steps(schema: str) -> list[tuple[int, str, str]]:
    """List the numbered steps of a schema: number, name, script."""
    folder = resources.files("workbench") / "schema" / schema
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))
    return [
        (int(name[:3]), name[4:-4], (folder / name).read_text(encoding="utf-8")) for name in files
    ]


def _refused(error: duckdb.TransactionException) -> StudyBusy | NotWritten:
    """Tell two changes of one row from a drive that is full: DuckDB raises the same for both."""
    if "conflict" in str(error).lower():
        return StudyBusy(
            "The same thing was being changed elsewhere. Nothing was stored; try again."
        )
    return NotWritten(
        "This change could not be written, and nothing of it was stored. Check the room on the "
        "drive, then try again."
    )
