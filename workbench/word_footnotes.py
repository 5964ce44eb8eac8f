"""Put footnotes into Word documents, which python-docx cannot (ECMA-376, part 1, §17.11)."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsmap
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from lxml import etree

from workbench.word_tables import Element, qn, run

TEXT, MARK = "footnote text", "footnote reference"
_EMPTY = (
    f'<w:footnotes xmlns:w="{nsmap["w"]}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
    "</w:r></w:p></w:footnote></w:footnotes>"
)


def footnote(document: Document, words: str) -> Element:
    """Add a footnote and return the run that refers to it; the numbers are Word's own."""
    notes = _part(document).element
    number = str(len(notes) - 1)
    note = etree.SubElement(notes, qn("w:footnote"), {qn("w:id"): number})
    paragraph = etree.SubElement(note, qn("w:p"))
    looks = etree.SubElement(paragraph, qn("w:pPr"))
    etree.SubElement(looks, qn("w:pStyle"), {qn("w:val"): _id(document, TEXT)})
    mark = _marked(document)
    etree.SubElement(mark, qn("w:footnoteRef"))
    paragraph.append(mark)
    paragraph.append(run(f" {words}"))
    refers = _marked(document)
    etree.SubElement(refers, qn("w:footnoteReference"), {qn("w:id"): number})
    return refers


def _marked(document: Document) -> Element:
    new: Element = etree.Element(qn("w:r"))
    looks = etree.SubElement(new, qn("w:rPr"))
    etree.SubElement(looks, qn("w:rStyle"), {qn("w:val"): _id(document, MARK)})
    return new


def _part(document: Document) -> Any:
    for link in document.part.rels.values():
        if link.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            return link.target_part
    new = XmlPart(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        parse_xml(_EMPTY),
        document.part.package,
    )
    document.part.relate_to(new, RELATIONSHIP_TYPE.FOOTNOTES)
    _styles(document)
    return new


def _styles(document: Document) -> None:
    text = document.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(0)
    mark = document.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def _id(document: Document, name: str) -> str:
    return str(document.styles[name].style_id)
