"""Begin Word documents that name no author and no date, with the styles of tables."""

from __future__ import annotations

from typing import IO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from workbench.word_tables import HEADING, QUOTE_WORDS, SIGN, TEXT, run

FONT, HEADS = "Times New Roman", "Arial"
"""Fonts that every machine has, or one with the same measures."""
_FROM_TEMPLATE = {"thumbnail", "extended-properties", "customXml", "stylesWithEffects"}


def document(*, upright: bool = False) -> Document:
    """Start an A4 document, landscape unless `upright`, that names no author and no date."""
    new = docx.Document()
    _strip_metadata(new)
    section = new.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    if upright:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for style in ("Normal", "Caption", "Heading 1", "Heading 2", "Heading 3"):
        letters(new, style, FONT)
    text = new.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = new.styles["Normal"]
    text.font.size = Pt(10)
    text.paragraph_format.space_before = text.paragraph_format.space_after = Pt(2)
    text.paragraph_format.line_spacing = 1
    heading = new.styles.add_style(HEADING, WD_STYLE_TYPE.PARAGRAPH)
    heading.base_style = text
    heading.font.bold = True
    heading.paragraph_format.keep_with_next = True
    sign = new.styles.add_style(SIGN, WD_STYLE_TYPE.PARAGRAPH)
    sign.base_style = text
    sign.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    new.styles.add_style(QUOTE_WORDS, WD_STYLE_TYPE.CHARACTER)
    line = new.styles["Caption"]
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(12), Pt(6)
    line.font.size = Pt(10)
    for style in (line, *(new.styles[f"Heading {level}"] for level in (1, 2, 3))):
        style.font.color.rgb = RGBColor(0, 0, 0)
    _number_pages(new)
    return new


def save(document: Document, file: IO[bytes]) -> None:
    """Write the document to an open file."""
    document.save(file)


def letters(document: Document, style: str, font: str) -> None:
    """Set a font by its name: one that the theme of the document gives would win otherwise."""
    shape = document.styles[style]
    shape.font.name = font
    fonts = shape.element.rPr.rFonts
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)


def _number_pages(document: Document) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = etree.SubElement(line._p, qn("w:fldSimple"), {qn("w:instr"): " PAGE "})
    field.append(run("1"))


def _strip_metadata(document: Document) -> None:
    """Drop what python-docx's template brings along: author, dates, revisions, a picture."""
    properties = document.core_properties._element
    for child in list(properties):
        properties.remove(child)
    numbering = document.part.numbering_part.element
    for part in (document.element, document.settings.element, document.styles.element, numbering):
        for node in list(part.iter(qn("w:rsids"), qn("w:rsid"))):
            node.getparent().remove(node)
        for node in part.iter():
            for name in [name for name in node.attrib if "rsid" in name]:
                del node.attrib[name]
    for owner in (document.part.package, document.part):
        for key, link in list(owner.rels.items()):
            if link.reltype.rpartition("/")[2] in _FROM_TEMPLATE:
                del owner.rels[key]
