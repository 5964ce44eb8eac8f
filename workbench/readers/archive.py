"""Unpack a zip file that may be hostile, within limits on names, size and ratio."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from workbench.errors import UnreadableFile

MOST_BYTES = 200 * 1024 * 1024
MOST_RATIO = 100
MOST_ENTRIES = 10_000
# Below this size no ratio can do harm, and short repetitive files do pack that well.
_HARMLESS = 1024 * 1024
_CHUNK = 64 * 1024
_MARKUP = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Hold the entries of a zip file that are XML or asked for, and the names of all entries."""

    parts: dict[str, bytes]
    names: tuple[str, ...]


def unpack(content: bytes, *, wanted: Callable[[str], bool] = "mimetype".__eq__) -> Archive:
    """Read every entry in bounded chunks; raise UnreadableFile at the first breach of a limit.

    Kept are entries that are XML by content, and those whose names are `wanted`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return _read(archive, entries, packed=len(content), wanted=wanted)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError) as error:
        raise UnreadableFile(_broken()) from error
    except (ValueError, NotImplementedError, RuntimeError, OverflowError) as error:
        raise UnreadableFile(_broken()) from error


def _broken() -> str:
    return (
        "This file is a damaged zip or Word file. Open it in Word, save it again as .docx and "
        "import that copy."
    )


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFile(f"This file packs more than {MOST_ENTRIES} entries; it was not read.")
    if len({entry.filename for entry in entries}) < len(entries):
        raise UnreadableFile("This file packs two entries under one name; it was not read.")
    for number, entry in enumerate(entries, 1):
        _check_entry(number, entry)


def _check_entry(number: int, entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        raise UnreadableFile(f"Entry {number} of this file points outside it; it was not read.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableFile(f"Entry {number} of this file is a link; the file was not read.")
    if entry.flag_bits & 1:
        raise UnreadableFile(
            "This file is encrypted. Remove its password in the program that made it and import "
            "the copy."
        )
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableFile(f"Entry {number} of this file is packed in a way Word never uses.")


def _read(
    archive: zipfile.ZipFile,
    entries: list[zipfile.ZipInfo],
    *,
    packed: int,
    wanted: Callable[[str], bool],
) -> Archive:
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        chunks: list[bytes] = []
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                _check_size(total, packed)
                if chunks or chunk.startswith(_MARKUP) or wanted(entry.filename):
                    chunks.append(chunk)
        if chunks:
            parts[entry.filename] = b"".join(chunks)
    return Archive(parts=parts, names=tuple(entry.filename for entry in entries))


def _check_size(total: int, packed: int) -> None:
    if total > MOST_BYTES:
        raise UnreadableFile(
            f"This file unpacks to more than {MOST_BYTES // 1024**2} MB; it was not read. If it is "
            "a transcript, remove pictures and recordings from it."
        )
    if total > _HARMLESS and total > packed * MOST_RATIO:
        raise UnreadableFile(
            f"This file unpacks to more than {MOST_RATIO} times its size, as no transcript does; "
            "it was not read."
        )
