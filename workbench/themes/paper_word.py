"""Write tables for a paper into a Word document that its author goes on with."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION

from workbench import word_documents, word_tables
from workbench.themes import column_widths
from workbench.themes.paper_tables import Cell, Paragraph, Row, Table, folded
from workbench.word_tables import HEADING, MERGED, QUOTE_WORDS, SIGN, TEXT, Element, paragraph, run


def render(tables: Sequence[Table]) -> bytes:
    """Make a document of tables; raises NotAllowed for a character that XML cannot hold."""
    document = word_documents.document(upright=not tables[0].landscape)
    for table in tables:
        append(document, table)
    file = io.BytesIO()
    word_documents.save(document, file)
    return file.getvalue()


def append(document: Document, table: Table) -> None:
    """Add a table with its caption at the end of a document made by `word_documents.document`.

    A landscape table in an upright document stands on pages of its own, and the pages after it
    are upright again.
    """
    turned = table.landscape and not is_landscape(document)
    if turned:
        turn(document)
    if table.title:
        word_tables.heading(document, table.title, table.intro)
    word_tables.caption(document, table.caption)
    widths = column_widths.shares(replace(table, landscape=is_landscape(document)))
    word_tables.table(document, table.headings, widths, _rows(table), turned=table.turned)
    if table.notes:
        note = paragraph(run("Note. ", italic=True), run(" ".join(table.notes)))
        document.element.body.insert_element_before(note, "w:sectPr")
    if turned:
        turn(document)


def is_landscape(document: Document) -> bool:
    """Tell whether the last page lies on its side."""
    return bool(document.sections[-1].orientation == WD_ORIENT.LANDSCAPE)


def turn(document: Document) -> None:
    """Begin a page the other way round."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    upright = section.orientation != WD_ORIENT.LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if upright else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width


def _rows(table: Table) -> Iterator[list[list[Element] | None]]:
    for row in folded(table.rows):
        if row.heading:
            yield [_heading(row)]
        else:
            merged = [MERGED] * row.same
            shown = list(enumerate(row.cells))[row.same :]
            styles = [SIGN if number in table.turned else TEXT for number, _ in shown]
            cells = (_cell(cell, style) for (_, cell), style in zip(shown, styles, strict=True))
            yield [*merged, *cells]


def _heading(row: Row) -> list[Element]:
    first, *rest = row.cells[0]
    return [_paragraph(first, style=HEADING), *(_paragraph(one) for one in rest)]


def _cell(cell: Cell, style: str) -> list[Element]:
    return [_paragraph(spans, style=style) for spans in cell] or [paragraph()]


def _paragraph(spans: Paragraph, *, style: str = TEXT) -> Element:
    runs = [
        run(
            span.text,
            style=QUOTE_WORDS if span.words else None,
            bold=span.bold,
            italic=span.italic,
        )
        for span in spans
    ]
    return paragraph(*runs, style=style)
