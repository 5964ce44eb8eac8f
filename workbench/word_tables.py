"""Build Word documents with one kind of table: header repeated, rows whole, words verbatim.

The XML is written here (ECMA-376, WordprocessingML) because python-docx reads a table anew for
each cell, which takes minutes on thousands of rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from docx.document import Document
from docx.oxml.ns import nsmap
from docx.oxml.ns import qn as _qn
from lxml import etree

from workbench.errors import NotAllowed

Element = etree._Element
qn = cache(_qn)

QUOTE_WORDS = "Quote words"
HEADING = "Table heading"
TEXT = "Table text"
SIGN = "Table sign"
MERGED = None
"""Stands for a cell that is one with the cell above it."""
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold, so that no Word document can."""

_TWENTIETH = 635  # of a point, in the units of python-docx
_LETTER, _LINE, _TIGHT = 108, 240, 40
"""Width of a sign and height of a line of ten points, narrow edges of a cell, in twentieths."""


def heading(document: Document, name: str, text: str = "") -> None:
    """Begin with a name and a text of any number of lines."""
    document.add_heading(level=1)._p.append(run(name))
    for line in text.split("\n") if text else ():
        document.add_paragraph()._p.append(run(line))


def caption(document: Document, words: str) -> None:
    """Add “Table 1. …”; the number is a field that Word counts through the document."""
    line = document.add_paragraph(style="Caption")._p
    line.append(run("Table "))
    field = etree.SubElement(line, qn("w:fldSimple"), {qn("w:instr"): " SEQ Table \\* ARABIC "})
    field.append(run("1"))
    line.append(run(f". {words}"))


def table(
    document: Document,
    headings: Sequence[str],
    shares: Sequence[int],
    rows: Iterable[Sequence[Sequence[Element] | None]],
    *,
    turned: Collection[int] = (),
) -> None:
    """Add a table whose columns take shares of the width, with a header that is repeated.

    A row is a list of cells, a cell a list of paragraphs; a single cell spans the whole table, and
    one that is MERGED belongs to the cell above it. The heads of `turned` columns are written
    upwards. A row stays on one page unless it would fill more than half of it.
    """
    room, most = _room(document)
    widths = [room * share // sum(shares) for share in shares]
    new: Element = etree.Element(qn("w:tbl"), nsmap={"w": nsmap["w"]})
    properties = etree.SubElement(new, qn("w:tblPr"))
    _value(properties, "tblStyle", document.styles["Table Grid"].style_id)
    _width(properties, "tblW", room)
    etree.SubElement(properties, qn("w:tblLayout"), {qn("w:type"): "fixed"})
    if turned:
        edges = etree.SubElement(properties, qn("w:tblCellMar"))
        for side in ("left", "right"):
            _width(edges, side, _TIGHT)
    grid = etree.SubElement(new, qn("w:tblGrid"))
    for width in widths:
        etree.SubElement(grid, qn("w:gridCol"), {qn("w:w"): str(width)})
    header = [[paragraph(run(words), style=HEADING)] for words in headings]
    above: list[Element] = []
    _row(new, widths, header, above, header=True)
    _turn(new[-1], turned, max((len(headings[number]) for number in turned), default=0))
    for cells in rows:
        _row(new, widths, cells, above)
        if _lines(widths, cells) < most:
            etree.SubElement(new[-1][0], qn("w:cantSplit"))
    document.element.body.insert_element_before(new, "w:sectPr")


def _room(document: Document) -> tuple[int, float]:
    """Measure within the margins: the width in twentieths of a point, half the height in lines."""
    section = document.sections[-1]
    wide, left, right = section.page_width, section.left_margin, section.right_margin
    high, top, bottom = section.page_height, section.top_margin, section.bottom_margin
    height = (int(high or 0) - int(top or 0) - int(bottom or 0)) // _TWENTIETH
    return (int(wide or 0) - int(left or 0) - int(right or 0)) // _TWENTIETH, height / 2 / _LINE


def _lines(widths: Sequence[int], cells: Sequence[Sequence[Element] | None]) -> int:
    """Guess how many lines the highest cell of a row takes."""
    wide = [sum(widths)] if len(cells) < len(widths) else widths
    return max(
        sum(1 + sum(len(text) for text in one.itertext()) * _LETTER // width for one in cell or ())
        for width, cell in zip(wide, cells, strict=True)
    )


def _turn(header: Element, turned: Collection[int], longest: int) -> None:
    """Write some heads upwards, in a row that is high enough for the longest."""
    if not turned:
        return
    height = {qn("w:val"): str(longest * _LETTER + 2 * _TIGHT), qn("w:hRule"): "atLeast"}
    etree.SubElement(header[0], qn("w:trHeight"), height)
    for number, cell in enumerate(header.findall(qn("w:tc"))):
        if number in turned:
            _value(cell[0], "textDirection", "btLr")


def _row(
    table: Element,
    widths: Sequence[int],
    cells: Sequence[Sequence[Element] | None],
    above: list[Element],
    *,
    header: bool = False,
) -> None:
    """Add a row; `above` holds the shapes of the cells above it, and then its own."""
    line = etree.SubElement(table, qn("w:tr"))
    properties = etree.SubElement(line, qn("w:trPr"))
    if header:
        etree.SubElement(properties, qn("w:cantSplit"))
        etree.SubElement(properties, qn("w:tblHeader"))
    spanning = len(cells) < len(widths)
    shapes = []
    for number, (width, paragraphs) in enumerate(
        zip([sum(widths)] if spanning else widths, cells, strict=True)
    ):
        cell = etree.SubElement(line, qn("w:tc"))
        shape = etree.SubElement(cell, qn("w:tcPr"))
        _width(shape, "tcW", width)
        if spanning:
            _value(shape, "gridSpan", str(len(widths)))
        if header or spanning:
            shade = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): "EDEDED"}
            etree.SubElement(shape, qn("w:shd"), shade)
        if paragraphs is MERGED and number < len(above):
            _merge(above[number], shape)
        cell.extend([paragraph()] if paragraphs is MERGED else paragraphs)
        shapes.append(shape)
    above[:] = shapes


def _merge(above: Element, shape: Element) -> None:
    """Let a cell belong to the one above it, as its first or a further one."""
    if above.find(qn("w:vMerge")) is None:
        _value(above, "vMerge", "restart")
    etree.SubElement(shape, qn("w:vMerge"))


def paragraph(*runs: Element, style: str = TEXT) -> Element:
    """Make a paragraph of runs; it runs from right to left where its words do."""
    new: Element = etree.Element(qn("w:p"))
    properties = etree.SubElement(new, qn("w:pPr"))
    _value(properties, "pStyle", _style_id(style))
    if any(each.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for each in runs):
        etree.SubElement(properties, qn("w:bidi"))
    new.extend(runs)
    return new


def paragraphs(words: str, *, style: str = TEXT) -> list[Element]:
    """Make a paragraph of each line; one that is empty where there are no words."""
    return [paragraph(run(line), style=style) for line in words.split("\n")]


def run(
    words: str, *, style: str | None = None, bold: bool = False, italic: bool = False
) -> Element:
    """Make a run that holds these words and nothing else, tabs and line breaks included.

    Raises NotAllowed for a control character.
    """
    if UNWRITABLE.search(words):
        raise NotAllowed(
            "A name, text or memo holds a control character that Word cannot store. Take it out, "
            "or write another kind of file."
        )
    new: Element = etree.Element(qn("w:r"))
    looks: Element = etree.Element(qn("w:rPr"))
    if style:
        _value(looks, "rStyle", _style_id(style))
    for wanted, name in ((bold, "w:b"), (italic, "w:i"), (_right_to_left(words), "w:rtl")):
        if wanted:
            etree.SubElement(looks, qn(name))
    if len(looks):
        new.append(looks)
    for part in re.split("([\t\n])", words):
        if part in {"\t", "\n"}:
            etree.SubElement(new, qn("w:tab" if part == "\t" else "w:br"))
        elif part:
            text = etree.SubElement(new, qn("w:t"), {qn("xml:space"): "preserve"})
            text.text = part
    return new


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _right_to_left(words: Iterable[str]) -> bool:
    """Tell the direction by the first letter that has one (Unicode UAX 9, rule P2)."""
    kinds = (unicodedata.bidirectional(character) for character in words)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), False)


def _value(parent: Element, name: str, value: str) -> None:
    etree.SubElement(parent, qn(f"w:{name}"), {qn("w:val"): value})


def _width(parent: Element, name: str, width: int) -> None:
    etree.SubElement(parent, qn(f"w:{name}"), {qn("w:w"): str(width), qn("w:type"): "dxa"})
