"""Recognise by content the files that cannot be read, and say what to do instead."""

from __future__ import annotations

import re

from workbench.errors import UnreadableFile

_AS_WORD = "Open it and save it as .docx, then import that."
_AS_TEXT = "Copy its text into a .docx or .txt file, then import that."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF file", _AS_WORD),
    (b"\x89PNG", "a picture (PNG)", "Import the transcript, not a picture of it."),
    (b"\xff\xd8\xff", "a picture (JPEG)", "Import the transcript, not a picture of it."),
    (b"GIF8", "a picture (GIF)", "Import the transcript, not a picture of it."),
    (b"II*\0", "a picture (TIFF)", "Import the transcript, not a picture of it."),
    (b"MM\0*", "a picture (TIFF)", "Import the transcript, not a picture of it."),
    (b"BM", "a picture (BMP)", "Import the transcript, not a picture of it."),
    (b"RIFF", "a recording or picture", "Transcribe it first, then import the transcript."),
    (b"ID3", "a recording (MP3)", "Transcribe it first, then import the transcript."),
    (b"\xff\xfb", "a recording (MP3)", "Transcribe it first, then import the transcript."),
    (b"OggS", "a recording (Ogg)", "Transcribe it first, then import the transcript."),
    (b"fLaC", "a recording (FLAC)", "Transcribe it first, then import the transcript."),
    (b"\x1aE\xdf\xa3", "a recording (Matroska)", "Transcribe it first, then import the text."),
    (b"\x1f\x8b", "a packed file (gzip)", "Unpack it, then import what it holds."),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7z)", "Unpack it, then import what it holds."),
    (b"Rar!", "a packed file (RAR)", "Unpack it, then import what it holds."),
    (b"SQLite format 3", "a database", "Export the transcripts from the program that made it."),
)
_WEB = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\s")
_JSON = re.compile(rb"\s*(?:\{|\[\s*\{)\s*\"[^\"\n]{1,60}\"\s*:")


def refuse_foreign(content: bytes) -> None:
    """Raise UnreadableFile for the formats that are known and not read."""
    if not content:
        raise UnreadableFile("This file is empty: it has no bytes. Export the transcript again.")
    head = content.removeprefix(b"\xef\xbb\xbf")[:1024]
    if b"%PDF-" in head:
        raise _refused("a PDF", "Open it in Word and save it as .docx, check the text, import it.")
    if content.startswith(_OLE):
        raise _compound(content)
    if head[4:8] == b"ftyp":
        raise _refused("a recording (MP4)", "Transcribe it first, then import the transcript.")
    for start, what, advice in _STARTS:
        if head.startswith(start) and _surely(start, content):
            raise _refused(what, advice)
    _refuse_markup(head)


def refuse_archive(names: tuple[str, ...], mimetype: bytes) -> None:
    """Raise UnreadableFile for a zip file that is known to be something other than .docx."""
    if b"opendocument" in mimetype or "META-INF/manifest.xml" in names:
        raise _refused("an OpenDocument file (.odt)", _AS_WORD)
    if b"epub" in mimetype:
        raise _refused("an e-book", _AS_TEXT)
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        raise _refused("a Pages file", "Export it from Pages as Word (.docx), then import that.")


def _surely(start: bytes, content: bytes) -> bool:
    """Let text pass that happens to begin with the letters of a signature."""
    if start in (b"BM", b"RIFF", b"ID3", b"GIF8", b"Rar!", b"OggS", b"fLaC"):
        return any(byte < 9 for byte in content[:64])
    return True


def _compound(content: bytes) -> UnreadableFile:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return UnreadableFile(
            "This file is protected by a password. Open it in Word, remove the password "
            "(File, Info, Protect) and import the copy."
        )
    return _refused("an old Office file (.doc, .xls or .ppt)", _AS_WORD)


def _refuse_markup(head: bytes) -> None:
    if _WEB.match(head):
        raise _refused("a web page (HTML)", _AS_TEXT)
    if _XML.match(head):
        raise _refused("an XML file", "Export the transcript as .docx, .txt, .vtt or .srt.")
    if _JSON.match(head):
        raise _refused(
            "a JSON file", "Export the transcript from the recogniser as .vtt, .srt or .docx."
        )


def _refused(what: str, advice: str) -> UnreadableFile:
    return UnreadableFile(f"This file is {what}, whatever its name says. {advice}")
