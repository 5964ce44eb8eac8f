"""Files that cannot be read: a clear refusal, and never a word of the file."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from tests.readers.word_files import docx, paragraph, raw_docx, zipped
from workbench.errors import UnreadableFile
from workbench.readers import read, read_bytes
from workbench.readers.files import MOST_BYTES

BODY = paragraph("INT: so?") + paragraph("P1: yes")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
DTD = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes("Aurora Quill.docx", content)
    message = str(caught.value)
    assert "Aurora" not in message
    assert message.endswith(".")
    return message


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\n\t ", "no words"),
        (b"\xef\xbb\xbf", "no words"),
        (b"WEBVTT\n\n", "no words"),
        (b"%PDF-1.7 rest", "PDF"),
        (b"{\\rtf1 rest}", "RTF"),
        (OLE, ".doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x89PNG\r\n\x1a\nrest", "picture"),
        (b"\xff\xd8\xff\xe0rest", "picture"),
        (b"\0\0\0\x20ftypM4A rest", "recording"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (b'{"segments": []}', "JSON"),
        (bytes(range(64)) * 40, "binary"),
        (b"\x81\x8d\x8f\x90" * 10, "Windows-1252"),
        (b"\xff\xfeI\0N", "UTF-16"),
        (b"PK\x03\x04 broken", "damaged"),
        (zipped({}), "empty zip"),
        (zipped({"a.txt": "x"}), "no Word document"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (docx([""]), "no words"),
        (docx(["INT: so?"])[:900], "damaged"),
        (raw_docx(BODY, extra={"../evil.xml": "<a/>"}), "outside"),
        (raw_docx(BODY, extra={"/evil.xml": "<a/>"}), "outside"),
        (raw_docx(BODY, extra={"C:\\evil.xml": "<a/>"}), "outside"),
        (raw_docx(BODY, prologue=DTD), "DOCTYPE"),
        (raw_docx(BODY.replace("</w:p>", "", 1)), "line 1"),
    ],
)
def test_refusals_say_what_and_what_to_do(content: bytes, says: str) -> None:
    assert says in refusal(content)


def test_utf16_doctype_is_refused() -> None:
    body = f"{DTD}<a>x</a>".replace('version="1.0"', 'version="1.0" encoding="utf-16"')
    assert "DOCTYPE" in refusal(raw_docx(BODY, extra={"word/document.xml": body.encode("utf-16")}))


def test_spreadsheet_is_named() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    assert "spreadsheet" in refusal(stream.getvalue())


def test_link_and_password_entries() -> None:
    stream = io.BytesIO(raw_docx(BODY))
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "link" in refusal(stream.getvalue())
    locked = bytearray(zipped({"[Content_Types].xml": "<a/>"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refusal(bytes(locked))


def test_expansion_bomb_stops_early() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(1024):
            part.write(bytes(1024 * 1024))
    assert "times its size" in refusal(stream.getvalue())


def test_billion_laughs() -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert "DOCTYPE" in refusal(raw_docx(paragraph("INT: &b;"), prologue=laughs))


def test_too_large_and_too_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "Aurora.txt"
    with path.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    with pytest.raises(UnreadableFile, match="larger than 64 MB"):
        read(path)
    assert "lines" in refusal(b"a\n" * 1_000_001)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "Aurora.txt", tmp_path):
        with pytest.raises(UnreadableFile, match="no file"):
            read(path)
