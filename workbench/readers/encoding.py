"""Turn bytes into text: which encoding, which line ends, which control characters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from workbench.errors import UnreadableFile
from workbench.readers.reading import Finding

# The longest marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_BINARY_SHARE = 0.02
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Hold text with LF line ends, the encoding it had and what was replaced."""

    text: str
    encoding: str
    findings: tuple[Finding, ...]


def decode(content: bytes) -> Decoded:
    """Decode by mark, UTF-16 pattern, strict UTF-8, then Windows-1252, which is reported.

    Raises UnreadableFile where no encoding fits or the text is mostly control characters.
    """
    encoding, text = _decoded(content)
    if len(_CONTROLS.findall(text)) > len(text) * _BINARY_SHARE:
        raise UnreadableFile(
            "This file holds binary data, not text. Export the transcript as .docx, .txt, .vtt "
            "or .srt and import that."
        )
    cleaned, findings = clean(text)
    if encoding == "cp1252":
        findings = (_guessed(content), *findings)
    return Decoded(text=cleaned, encoding=encoding, findings=findings)


def as_written(content: bytes) -> str:
    """Decode as `decode` does, and leave line ends and a byte order mark as they are."""
    text = _decoded(content)[1]
    return ("\ufeff" if content.startswith(codecs.BOM_UTF8) else "") + text


def clean(text: str) -> tuple[str, tuple[Finding, ...]]:
    """Make every line end LF and replace control characters, code point for code point."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, breaks = _BREAKS.subn("\n", text)
    text, controls = _CONTROLS.subn("\ufffd", text)
    findings = []
    if breaks:
        message = f"Unusual line or page breaks, read as line ends: {breaks}."
        findings.append(Finding(kind="line breaks", message=message))
    if controls:
        message = f"Control characters, replaced by the mark \ufffd: {controls}."
        findings.append(Finding(kind="control characters", message=message))
    return text, tuple(findings)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, _strict(content[len(mark) :], encoding)
    wide = _wide(content[:_SAMPLE])
    for encoding in filter(None, (wide, "utf-8", "cp1252")):
        try:
            return encoding, content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(
        "This file is no text in UTF-8, UTF-16 or Windows-1252. Open it in the program that made "
        "it and save it as UTF-8 text."
    )


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"This file says that it is {encoding.upper()}, but byte {error.start} does not fit. "
            "Save it again as UTF-8 text."
        ) from error


def _wide(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every second byte of Latin text is zero."""
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return None


def _guessed(content: bytes) -> Finding:
    lines = content.splitlines()
    odd = [str(number) for number, line in enumerate(lines, 1) if not line.isascii()]
    message = (
        "The encoding is not UTF-8 and was taken for Windows-1252. Lines whose accented letters, "
        f"dashes and quotation marks are to be checked: {len(odd)}."
    )
    return Finding(kind="encoding", message=message, detail="Lines " + ", ".join(odd[:200]))
