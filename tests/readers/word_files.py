"""Make Word files for tests: real ones through python-docx, odd ones as raw zip files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from docx import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(paragraphs: Sequence[str]) -> bytes:
    """Write paragraphs as Word does; LF becomes a line break."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def docx_table(rows: Sequence[Sequence[str]], before: Sequence[str] = ()) -> bytes:
    document = Document()
    for text in before:
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def zipped(entries: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def raw_docx(
    body: str,
    *,
    main: str = "word/document.xml",
    parts: Mapping[str, tuple[str, str]] | None = None,
    namespace: str = W,
    rel: str = REL,
    prologue: str = "",
    extra: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """Write a package by hand; `parts` maps names to a relationship kind and XML content."""
    folder, _, name = main.rpartition("/")
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{rel}/{kind}" Target="{part.rpartition("/")[2]}"/>'
        for n, (part, (kind, _)) in enumerate((parts or {}).items())
    )
    entries: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{main}" ContentType="{_WORD_TYPE}.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{rel}/officeDocument" Target="{main}"/></Relationships>'
        ),
        main: f'{prologue}<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>',
        f"{folder}/_rels/{name}.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
        ),
    }
    entries |= {part: content for part, (_, content) in (parts or {}).items()}
    return zipped(entries | dict(extra or {}))


def paragraph(*inner: str) -> str:
    """Wrap runs, or plain words, in a paragraph."""
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in inner)}</w:p>"


def run(text: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
