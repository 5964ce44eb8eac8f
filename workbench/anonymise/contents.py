"""Take files apart into pieces of text, by what they hold and not by what they are called."""

from __future__ import annotations

import codecs
import json
import re
import subprocess
import sys
import threading
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from workbench.anonymise import containers, pictures, pieces, spellings
from workbench.anonymise.pieces import Found, Piece, Room, Unread

DEEPEST = 6
LONGEST = 120
"""Seconds that reading one PDF may take."""
MOST_TOLD = 2**28
"""Bytes that may be said of one PDF; a small file can unfold into any number."""
_CHUNK = 2**22
_OVERLAP = 2_000
_OLE = b"\xd0\xcf\x11\xe0"
_FONTS = re.compile(
    rb'\b(?:typeface|script|w:ascii|w:hAnsi|w:eastAsia|w:cs)="[^"<]*"'
    rb"|<(?:w:font|w:altName|name) [^<>]*>"
)
_ADDRESSES = re.compile(
    rb'\b(?:r|ref|sqref|topLeftCell|activeCell|spans)="[A-Z0-9$: ]*"|<f\b[^<>]*>[^<]*</f>'
)
_ADDRESS = re.compile(rb"\$?\b[A-Z]{1,3}\$?\d{1,7}\b(?!\()")
_OFFICE = re.compile(r"(?:word|xl|ppt|docProps|customXml|_rels|\[Content_Types\])\b.*")
_DECLARED = re.compile(rb"(?:encoding|charset)=[\"']?([A-Za-z0-9_\-]{3,20})")
_TAGGED = re.compile(r"<[A-Za-z!?/][^<>]*>")
_READER = Path(__file__).with_name("pdf_words.py")


def read(data: bytes, place: str, room: Room, *, name: str = "", depth: int = 0) -> Iterator[Found]:
    """Yield all text that lies in bytes, however it is packed; and what could not be read."""
    opener = partial(_inner, room=room, depth=depth + 1)
    if depth > DEEPEST:
        yield Unread(place=place, why="packed too deep")
        yield from pieces.of_bytes(data, place)
    elif containers.is_zip(data):
        yield from _of_zip(data, place, room, depth)
    elif data.startswith(tuple(containers.PACKED)):
        yield from containers.of_packed(data, place, room, opener)
    elif containers.is_tar(data):
        yield from containers.of_tar(data, place, room, opener)
    elif b"%PDF" in data[:1024]:
        yield from _of_pdf(data, place, room, depth)
    elif pictures.kind(data):
        yield from pictures.read(data, place)
    elif _is_binary(data):
        yield from _of_binary(data, place, room, depth)
    else:
        yield from _of_text(data, place, name, room, depth)


def _inner(data: bytes, place: str, name: str, *, room: Room, depth: int) -> Iterator[Found]:
    return read(data, place, room, name=name, depth=depth)


def _of_zip(data: bytes, place: str, room: Room, depth: int) -> Iterator[Found]:
    opener = partial(_inner, room=room, depth=depth + 1)
    try:
        yield from containers.of_zip(data, place, room, opener)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        yield Unread(place=place, why="a damaged archive")
        yield from pieces.of_bytes(data, place)


def _of_binary(data: bytes, place: str, room: Room, depth: int) -> Iterator[Found]:
    locked = next((kind for start, kind in containers.LOCKED.items() if data.startswith(start)), "")
    why = f"a {locked} archive" if locked else "of an unknown kind, searched by its bytes alone"
    if data.startswith(_OLE):
        why = "an old Office file, searched by its bytes alone"
        for number, at in enumerate(_starts(data), start=1):
            yield from read(data[at:], f"{place}: embedded {number}", room, depth=depth + 1)
    yield Unread(place=place, why=why)
    yield from pieces.of_bytes(data, place)


def _starts(data: bytes) -> list[int]:
    """Find where archives and PDFs begin within an object that embeds them."""
    found = [data.find(containers.ZIP), data.find(b"%PDF"), data.find(b"\x89PNG")]
    return [at for at in found if at > 0]


def _of_text(data: bytes, place: str, name: str, room: Room, depth: int) -> Iterator[Found]:
    office = bool(_OFFICE.match(name))
    loose = name.startswith("docProps/")
    for coding in _codings(data):
        for chunk in _chunks(data, coding):
            clean = _without_addresses(chunk, name) if office and coding == "utf-8" else chunk
            text, files = spellings.blocks(clean.decode(coding, "replace"))
            marked = "<" in text and bool(_TAGGED.search(text))
            if not marked:
                yield Piece(place=place, text=text)
            elif not office:
                apart = text.replace("<", "\n<").replace(">", ">\n")
                yield Piece(place=place, text=apart)
            if marked:
                for view in spellings.of_markup(text):
                    yield Piece(place=place, text=view, loose=loose)
            for number, file in enumerate(files, start=1):
                if room.take(len(file)):
                    inside = f"{place}: embedded {number}"
                    yield from _embedded(file, inside, room, depth)


def _embedded(data: bytes, place: str, room: Room, depth: int) -> Iterator[Found]:
    """Read what stood in base64; what is no known file holds letters by chance at most."""
    for found in read(data, place, room, depth=depth + 1):
        if isinstance(found, Piece) or "unknown kind" not in found.why:
            yield found


def _without_addresses(data: bytes, name: str) -> bytes:
    """Drop fonts, which bear names of people, and addresses of cells, which look like postcodes."""
    data = _FONTS.sub(b"", data)
    if name.startswith("xl/"):
        return _ADDRESSES.sub(lambda found: _ADDRESS.sub(b"", found[0]), data)
    return data


def _codings(data: bytes) -> Iterator[str]:
    """Give the encodings a text may be in; what is no UTF-8 is also read as Windows wrote it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-16-be"
        return
    if wide := _wide(data):
        yield wide
        return
    yield "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:2000])
        yield _known(declared[1].decode()) if declared else "cp1252"


def _known(coding: str) -> str:
    try:
        return codecs.lookup(coding).name if codecs.lookup(coding)._is_text_encoding else "cp1252"
    except LookupError:
        return "cp1252"


def _wide(data: bytes) -> str:
    """Tell UTF-16 without a mark by where its zero bytes stand."""
    head = data[:4000]
    if head.count(b"\0") * 3 < len(head) or len(head) < 4:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) * 4 else "utf-16-be"


def _is_binary(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    if b"\0" not in data[:8192]:
        return False
    head = data[:4000]
    odd, even = head[1::2].count(0), head[::2].count(0)
    return not (head.count(b"\0") * 3 >= len(head) and (odd > 4 * even or even > 4 * odd))


def _chunks(data: bytes, coding: str) -> Iterator[bytes]:
    """Cut long text into pieces that overlap, so that no name is cut and memory stays small."""
    width = 2 if coding.startswith("utf-16") else 1
    for at in range(0, max(len(data), 1), _CHUNK):
        yield data[max(0, at - _OVERLAP * width) : at + _CHUNK]


def _of_pdf(data: bytes, place: str, room: Room, depth: int) -> Iterator[Found]:
    """Have another process read it, which can be stopped: a hostile PDF may never end."""
    told, is_whole = _told_of_pdf(data)
    for line in told.split(b"\n"):
        yield from _of_pdf_line(line, place, room, depth)
    if not is_whole:
        yield Unread(place=place, why="a PDF that could not be read to its end")
    yield from pieces.of_bytes(data, place)


def _told_of_pdf(data: bytes) -> tuple[bytes, bool]:
    """Take what the other process says, up to a bound; the second value tells whether it is all."""
    command = [sys.executable, "-I", str(_READER)]
    with subprocess.Popen(  # noqa: S603 - a fixed program of our own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        clock = threading.Timer(LONGEST, child.kill)
        feeder = threading.Thread(target=_feed, args=(child, data))
        clock.start()
        feeder.start()
        told = child.stdout.read(MOST_TOLD) if child.stdout else b""
        is_whole = not (child.stdout and child.stdout.read(1))
        if not is_whole:
            child.kill()
        feeder.join()
        child.wait()
        clock.cancel()
    return told, is_whole and child.returncode == 0


def _feed(child: subprocess.Popen[bytes], data: bytes) -> None:
    if child.stdin:
        with suppress(BrokenPipeError), child.stdin as stream:
            stream.write(data)


def _of_pdf_line(line: bytes, place: str, room: Room, depth: int) -> Iterator[Found]:
    try:
        said = json.loads(line)
    except ValueError:
        return
    if "unread" in said:
        yield Unread(place=place, why=said["unread"])
    elif "bytes" in said:
        inner = b64decode(said["bytes"])
        if room.take(len(inner)):
            yield from read(inner, f"{place}: {said['place']}", room, depth=depth + 1)
        return
    else:
        inside = f"{place}: {said['place']}"
        views = spellings.of_markup(said["text"]) if said.get("markup") else [said["text"]]
        for view in views:
            yield Piece(place=inside, text=view, loose=bool(said.get("loose")))
