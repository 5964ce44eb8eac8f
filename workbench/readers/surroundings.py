"""Report what a Word file holds beside the words spoken: comments, notes, properties, objects."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

from workbench.readers.body import Body, texts, walk
from workbench.readers.package import Package, Relation, attribute, local
from workbench.readers.reading import Finding

_ASIDE = {
    "insertions": "Tracked insertions, taken as part of the text: {}.",
    "deletions": "Tracked deletions, left out of the text: {}.",
    "moves": "Tracked moves, taken where the words stand now: {}.",
    "hidden text": "Stretches of hidden text, left out of the text: {}.",
    "field codes": "Field codes (links, dates, numbers), left out of the text: {}.",
    "descriptions of pictures": "Descriptions of pictures, left out of the text: {}.",
    "emphasis": "Words in bold, italics, capitals or underlined among others, as stress is often "
    "typed: {}. The words were taken, how they look was not: where you quote them, set ** around "
    "what was stressed.",
    "symbols": "Symbols from special fonts, replaced by the mark \ufffd: {}.",
}
_COUNTED = {
    "pictures and drawings": "Pictures and drawings, left out: {}.",
    "text boxes": "Text boxes, taken as paragraphs of their own: {}. Check them.",
    "automatic numbers": "Paragraphs with automatic numbers, which are not part of the text: {}.",
    "parts in other formats": "Parts in another format, not read: {}. Open the file in Word, save "
    "it again and import that copy.",
}
_TEXTS = {
    "footnotes": ("footnotes", "Paragraphs of footnotes, left out of the text: {}."),
    "endnotes": ("endnotes", "Paragraphs of endnotes, left out of the text: {}."),
    "comments": ("comments", "Paragraphs of comments, left out of the text: {}."),
    "header": ("page headers", "Lines of page headers, left out of the text: {}."),
    "footer": ("page footers", "Lines of page footers, left out of the text: {}."),
}
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
_EMBEDDED = ("package", "oleObject", "image", "audio", "video", "aFChunk", "vbaProject", "control")


def findings(package: Package, body: Body) -> list[Finding]:
    """Gather all findings of a Word file; what they quote stands in `detail` alone."""
    found = [
        Finding(kind=kind, message=message.format(len(pieces)), detail="\n".join(pieces))
        for kind, message in _ASIDE.items()
        if (pieces := [piece for piece in body.aside[kind] if piece.strip()])
    ]
    found += [
        Finding(kind=kind, message=message.format(body.counts[kind]))
        for kind, message in _COUNTED.items()
        if body.counts[kind]
    ]
    relations = package.relations(package.main)
    return [*found, *_texts(package, relations), *_properties(package), *_objects(relations)]


def _texts(package: Package, relations: list[Relation]) -> list[Finding]:
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for relation in relations:
        root = package.tree(relation.target) if relation.kind in _TEXTS else None
        if root is not None and not relation.outside:
            people = [attribute(each, "author") or "" for each in root if local(each) == "comment"]
            gathered[relation.kind] += [line for line in texts(walk(root)) if line.strip()]
            gathered[relation.kind + " by"] += sorted(set(filter(None, people)))
    found = []
    for kind, (name, message) in _TEXTS.items():
        if lines := gathered[kind]:
            detail = "\n".join((*lines, *(f"by {who}" for who in gathered[kind + " by"])))
            found.append(Finding(kind=name, message=message.format(len(lines)), detail=detail))
    return found


def _properties(package: Package) -> list[Finding]:
    lines = []
    for relation in package.relations(""):
        root = package.tree(relation.target) if relation.kind in _PROPERTIES else None
        if root is not None and not relation.outside:
            lines += [line for each in root if (line := _property(each))]
    if not lines:
        return []
    message = f"Properties of the file, such as author and company, kept with it: {len(lines)}."
    return [Finding(kind="file properties", message=message, detail="\n".join(lines))]


def _property(element: etree._Element) -> str:
    value = " ".join(str(text) for text in element.itertext()).strip()
    return f"{element.get('name') or local(element)}: {value}" if value else ""


def _objects(relations: list[Relation]) -> list[Finding]:
    found = []
    embedded = [each.target for each in relations if each.kind in _EMBEDDED and not each.outside]
    custom = [each.target for each in relations if each.kind == "customXml"]
    outside = [each.target for each in relations if each.outside]
    for kind, targets, what in (
        ("embedded files", embedded, "Embedded files and pictures, not read"),
        ("custom data", custom, "Parts with data of other programs, not read"),
        ("links", outside, "Links that point outside the file, not followed"),
    ):
        if targets:
            detail = "\n".join(targets)
            found.append(Finding(kind=kind, message=f"{what}: {len(targets)}.", detail=detail))
    return found
