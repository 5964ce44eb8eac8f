"""Walk through files and folders that a user names, and search all that lies in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.anonymise import contents, in_tables
from workbench.anonymise.pieces import Found, Piece, Room, Unread
from workbench.anonymise.secrets_sought import Leak, Search
from workbench.study import is_open

LARGEST = 2**29
"""Bytes of a file; a larger one is not read."""

Finding = Leak | Unread


def search(given: Path, number: int, secrets: Search, vault: Path) -> Iterator[Finding]:
    """Search one path that a user gave, a folder with all that lies in it."""
    name = given.name or given.resolve().name
    named = list(secrets.leaks(f"name of file {number}", name, loose=True))
    yield from named
    place = f"file {number}" if named else name
    if not given.is_dir():
        yield from in_file(given, place, secrets, vault)
        return
    files = sorted(path for path in given.rglob("*") if path.is_file() or path.is_symlink())
    for inner, file in enumerate(files, start=1):
        below = "/".join(file.relative_to(given).parts)
        yield from secrets.leaks(f"{place}: name of file {inner}", below, loose=True)
        yield from in_file(file, f"{place}: file {inner}", secrets, vault)


def in_file(file: Path, place: str, secrets: Search, vault: Path) -> Iterator[Finding]:
    """Search one file; the open study and the vault are passed over, and told."""
    database = file.with_name(file.name.removesuffix(".wal"))
    if is_open(file) or is_open(database):
        yield Unread(place=place, why="the open study, which is searched by its tables")
    elif file.resolve().is_relative_to(vault.resolve()):
        yield Unread(place=place, why="the vault, which holds the originals")
    elif database == file or not database.exists():  # a journal is read with its database
        yield from judged(_read(file, place, vault), secrets)


def judged(found: Iterable[Found], secrets: Search) -> Iterator[Finding]:
    """Search pieces of text as they come, and pass on what could not be read."""
    for one in found:
        if isinstance(one, Unread):
            yield one
        else:
            yield from _in_piece(one, secrets)


def _in_piece(one: Piece, secrets: Search) -> Iterator[Leak]:
    return secrets.leaks(one.place, one.text, loose=one.loose, binary=one.binary)


def _read(file: Path, place: str, room: Path) -> Iterator[Found]:
    try:
        if not file.is_file():
            yield Unread(place=place, why="no file, or a link that leads nowhere")
            return
        size = file.stat().st_size
        data = file.read_bytes() if size <= LARGEST else None
    except OSError:
        yield Unread(place=place, why="cannot be opened")
        return
    if data is None:
        yield Unread(place=place, why="too large")
    elif data[8:12] == b"DUCK":
        yield from in_tables.of_file(file, place, room)
    else:
        yield from contents.read(data, place, Room(size))
