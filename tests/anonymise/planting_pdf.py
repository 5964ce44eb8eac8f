"""Write PDF files that hold given words in one hiding place each."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

Plant = Callable[[Path, str], None]


def page(content: bytes, *, packed: bool = True, extra: bytes = b"") -> bytes:
    """Make a PDF of one page from what is to be shown on it."""
    body = zlib.compress(content) if packed else content
    filtered = b"/Filter /FlateDecode " if packed else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> " + extra + b">>",
        b"<< " + filtered + b"/Length %d >>\nstream\n" % len(body) + body + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    stream, places = io.BytesIO(b"%PDF-1.7\n"), []
    stream.seek(0, 2)
    for number, one in enumerate(objects, start=1):
        places.append(stream.tell())
        stream.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = stream.tell()
    stream.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    stream.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    stream.write(b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    stream.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return stream.getvalue()


def _shown(words: str) -> bytes:
    return b"BT /F1 12 Tf 72 700 Td (" + words.encode("latin-1") + b") Tj ET"


def _kerned(words: str) -> bytes:
    letters = " -12 ".join(f"({sign})" for sign in words)
    return f"BT /F1 12 Tf 72 700 Td [{letters}] TJ ET".encode("latin-1")


def writer() -> PdfWriter:
    """Begin a PDF that names nobody."""
    begun = PdfWriter()
    begun.append(PdfReader(io.BytesIO(page(_shown("We thank everybody.")))))
    return begun


def _written(change: Callable[[PdfWriter, str], object]) -> Plant:
    def plant(path: Path, words: str) -> None:
        begun = writer()
        change(begun, words)
        with path.open("wb") as stream:
            begun.write(stream)

    return plant


def _xmp(writer: PdfWriter, words: str) -> None:
    stream = DecodedStreamObject()
    stream.set_data(f"<x:xmpmeta><dc:creator>{words}</dc:creator></x:xmpmeta>".encode())
    stream.update({NameObject("/Type"): NameObject("/Metadata")})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)


def _note(writer: PdfWriter, words: str) -> None:
    writer.add_annotation(0, FreeText(text=words, rect=(50, 50, 200, 90)))


def _locked(writer: PdfWriter, words: str) -> None:
    writer.add_metadata({"/Author": words})
    writer.encrypt("", "owner")


def _earlier(path: Path, words: str) -> None:
    """Hide words by a later save, which leaves them in the file."""
    old = page(_shown(words))
    new = page(_shown("Nobody"))
    path.write_bytes(old + new.removeprefix(b"%PDF-1.7\n"))


def _unlinked(writer: PdfWriter, words: str) -> None:
    writer._add_object(DictionaryObject({NameObject("/Alt"): TextStringObject(words)}))


def _outline(writer: PdfWriter, words: str) -> None:
    writer.add_outline_item(title=words, page_number=0)


def _script(writer: PdfWriter, words: str) -> None:
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(f"app.alert('{words}')")}
    action = DictionaryObject({NameObject(key): value for key, value in script.items()})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)


PLACES: dict[str, Plant] = {
    "page.pdf": lambda path, words: _save(path, page(_shown(words))),
    "plain page.pdf": lambda path, words: _save(path, page(_shown(words), packed=False)),
    "kerned.pdf": lambda path, words: _save(path, page(_kerned(words))),
    "author.pdf": _written(lambda writer, words: writer.add_metadata({"/Author": words})),
    "XMP.pdf": _written(_xmp),
    "note.pdf": _written(_note),
    "outline.pdf": _written(_outline),
    "attachment.pdf": _written(
        lambda writer, words: writer.add_attachment("notes.txt", words.encode())
    ),
    "name of an attachment.pdf": _written(
        lambda writer, words: writer.add_attachment(f"{words}.txt", b"nothing")
    ),
    "script.pdf": _written(_script),
    "owner's lock.pdf": _written(_locked),
    "alternative text.pdf": _written(_unlinked),
    "earlier version.pdf": _earlier,
}


def _save(path: Path, data: bytes) -> None:
    path.write_bytes(data)
