"""Write Word files byte for byte the same every time: fixed times, no compression.

Only what a transcript needs (ECMA-376): paragraphs with line breaks, bold labels, tracked
changes, comments and the properties in which a typist's or researcher's name stands.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from corpora.markup import Piece

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (2021, 3, 8, 9, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Hold one paragraph: an optional bold label, then lines or a typist's pieces."""

    lines: Sequence[str] = ()
    pieces: Sequence[Piece] = ()
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """Name who wrote the file (and its comments and insertions) and who changed (deleted) last."""

    author: str
    changed_by: str
    modified: str
    company: str = ""
    title: str = ""


def write(paragraphs: Sequence[Paragraph], properties: Properties) -> bytes:
    """Return the bytes of a .docx file; `modified` also dates comments and changes."""
    body = _Body(properties)
    document = "".join(body.paragraph(each) for each in paragraphs)
    parts = {
        "[Content_Types].xml": _content_types(bool(body.comments)),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            ("core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(properties),
        "docProps/app.xml": _app(properties),
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{document}<w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
        "word/styles.xml": f'{_HEAD}<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" '
        'w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>',
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), *([("comments", "comments.xml")] if body.comments else [])
        ),
    }
    if body.comments:
        comments = "".join(body.comments)
        parts["word/comments.xml"] = f'{_HEAD}<w:comments xmlns:w="{_W}">{comments}</w:comments>'
    return _zip(parts)


class _Body:
    """Number comments and changes while paragraphs are written."""

    def __init__(self, properties: Properties) -> None:
        date = f"w:date={quoteattr(properties.modified)}"
        self.by_author = f"w:author={quoteattr(properties.author)} {date}"
        self.by_changer = f"w:author={quoteattr(properties.changed_by)} {date}"
        self.initials = "".join(word[0] for word in properties.author.split())
        self.comments: list[str] = []
        self.changes = 100

    def paragraph(self, paragraph: Paragraph) -> str:
        runs = [_run(paragraph.label, bold=True)] if paragraph.label else []
        for number, line in enumerate(paragraph.lines):
            runs.append(_run(line, before="<w:br/>" if number else ""))
        runs += [self.piece(piece) for piece in paragraph.pieces]
        return f"<w:p>{''.join(runs)}</w:p>"

    def piece(self, piece: Piece) -> str:
        words = piece.words.text
        if piece.comment is not None:
            return self.commented(words, piece.comment.text)
        if piece.trace == "kept":
            return _run(words)
        self.changes += 1
        if piece.trace == "inserted":
            return f'<w:ins w:id="{self.changes}" {self.by_author}>{_run(words)}</w:ins>'
        deleted = _run(words, tag="delText")
        return f'<w:del w:id="{self.changes}" {self.by_changer}>{deleted}</w:del>'

    def commented(self, words: str, comment: str) -> str:
        number = len(self.comments)
        self.comments.append(
            f'<w:comment w:id="{number}" {self.by_author} w:initials="{self.initials}">'
            f"<w:p>{_run(comment)}</w:p></w:comment>"
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>{_run(words)}<w:commentRangeEnd '
            f'w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        )


def _run(words: str, *, bold: bool = False, before: str = "", tag: str = "t") -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{weight}{before}<w:{tag} xml:space="preserve">{escape(words)}</w:{tag}></w:r>'


def _content_types(commented: bool) -> str:
    kinds = {"document.main": "document", "styles": "styles"}
    if commented:
        kinds["comments"] = "comments"
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for kind, name in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = ""
    for number, (kind, target) in enumerate(targets, 1):
        home = f"{_PACKAGE}/relationships/metadata" if kind.startswith("core") else _OFFICE
        place = home if kind.startswith("core") else f"{home}/relationships"
        rows += f'<Relationship Id="rId{number}" Type="{place}/{kind}" Target="{target}"/>'
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core(properties: Properties) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title>"
        f"<dc:creator>{escape(properties.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(properties.changed_by)}</cp:lastModifiedBy>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{properties.modified}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _app(properties: Properties) -> str:
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>Microsoft Office Word</Application><Company>{escape(properties.company)}"
        "</Company></Properties>"
    )


def _zip(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.create_system = 0
            archive.writestr(entry, content.encode("utf-8"))
    return packed.getvalue()
