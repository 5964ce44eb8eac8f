"""Compare the thematic structure at two moments: what came, went and moved where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from workbench import theme_words
from workbench.events import Event
from workbench.store import Row
from workbench.study import Study
from workbench.telling import Names
from workbench.themes import steps, structure
from workbench.themes.outline import Theme
from workbench.themes.structure import Structure

Kind = Literal[
    "new", "split off", "copied", "gone", "merged", "renamed", "moved", "status", "defined"
]
DEFINED = ("central_concept", *structure.WRITTEN[:-1])

SAID: dict[Kind, str] = {
    "new": "new",
    "split off": "split off from {before}",
    "copied": "brought back as a copy",
    "gone": "gone",
    "merged": "merged into {after}",
    "renamed": "renamed from {before}",
    "moved": "moved from {before} to {after}",
    "status": "{after}, was {before}",
    "defined": "defined anew",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Say one thing that became of a theme; `name` is its latest.

    `before` and `after` are names, statuses or concepts, as the kind has it: of a move the theme
    above, of a merger the theme it went into (after), of a split the theme it came from (before).
    """

    kind: Kind
    theme_id: str
    name: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Say in which themes a code or passage stood, by name, and in which it stands."""

    id: str
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Hold what differs between two moments; `same` counts the themes of which nothing does."""

    themes: tuple[Difference, ...]
    codes: tuple[Move, ...]
    passages: tuple[Move, ...]
    same: int


def said(one: Difference) -> str:
    """Say in a few words what became of a theme."""
    ends = {"before": one.before or "the top", "after": one.after or "the top"}
    return SAID[one.kind].format(**ends)


def moved(one: Move) -> str:
    """Say from where to where a code or passage went."""
    before, after = (", ".join(names) or "no theme" for names in (one.before, one.after))
    return f"from {before} to {after}"


def compare(study: Study, earlier: int, later: int) -> Comparison:
    """Compare the themes as they stood after two events of the trail, given by number."""
    first, second = sorted((earlier, later))
    events = steps.between(study, first, second)
    names = Names(study, reversed(events))
    return differences(structure.after(study, first), structure.after(study, second), events, names)


def differences(
    before: Structure, after: Structure, events: Iterable[Event], names: Names
) -> Comparison:
    """Say what differs; the events between tell what was merged and split. Pure."""
    old = {theme.id: theme for theme in before.themes}
    new = {theme.id: theme for theme in after.themes}
    went, came = _went(events)
    called = {one.id: one.name for one in (*before.themes, *after.themes)}
    found = [_came(theme, came, called) for theme in after.themes if theme.id not in old]
    found += [_gone(theme, went, called) for theme in before.themes if theme.id not in new]
    kept = [(old[theme.id], theme) for theme in after.themes if theme.id in old]
    changed = [_changed(one, other, called) for one, other in kept]
    themes = (*found, *(each for some in changed for each in some))
    return Comparison(
        themes=themes,
        codes=_moves(before.codes, after.codes, "code_id", called, names),
        passages=_moves(before.passages, after.passages, "passage_id", called, names),
        same=sum(not some for some in changed),
    )


def _went(events: Iterable[Event]) -> tuple[dict[str, str], dict[str, tuple[Kind, str]]]:
    """Find into what themes were merged, and from what new ones came, by id."""
    went: dict[str, str] = {}
    came: dict[str, tuple[Kind, str]] = {}
    for event in events:
        if event.kind == "undo":
            continue
        if event.verb == "development.merge" and (into := theme_words.merged_into(event)):
            went[event.subject or ""] = into
        fresh = [c.id for c in event.changes if c.table == "themes" and c.kind == "insert"]
        if event.verb == "development.split":
            came |= dict.fromkeys(fresh, ("split off", event.subject or ""))
        elif event.verb == "structure.restore":
            came |= dict.fromkeys(fresh, ("copied", ""))
    return went, came


def _came(
    theme: Theme, came: Mapping[str, tuple[Kind, str]], called: Mapping[str, str]
) -> Difference:
    kind, origin = came.get(theme.id, ("new", ""))
    return Difference(kind=kind, theme_id=theme.id, name=theme.name, before=called.get(origin, ""))


def _gone(theme: Theme, went: Mapping[str, str], called: Mapping[str, str]) -> Difference:
    into = went.get(theme.id)
    return Difference(
        kind="merged" if into else "gone",
        theme_id=theme.id,
        name=theme.name,
        after=called.get(into or "", "a theme that is gone too") if into else "",
    )


def _changed(old: Theme, new: Theme, called: Mapping[str, str]) -> list[Difference]:
    pairs: list[tuple[Kind, str, str]] = [
        ("renamed", old.name, new.name),
        ("moved", called.get(old.parent_id or "", ""), called.get(new.parent_id or "", "")),
        ("status", old.status, new.status),
    ]
    found = [
        Difference(kind=kind, theme_id=new.id, name=new.name, before=one, after=other)
        for kind, one, other in pairs
        if one != other and (kind != "moved" or old.parent_id != new.parent_id)
    ]
    if any(getattr(old, name) != getattr(new, name) for name in DEFINED):
        texts = (old.central_concept, new.central_concept)
        found.append(
            Difference(
                kind="defined", theme_id=new.id, name=new.name, before=texts[0], after=texts[1]
            )
        )
    return found


def _moves(
    before: Iterable[Row],
    after: Iterable[Row],
    column: str,
    called: Mapping[str, str],
    names: Names,
) -> tuple[Move, ...]:
    old, new = _homes(before, column), _homes(after, column)
    changed = [each for each in {**old, **new} if set(old.get(each, ())) != set(new.get(each, ()))]
    found = [
        Move(
            id=each,
            name=names.known.get(each, ""),
            before=tuple(called.get(home, "") for home in old.get(each, ())),
            after=tuple(called.get(home, "") for home in new.get(each, ())),
        )
        for each in changed
    ]
    return tuple(sorted(found, key=lambda move: (move.name.casefold(), move.id)))


def _homes(found: Iterable[Row], column: str) -> dict[str, list[str]]:
    homes: dict[str, list[str]] = {}
    for row in found:
        homes.setdefault(row[column], []).append(row["theme_id"])
    return homes
