"""Treat a name that came to light late in what the researcher has written around the texts."""

from __future__ import annotations

import json
from collections.abc import Sequence

from workbench import audit
from workbench.anonymise import sought
from workbench.anonymise.rewrite import Treated, edits
from workbench.edits import apply
from workbench.store import Row

COLUMNS = {
    "memos": ("text",),
    "codes": ("name", "description", "use_when", "avoid_when", "example"),
    "themes": ("name", "central_concept", "definition"),
    "attribute_values": ("value",),
    "attributes": ("name",),
    "phase_moves": ("note",),
    "transcripts": ("label",),
}
IN_TRAIL = COLUMNS | {"participants": ("pseudonym",), "speakers": ("label",)}
"""Other columns hold ids and who did it: a researcher may bear the name of a person in a text."""


def treat(act: audit.Act, hidden: Sequence[tuple[str, str]]) -> int:
    """Put the stand-ins for words now hidden into memos, codes, themes and past events.

    The trail keeps no event of it: that would remember the words. Returns the rows changed.
    """
    words = dict(hidden)
    search = sought.compiled({surface: surface for surface in words})
    if not words:
        return 0
    return _treat_trail(act, search, words) + sum(
        _treat_column(act, table, column, search, words)
        for table, columns in COLUMNS.items()
        for column in columns
    )


def _treat_column(
    act: audit.Act, table: str, column: str, search: sought.Sought, words: dict[str, str]
) -> int:
    changed = 0
    for row in act.rows(f"select id, {column} as words from {table}"):
        fresh = _treated(row["words"] or "", search, words)
        if fresh != (row["words"] or ""):
            act.sql.execute(
                f"update {table} set {column} = $words where id = $id",
                {"words": fresh, "id": row["id"]},
            )
            changed += 1
    return changed


def _treat_trail(act: audit.Act, search: sought.Sought, words: dict[str, str]) -> int:
    changed = 0
    for row in act.rows("select id, changes from events"):
        past = json.loads(row["changes"])
        fresh = [_treated_change(change, search, words) for change in past]
        if fresh != past:
            act.sql.execute(
                "update events set changes = $changes where id = $id",
                {"changes": json.dumps(fresh), "id": row["id"]},
            )
            changed += 1
    return changed


def _treated_change(change: Row, search: sought.Sought, words: dict[str, str]) -> Row:
    columns = IN_TRAIL.get(change["table"], ())
    rows = {
        side: {
            name: _treated(value, search, words) if name in columns and value else value
            for name, value in change[side].items()
        }
        for side in ("before", "after")
        if change[side]
    }
    return change | rows


def _treated(text: str, search: sought.Sought, words: dict[str, str]) -> str:
    places = [
        Treated(start=found.start, stop=found.stop, words=words[found.entity_id])
        for found in search.find(text)
    ]
    return apply(text, edits(text, places)).text if places else text
