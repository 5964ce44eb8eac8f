"""List what changed the thematic structure: what was done, who did it, when and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from workbench import telling, wording
from workbench.coding.history import UNDONE
from workbench.events import Event, from_row
from workbench.study import Study

MOST = 400
STRUCTURE = frozenset(
    {
        *("development.add", "development.rename", "development.define"),
        *("development.set_status", "development.nest", "development.merge"),
        *("development.split", "development.dissolve", "development.remove", "structure.restore"),
    }
)
"""Acts on themes themselves; the others put codes and passages in them and take them out."""
QUIET = frozenset({"development.reorder"})
"""Acts that move nothing from one theme to another and say nothing about any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """State one change of the structure; `number` is that of its event, `why` may be empty."""

    number: int
    ts: datetime
    researcher: str
    verb: str
    words: str
    why: str


def fetch_all(study: Study, *, newest: int = MOST, verbs: Collection[str] = ()) -> list[Step]:
    """List the newest changes of themes and of what stands in them; of some verbs where given."""
    found = study.rows(_CHANGES, newest=newest, verbs=list(verbs), quiet=list(QUIET))
    events = [from_row(row) for row in found]
    return [
        _step(event, words)
        for event, words in zip(events, wording.tell(study, events), strict=True)
    ]


def between(study: Study, earlier: int, later: int) -> list[Event]:
    """List the events that changed the structure after one and up to another, oldest first."""
    found = study.rows(_BETWEEN, earlier=earlier, later=later)
    return [from_row(row) for row in found]


def _step(event: Event, words: str) -> Step:
    given = telling.values(telling.rows(event.as_done(), "theme_reasons", "insert"), "text")
    return Step(
        number=event.seq,
        ts=event.ts,
        researcher=event.researcher,
        verb=event.verb,
        words=UNDONE[event.kind] + words,
        why=given[0] if given else "",
    )


_TOUCHES = """(
    contains(changes::text, '"themes"') or contains(changes::text, '"theme_codes"')
    or contains(changes::text, '"theme_passages"')
)"""
_CHANGES = f"""
select * from events where {_TOUCHES}
  and ($verbs = []::text[] or list_contains($verbs::text[], verb))
  and not list_contains($quiet::text[], verb)
order by seq desc limit $newest
"""
_BETWEEN = f"""
select * from events where seq > $earlier and seq <= $later and {_TOUCHES} order by seq
"""
