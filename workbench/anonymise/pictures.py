"""Read what pictures carry beside the picture: titles, authors, Exif, XMP, what is appended."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from workbench.anonymise import pieces
from workbench.anonymise.pieces import Found, Piece, Unread

STARTS = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "picture",
    b"II*\0": "picture",
    b"MM\0*": "picture",
    b"BM": "picture",
}
LONGEST_TEXT = 4 * 2**20
"""Bytes of one text once unpacked; what goes beyond is told."""
_PIXELS = frozenset([b"IDAT", b"fdAT", b"PLTE", b"IHDR"])
_SHOWN = "a picture: its properties were searched, not what it shows"


def kind(data: bytes) -> str:
    """Name the kind of picture that bytes begin like, or nothing."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "picture"
    found = next((STARTS[start] for start in STARTS if data.startswith(start)), "")
    return "" if data[:2] == b"BM" and data[6:10] != b"\0\0\0\0" else found


def read(data: bytes, place: str) -> Iterator[Found]:
    """Yield the words a picture carries; what it shows is listed as unread."""
    yield Unread(place=place, why=_SHOWN)
    form = kind(data)
    if form == "PNG":
        yield from _of_png(data, place)
    elif form == "JPEG":
        yield from _of_jpeg(data, place)
    else:
        yield from pieces.of_bytes(data, place)


def _of_png(data: bytes, place: str) -> Iterator[Found]:
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        at += 12 + length
        if name in (b"zTXt", b"iTXt"):
            yield from _unpacked(body, place)
        elif name == b"iCCP":
            yield pieces.of_properties(body.split(b"\0")[0], place)
        elif name not in _PIXELS:
            yield pieces.of_properties(body[:LONGEST_TEXT], place)
        if name == b"IEND":
            break
    yield from _appended(data[at:], place)


def _unpacked(body: bytes, place: str) -> Iterator[Found]:
    """Read a text chunk; a packed one is unpacked as far as is sensible."""
    yield pieces.of_properties(body[:LONGEST_TEXT], place)
    packed = body.find(b"\x78", body.find(b"\0"))
    while 0 <= packed < 200:
        unpack = zlib.decompressobj()
        try:
            words = unpack.decompress(body[packed:], LONGEST_TEXT)
        except zlib.error:
            packed = body.find(b"\x78", packed + 1)
            continue
        yield pieces.of_properties(words, place)
        if unpack.unconsumed_tail:
            yield Unread(place=place, why="a picture with more text than is sensible")
        return


def _of_jpeg(data: bytes, place: str) -> Iterator[Found]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        body = data[at + 4 : at + 2 + length]
        if data[at + 1] >= 0xE0 and not body.startswith(b"ICC_PROFILE"):
            yield pieces.of_properties(body, place)
        at += 2 + length
    end = data.rfind(b"\xff\xd9")
    yield from _appended(data[end + 2 :] if end >= at else data[at:], place)


def _appended(rest: bytes, place: str) -> Iterator[Piece]:
    if rest.strip(b"\0"):
        yield from pieces.of_bytes(rest, f"{place}: appended")
