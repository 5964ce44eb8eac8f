"""Say what must not be seen: every form of every name that is not to be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from workbench.anonymise import gathering, names, originals, sought
from workbench.anonymise.entities import CONTACTS, NAMED, Entity, entities
from workbench.anonymise.names import parse
from workbench.anonymise.vault import Vault
from workbench.store import fetch

KEPT = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Name a place where an original of an entity stands."""

    place: str
    entity_id: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Hold what is sought: all forms for texts, the long ones for bytes."""

    words: sought.Sought
    long_words: sought.Sought
    kinds: Mapping[str, str]

    def leaks(self, place: str, text: str, *, binary: bool = False) -> Iterator[Leak]:
        """Yield one leak per entity found in a text."""
        pattern = self.long_words if binary else self.words
        for entity_id in sorted({found.entity_id for found in pattern.find(text)} - {KEPT}):
            yield Leak(place=place, entity_id=entity_id, kind=self.kinds[entity_id])


def search(vault: Vault) -> Search:
    """Gather all that must not be seen outside the vault."""
    known = entities(vault)
    stand_ins = {
        word.casefold()
        for one in known
        if one.treatment == "pseudonymise" and one.replacement
        for word in one.replacement.split()
    }
    ordinary = gathering.ordinary_words(vault)
    wanted = {
        form: entity
        for form, entity in forms(known, ordinary).items()
        if form.casefold() not in stand_ins
    }
    return Search(
        words=sought.compiled(wanted, ordinary=ordinary),
        long_words=sought.compiled(wanted, ordinary=ordinary, shortest=sought.SURE_IN_BYTES),
        kinds={one.id: one.kind for one in known},
    )


def in_tables(
    sql: duckdb.DuckDBPyConnection, database: str, secrets: Search, place: str
) -> Iterator[Leak]:
    """Search all texts but the researchers' own names, who sign what they do."""
    columns = fetch(
        sql,
        "select table_schema as folder, table_name as name, column_name as col "
        "from information_schema.columns where table_catalog = $database "
        "and data_type in ('VARCHAR', 'JSON') and column_name <> 'researcher' order by all",
        {"database": database},
    )
    for row in columns:
        table = f'"{database}"."{row["folder"]}"."{row["name"]}"'
        cells = sql.execute(f'select "{row["col"]}"::text from {table}').fetchall()
        text = "\n".join(_plain(cell) for (cell,) in cells if cell)
        yield from secrets.leaks(f"{place}: {row['name']}.{row['col']}", text)


def _plain(cell: str) -> str:
    """Undo the escapes of JSON, so that no accent hides a name; leave researchers out."""
    cell = re.sub(r'"researcher": ?"[^"]*"', "", cell)
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), cell)


def forms(known: Sequence[Entity], ordinary: frozenset[str]) -> dict[str, str]:
    """Map every form that must not be seen to its entity, with parts of people's names.

    Forms that somebody decided to keep map to nobody: what they cover is no leak. Parts that are
    ordinary words are left out.
    """
    found = {
        form: KEPT for one in known if one.treatment == "keep" for form in map(_form, one.surfaces)
    }
    for one in known:
        if _is_secret(one):
            for surface in one.surfaces:
                if not originals.is_generic(surface):
                    found.setdefault(_form(surface), one.id)
            for part in _name_parts(one):
                if part not in ordinary and not names.is_word(part):
                    found.setdefault(_form(part), one.id)
    return found


def _form(surface: str) -> str:
    return next(iter(sought.together([(surface, surface)])), surface)


def _is_secret(one: Entity) -> bool:
    if one.treatment == "keep":
        return False
    if one.treatment is None:
        return one.directness == "direct"
    return one.kind in NAMED | CONTACTS


def _name_parts(one: Entity) -> list[str]:
    """Take forename and surname of a person apart."""
    if one.kind != "person":
        return []
    parts = {part for s in one.surfaces for part in (parse(s).forename, parse(s).surname)}
    return [part for part in parts if len(part) > 2]
