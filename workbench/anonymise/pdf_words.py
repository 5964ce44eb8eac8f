"""Write out all words of a PDF, as a program of its own: a hostile file can only stop this one.

Reads the PDF from standard input and writes lines of JSON: what kind of place, its text or bytes.
"""

from __future__ import annotations

import base64
import importlib
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

Line = dict[str, Any]

MEMORY = 2 * 2**30
MOST_PAGES = 5_000
MOST_OBJECTS = 500_000
LARGEST_FILE = 50 * 2**20
LARGEST_STREAM = 20 * 2**20
BROKEN = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f]{4,})>", re.DOTALL)
_SHOWN = re.compile(rb"\[([^\[\]]{1,20000})\]\s*TJ")
_STREAM = re.compile(rb"stream\r?\n")
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08]|/g\d+|\(cid:\d+\)")


def main() -> None:
    """Read from standard input, write to standard output."""
    _bound()
    for line in words(sys.stdin.buffer.read()):
        sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
        sys.stdout.buffer.flush()


def words(data: bytes) -> Iterator[Line]:
    """Yield what stands on pages, in properties, notes and attachments, and what cannot be read."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            yield {"unread": "a PDF locked by a password"}
            return
        yield from _of_pages(reader)
        yield from _of_objects(reader)
    except BROKEN:
        yield {"unread": "a PDF that is damaged"}
    if data.count(b"%%EOF") > 1 or data.count(b"startxref") > 1:
        yield from _of_earlier_versions(data)


def _of_pages(reader: PdfReader) -> Iterator[Line]:
    empty, strange = [], []
    for number, page in enumerate(reader.pages, start=1):
        if number > MOST_PAGES:
            yield {"unread": f"only {MOST_PAGES} pages of it were read"}
            break
        try:
            text = page.extract_text() or ""
        except BROKEN:
            strange.append(number)
            continue
        yield {"place": f"page {number}", "text": text}
        if not text.strip() and "/XObject" in str(page.get("/Resources", "")):
            empty.append(number)
        elif len(_UNREADABLE.findall(text)) * 5 > len(text.split()):
            strange.append(number)
    if empty:
        yield {"unread": f"{len(empty)} of its pages are pictures without text"}
    if strange:
        yield {"unread": f"the letters of {len(strange)} of its pages cannot be read"}


def _of_objects(reader: PdfReader) -> Iterator[Line]:
    """Walk through every object of the file, also those that nothing points to."""
    known = {number for table in reader.xref.values() for number in table}
    numbers = sorted(known | set(reader.xref_objStm))[:MOST_OBJECTS]
    for number in numbers:
        try:
            found = reader.get_object(IndirectObject(number, 0, reader))
            yield from _of_object(found)
        except BROKEN:
            continue
    if reader.metadata:
        said = [str(value) for value in reader.metadata.values()]
        yield {"place": "document information", "text": "\n".join(said), "loose": True}


def _of_object(found: Any) -> Iterator[Line]:
    said = list(_strings(found, 0))
    if said:
        is_note = isinstance(found, DictionaryObject) and "/Rect" in found
        where = "notes and fields" if is_note else "properties"
        yield {"place": where, "text": "\n".join(said), "loose": not is_note}
    if not isinstance(found, StreamObject):
        return
    kinds = {str(found.get("/Type")), str(found.get("/Subtype"))}
    if "/EmbeddedFile" in kinds:
        yield _file("attachment", found.get_data())
    elif kinds & {"/Metadata", "/XML"}:
        text = found.get_data()[:LARGEST_STREAM].decode("utf-8", "replace")
        yield {"place": "XMP properties", "text": text, "markup": True}
    elif "/Image" in kinds and found._data[:3] == b"\xff\xd8\xff":
        yield _file("picture", found._data)


def _strings(found: Any, depth: int) -> Iterator[str]:
    if isinstance(found, TextStringObject):
        yield str(found)
    elif isinstance(found, ByteStringObject):
        yield bytes(found).decode("utf-8", "replace")
    elif isinstance(found, ArrayObject) and depth < 20:
        for part in found:
            yield from _strings(part, depth + 1)
    elif isinstance(found, DictionaryObject) and depth < 20:
        for key in found:
            yield from _strings(found.raw_get(key), depth + 1)


def _file(place: str, data: bytes) -> Line:
    if len(data) > LARGEST_FILE:
        return {"unread": f"{place} too large"}
    return {"place": place, "bytes": base64.b64encode(data).decode()}


def _of_earlier_versions(data: bytes) -> Iterator[Line]:
    """Read what a later save left in the file: strings of all streams, old ones with them."""
    parts, size = [data], 0
    for start in _STREAM.finditer(data):
        try:
            part = zlib.decompressobj().decompress(data[start.end() :], LARGEST_STREAM)
        except zlib.error:
            continue
        parts.append(part)
        size += len(part)
        if size > 5 * LARGEST_STREAM:
            yield {"unread": "earlier versions of it are too large"}
            break
    for part in parts:
        shown = [b"".join(a for a, _ in _LITERAL.findall(run)) for run in _SHOWN.findall(part)]
        rest = [
            a or bytes.fromhex(b.decode()[: len(b) // 2 * 2]) for a, b in _LITERAL.findall(part)
        ]
        text = b"\n".join([*shown, *rest]).decode("utf-8", "replace")
        yield {"place": "an earlier version", "text": text.replace("\\", "")}


def _bound() -> None:
    """Bound the memory where the system knows how to (not on Windows)."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
