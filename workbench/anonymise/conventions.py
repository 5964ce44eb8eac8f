"""Keep a study's conventions of pseudonymisation: the mark, what is kept, its own places.

They lie in the vault, since places of a study may name it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import duckdb

from workbench import audit
from workbench.anonymise.gazetteer import OwnTable, known_as
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed, UnreadableFile
from workbench.store import Row, fetch

STYLES: Mapping[str, str] = MappingProxyType(
    {
        "brackets": "[…]",
        "double brackets": "[[…]]",
        "seg": "<seg>…</seg>",
        "hash": "@@…##",
        "stars": "***",
        "omission": "[...]",
    }
)
"""Marks by name; “…” is where the words stand, and a mark without it says nothing of them."""

POLICY: Mapping[str, bool] = MappingProxyType(
    {"public figures": True, "public bodies": True, "large places": True}
)
"""What is proposed to be kept, unless a study decides otherwise."""

_GROUPS = {"person": "public figures", "organisation": "public bodies", "place": "large places"}
_MARKED = re.compile(r"\[([^\[\]]*)\]")
_LONGEST = 60
_MOST_PLACES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """Hold what a study does as a rule: its mark, what it keeps, and its own table of places.

    `names` are people whom the study's own terms name: no pseudonym may come near one.
    """

    mark: str = STYLES["brackets"]
    kept: Mapping[str, bool] = field(default_factory=lambda: POLICY)
    places: OwnTable = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def keeps(self, kind: str) -> bool:
        """Tell whether widely known names of a kind are proposed to be kept."""
        group = _GROUPS.get(kind)
        return group is None or self.kept.get(group, True)


def conventions(vault: Vault) -> Conventions:
    """Read a study's conventions."""
    with vault.cursor() as sql:
        return read(sql)


def read(sql: duckdb.DuckDBPyConnection) -> Conventions:
    """Read a study's conventions as an open transaction sees them."""
    said = {row["id"]: row["value"] for row in fetch(sql, "select * from conventions", {})}
    kept = {group: said.get(group, "keep") == "keep" for group in POLICY}
    rows = fetch(sql, "select name, levels from places", {})
    named = fetch(sql, "select term from terms where kind in ('person', 'other')", {})
    return Conventions(
        names=frozenset(row["term"] for row in named),
        mark=said.get("mark", STYLES["brackets"]),
        kept=kept,
        places={known_as(row["name"]): tuple(json.loads(row["levels"])) for row in rows},
    )


def style(vault: Vault) -> str:
    """Give the mark around words that stand for others, with “…” where they stand."""
    return conventions(vault).mark


def set_style(vault: Vault, wanted: str, event_id: str | None = None) -> None:
    """Choose the mark by its name in `STYLES`, or spell one out with “…” for the words.

    Texts released before keep theirs until they are released again. Raises NotAllowed.
    """
    mark = STYLES.get(wanted, wanted)
    is_spelt = wanted in STYLES or mark.count("…") == 1
    if not is_spelt or len(mark) > _LONGEST or not mark.isprintable():
        raise NotAllowed(
            f"A mark is one of {', '.join(STYLES)}, or one line with “…” where the words stand."
        )
    with audit.act(vault, "pseudonymise.set_style", event_id=event_id) as act:
        _say(act, "mark", mark)


def policy(vault: Vault) -> Mapping[str, bool]:
    """Tell which widely known names are proposed to be kept."""
    return conventions(vault).kept


def set_policy(
    vault: Vault, kept: Mapping[str, bool], event_id: str | None = None
) -> Mapping[str, bool]:
    """Say which groups of `POLICY` are proposed to be kept; raises NotAllowed for another."""
    if unknown := set(kept) - set(POLICY):
        raise NotAllowed(f"“{min(unknown)}” is none of: {', '.join(POLICY)}.")
    with audit.act(vault, "pseudonymise.set_policy", event_id=event_id) as act:
        for group, keep in kept.items():
            _say(act, group, "keep" if keep else "treat")
    return policy(vault)


def own_places(vault: Vault) -> OwnTable:
    """Give the researcher's own table of places."""
    return conventions(vault).places


def import_places(vault: Vault, text: str, event_id: str | None = None) -> int:
    """Take a table of places up: a CSV file with a place and what it may be raised to, in order.

    The first line names the columns. A place that is there already is replaced; a row without
    levels takes it out. Returns how many rows were read. Raises UnreadableFile.
    """
    wanted = dict(_rows(text))
    with audit.act(vault, "pseudonymise.import_places", event_id=event_id) as act:
        known = {known_as(r["name"]): r["id"] for r in act.rows("select id, name from places")}
        fresh: list[Row] = []
        for name, levels in wanted.items():
            there = known.get(known_as(name))
            if there and levels:
                act.update("places", there, name=name, levels=json.dumps(levels))
            elif there:
                act.delete("places", there)
            elif levels:
                fresh.append({"id": vault.new_id(), "name": name, "levels": json.dumps(levels)})
        act.insert_all("places", fresh)
    return len(wanted)


def marked(words: str, mark: str) -> str:
    """Put words that stand in square brackets into a study's own mark."""
    if mark == STYLES["brackets"]:
        return words
    return _MARKED.sub(lambda found: mark.replace("…", found.group(1)), words)


def _say(act: audit.Act, name: str, value: str) -> None:
    if act.row("select id from conventions where id = $id", id=name):
        act.update("conventions", name, value=value)
    else:
        act.insert("conventions", {"id": name, "value": value})


def _rows(text: str) -> list[tuple[str, list[str]]]:
    try:
        lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error as error:
        raise UnreadableFile("This is no table of places: write it as a CSV file.") from error
    filled = [[cell.strip() for cell in line] for line in lines if any(map(str.strip, line))]
    if len(filled) < 2 or len(filled[0]) < 2 or len(filled) > _MOST_PLACES:
        raise UnreadableFile(
            "A table of places has a line of headings, then a place and what it may be called "
            f"in each line, at most {_MOST_PLACES} lines."
        )
    found: dict[str, tuple[str, list[str]]] = {}
    for line in filled[1:]:
        levels = [cell for cell in line[1:] if cell]
        if not line[0] or any(len(c) > _LONGEST or not c.isprintable() for c in (line[0], *levels)):
            raise UnreadableFile(
                f"Each line of the table names a place first; a cell has at most {_LONGEST} signs."
            )
        found[known_as(line[0])] = (line[0], levels)
    return list(found.values())
