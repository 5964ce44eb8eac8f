"""Make a file of tables for a paper, of any kind that is offered."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from workbench.errors import NotAllowed
from workbench.themes import paper_latex, paper_markup, paper_sheets, paper_word
from workbench.themes.paper_tables import Table, text
from workbench.word_tables import UNWRITABLE

DOCUMENTS = (".docx", ".tex", ".md", ".html")
KINDS = (".docx", ".xlsx", ".csv", ".tex", ".md", ".html")


def render(table: Table, kind: str, *, wide: Mapping[str, int] | None = None) -> bytes:
    """Make the content of a file of a kind, as the name of the file would end.

    Raises NotAllowed for another kind, a table without rows, or what the kind cannot hold.
    """
    if kind.lower() not in KINDS:
        raise NotAllowed(f"Tables are written to files that end in {', '.join(KINDS)}.")
    if not table.rows:
        raise NotAllowed("There is nothing in this table yet, so there is nothing to write.")
    if kind.lower() in DOCUMENTS:
        return document([table], kind)
    file = io.BytesIO()
    if kind.lower() == ".csv":
        paper_sheets.write_csv(paper_sheets.lines(table), file)
    else:
        paper_sheets.write_xlsx(
            table.name, paper_sheets.lines(table), file, wide=wide or _widths(table)
        )
    return file.getvalue()


def document(tables: Sequence[Table], kind: str) -> bytes:
    """Make a document of tables: ".docx", ".tex", ".md" or ".html"."""
    _require_writable(tables)
    if kind.lower() == ".docx":
        return paper_word.render(tables)
    write = {
        ".tex": paper_latex.render,
        ".md": paper_markup.markdown,
        ".html": paper_markup.web,
    }[kind.lower()]
    return write(tables).encode()


def _widths(table: Table) -> dict[str, int]:
    """Give the columns of a sheet the room that they have on paper."""
    every = sum(table.shares)
    of_paper = zip(table.headings, table.shares, strict=True)
    return {name: max(16, round(140 * share / every)) for name, share in of_paper}


def _require_writable(tables: Sequence[Table]) -> None:
    for table in tables:
        for number, row in enumerate(table.rows, start=1):
            if any(UNWRITABLE.search(text(cell)) for cell in row.cells):
                raise NotAllowed(
                    f"Row {number} of the table holds a control character that a document cannot "
                    "store. Take it out of the transcript or memo, or write .csv or .xlsx."
                )
