"""Name what an event of the audit trail speaks of, and read its rows, to say what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.events import Change, Event
from workbench.store import Row
from workbench.study import Study

LONGEST = 60
"""Letters of a name before it is cut: a code in vivo may be a whole sentence."""


class Names:
    """Know what things are called: as they are now, or as the events last knew them."""

    def __init__(self, study: Study, events: Iterable[Event]) -> None:
        told = list(events)
        self.known: dict[str, str] = {row["id"]: row["name"] for row in study.rows(_NAMES)}
        self.homes: dict[str, Row] = {}
        for event in told:
            for change in event.changes:
                self._learn(change)
        wanted = [event.subject for event in told if event.subject]
        for row in study.rows(_HOMES, ids=wanted):
            self.homes.setdefault(row["id"], row)

    def _learn(self, change: Change) -> None:
        for row in (change.after, change.before):
            if row and change.table in {"codes", "themes"} and "name" in row:
                self.known.setdefault(change.id, row["name"])
            if row and change.table == "memos" and {"about", "about_id"} <= row.keys():
                self.homes.setdefault(change.id, {"about": row["about"], "on": row["about_id"]})

    def __call__(self, wanted: str | None, otherwise: str = "one now gone") -> str:
        """Name something by its id."""
        name = self.known.get(wanted or "", otherwise)
        return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


Said = Callable[[Event, Names], str]


def number(many: int, one: str) -> str:
    """Write a number with its noun."""
    return f"{many:,} {one if many == 1 else one + 's'}"


def rows(event: Event, table: str, *kinds: str) -> list[Change]:
    """List what happened to one table, by default all of it."""
    return [
        change
        for change in event.changes
        if change.table == table and (not kinds or change.kind in kinds)
    ]


def values(changes: Iterable[Change], column: str, *, after: bool = True) -> list[str]:
    """List the distinct values that a column has after (or had before) some changes."""
    sides = [change.after if after else change.before for change in changes]
    return list(dict.fromkeys(str(side[column]) for side in sides if side and side.get(column)))


def both(event: Event, table: str) -> Row:
    """Merge what is known, before and after, of the first row of a table that was changed."""
    found = rows(event, table)
    return {**(found[0].before or {}), **(found[0].after or {})} if found else {}


def subject(event: Event, names: Names) -> str:
    """Name what the event is about."""
    return names(event.subject, "")


def added(table: str, one: str) -> Said:
    """Count the rows that came into a table."""
    return lambda event, _: number(len(rows(event, table, "insert")), one)


def say(words: str, rest: Said = lambda *_: "") -> Saying:
    """Put words for the kind of act before what else is told, where there is anything."""
    return Saying(words, rest)


@dataclass(frozen=True, slots=True)
class Saying:
    """Tell an event by the words for its kind, and by what else there is to tell of it."""

    words: str
    rest: Said

    def __call__(self, event: Event, names: Names) -> str:
        """Say the kind, a colon, and the rest; the kind alone where there is none."""
        told = self.rest(event, names)
        return f"{self.words}: {told}" if told else self.words


_NAMES = """
select id, name from codes union all select id, name from themes
union all select id, label from transcripts union all select id, pseudonym from participants
"""
_HOMES = """
select c.id, c.code_id, p.transcript_id, null as about, null as "on"
from codings c join passages p on p.id = c.passage_id where c.id in (select unnest($ids::text[]))
union all select id, null, null, about, about_id from memos
where id in (select unnest($ids::text[]))
union all select id, code_id, null, null, null from theme_codes
where id in (select unnest($ids::text[]))
"""
