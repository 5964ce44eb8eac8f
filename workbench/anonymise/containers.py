"""Open what holds other files: zip with all that is built on it, tar, and packed streams."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from workbench.anonymise.pieces import LARGEST_PART, Found, Piece, Room, Unread

_STEP = 2**16
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
PACKED: dict[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(zlib.MAX_WBITS | 16),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ": lzma.LZMADecompressor,
}
LOCKED = {b"7z\xbc\xaf": "7z", b"Rar!": "RAR"}
Opener = Callable[[bytes, str, str], Iterator[Found]]
"""Reads the bytes of a part, given how to name its place and what the archive calls it."""
_OFFICE_PART = re.compile(
    r"(?:(?:word|xl|ppt|docProps|customXml)/(?:[a-zA-Z_]+/){0,2}[a-zA-Z]+\d*\.[a-zA-Z]+"
    r"|(?:content|meta|styles|settings)\.xml|project\.qde)"
)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError,
    OSError, ValueError,
)  # fmt: skip


def is_zip(data: bytes) -> bool:
    """Tell a zip archive by its beginning."""
    return data.startswith((ZIP, EMPTY_ZIP))


def of_zip(data: bytes, place: str, room: Room, opener: Opener) -> Iterator[Found]:
    """Yield names, comments and contents of an archive's parts; raises BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        notes = [archive.comment, *(part.comment for part in archive.infolist())]
        said = "\n".join(note.decode("utf-8", "replace") for note in notes if note)
        yield Piece(place=f"{place}: comment", text=said, loose=True)
        for number, part in enumerate(archive.infolist(), start=1):
            yield Piece(place=f"{place}: name of part {number}", text=part.filename, loose=True)
            if part.is_dir():
                continue
            shown = part.filename if _OFFICE_PART.fullmatch(part.filename) else f"part {number}"
            if not room.take(part.file_size):
                yield Unread(place=f"{place}: {shown}", why="too large")
                continue
            try:
                inner = _unpacked(archive, part)
            except _BROKEN:
                yield Unread(place=f"{place}: {shown}", why="locked or damaged")
                continue
            yield from opener(inner, f"{place}: {shown}", part.filename)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Read little at a time: in one go Python unpacks all, whatever size the header admits to."""
    with archive.open(part) as stream:
        return b"".join(iter(partial(stream.read, _STEP), b""))


def is_tar(data: bytes) -> bool:
    """Tell a tar archive by the mark in its first header."""
    return data[257:262] == b"ustar"


def of_tar(data: bytes, place: str, room: Room, opener: Opener) -> Iterator[Found]:
    """Yield names, owners and contents of a tar archive's files."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for number, part in enumerate(archive, start=1):
                names = "\n".join([part.name, part.linkname, part.uname, part.gname])
                yield Piece(place=f"{place}: name of part {number}", text=names, loose=True)
                if not room.take(part.size):
                    yield Unread(place=f"{place}: part {number}", why="too large")
                elif part.isfile() and (stream := archive.extractfile(part)):
                    yield from opener(stream.read(), f"{place}: part {number}", "")
    except (tarfile.TarError, *_BROKEN):
        yield Unread(place=place, why="a damaged archive")


def of_packed(data: bytes, place: str, room: Room, opener: Opener) -> Iterator[Found]:
    """Unpack gzip, bzip2 or xz, and read on; a name in the header of gzip is read too."""
    make = next(make for start, make in PACKED.items() if data.startswith(start))
    if data.startswith(b"\x1f\x8b"):
        head = data[10:600].decode("utf-8", "replace")
        yield Piece(place=f"{place}: name within", text=head, loose=True, binary=True)
    unpacker = make()
    try:
        inner = unpacker.decompress(data, LARGEST_PART + 1)
    except _BROKEN:
        yield Unread(place=place, why="a damaged archive")
        return
    if not room.take(len(inner)):
        yield Unread(place=place, why="too large")
        inner = inner[: 2**20]
    yield from opener(inner, f"{place}: unpacked", "")
    if unpacker.unused_data.strip(b"\0"):
        yield Unread(place=place, why="more follows what was unpacked")
