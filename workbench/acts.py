"""Change rows inside one transaction and remember what each was before and after."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb

from workbench.errors import ChangedSince, NotThere
from workbench.events import Change, plain
from workbench.store import Row, fetch


class Act:
    """Change rows inside one transaction and remember each change for the event."""

    def __init__(self, sql: duckdb.DuckDBPyConnection) -> None:
        self.sql = sql
        self.changes: list[Change] = []

    def rows(self, query: str, **values: Any) -> list[Row]:
        """Read rows as this transaction sees them."""
        return fetch(self.sql, query, values)

    def row(self, query: str, **values: Any) -> Row | None:
        """Read the first row as this transaction sees it."""
        found = self.rows(query, **values)
        return found[0] if found else None

    def insert(self, table: str, row: Row) -> None:
        """Add a row; it must carry its `id`."""
        self.insert_all(table, [row])

    def insert_all(self, table: str, rows: Sequence[Row]) -> None:
        """Add many rows with the same columns in one statement."""
        if not rows:
            return
        columns = [_name(name) for name in rows[0]]
        shape = json.dumps([dict.fromkeys(columns, "VARCHAR")])
        values = [{name: plain(value) for name, value in row.items()} for row in rows]
        self.sql.execute(
            f"insert into {_name(table)} ({', '.join(columns)}) "
            f"select unnest(from_json($values, '{shape}'), recursive := true)",
            {"values": json.dumps(values)},
        )
        self.changes += [Change(table=table, id=r["id"], before=None, after=r) for r in rows]

    def update(self, table: str, row_id: str, **values: Any) -> None:
        """Set columns of one row; raises NotThere when it is gone."""
        self.update_all(table, {row_id: values})

    def update_all(self, table: str, new: Mapping[str, Row]) -> None:
        """Set the same columns of many rows, each to values of its own, in one statement.

        Raises NotThere when a row is gone. Rows that have the values already are left alone.
        """
        before = self._current(table, list(new))
        if len(before) < len(new):
            raise NotThere("What was to be changed is no longer in the study.")
        changes = [
            Change(
                table=table,
                id=row_id,
                before={name: before[row_id][name] for name in values},
                after=dict(values),
            )
            for row_id, values in new.items()
        ]
        self._set(table, [change for change in changes if change.before != change.after])

    def delete(self, table: str, row_id: str) -> None:
        """Take a row away; raises NotThere when it is gone."""
        self.delete_all(table, [row_id])

    def delete_all(self, table: str, ids: Sequence[str]) -> None:
        """Take many rows away in one statement; raises NotThere when one is gone."""
        before = self._current(table, ids)
        if len(before) < len(set(ids)):
            raise NotThere("What was to be removed is no longer in the study.")
        self._remove(
            table,
            [Change(table=table, id=name, before=before[name], after=None) for name in ids],
        )

    def replay(self, changes: Iterable[Change]) -> None:
        """Make changes that are spelled out, many rows at a time.

        Raises ChangedSince when a row is not as the change found it.
        """
        for some in _alike(changes):
            self._require_unchanged(some)
            table, kind = some[0].table, some[0].kind
            if kind == "update":
                self._set(table, some)
            elif kind == "delete":
                self._remove(table, some)
            else:
                self.insert_all(table, [change.after for change in some if change.after])

    def _set(self, table: str, some: Sequence[Change]) -> None:
        if not some:
            return
        columns = [_name(name) for name in some[0].after or {}]
        shape = json.dumps([dict.fromkeys(["id", *columns], "VARCHAR")])
        values = [
            {"id": change.id} | {name: plain(value) for name, value in (change.after or {}).items()}
            for change in some
        ]
        self.sql.execute(
            f"update {_name(table)} set {', '.join(f'{name} = new.{name}' for name in columns)} "
            f"from (select unnest(from_json($values, '{shape}'), recursive := true)) new "
            f"where new.id = {_name(table)}.id",
            {"values": json.dumps(values)},
        )
        self.changes += some

    def _remove(self, table: str, some: Sequence[Change]) -> None:
        ids = [change.id for change in some]
        self.sql.execute(
            f"delete from {_name(table)} where id in (select unnest($ids::text[]))", {"ids": ids}
        )
        self.changes += some

    def _current(self, table: str, ids: Sequence[str]) -> dict[str, Row]:
        found = self.rows(
            f"select * from {_name(table)} where id in (select unnest($ids::text[]))", ids=ids
        )
        return {row["id"]: row for row in found}

    def _require_unchanged(self, some: Sequence[Change]) -> None:
        current = self._current(some[0].table, [change.id for change in some])
        if not all(change.fits(current.get(change.id)) for change in some):
            raise ChangedSince(
                "This has been changed again since, perhaps by somebody else. "
                "Look at the newer change first."
            )


def _alike(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Cut changes into runs that one statement can make: same columns, and no row twice."""
    run: list[Change] = []
    shape: tuple[object, ...] = ()
    seen: set[str] = set()
    for change in changes:
        own = (change.table, change.kind, tuple(change.after or {}))
        if run and (own != shape or change.id in seen):
            yield run
            run, seen = [], set()
        shape = own
        run.append(change)
        seen.add(change.id)
    if run:
        yield run


def _name(word: str) -> str:
    if not re.fullmatch(r"[a-z_]+", word):
        raise ValueError("table and column names come from the code, never from users")
    return word
