"""Record every change with the rows before and after, and take changes back through the record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from workbench import rewording
from workbench.acts import Act
from workbench.errors import AlreadyDone, ChangedSince, NothingToUndo
from workbench.events import Event, Kind, from_row
from workbench.store import Row, Store

__all__ = [
    "Act",
    "act",
    "newest",
    "next_redo",
    "next_undo",
    "now",
    "number",
    "read",
    "redo",
    "standing",
    "undo",
    "undo_to",
    "undone",
]


@contextmanager
def act(
    store: Store,
    verb: str,
    *,
    subject: str | None = None,
    event_id: str | None = None,
    undoable: bool = True,
) -> Iterator[Act]:
    """Run a verb: its changes and the event that records them, in one transaction.

    `event_id` makes the act idempotent: AlreadyDone is raised when the trail holds it. An act
    that changed no row and was not given an id leaves no event.
    """
    with store.transaction() as sql:
        doing = Act(sql)
        if event_id and doing.row("select id from events where id = $id", id=event_id):
            raise AlreadyDone("This change is stored already.")
        yield doing
        if doing.changes or event_id or not undoable:
            _write(
                store,
                doing,
                verb=verb,
                subject=subject,
                event_id=event_id,
                undoable=undoable and bool(doing.changes),
            )


def undo(store: Store, *, event_id: str | None = None, lowest: int = 0) -> Event:
    """Take back this researcher's newest change that still stands, none below number `lowest`.

    What another researcher has changed or built on since is stepped over. Raises NothingToUndo, or
    ChangedSince when later work built on all that is left.
    """
    return _turn_back(store, "undo", _STANDING, event_id, lowest)


def undo_to(store: Store, seq: int) -> int:
    """Take back this researcher's changes, newest first, down to the one of that number.

    Each is an event of its own, so redo brings them back one by one. Returns how many; raises
    NothingToUndo where none stands, ChangedSince where one cannot be taken back: the later ones
    then are.
    """
    count = 0
    while True:
        try:
            undo(store, lowest=seq)
        except NothingToUndo:
            if not count:
                raise
            return count
        except ChangedSince as error:
            if not count:
                raise
            raise ChangedSince(f"{error} What you did after it was undone: {count}.") from error
        count += 1


def redo(store: Store, *, event_id: str | None = None) -> Event:
    """Do again what was undone last, unless something else was done since."""
    return _turn_back(store, "redo", _UNDONE, event_id)


def read(store: Store, *, newest: int = 200, subject: str | None = None) -> list[Event]:
    """List events, newest first; of one subject where given."""
    found = store.rows(
        "select * from events where $subject is null or subject = $subject "
        "order by seq desc limit $newest",
        subject=subject,
        newest=newest,
    )
    return [from_row(row) for row in found]


def newest(store: Store) -> int:
    """Number the last event; every later one has a greater number."""
    found = store.row("select coalesce(max(seq), 0) as n from events")
    return int(found["n"]) if found else 0


def standing(store: Store, most: int) -> list[Event]:
    """List what undo would take back, in that order; this researcher's changes only."""
    return _list(store, _STANDING, most)


def undone(store: Store, most: int) -> list[Event]:
    """List what redo would do again, in that order."""
    return _list(store, _UNDONE, most)


def number(store: Store, event_id: str) -> int:
    """Give the number of an event, or 0 where there is none of that id."""
    found = store.row("select seq from events where id = $id", id=event_id)
    return int(found["seq"]) if found else 0


def next_undo(store: Store) -> Event | None:
    """Show what undo would take back."""
    return next(iter(standing(store, 1)), None)


def next_redo(store: Store) -> Event | None:
    """Show what redo would do again."""
    return next(iter(undone(store, 1)), None)


def _list(store: Store, query: str, most: int) -> list[Event]:
    given: Row = {"researcher": store.researcher, "passed": [], "lowest": 0, "most": most}
    return [from_row(row) for row in store.rows(f"{query} limit $most", **given)]


def now() -> datetime:
    """Tell the time in UTC, without zone, as the files store it."""
    return datetime.now(UTC).replace(tzinfo=None)


# The newest word on an original event is its own or that of the last undo or redo about it.
_STATES = """
with mine as (select * from events where researcher = $researcher),
standing as (
    select coalesce(about, id) as origin, arg_max(kind, seq) as newest, max(seq) as newest_seq
    from mine where undoable or about is not null group by 1
)
"""
_STANDING = (
    _STATES
    + """
select e.* from events e join standing s on s.origin = e.id
where s.newest <> 'undo' and e.undoable and e.seq >= $lowest
  and not list_contains($passed::text[], e.id)
order by e.seq desc
"""
)
_UNDONE = (
    _STATES
    + """
select e.* from events e join standing s on s.origin = e.id
where s.newest = 'undo' and e.undoable and e.seq >= $lowest
  and not list_contains($passed::text[], e.id)
  and s.newest_seq > coalesce((select max(seq) from mine where kind = 'done' and undoable), 0)
order by e.seq
"""
)


def _turn_back(
    store: Store, kind: Kind, query: str, event_id: str | None, lowest: int = 0
) -> Event:
    passed: list[str] = []
    while True:
        tried = len(passed)
        try:
            return _turn(store, kind, query, event_id, lowest, passed)
        except ChangedSince:
            if len(passed) == tried:
                raise
        except NothingToUndo:
            if not passed:
                raise
            raise ChangedSince(
                f"Others have changed or built on all that is left to {kind}. "
                "They can take their part back first."
            ) from None


def _turn(
    store: Store, kind: Kind, query: str, event_id: str | None, lowest: int, passed: list[str]
) -> Event:
    """Turn back the next event; one that others took up is added to `passed`."""
    with store.transaction() as sql:
        doing = Act(sql)
        if event_id and doing.row("select id from events where id = $id", id=event_id):
            raise AlreadyDone("This change is stored already.")
        found = doing.row(
            f"{query} limit 1", researcher=store.researcher, passed=passed, lowest=lowest
        )
        if found is None:
            raise NothingToUndo(f"There is nothing to {kind}.")
        origin = from_row(found)
        try:
            _replay(store, doing, kind, origin)
        except ChangedSince:
            if _taken_up(doing, origin):
                passed.append(origin.id)
            raise
        return _write(
            store,
            doing,
            verb=origin.verb,
            subject=origin.subject,
            event_id=event_id,
            kind=kind,
            about=origin.id,
        )


def _replay(store: Store, doing: Act, kind: Kind, origin: Event) -> None:
    wanted = [c.inverse() for c in reversed(origin.changes)] if kind == "undo" else origin.changes
    rewording.replay(doing, wanted, back=kind == "undo")
    found = _orphans(doing)
    if found and found > _orphans(store):  # read outside the transaction: as it was before
        raise ChangedSince(
            f"To {kind} this would leave later work without what it stands on. "
            "Take the later change back first."
        )


def _taken_up(doing: Act, origin: Event) -> bool:
    """Tell whether a later act of another researcher speaks of a row of this event."""
    found = doing.row(
        "select 1 as found from events where seq > $seq and researcher <> $researcher "
        "and list_bool_or([contains(changes::text, id) for id in $ids::text[]]) limit 1",
        seq=origin.seq,
        researcher=origin.researcher,
        ids=list({change.id for change in origin.changes}),
    )
    return found is not None or rewording.written_over(doing, origin)


def _orphans(source: Act | Store) -> int:
    found = source.row("select count(*) as n from orphans")
    return int(found["n"]) if found else 0


def _write(
    store: Store,
    doing: Act,
    *,
    verb: str,
    subject: str | None,
    event_id: str | None,
    undoable: bool = False,
    kind: Kind = "done",
    about: str | None = None,
) -> Event:
    row: Row = {
        "id": event_id or store.new_id(),
        "ts": now(),
        "researcher": store.researcher,
        "verb": verb,
        "subject": subject,
        "kind": kind,
        "about": about,
        "undoable": undoable,
        "changes": json.dumps([change.as_json() for change in doing.changes]),
    }
    columns = ", ".join(row)
    marks = ", ".join(f"${name}" for name in row)
    (seq,) = doing.sql.execute(
        f"insert into events ({columns}) values ({marks}) returning seq", row
    ).fetchall()[0]
    return from_row({**row, "seq": seq})
