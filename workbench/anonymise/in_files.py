"""Look for names in files: in their bytes, in the parts of archives, in the cells of databases."""

from __future__ import annotations

import html
import io
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from workbench.anonymise import secrets_sought
from workbench.anonymise.secrets_sought import Leak, Search
from workbench.study import is_open, quoted

LARGEST = 2**31
"""Bytes of a file; a larger one is not read."""
LARGEST_PART = 200 * 2**20
"""Bytes of one part of an archive; a larger one is not unpacked."""
DEEPEST = 3
ARCHIVE = b"PK\x03\x04"
PACKED = {
    b"%PDF": "PDF",
    b"\x1f\x8b": "compressed",
    b"7z\xbc\xaf": "compressed",
    b"Rar!": "compressed",
    b"BZh": "compressed",
    b"\xfd7zX": "compressed",
    b"\xff\xd8\xff": "image",
    b"\x89PNG": "image",
    b"GIF8": "image",
}
_COPIED = "searched-"
_OFFICE_PART = re.compile(r"(?:word|xl|ppt|docProps|customXml)/(?:[a-z]+/)?[a-zA-Z]+\d*\.[a-z]+")
_WITH_FONTS = re.compile(r"(theme\d*|fontTable|styles|webSettings|settings)\.xml$")
_FONTS = re.compile(
    rb'\b(?:typeface|script|ascii|hAnsi|eastAsia|cs)="[^"]*"|<(?:w:font|w:altName|name) [^>]*>'
)
_WITH_CELLS = re.compile(r"xl/worksheets/[^/]+\.xml$")
_CELLS = re.compile(rb'\b(?:r|ref|sqref)="[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?"')
_BLOCKS = re.compile(
    r"</(?:\w+:)?(?:p|si|c|row|tr|td|li|h\d|text|is)>|<(?:\w+:)?(?:br|tab)\b[^>]*>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Name a place that could not be searched through, and why; never by a name found there."""

    place: str
    why: str


Finding = Leak | Unread


def search(given: Path, number: int, secrets: Search, vault: Path) -> Iterator[Finding]:
    """Search one path that a user gave, a folder with all that lies in it."""
    name = given.name or given.resolve().name
    named = list(secrets.leaks(f"name of file {number}", name))
    yield from named
    place = f"file {number}" if named else name
    if not given.is_dir():
        yield from _in_file(given, place, secrets, vault)
        return
    files = sorted(path for path in given.rglob("*") if path.is_file())
    for inner, file in enumerate(files, start=1):
        below = "/".join(file.relative_to(given).parts)
        yield from secrets.leaks(f"{place}: name of file {inner}", below)
        yield from _in_file(file, f"{place}: file {inner}", secrets, vault)


def _in_file(file: Path, place: str, secrets: Search, vault: Path) -> Iterator[Finding]:
    if is_open(file) or is_open(file.with_name(file.name.removesuffix(".wal"))):
        yield Unread(place=place, why="the open study, which is searched by its tables")
        return
    if file.resolve().is_relative_to(vault.resolve()):
        yield Unread(place=place, why="the vault, which holds the originals")
        return
    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST else None
    except OSError:
        yield Unread(place=place, why="cannot be opened")
        return
    if data is None:
        yield Unread(place=place, why="too large")
    elif data[8:12] == b"DUCK":
        yield from _in_database(data, place, secrets, vault)
    else:
        yield from _in_bytes(data, place, secrets)


def _in_bytes(data: bytes, place: str, secrets: Search, depth: int = 0) -> Iterator[Finding]:
    packed = next((PACKED[start] for start in PACKED if data.startswith(start)), "")
    if data.startswith(ARCHIVE) and depth < DEEPEST:
        yield from _in_archive(data, place, secrets, depth)
    elif data.startswith(ARCHIVE):
        yield from _in_binary(data, place, secrets, "an archive packed too deep")
    elif packed or (b"\0" in data[:4096] and not _is_utf16(data)):
        yield from _in_binary(data, place, secrets, packed or "of an unknown kind")
    else:
        for text in _decoded(data):
            yield from secrets.leaks(place, text)
            if "<" in text and ">" in text:
                yield from secrets.leaks(place, html.unescape(text))
                yield from secrets.leaks(place, _without_tags(text))


def _in_binary(data: bytes, place: str, secrets: Search, why: str) -> Iterator[Finding]:
    yield Unread(place=place, why=why)
    for coding in ("utf-8", "utf-16-le"):
        yield from secrets.leaks(place, data.decode(coding, "replace"), binary=True)


def _decoded(data: bytes) -> Iterator[str]:
    """Read text; what is no UTF-8 is also read as Windows wrote it."""
    text = data.decode("utf-16" if _is_utf16(data) else "utf-8", "replace")
    yield text
    if "\ufffd" in text:
        yield data.decode("cp1252", "replace")


def _in_archive(data: bytes, place: str, secrets: Search, depth: int) -> Iterator[Finding]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from secrets.leaks(
                f"{place}: comment", archive.comment.decode("utf-8", "replace")
            )
            for number, part in enumerate(archive.infolist(), start=1):
                yield from _in_part(archive, part, number, place, secrets, depth)
    except zipfile.BadZipFile:
        yield from _in_binary(data, place, secrets, "a damaged archive")


def _in_part(
    archive: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    number: int,
    place: str,
    secrets: Search,
    depth: int,
) -> Iterator[Finding]:
    yield from secrets.leaks(f"{place}: name of part {number}", part.filename)
    numbered = f"{place}: part {number}"
    if part.file_size > LARGEST_PART:
        yield Unread(place=numbered, why="too large")
        return
    try:
        inner = archive.read(part)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        yield Unread(place=numbered, why="locked or damaged")
        return
    if _WITH_FONTS.search(part.filename):
        inner = _FONTS.sub(b"", inner)
    elif _WITH_CELLS.search(part.filename):
        inner = _CELLS.sub(b"", inner)  # a cell's address can look like a postcode
    shown = f"{place}: {part.filename}" if _OFFICE_PART.fullmatch(part.filename) else numbered
    yield from _in_bytes(inner, shown, secrets, depth + 1)


def _without_tags(text: str) -> str:
    """Join the runs that a word processor cuts a word into, and keep blocks apart."""
    return html.unescape(re.sub(r"<[^>]*>", "", _BLOCKS.sub("\n", text)))


def _is_utf16(data: bytes) -> bool:
    return data[:2] in (b"\xff\xfe", b"\xfe\xff")


def _in_database(data: bytes, place: str, secrets: Search, room: Path) -> Iterator[Finding]:
    """Read a copy made beside the vault: opening a file twice would let go of its lock."""
    yield from secrets.leaks(place, data.decode("utf-8", "replace"), binary=True)
    for left_by_a_kill in room.glob(f"{_COPIED}*"):
        shutil.rmtree(left_by_a_kill)
    with tempfile.TemporaryDirectory(dir=room, prefix=_COPIED) as folder:
        copy = Path(folder) / "copy.duckdb"
        copy.write_bytes(data)
        connection = duckdb.connect(":memory:", config={"temp_directory": ""})
        try:
            connection.execute(f"attach {quoted(copy)} as copied (read_only)")
            yield from secrets_sought.in_tables(connection, "copied", secrets, place)
        except duckdb.Error:
            yield Unread(place=place, why="a database that cannot be opened")
        finally:
            connection.close()
