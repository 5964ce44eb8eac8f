"""Find originals where they must not stand. Answers name places, never words."""

from __future__ import annotations

import html
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from workbench.anonymise import gathering, names, originals, sought
from workbench.anonymise.entities import CONTACTS, NAMED, Entity, entities
from workbench.anonymise.names import parse
from workbench.anonymise.vault import Vault
from workbench.store import fetch
from workbench.study import Study, is_open, quoted

KEPT = ""
LARGEST_PART = 200 * 2**20
"""Bytes of one part of an archive; a larger one is reported rather than unpacked."""
DEEPEST = 3
ARCHIVES = (b"PK\x03\x04",)
_SKIPPED = re.compile(r"(theme\d*|fontTable|styles|webSettings|settings)\.xml$")
_BLOCKS = re.compile(
    r"</(?:\w+:)?(?:p|si|c|row|tr|td|li|h\d|text|is)>|<(?:\w+:)?(?:br|tab)\b[^>]*>"
)


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


def find(vault: Vault, texts: Mapping[str, str]) -> list[Leak]:
    """Search texts by place for every original that is not to be kept."""
    search = _search(vault)
    return [leak for place, text in texts.items() for leak in search.leaks(place, text)]


def find_in_study(study: Study, vault: Vault) -> list[Leak]:
    """Search every text of every table of the open study."""
    with study.cursor() as sql:
        return list(_in_tables(sql, "study", _search(vault), "study"))


def find_in_files(vault: Vault, paths: Sequence[Path]) -> list[Leak]:
    """Search names, bytes, archive parts and tables of files.

    A file is named in the answer unless its name is a leak itself: then it is numbered. The open
    study and the vault are passed over, as reading their bytes would let go of their locks;
    `find_in_study` searches the former.
    """
    search = _search(vault)
    found: list[Leak] = []
    for number, path in enumerate(paths, start=1):
        if is_open(path) or path.resolve().parent == vault.folder.resolve():
            continue
        in_name = list(search.leaks(f"name of file {number}", path.name))
        place = f"file {number}" if in_name else path.name
        found += in_name
        if _is_database(path):
            found += _in_database(path, place, search, vault.folder)
        else:
            found += _in_bytes(path.read_bytes(), place, search)
    return list(dict.fromkeys(found))


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


def _search(vault: Vault) -> Search:
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


def _in_bytes(data: bytes, place: str, search: Search, depth: int = 0) -> Iterator[Leak]:
    if data.startswith(ARCHIVES) and depth < DEEPEST:
        yield from _in_archive(data, place, search, depth)
    elif data.startswith(b"\x1f\x8b") or (b"\0" in data[:4096] and not _is_utf16(data)):
        for coding in ("utf-8", "utf-16-le"):
            yield from search.leaks(place, data.decode(coding, "replace"), binary=True)
    else:
        text = data.decode("utf-16" if _is_utf16(data) else "utf-8", "replace")
        yield from search.leaks(place, text)
        if "<" in text and ">" in text:
            yield from search.leaks(place, _without_tags(text))


def _in_archive(data: bytes, place: str, search: Search, depth: int) -> Iterator[Leak]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for number, part in enumerate(archive.infolist(), start=1):
                in_name = list(search.leaks(f"{place}: name of part {number}", part.filename))
                yield from in_name
                shown = f"part {number}" if in_name else part.filename
                if not _SKIPPED.search(part.filename) and part.file_size <= LARGEST_PART:
                    inner = archive.read(part)
                    yield from _in_bytes(inner, f"{place}: {shown}", search, depth + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        yield from search.leaks(place, data.decode("utf-8", "replace"), binary=True)


def _without_tags(text: str) -> str:
    """Join the runs that a word processor cuts a word into, and keep blocks apart."""
    return html.unescape(re.sub(r"<[^>]*>", "", _BLOCKS.sub("\n", text)))


def _is_utf16(data: bytes) -> bool:
    return data[:2] in (b"\xff\xfe", b"\xfe\xff")


def _is_database(path: Path) -> bool:
    return path.suffix in (".duckdb", ".db") or path.name.endswith(".duckdb.wal")


def _in_database(path: Path, place: str, search: Search, room: Path) -> list[Leak]:
    """Read a copy made beside the vault: opening a file twice would let go of its lock."""
    data = path.read_bytes()
    found = list(search.leaks(place, data.decode("utf-8", "replace"), binary=True))
    if data[8:12] != b"DUCK":
        return found
    with tempfile.TemporaryDirectory(dir=room) as folder:
        copy = Path(folder) / "copy.duckdb"
        copy.write_bytes(data)
        connection = duckdb.connect(":memory:", config={"temp_directory": ""})
        try:
            connection.execute(f"attach {quoted(copy)} as copied (read_only)")
            found += _in_tables(connection, "copied", search, place)
        except duckdb.Error:
            pass  # an encrypted or newer file: its bytes have been searched
        finally:
            connection.close()
    return found


def _in_tables(
    sql: duckdb.DuckDBPyConnection, database: str, search: Search, place: str
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
        yield from search.leaks(f"{place}: {row['name']}.{row['col']}", text)


def _plain(cell: str) -> str:
    """Undo the escapes of JSON, so that no accent hides a name; leave researchers out."""
    cell = re.sub(r'"researcher": ?"[^"]*"', "", cell)
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), cell)
