"""Tell from the audit trail what became of a code, in plain words and without participants'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from workbench import clock, telling, wording
from workbench.events import Change, Event, from_row
from workbench.study import Study
from workbench.telling import Names

UNDONE = {"done": "", "undo": "Undone: ", "redo": "Done again: "}
TEXTS = ("description", "use_when", "avoid_when", "example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """State what happened to a code, when, and who did it; a day's codings are one step."""

    ts: datetime
    researcher: str
    words: str


def of_code(study: Study, code_id: str) -> list[Step]:
    """List what became of a code, newest first; it may be gone by now."""
    events = [from_row(row) for row in study.rows(_ABOUT, id=code_id)]
    names = Names(study, reversed(events))
    steps: list[Step] = []
    for event in events:
        for words in _structure(event, code_id, names):
            steps.append(_step(event, UNDONE[event.kind] + words))
    steps += _days(events, code_id, names)
    return sorted(steps, key=lambda step: step.ts, reverse=True)


def _step(event: Event, words: str) -> Step:
    return Step(ts=event.ts, researcher=event.researcher, words=words)


def _structure(event: Event, code_id: str, names: Names) -> Iterator[str]:
    """Say what an event did to the code itself and its place in the codebook and themes.

    The changes of an undo run backwards: they are told as what was undone.
    """
    for given in event.changes:
        change = given.inverse() if event.kind == "undo" else given
        if change.table == "codes" and change.id == code_id:
            yield from _own(event, change, names)
        elif change.table == "codes":
            yield from _other(event, change, code_id, names)
        elif change.table == "theme_codes" and change.kind != "update":
            row = change.after or change.before or {}
            if row.get("code_id") == code_id:
                how = "Put in" if change.after else "Taken out of"
                yield f"{how} the theme {names(row.get('theme_id'))}"
        elif change.table == "memos" and (change.after or {}).get("about_id") == code_id:
            yield "Memo written" if change.before is None else "Memo rewritten or moved here"


def _own(event: Event, change: Change, names: Names) -> Iterator[str]:
    before, after = change.before or {}, change.after or {}
    if not before:
        yield _began(event, after.get("parent_id"), names)
    elif not after:
        into = wording.merged_into(_forward(event))
        yield f"Merged into {names(into)}" if into else _ended(event)
    else:
        yield from _changed(event, change, names)


def _began(event: Event, parent: str | None, names: Names) -> str:
    if event.verb == "codebook.split":
        return f"Split off from {names(event.subject)}"
    how = "Imported" if event.verb == "codebook.import" else "Created"
    return f"{how} under {names(parent)}" if parent else how


def _ended(event: Event) -> str:
    return "Merged into another code" if event.verb == "codebook.merge" else "Removed"


def _changed(event: Event, change: Change, names: Names) -> Iterator[str]:
    before, after, code_id = change.before or {}, change.after or {}, change.id
    if "name" in after and before["name"] != after["name"]:
        yield f"Renamed from “{before['name']}” to “{after['name']}”"
    if "parent_id" in after and before["parent_id"] != after["parent_id"]:
        old, new = (
            names(str(side["parent_id"])) if side["parent_id"] else "the top"
            for side in (before, after)
        )
        yield f"Moved from {old} to {new}"
    elif after.keys() == {"position"} and (event.verb, event.subject) == ("codebook.move", code_id):
        yield "Moved among its neighbours"
    if "colour" in after:
        yield f"Recoloured from {before['colour']} to {after['colour']}"
    if "retired" in after:
        yield "Retired" if after["retired"] else "Offered again"
    texts = [wording.PARTS[name] for name in TEXTS if name in after and before[name] != after[name]]
    if texts:
        yield f"Redefined: {', '.join(texts)}"


def _other(event: Event, change: Change, code_id: str, names: Names) -> Iterator[str]:
    """Say what another code has to do with this one: merged into it, nested, split off."""
    before, after = change.before or {}, change.after or {}
    if not after and wording.merged_into(_forward(event)) == code_id:
        yield f"{names(change.id)} was merged into it"
    elif not before and event.verb == "codebook.split" and event.subject == code_id:
        yield f"{names(change.id)} was split off from it"
    elif after.get("parent_id") == code_id and event.verb != "codebook.merge":
        yield f"{names(change.id)} was {'nested' if before else 'created'} under it"
    elif before.get("parent_id") == code_id and "parent_id" in after:
        yield f"{names(change.id)} was moved out from under it"


def _forward(event: Event) -> Event:
    """Turn the changes of an undo round, so that they tell what was undone."""
    if event.kind != "undo":
        return event
    changes = tuple(change.inverse() for change in event.changes)
    fields = {name: getattr(event, name) for name in Event.__slots__}
    return Event(**{**fields, "changes": changes})


def _days(events: Iterable[Event], code_id: str, names: Names) -> list[Step]:
    """Sum the codings put on and taken off by day and researcher."""
    sums: dict[tuple[date, str], Counter[str]] = {}
    last: dict[tuple[date, str], datetime] = {}
    for event in events:
        moves = Counter(_moves(event, code_id, names))
        if moves:
            day = (clock.local(event.ts).date(), event.researcher)
            sums.setdefault(day, Counter()).update(moves)
            last[day] = max(event.ts, last.get(day, event.ts))
    return [
        Step(ts=last[day], researcher=day[1], words=_summed(moves)) for day, moves in sums.items()
    ]


def _moves(event: Event, code_id: str, names: Names) -> Iterator[str]:
    for change in telling.rows(event, "codings"):
        before = (change.before or {}).get("code_id")
        after = (change.after or {}).get("code_id")
        if before == after:
            continue
        if after == code_id:
            yield f"moved here from {names(before)}" if before else "added"
        elif before == code_id:
            yield f"moved to {names(after)}" if after else "taken off"


def _summed(moves: Counter[str]) -> str:
    (first, many), *rest = moves.most_common()
    said = f"{telling.number(many, 'coding')} {first}"
    return ", ".join([said, *(f"{number:,} {how}" for how, number in rest)])


_ABOUT = "select * from events where contains(changes::text, $id) or subject = $id order by seq"
