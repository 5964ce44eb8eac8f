"""Say which places a late treatment changes, and ask about words that may mean something else.

A pseudonym that gives way is followed into memos and codes, for it means one person. Words that
stand for many, such as the county to which a village was raised, mean the county as well: only
the places that a person ticks are changed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from workbench import audit
from workbench.anonymise import names, sought, writing
from workbench.anonymise.names import normalise
from workbench.anonymise.treated_texts import Known
from workbench.edits import Edit
from workbench.store import Row
from workbench.study import Study

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Count the places of one transcript at which the same words become the same others."""

    transcript: str
    was: str = field(repr=False)
    becomes: str = field(repr=False)
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Mark a place in the researcher's writing that a person has to judge; `key` names it."""

    table: str
    column: str
    id: str
    start: int
    stop: int
    text: str = field(repr=False)
    becomes: str = field(repr=False)

    @property
    def key(self) -> str:
        """Name the place, the same until the text changes."""
        return f"{self.table}.{self.column}:{self.id}:{self.start}"


def changes(
    labels: Mapping[str, str], known: Mapping[str, Known], fresh: Mapping[str, Sequence[Edit]]
) -> tuple[Change, ...]:
    """Tell which words of which transcript become what."""
    found = Counter[tuple[str, str, str]]()
    for one, made in fresh.items():
        before = {(edit.start, edit.stop): edit.words for edit in known[one].edits}
        for edit in (edit for edit in made if edit not in set(known[one].edits)):
            spoken = known[one].original[edit.start : edit.stop]
            was = before.get((edit.start, edit.stop), spoken)
            found[labels[one], was, edit.words] += 1
    return tuple(
        Change(transcript=label, was=was, becomes=becomes, places=number)
        for (label, was, becomes), number in found.items()
    )


def gave_way(known: Mapping[str, Known], fresh: Mapping[str, Sequence[Edit]]) -> list[Pair]:
    """Pair words that stood for the name before with those that do now."""
    found = []
    for one, made in fresh.items():
        before = {(edit.start, edit.stop): edit.words for edit in known[one].edits}
        for edit in made:
            was = before.get((edit.start, edit.stop), edit.words)
            # A mark, of whatever style, stands for many: only a name of its own is followed.
            if was != edit.words and was[:1].isalnum():
                found.append((names.POSSESSIVE.sub("", was), names.POSSESSIVE.sub("", edit.words)))
    return list(dict.fromkeys(found))


def pseudonyms(act: audit.Act) -> list[str]:
    """List the pseudonyms in use, one for each entity that has one."""
    rows = act.rows(
        "select replacement from entities where treatment = 'pseudonymise' "
        "and replacement is not null"
    )
    return [row["replacement"] for row in rows]


def is_ones_own(words: str, given: Sequence[str]) -> bool:
    """Tell whether words are the pseudonym, or part of the pseudonym, of one entity alone."""
    mine = set(normalise(words).split())
    return sum(mine <= set(normalise(one).split()) for one in given) == 1


def ask(study: Study, pairs: Sequence[Pair], hidden: Sequence[Pair]) -> list[Asked]:
    """Find the places in the researcher's writing at which words stand that may mean another."""
    becomes = dict(pairs)
    if not becomes:
        return []
    search = sought.compiled({was: was for was in becomes})
    sure = sought.compiled({was: was for was, _ in hidden})
    found = []
    for table, columns in writing.COLUMNS.items():
        for column in columns:
            for row in study.rows(f"select id, {column} as words from {table} order by id"):
                words = row["words"] or ""
                taken = [range(one.start, one.stop) for one in sure.find(words)]
                found += [
                    Asked(
                        table=table,
                        column=column,
                        id=row["id"],
                        start=one.start,
                        stop=one.stop,
                        text=words,
                        becomes=becomes[one.entity_id],
                    )
                    for one in search.find(words, doubtful=True)
                    if not any(one.start in some for some in taken)
                ]
    return found


def ticked(asked: Sequence[Asked], keys: Collection[str]) -> list[Row]:
    """Write down the texts that a person ticked places of, as they are and as they become."""
    texts: dict[tuple[str, str, str], list[Asked]] = {}
    for one in asked:
        if one.key in keys:
            texts.setdefault((one.table, one.column, one.id), []).append(one)
    found = []
    for (table, column, row_id), some in texts.items():
        words = some[0].text
        for one in sorted(some, key=lambda one: one.start, reverse=True):
            words = words[: one.start] + one.becomes + words[one.stop :]
        was = some[0].text
        found.append({"table": table, "column": column, "id": row_id, "was": was, "is": words})
    return found


def put(act: audit.Act, texts: Sequence[Row]) -> None:
    """Change ticked texts, in their rows and in past events; one changed meanwhile is left."""
    for text in texts:
        act.sql.execute(
            f"update {text['table']} set {text['column']} = $now where id = $id "
            f"and {text['column']} = $was",
            {"now": text["is"], "id": text["id"], "was": text["was"]},
        )
    for row in act.rows("select id, changes from events") if texts else ():
        past = json.loads(row["changes"])
        now = [_put_in_change(change, texts) for change in past]
        if now != past:
            act.sql.execute(
                "update events set changes = $changes where id = $id",
                {"changes": json.dumps(now), "id": row["id"]},
            )


def _put_in_change(change: Row, texts: Sequence[Row]) -> Row:
    for text in texts:
        if (change["table"], change["id"]) == (text["table"], text["id"]):
            for side in ("before", "after"):
                row = change[side] or {}
                if row.get(text["column"]) == text["was"]:
                    change = change | {side: row | {text["column"]: text["is"]}}
    return change
