"""Set a report as a Word document: upright A4, headers repeated, room to sign."""

from __future__ import annotations

import io
import re

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Pt, RGBColor

from workbench import word_documents, word_tables
from workbench.anonymise.report_parts import (
    Answer,
    Heading,
    Paragraph,
    Part,
    Report,
    Signature,
    Table,
)

_WIDTH = Cm(17)
_GREY = RGBColor(0x59, 0x59, 0x59)
_INK = RGBColor(0x1F, 0x2A, 0x37)


def render(report: Report) -> bytes:
    """Make the content of a .docx file."""
    document = word_documents.document(upright=True)
    _dress(document)
    document.add_heading(_writable(report.title), level=0)
    _note(document, report.subtitle)
    for part in report.parts:
        _add(document, part)
    file = io.BytesIO()
    word_documents.save(document, file)
    return file.getvalue()


def _dress(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    sizes = {"Title": 22, "Heading 1": 14, "Heading 2": 11.5}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _INK
        fonts = style.element.rPr.rFonts
        for key in list(fonts.attrib):
            if key.endswith(("Theme", "asciiTheme", "hAnsiTheme")):
                del fonts.attrib[key]
        style.paragraph_format.keep_with_next = True
    document.styles["Heading 1"].paragraph_format.space_before = Pt(18)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(12)
    caption = document.styles["Caption"]
    caption.font.size, caption.font.color.rgb = Pt(9), _GREY


def _add(document: Document, part: Part) -> None:
    if isinstance(part, Heading):
        begun = document.add_heading(_writable(part.words), level=part.level)
        begun.paragraph_format.page_break_before = part.on_new_page
    elif isinstance(part, Paragraph):
        _note(document, part.words) if part.is_note else document.add_paragraph(part.words)
    elif isinstance(part, Table):
        _table(document, part)
    elif isinstance(part, Answer):
        _answer(document, part)
    else:
        _signature(document, part)


def _note(document: Document, words: str) -> None:
    run = document.add_paragraph().add_run(_writable(words))
    run.font.size, run.font.color.rgb = Pt(9), _GREY


def _table(document: Document, part: Table) -> None:
    word_tables.caption(document, part.caption)
    word_tables.table(
        document,
        part.headings,
        part.shares,
        ([word_tables.paragraphs(_writable(cell)) for cell in row] for row in part.rows),
    )
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _answer(document: Document, part: Answer) -> None:
    asked = document.add_paragraph()
    asked.add_run(f"{part.title}. ").bold = True
    asked.add_run(part.question)
    asked.paragraph_format.keep_with_next = True
    asked.paragraph_format.space_after = Pt(2)
    if part.judgement:
        judged = document.add_paragraph()
        judged.paragraph_format.keep_with_next = bool(part.words)
        judged.add_run(part.judgement).bold = True
    for line in part.words.split("\n") if part.words else ():
        document.add_paragraph(_writable(line)).paragraph_format.left_indent = Cm(0.6)
    for _ in range(0 if part.words else part.lines):
        _ruled(document)


def _signature(document: Document, part: Signature) -> None:
    words = f"Signed: {part.name}" if part.name else "Signed:\t"
    line = document.add_paragraph()
    line.paragraph_format.space_before = Pt(10)
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(10.5), WD_TAB_ALIGNMENT.LEFT, _leader(bool(part.name)))
    stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.LEFT, _leader(bool(part.date)))
    middle = "\t" if part.name else "  "
    line.add_run(_writable(f"{words}{middle}Date: {part.date}") + ("" if part.date else "\t"))


def _leader(filled: bool) -> WD_TAB_LEADER:
    return WD_TAB_LEADER.SPACES if filled else WD_TAB_LEADER.LINES


def _ruled(document: Document) -> None:
    line = document.add_paragraph("\t")
    line.paragraph_format.space_before = Pt(6)
    line.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def _writable(words: str) -> str:
    return re.sub(word_tables.UNWRITABLE, "\N{REPLACEMENT CHARACTER}", words)
