"""Treat a name that came to light late in what the researcher has written around the texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from workbench import audit
from workbench.anonymise import forgetting, sought
from workbench.anonymise.rewrite import Treated, edits
from workbench.edits import apply
from workbench.store import Row
from workbench.study import Study

COLUMNS = {
    "memos": ("text",),
    "codes": ("name", "description", "use_when", "avoid_when", "example"),
    "themes": (
        "name",
        "central_concept",
        "definition",
        "essence",
        "includes",
        "excludes",
        "boundaries",
        "story",
    ),
    "theme_codes": ("stack",),
    "theme_passages": ("stack",),
    "theme_links": ("name",),
    "theme_reasons": ("text",),
    "theme_checks": ("text",),
    "thoughts": ("text", "stack"),
    "quote_marks": ("text",),
    "impressions": ("text",),
    "summaries": ("text",),
    "answers": ("text",),
    "checklist_places": ("place",),
    "attribute_values": ("value",),
    "attributes": ("name",),
    "phase_moves": ("note",),
    "transcripts": ("label",),
    "searches": ("query", "within"),
}
PEOPLE = {"participants": ("pseudonym",), "speakers": ("label",)}
EVERYWHERE = COLUMNS | PEOPLE | {"study": ("name",)}
"""Other columns hold ids and who did it: a researcher may bear the name of a person in a text."""

Hidden = Sequence[tuple[str, str]]
"""Words that must not be read any longer, and what stands for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Hold one text of the researcher's that named somebody, and what it becomes.

    Where the words may as well be ordinary ones both are the same: a person has to look.
    """

    table: str
    column: str
    id: str
    was: str = field(repr=False)
    becomes: str = field(repr=False)

    @property
    def in_doubt(self) -> bool:
        """Tell whether the words are left for a person to judge."""
        return self.was == self.becomes


def treat(act: audit.Act, hidden: Hidden, *, people: bool = False) -> list[Written]:
    """Put the stand-ins for words now hidden into memos, codes, themes and past events.

    With `people`, also into pseudonyms and labels. The trail keeps no event of it: that would
    remember the words. Returns what was changed, and what is in doubt.
    """
    search = _compiled(hidden)
    if search is None:
        return []
    found = read(act, hidden, people=people)
    changed = [one for one in found if not one.in_doubt]
    for (table, column), some in groupby(changed, key=lambda one: (one.table, one.column)):
        _put(act, table, column, [(one.id, one.becomes) for one in some])
    _treat_trail(act, search, dict(hidden))
    forgetting.forget(act, [name for name, _ in hidden])
    return found


def read(source: Study | audit.Act, hidden: Hidden, *, people: bool = False) -> list[Written]:
    """Find the words in what the researcher has written; nothing is changed."""
    search = _compiled(hidden)
    if search is None:
        return []
    words = dict(hidden)
    return [
        Written(
            table=table,
            column=column,
            id=row["id"],
            was=row["words"],
            becomes=treated(row["words"], search, words),
        )
        for table, columns in (EVERYWHERE if people else COLUMNS).items()
        for column in columns
        for row in source.rows(f"select id, {column} as words from {table} order by id")
        if row["words"] and next(search.find(row["words"], doubtful=True), None)
    ]


def past(study: Study, hidden: Hidden) -> int:
    """Count past events that hold the words in what somebody wrote."""
    search = _compiled(hidden)
    if search is None:
        return 0
    words = dict(hidden)
    rows = study.rows("select changes from events")
    changes = (json.loads(row["changes"]) for row in rows)
    return sum(some != [_treated_change(one, search, words) for one in some] for some in changes)


def treated(text: str, search: sought.Sought, words: dict[str, str]) -> str:
    """Put the stand-ins into one text; `search` answers with the forms in `words`."""
    places = [
        Treated(start=found.start, stop=found.stop, words=words[found.entity_id])
        for found in search.find(text)
    ]
    return apply(text, edits(text, places)).text if places else text


def _compiled(hidden: Hidden) -> sought.Sought | None:
    return sought.compiled({surface: surface for surface, _ in hidden}) if hidden else None


def _put(act: audit.Act, table: str, column: str, fresh: Sequence[tuple[str, str]]) -> None:
    act.sql.execute(
        f"update {table} set {column} = new.words from (select unnest($ids::text[]) as id, "
        f"unnest($words::text[]) as words) new where new.id = {table}.id",
        {"ids": [one for one, _ in fresh], "words": [words for _, words in fresh]},
    )


def _treat_trail(act: audit.Act, search: sought.Sought, words: dict[str, str]) -> None:
    fresh = []
    for row in act.rows("select id, changes from events"):
        past = json.loads(row["changes"])
        now = [_treated_change(change, search, words) for change in past]
        if now != past:
            fresh.append((row["id"], json.dumps(now)))
    _put(act, "events", "changes", fresh)


def _treated_change(change: Row, search: sought.Sought, words: dict[str, str]) -> Row:
    columns = EVERYWHERE.get(change["table"], ())
    if not columns:
        return change
    rows = {
        side: {
            name: treated(value, search, words) if name in columns and value else value
            for name, value in change[side].items()
        }
        for side in ("before", "after")
        if change[side]
    }
    return change | rows
