"""Open a Word package: hardened XML, parts found through relationships and content types."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from workbench.errors import UnreadableFile
from workbench.readers.archive import Archive

MOST_TAGS = 4_000_000
_WORD_TYPES = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroenabled.main+xml",
    "ms-word.template.macroenabledtemplate.main+xml",
)
_OTHERS = {"spreadsheetml": "a spreadsheet (Excel)", "presentationml": "slides (PowerPoint)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Point from one part to another; `kind` is the last word of the relationship's type."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Hold a Word package and where its main part lies."""

    archive: Archive
    main: str

    def relations(self, part: str) -> list[Relation]:
        """List where a part points ("" for the package itself)."""
        return list(_relations(self.archive, part))

    def tree(self, part: str) -> etree._Element | None:
        """Parse a part, or None where the package does not hold it."""
        content = _part(self.archive, part)
        return None if content is None else parse(content, part)


def open_package(archive: Archive) -> Package:
    """Find the main part; raise UnreadableFile where the zip file is no Word document."""
    if not archive.names:
        raise UnreadableFile("This file is an empty zip file. Export the transcript again.")
    types = _part(archive, "[Content_Types].xml")
    if types is None:
        raise UnreadableFile(
            "This file is a zip file, but no Word document. Unpack it and import what it holds."
        )
    kinds = _content_types(parse(types, "[Content_Types].xml"))
    for relation in _relations(archive, ""):
        if relation.kind == "officeDocument" and not relation.outside:
            _check_type(_type_of(relation.target, kinds))
            return Package(archive=archive, main=relation.target)
    raise UnreadableFile(
        "This file names no main document. Open it in Word, save it again as .docx and import that."
    )


def parse(content: bytes, part: str) -> etree._Element:
    """Parse XML without entities, network or DTD; raise UnreadableFile naming the part."""
    if b"<!DOCTYPE" in content or "<!DOCTYPE".encode("utf-16-le") in content:
        raise _declared(part)
    if content.count(b"<") > MOST_TAGS:
        raise UnreadableFile(
            "This Word file has far more paragraphs than an interview. Import the transcript of "
            "one interview."
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f" at line {line}" if line else ""
        raise UnreadableFile(
            f"This Word file is damaged{where} of {_spoken(part)}. Open it in Word, save it again "
            "and import that copy."
        ) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise _declared(part)
    return root


def local(element: etree._Element) -> str:
    """Name an element without its namespace: strict and transitional files then read alike."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """Read an attribute whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def _spoken(part: str) -> str:
    known = ("document", "styles", "comments", "footnotes", "endnotes", "header", "footer")
    stem = posixpath.basename(part).rpartition(".")[0].rstrip("0123456789")
    return f"its part '{stem}'" if stem in known else "one of its parts"


def _declared(part: str) -> UnreadableFile:
    return UnreadableFile(
        f"This Word file declares a DOCTYPE in {_spoken(part)}, as Word never does; it was not "
        "read. Copy its text into a new document and import that."
    )


def _part(archive: Archive, name: str) -> bytes | None:
    if name in archive.parts:
        return archive.parts[name]
    # Part names are compared without case (ECMA-376, part 2, 9.1.1).
    folded = name.casefold()
    return next((part for key, part in archive.parts.items() if key.casefold() == folded), None)


def _relations(archive: Archive, part: str) -> Iterator[Relation]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    content = _part(archive, path)
    if content is None:
        return
    for element in parse(content, path):
        kind = (element.get("Type") or "").rpartition("/")[2]
        target = element.get("Target") or ""
        outside = element.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield Relation(kind=kind, target=target, outside=outside)


def _content_types(root: etree._Element) -> dict[str, str]:
    kinds = {}
    for element in root:
        name = element.get("PartName") or "*." + (element.get("Extension") or "")
        kinds[name.lstrip("/").casefold()] = (element.get("ContentType") or "").casefold()
    return kinds


def _type_of(part: str, kinds: dict[str, str]) -> str:
    folded = part.casefold()
    return kinds.get(folded) or kinds.get("*." + folded.rpartition(".")[2], "")


def _check_type(kind: str) -> None:
    if any(kind.endswith(word) for word in _WORD_TYPES):
        return
    for name, what in _OTHERS.items():
        if name in kind:
            raise UnreadableFile(
                f"This file is {what}, not a Word document. Copy the transcript into a .docx file."
            )
    raise UnreadableFile(
        "This file is an Office file whose main part is no Word document. Save the transcript as "
        ".docx in Word and import that."
    )
