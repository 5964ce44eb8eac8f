"""Describe what an event of the audit trail holds, and how its rows are written as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from workbench.store import Row

Kind = Literal["done", "undo", "redo"]
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Hold one row before and after; None where it did not exist, changed columns where it did."""

    table: str
    id: str
    before: Row | None
    after: Row | None

    def inverse(self) -> Change:
        """Turn the change round."""
        return Change(table=self.table, id=self.id, before=self.after, after=self.before)

    @property
    def kind(self) -> Literal["insert", "update", "delete"]:
        """Say what happens to the row."""
        if self.before is None:
            return "insert"
        return "delete" if self.after is None else "update"

    def fits(self, current: Row | None) -> bool:
        """Tell whether a row is still as this change found it."""
        if self.before is None or current is None:
            return self.before is None and current is None
        return all(plain(current[name]) == plain(old) for name, old in self.before.items())

    def as_json(self) -> Row:
        """Write the change with values that JSON knows."""
        return {
            "table": self.table,
            "id": self.id,
            "before": self.before and {name: plain(value) for name, value in self.before.items()},
            "after": self.after and {name: plain(value) for name, value in self.after.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """State who did what when, and to which rows. `about` is the event undone or redone."""

    id: str
    seq: int
    ts: datetime
    researcher: str
    verb: str
    subject: str | None
    kind: Kind
    about: str | None
    undoable: bool
    changes: tuple[Change, ...]

    def as_done(self) -> Event:
        """Turn an undoing's changes round: it is told by what it takes back."""
        if self.kind != "undo":
            return self
        return replace(self, changes=tuple(one.inverse() for one in reversed(self.changes)))


def from_row(row: Row) -> Event:
    """Build the event from its row in the file."""
    changes = tuple(Change(**change) for change in json.loads(row["changes"]))
    return Event(**{**row, "changes": changes})


def plain(value: Any) -> Any:
    """Write dates and times so that DuckDB reads them back unchanged, and halves of signs as �.

    A browser sends half a surrogate pair where somebody deleted the other; no file can hold one.
    """
    if isinstance(value, str):
        return value if value.isascii() else _HALVES.sub("\ufffd", value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else value
