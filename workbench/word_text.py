"""Write the running text of a Word document: headings, paragraphs, block quotes, open places."""

from __future__ import annotations

from typing import Literal, cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from workbench.word_documents import HEADS, letters
from workbench.word_tables import Element, paragraph, run

Style = Literal["Body Text", "Block quote", "To write"]
BODY: Style = "Body Text"
BLOCK: Style = "Block quote"
OPEN: Style = "To write"
_INK, _FAINT = RGBColor(0x1B, 0x23, 0x2C), RGBColor(0x5F, 0x6B, 0x76)
_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5}


def prepare(document: Document) -> None:
    """Give a document made by `word_documents.document` the styles of a paper."""
    _style(document, "Normal").font.size = Pt(11)
    body = _style(document, BODY)
    _space(body, after=6, line=1.25)
    block = document.styles.add_style(BLOCK, WD_STYLE_TYPE.PARAGRAPH)
    block.base_style = body
    block.paragraph_format.left_indent = block.paragraph_format.right_indent = Cm(1)
    _space(block, after=3, line=1.15)
    waiting = document.styles.add_style(OPEN, WD_STYLE_TYPE.PARAGRAPH)
    waiting.base_style = body
    waiting.font.italic = True
    waiting.font.color.rgb = _FAINT
    caption = _style(document, "Caption")
    caption.font.bold, caption.font.color.rgb = True, _INK
    _space(caption, before=8, after=4, line=1)
    for name, size in _SIZES.items():
        _heading_style(document, name, size)


def heading(document: Document, words: str, level: int, *, on_new_page: bool = False) -> None:
    """Add a heading; level 0 is the title."""
    new = document.add_heading(level=level)
    new._p.append(run(words))
    if on_new_page:
        new.paragraph_format.page_break_before = True


def add(document: Document, *runs: Element, style: Style = BODY) -> Element:
    """Add a paragraph of runs at the end, with room between it and a table before."""
    new = paragraph(*runs, style=style)
    document.element.body.insert_element_before(new, "w:sectPr")
    before = new.getprevious()
    if before is not None and before.tag == qn("w:tbl"):
        new[0].append(new.makeelement(qn("w:spacing"), {qn("w:before"): "160"}))
    return new


def add_lines(document: Document, words: str, *, style: Style = BODY) -> None:
    """Add a paragraph for each line that is not empty."""
    for line in words.split("\n"):
        if line.strip():
            add(document, run(line), style=style)


def keep_with_next(one: Element) -> None:
    """Keep a paragraph on the page of the one after it."""
    properties = one[0]
    properties.append(properties.makeelement(qn("w:keepNext"), {}))


def set_off(one: Element) -> None:
    """Leave room after the last paragraph of a block."""
    properties = one[0]
    room = {qn("w:after"): "160", qn("w:line"): "276", qn("w:lineRule"): "auto"}
    properties.append(properties.makeelement(qn("w:spacing"), room))


def _heading_style(document: Document, name: str, size: float) -> None:
    style = _style(document, name)
    letters(document, name, HEADS)
    style.font.size, style.font.color.rgb = Pt(size), _INK
    _space(style, before=18 if size > _SIZES["Heading 2"] else 12, after=6, line=1.1)
    style.paragraph_format.keep_with_next = True
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _style(document: Document, name: str) -> ParagraphStyle:
    return cast("ParagraphStyle", document.styles[name])


def _space(style: ParagraphStyle, *, before: float = 0, after: float, line: float) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line
