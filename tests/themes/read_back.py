"""Read quote files back as another program would: the words of each row, and the other cells."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import docx
import openpyxl

from workbench.word_tables import QUOTE_WORDS

Rows = list[dict[str, object]]


def docx_words(path: Path) -> list[str]:
    """Join the runs of the style that marks what was said."""
    return [
        "\n".join(
            "".join(run.text for run in paragraph.runs if run.style.name == QUOTE_WORDS)
            for paragraph in row.cells[0].paragraphs
            if any(run.style.name == QUOTE_WORDS for run in paragraph.runs)
        )
        for row in docx.Document(str(path)).tables[0].rows[1:]
        if len(row._tr.tc_lst) > 1
    ]


def docx_cells(path: Path) -> list[list[str]]:
    """Give the text of every cell; one of a row that spans the table."""
    rows = docx.Document(str(path)).tables[0].rows
    return [[cell.text for cell in row.cells[: len(row._tr.tc_lst)]] for row in rows]


def document_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def xlsx_rows(path: Path) -> Rows:
    """Undo the escape that ECMA-376 prescribes for text (ST_Xstring)."""
    sheet = openpyxl.load_workbook(path)["Quotes"]
    header, *lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [
        {str(_unescaped(name)): _unescaped(value) for name, value in zip(header, line, strict=True)}
        for line in lines
    ]


def csv_rows(path: Path) -> Rows:
    """Take away one leading apostrophe, as the format says."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    return [
        {
            name.removeprefix("'"): value.removeprefix("'")
            for name, value in zip(header, line, strict=True)
        }
        for line in lines
    ]


def _unescaped(value: object) -> object:
    if not isinstance(value, str):
        return "" if value is None else value
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)
