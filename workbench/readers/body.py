"""Walk the body of a Word document: paragraphs, tables, and what stands beside the words.

Word's own behaviour is the measure: insertions count, deletions do not, hidden text is not seen.
`python-docx` drops tracked insertions, content controls and text boxes and keeps hidden text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from workbench.readers.emphasis import stretches
from workbench.readers.package import attribute, local

_INSERTED = {"ins": "insertions", "moveTo": "moves"}
_DROPPED = {"del": "deletions", "moveFrom": "moves"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_SETTINGS = "pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr smartTagPr customXmlPr"
_SILENT = frozenset((*_SETTINGS.split(), "rt", "fldData"))
_OFF = ("0", "false", "off", "none")
_SET_APART = ("b", "i", "u", "em", "caps")
_APART_STYLES = ("Emphasis", "Strong", "IntenseEmphasis", "SubtleEmphasis")
Table = list[list[str]]


@dataclass(slots=True, kw_only=True)
class Body:
    """Gather paragraphs and tables in order, and by kind what is not plain speech."""

    blocks: list[str | Table] = field(default_factory=list)
    aside: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)
    hidden_styles: frozenset[str] = frozenset()
    unfinished: str = ""
    pieces: list[tuple[str, bool]] = field(default_factory=list)


def walk(root: etree._Element, hidden_styles: frozenset[str] = frozenset()) -> Body:
    """Walk a document, footnote, comment or header part."""
    body = Body(hidden_styles=hidden_styles)
    _blocks(root, body)
    if body.unfinished:
        body.blocks.append(body.unfinished)
    return body


def hidden_styles(styles: etree._Element | None) -> frozenset[str]:
    """Find the styles that hide their text, also through the style they are based on."""
    if styles is None:
        return frozenset()
    hidden: set[str] = set()
    based: dict[str, str] = {}
    for style in (each for each in styles if local(each) == "style"):
        name = attribute(style, "styleId") or ""
        for child in style:
            if local(child) == "basedOn":
                based[name] = attribute(child, "val") or ""
            elif local(child) == "rPr" and _has(child, "vanish"):
                hidden.add(name)
    for _ in range(len(based)):
        more = {name for name, parent in based.items() if parent in hidden} - hidden
        if not more:
            break
        hidden |= more
    return frozenset(hidden)


def texts(body: Body) -> list[str]:
    """Write blocks as paragraphs, the cells of a table row parted by tabs."""
    lines: list[str] = []
    for block in body.blocks:
        lines += [block] if isinstance(block, str) else ["\t".join(row) for row in block]
    return lines


def _blocks(parent: etree._Element, body: Body) -> None:
    for element in parent:
        name = local(element)
        if name == "p":
            _paragraph(element, body)
        elif name == "tbl":
            _table(element, body)
        elif name in _DROPPED:
            body.aside[_DROPPED[name]].append(_words(element))
        elif name == "AlternateContent":
            _blocks(_alternative(element), body)
        elif name == "altChunk":
            body.counts["parts in other formats"] += 1
        elif name not in _SILENT:
            body.counts[_INSERTED.get(name, "")] += name in _INSERTED
            _blocks(element, body)


def _paragraph(element: etree._Element, body: Body) -> None:
    marks = next((child for child in element if local(child) == "pPr"), None)
    boxes: list[etree._Element] = []
    hides = marks is not None and _styled(marks, "pStyle", body)
    body.pieces = []
    text = body.unfinished + _inline(element, body, boxes, hides)
    body.aside["emphasis"] += stretches(body.pieces)
    body.unfinished = ""
    if marks is not None:
        body.counts["automatic numbers"] += any(local(child) == "numPr" for child in marks)
        own = next((child for child in marks if local(child) == "rPr"), None)
        if own is not None and any(local(child) in _DROPPED for child in own):
            # The end of this paragraph is deleted: its words run on in the next one.
            body.unfinished = text
            text = ""
    if text.strip() or not body.unfinished:
        body.blocks.append(text)
    for box in boxes:
        body.counts["text boxes"] += 1
        _blocks(box, body)


def _inline(parent: etree._Element, body: Body, boxes: list[etree._Element], hides: bool) -> str:
    pieces: list[str] = []
    for element in parent:
        name = local(element)
        if name in _SILENT:
            continue
        if name == "r":
            pieces.append(_run(element, body, boxes, hides))
        elif name in _DROPPED:
            body.aside[_DROPPED[name]].append(_words(element))
        elif name in ("txbxContent", "altChunk"):
            boxes.append(element)
        elif name == "AlternateContent":
            pieces.append(_inline(_alternative(element), body, boxes, hides))
        elif name in ("t", "instrText", "docPr", "sym", *_BREAKS):
            pieces.append(_leaf(element, name, body))
        else:
            if name in _INSERTED:
                body.aside[_INSERTED[name]].append(_words(element))
            pieces.append(_inline(element, body, boxes, hides))
    return "".join(pieces)


def _run(element: etree._Element, body: Body, boxes: list[etree._Element], hides: bool) -> str:
    marks = next((child for child in element if local(child) == "rPr"), None)
    if marks is not None:
        vanish = next((child for child in marks if local(child) == "vanish"), None)
        styled = hides or _styled(marks, "rStyle", body)
        hides = styled if vanish is None else attribute(vanish, "val") not in _OFF
    text = _inline(element, body, boxes, hides)
    if hides and text.strip():
        body.aside["hidden text"].append(text)
        return ""
    body.pieces.append((text, marks is not None and _is_apart(marks)))
    return text


def _leaf(element: etree._Element, name: str, body: Body) -> str:
    if name == "t":
        return (element.text or "").replace("\n", " ")
    if name == "instrText":
        body.aside["field codes"].append(element.text or "")
    elif name == "docPr":
        described = [attribute(element, word) or "" for word in ("title", "descr")]
        body.counts["pictures and drawings"] += 1
        if any(described):
            body.aside["descriptions of pictures"].append(" ".join(described).strip())
    elif name == "sym":
        body.aside["symbols"].append(attribute(element, "char") or "")
        return "\ufffd"
    return _BREAKS.get(name, "")


def _table(element: etree._Element, body: Body) -> None:
    rows: Table = []
    for row in _inside(element, "tr"):
        marks = next((child for child in row if local(child) == "trPr"), None)
        if marks is not None and _has(marks, "del"):
            body.aside["deletions"].append(_words(row))
            continue
        rows.append([_cell(cell, body) for cell in _inside(row, "tc")])
    body.blocks.append(rows)


def _cell(element: etree._Element, body: Body) -> str:
    """Read one cell as text, a table within it included."""
    inner = Body(aside=body.aside, counts=body.counts, hidden_styles=body.hidden_styles)
    _blocks(element, inner)
    return "\n".join(line for line in (*texts(inner), inner.unfinished) if line.strip())


def _inside(parent: etree._Element, wanted: str) -> Iterable[etree._Element]:
    """Find rows or cells, also within content controls, but not those of inner tables."""
    for element in parent:
        name = local(element)
        if name == wanted:
            yield element
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(element, wanted)


def _alternative(element: etree._Element) -> etree._Element:
    """Choose one of the two ways a drawing is written, so that its text is not read twice."""
    first = element[0] if len(element) else element
    return next((child for child in element if _words(child)), first)


def _styled(marks: etree._Element, name: str, body: Body) -> bool:
    styles = (attribute(child, "val") for child in marks if local(child) == name)
    return any(style in body.hidden_styles for style in styles)


def _is_apart(marks: etree._Element) -> bool:
    style = next((attribute(child, "val") for child in marks if local(child) == "rStyle"), "")
    return style in _APART_STYLES or any(_has(marks, name) for name in _SET_APART)


def _has(marks: etree._Element, name: str) -> bool:
    found = next((child for child in marks if local(child) == name), None)
    return found is not None and attribute(found, "val") not in _OFF


def _words(element: etree._Element) -> str:
    wanted = ("t", "delText")
    return "".join(each.text or "" for each in element.iter() if local(each) in wanted)
