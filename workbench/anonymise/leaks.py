"""Find originals where they must not stand. Answers name places, never words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.anonymise import in_files, in_tables, leak_subjects, secrets_sought
from workbench.anonymise.in_files import Finding
from workbench.anonymise.name_or_word import How
from workbench.anonymise.pieces import Unread
from workbench.anonymise.secrets_sought import Leak, Search, surest
from workbench.anonymise.vault import Vault
from workbench.study import FILE, Study

__all__ = [
    "How",
    "Leak",
    "Searched",
    "bytes_of_study",
    "find",
    "find_in_files",
    "find_in_study",
    "search_files",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Tell what a search of files found, and which places it could not look into, and why."""

    leaks: tuple[Leak, ...]
    unread: tuple[str, ...]


def find(vault: Vault, texts: Mapping[str, str]) -> list[Leak]:
    """Search texts by place for every original that is not to be kept."""
    secrets = secrets_sought.search(vault)
    return [leak for place, text in texts.items() for leak in secrets.leaks(place, text)]


def find_in_study(study: Study, vault: Vault) -> list[Leak]:
    """Search every text of every table of the open study; each leak tells the row it is in."""
    return list(surest(_in_tables(study, secrets_sought.search(vault))))


def find_in_files(vault: Vault, paths: Sequence[Path]) -> list[Leak]:
    """Search as `search_files` does, and answer with the leaks alone."""
    return list(search_files(vault, paths).leaks)


def search_files(vault: Vault, paths: Sequence[Path]) -> Searched:
    """Search names, contents, properties, archive parts and tables of files, and of folders.

    A place is named as the path that was given, unless that name is a leak itself; what lies in a
    folder or an archive is numbered, as names of files may name people: in order of their paths.
    `unread` lists what was not searched, or not all of it: pictures, scanned pages, what is
    locked, damaged or packed too deep or too large. The open study and the vault are passed over,
    as reading their bytes would let go of their locks; `bytes_of_study` searches the former.
    """
    secrets = secrets_sought.search(vault)
    return _searched(
        one
        for number, path in enumerate(paths, start=1)
        for one in in_files.search(path, number, secrets, vault.folder)
    )


def bytes_of_study(study: Study, vault: Vault) -> Searched:
    """Search all files in the folder of an open study, but the vault, down to their bytes.

    The study's file and its dated copies are searched by cell and by the bytes of a copy without
    compression; the journal and whatever else lies there, such as spill, by their bytes.
    """
    secrets = secrets_sought.search(vault)
    folder = study.folder
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    outside = [path for path in files if not path.resolve().is_relative_to(vault.folder.resolve())]
    return _searched(one for path in outside for one in _in_own(path, study, secrets, vault))


def _in_own(file: Path, study: Study, secrets: Search, vault: Vault) -> Iterable[Finding]:
    named = list(secrets.leaks("name of a file", file.name, loose=True))
    yield from named
    place = "a file" if named else file.relative_to(study.folder).as_posix()
    if file.name == f"{FILE}.wal":
        return  # copied and read with its database
    if file.name == FILE and file.parent == study.folder:
        found = in_tables.of_file(file, place, vault.folder)
        yield from in_files.judged(found, secrets)
        return
    yield from in_files.in_file(file, place, secrets, vault.folder)


def _in_tables(study: Study, secrets: Search) -> Iterable[Leak]:
    with study.cursor() as sql:
        found = [
            leak
            for piece in in_tables.read(sql, "study", "study")
            for leak in secrets.leaks(piece.place, piece.text)
        ]
    for place in dict.fromkeys(leak.place for leak in found):
        yield from _in_rows(study, secrets, [leak for leak in found if leak.place == place])


def _in_rows(study: Study, secrets: Search, found: Sequence[Leak]) -> Iterable[Leak]:
    """Look for the rows; words that only several rows together make up stay with the column."""
    place = found[0].place
    table, dot, column = place.removeprefix("study: ").partition(".")
    rows = list(leak_subjects.located(study, secrets, table, column, place)) if dot else []
    known = {(leak.entity_id, leak.how) for leak in rows}
    return [*rows, *(leak for leak in found if (leak.entity_id, leak.how) not in known)]


def _searched(found: Iterable[Finding]) -> Searched:
    found = list(found)
    unread = (f"{one.place} ({one.why})" for one in found if isinstance(one, Unread))
    return Searched(
        leaks=surest(one for one in found if isinstance(one, Leak)),
        unread=tuple(dict.fromkeys(unread)),
    )
