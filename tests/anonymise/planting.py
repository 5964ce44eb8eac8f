"""Write files that hold given words in one hiding place each."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import duckdb
import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from tests.anonymise import planting_pdf

Plant = Callable[[Path, str], object]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(extra: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """Make a Word file with further XML in its body, or further parts."""
    stream, done = io.BytesIO(), io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph("We thank everybody.")
    paper.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data: str | bytes = old.read(name)
            if name == "word/document.xml" and isinstance(data, bytes):
                data = data.replace(b"<w:sectPr", extra.encode() + b"<w:sectPr", 1)
            new.writestr(name, (parts or {}).get(name, data))
        for name in (parts or {}).keys() - set(old.namelist()):
            new.writestr(name, (parts or {})[name])
    return done.getvalue()


def _words(xml: str) -> Plant:
    return lambda path, words: _write(path, word_file(xml.replace("@", html.escape(words))))


def _part(name: str, xml: str) -> Plant:
    return lambda path, words: _write(
        path, word_file(parts={name: xml.replace("@", html.escape(words))})
    )


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _halves(words: str) -> str:
    return "".join(
        f"<w:r><w:t xml:space='preserve'>{words[at : at + 3]}</w:t></w:r>"
        for at in range(0, len(words), 3)
    )


def sheet(words: str) -> bytes:
    """Make an Excel file with the words in a cell."""
    stream, book = io.BytesIO(), openpyxl.Workbook()
    book.create_sheet("more")["C4"] = words
    book.save(stream)
    return stream.getvalue()


def _property(path: Path, words: str) -> None:
    paper = docx.Document()
    paper.core_properties.last_modified_by = words
    paper.save(str(path))


def _comment(path: Path, words: str) -> None:
    paper = docx.Document()
    line = paper.add_paragraph("Here")
    paper.add_comment(line.runs, text=words, author="R", initials="R")
    paper.save(str(path))


def _hidden_sheet(path: Path, words: str) -> None:
    book = openpyxl.Workbook()
    book.create_sheet(words[:31]).sheet_state = "hidden"
    book.save(path)


def _cell_comment(path: Path, words: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"].comment = Comment(words, "R")
    book.save(path)


def _defined_name(path: Path, words: str) -> None:
    book = openpyxl.Workbook()
    name = words.replace(" ", "_")
    book.defined_names[name] = DefinedName(name, attr_text="Sheet!$A$1")
    book.save(path)


def _book_property(path: Path, words: str) -> None:
    book = openpyxl.Workbook()
    book.properties.creator = words
    book.save(path)


def project(words: str, *, inside: bool) -> bytes:
    """Make a REFI-QDA project that names somebody in a code, or in a source."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        name = "Comfort" if inside else html.escape(words)
        archive.writestr("project.qde", f'<Project><Code name="{name}"/></Project>')
        source = word_file(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>") if inside else b"Talk"
        archive.writestr("sources/8F1C.docx", source)
    return stream.getvalue()


def png(*chunks: tuple[bytes, bytes], appended: bytes = b"") -> bytes:
    """Make a picture of one dot with further chunks."""
    dot = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        *chunks,
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in dot
    )
    return b"\x89PNG\r\n\x1a\n" + body + appended


def jpeg(marker: int, words: bytes) -> bytes:
    """Make the head of a photograph with one segment."""
    body = struct.pack(">BBH", 0xFF, marker, len(words) + 2) + words
    return b"\xff\xd8" + body + b"\xff\xda\x00\x02\x12\x34\xff\xd9"


def _packed(path: Path, words: str) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        data = words.encode()
        entry = tarfile.TarInfo("notes.txt")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    path.write_bytes(gzip.compress(stream.getvalue()))


def zipped(name: str, data: bytes) -> bytes:
    """Make an archive of one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def _database(path: Path, words: str) -> None:
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table notes as select [$words] as said", {"words": words})


def _other_database(path: Path, words: str) -> None:
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("create table notes (said text)")
        connection.execute("insert into notes values (?)", (words,))
    connection.close()


def _table(path: Path, words: str) -> None:
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([["quote", "who"], ["It helped", words]])


P = "<w:p>{}</w:p>"
RUN = "<w:r><w:t>@</w:t></w:r>"
PLACES: dict[str, Plant] = {
    "text.docx": _words(P.format(RUN)),
    "runs.docx": lambda path, words: _write(path, word_file(P.format(_halves(words)))),
    "hidden.docx": _words(P.format("<w:r><w:rPr><w:vanish/></w:rPr><w:t>@</w:t></w:r>")),
    "inserted.docx": _words(P.format(f'<w:ins w:id="1" w:author="R">{RUN}</w:ins>')),
    "deleted.docx": _words(
        P.format('<w:del w:id="1" w:author="R"><w:r><w:delText>@</w:delText></w:r></w:del>')
    ),
    "author of a change.docx": _words(
        P.format(f'<w:ins w:id="1" w:author="@">{RUN[:5]}</w:r></w:ins>')
    ),
    "link.docx": _part("word/_rels/document2.xml.rels", '<R Target="https://a.example/?q=@"/>'),
    "alternative text.docx": _words(
        P.format('<w:r><w:drawing><wp:docPr id="1" descr="@"/></w:drawing></w:r>')
    ),
    "header.docx": _part("word/header1.xml", f'<w:hdr xmlns:w="{W}"><w:p>{RUN}</w:p></w:hdr>'),
    "footer.docx": _part("word/footer1.xml", f'<w:ftr xmlns:w="{W}"><w:p>{RUN}</w:p></w:ftr>'),
    "footnote.docx": _part("word/footnotes.xml", f"<w:footnotes>{RUN}</w:footnotes>"),
    "custom XML.docx": _part("customXml/item1.xml", "<notes><who>@</who></notes>"),
    "custom property.docx": _part("docProps/custom.xml", "<p name='who'><v>@</v></p>"),
    "company.docx": _part("docProps/app.xml", "<Properties><Company>@</Company></Properties>"),
    "core property.docx": _property,
    "comment.docx": _comment,
    "embedded text.docx": lambda path, words: _write(
        path,
        word_file(parts={"word/embeddings/a.docx": word_file(P.format(RUN).replace("@", words))}),
    ),
    "embedded sheet.docx": lambda path, words: _write(
        path, word_file(parts={"word/embeddings/a.xlsx": sheet(words)})
    ),
    "embedded object.docx": lambda path, words: _write(
        path,
        word_file(
            parts={"word/embeddings/o.bin": b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\0" * 99 + sheet(words)}
        ),
    ),
    "cell.xlsx": lambda path, words: _write(path, sheet(words)),
    "inline.xlsx": lambda path, words: _write(
        path,
        zipped(
            "xl/worksheets/sheet1.xml",
            f'<c r="A1"><is><t>{words[:4]}</t><t>{words[4:]}</t></is></c>'.encode(),
        ),
    ),
    "hidden sheet.xlsx": _hidden_sheet,
    "comment.xlsx": _cell_comment,
    "defined name.xlsx": _defined_name,
    "property.xlsx": _book_property,
    "slide.pptx": lambda path, words: _write(
        path, zipped("ppt/slides/slide1.xml", f"<a:p><a:t>{words}</a:t></a:p>".encode())
    ),
    "text.odt": lambda path, words: _write(
        path, zipped("content.xml", f"<text:p>{words}</text:p>".encode())
    ),
    "code.qdpx": lambda path, words: _write(path, project(words, inside=False)),
    "source.qdpx": lambda path, words: _write(path, project(words, inside=True)),
    "title.png": lambda path, words: _write(
        path, png((b"tEXt", b"Title\0" + words.encode("latin-1")))
    ),
    "packed.png": lambda path, words: _write(
        path, png((b"zTXt", b"Title\0\0" + zlib.compress(words.encode("latin-1"))))
    ),
    "wide.png": lambda path, words: _write(
        path, png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + words.encode()))
    ),
    "exif.png": lambda path, words: _write(
        path, png((b"eXIf", b"II*\0" + words.encode("utf-16-le")))
    ),
    "appended.png": lambda path, words: _write(path, png(appended=words.encode())),
    "comment.jpg": lambda path, words: _write(path, jpeg(0xFE, words.encode())),
    "exif.jpg": lambda path, words: _write(
        path, jpeg(0xE1, b"Exif\0\0II*\0" + words.encode() + b"\0")
    ),
    "comment.gif": lambda path, words: _write(
        path, b"GIF89a\1\0\1\0\0\0\0!\xfe" + bytes([len(words)]) + words.encode() + b"\0;"
    ),
    "title.svg": lambda path, words: path.write_text(
        f"<svg><title>{words}</title><path d='M0 0'/></svg>"
    ),
    "label.svg": lambda path, words: path.write_text(f"<svg><g aria-label='{words}'/></svg>"),
    "text.html": lambda path, words: path.write_text(
        f"<p>{words[:3]}<b>{words[3:5]}</b>{words[5:]}</p>"
    ),
    "comment.html": lambda path, words: path.write_text(f"<p>Hello</p><!-- {words} -->"),
    "text.md": lambda path, words: path.write_text(f"- **{words[:2]}**{words[2:]}"),
    "text.tex": lambda path, words: path.write_text(f"\\enquote{{It}} ({words.replace(' ', '~')})"),
    "text.rtf": lambda path, words: path.write_text(
        "{\\rtf1\\ansi " + "".join(f"\\'{ord(sign):02x}" for sign in words) + "\\par}"
    ),
    "text.txt": lambda path, words: path.write_text(f"We thank {words} for it."),
    "wide.txt": lambda path, words: _write(path, words.encode("utf-16-be")),
    "text.json": lambda path, words: path.write_text(
        '{"said": "\\n' + "".join(f"\\u{ord(sign):04x}" for sign in words) + '"}'
    ),
    "lines.jsonl": lambda path, words: path.write_text(
        json.dumps({"memo": f"Ask\n{words}"}) + "\n"
    ),
    "letter.eml": lambda path, words: path.write_text(
        "Content-Transfer-Encoding: quoted-printable\n\n" + words[:4] + "=\n" + words[4:]
    ),
    "cell.csv": _table,
    "packed.tar.gz": _packed,
    "zip in zip.zip": lambda path, words: _write(
        path, zipped("a.zip", zipped("a", words.encode()))
    ),
    "cell.duckdb": _database,
    "cell.sqlite": _other_database,
    **planting_pdf.PLACES,
}
