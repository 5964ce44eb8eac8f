"""Word files: layouts, tracked changes, what stands beside the words, strict and odd packages."""

from __future__ import annotations

import pytest
from docx import Document

from tests.readers.test_text import kinds, roles, said
from tests.readers.word_files import (
    STRICT_REL,
    STRICT_W,
    W,
    docx,
    docx_table,
    paragraph,
    raw_docx,
    run,
    saved,
)
from workbench.readers import Reading, read_bytes

OTTER = (
    "SUMMARY KEYWORDS|house, hill|SPEAKERS|Ana Diaz, Speaker 2||"
    "Ana Diaz  00:02|So?||Speaker 2  00:05|It was late.|"
)
MEET = (
    "Notes|Summary|Ana agreed to everything.|Transcript|00:00:11|Ana: Hello?|Ben: Yes.|"
    "00:05:11|Ana: More?|Ben: No.|Transcription ended after 00:09:00"
)


def word(content: bytes) -> Reading:
    return read_bytes("any.txt", content)


def detail(reading: Reading, kind: str) -> str:
    return next(each.detail for each in reading.findings if each.kind == kind)


def test_teams_2026() -> None:
    reading = word(
        docx(
            [
                "Interview 3",
                "17 November 2025, 02:02PM",
                "Jo Hall started transcription",
                "Jo Hall   0:04\nHello there.\nReady?",
                "Maria L   0:09\nYes.",
                "Jo Hall   1:00:15\nGood?",
                "Jo Hall stopped transcription",
            ]
        )
    )
    assert reading.kind == "teams docx 2026"
    assert said(reading)[0] == ("Jo Hall", "Hello there.\nReady?")
    assert [turn.began for turn in reading.turns] == [4.0, 9.0, 3615.0]
    assert [field.value for field in reading.header] == [
        "Interview 3",
        "17 November 2025, 02:02PM",
        "Jo Hall started transcription",
        "Jo Hall stopped transcription",
    ]
    assert roles(reading) == {"Jo Hall": "interviewer", "Maria L": "participant"}


def test_teams_2021() -> None:
    reading = word(
        docx(["0:0:0.0 --> 0:0:5.120\nJo\nHello?", "0:0:5.3 --> 0:1:9.0\nMaria L\nYes\nwell"])
    )
    assert reading.kind == "teams docx 2021"
    assert said(reading) == [("Jo", "Hello?"), ("Maria L", "Yes well")]
    assert (reading.turns[1].began, reading.turns[1].ended) == (5.3, 69.0)


def test_otter() -> None:
    reading = word(docx(OTTER.split("|")))
    assert reading.kind == "otter docx"
    assert said(reading) == [("Ana Diaz", "So?"), ("Speaker 2", "It was late.")]
    assert len(reading.header) == 4


def test_meet_parts_notes_from_testimony() -> None:
    reading = word(docx(MEET.split("|")))
    assert reading.kind == "meet docx"
    assert "agreed" not in reading.text
    assert "agreed" in detail(reading, "meeting notes")
    assert [turn.began for turn in reading.turns] == [11.0, None, 311.0, None]


@pytest.mark.parametrize("heading", [True, False])
def test_table_with_blank_cells(heading: bool) -> None:
    rows = [["00:01", "INT", "Hello?"], ["00:05", "Maria", "Yes"], ["", "", "and more"]]
    reading = word(docx_table([["Time", "Speaker", "Text"], *rows] if heading else rows, ["Talk"]))
    assert reading.kind == "table docx"
    assert said(reading) == [("INT", "Hello?"), ("Maria", "Yes\nand more")]
    assert [turn.began for turn in reading.turns] == [1.0, 5.0]
    assert [field.value for field in reading.header] == ["Talk"]


def test_cover_table_is_header() -> None:
    document = Document()
    table = document.add_table(rows=0, cols=2)
    for name, value in (("Interview no.", "7"), ("Date", "3 May"), ("Pseudonym", "Ann")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value
    for text in ("Int:\tSo?", "Ann:\tYes.", "Int:\tAnd?", "Ann:\tNo."):
        document.add_paragraph(text)
    reading = word(saved(document))
    assert [(field.name, field.value) for field in reading.header][1] == ("Date", "3 May")
    assert roles(reading) == {"Int": "interviewer", "Ann": "participant"}


def test_tracked_changes_hidden_text_and_containers() -> None:
    body = paragraph(
        "INT: one ",
        f'<w:ins w:author="Typist">{run("two ")}</w:ins>',
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('elsewhere')}</w:moveFrom><w:moveTo>{run('three ')}</w:moveTo>",
        run("secret", "<w:vanish/>"),
        run("seen ", '<w:vanish w:val="0"/>'),
        f"<w:smartTag><w:sdt><w:sdtContent>{run('four')}</w:sdtContent></w:sdt></w:smartTag>",
        "<w:r><w:tab/><w:t>five</w:t><w:br/><w:t>six</w:t></w:r>",
    ) + paragraph("P1: yes")
    reading = word(raw_docx(body))
    assert said(reading)[0] == ("INT", "one two three seen four\tfive\nsix")
    assert {"insertions", "deletions", "moves", "hidden text"} <= kinds(reading)
    assert detail(reading, "deletions") == "gone"
    assert detail(reading, "hidden text") == "secret"
    assert all("secret" not in each.message for each in reading.findings)


def test_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('INT: one ')}</w:p>"
        + paragraph("two")
        + paragraph("P1: yes")
    )
    assert said(word(raw_docx(body)))[0] == ("INT", "one two")


def test_style_that_hides() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="K"><w:basedOn w:val="H"/></w:style></w:styles>'
    )
    body = paragraph("INT: so ", run("secret", '<w:rStyle w:val="K"/>')) + paragraph("P1: yes")
    reading = word(raw_docx(body, parts={"word/styles.xml": ("styles", styles)}))
    assert "secret" not in reading.text
    assert detail(reading, "hidden text") == "secret"


def test_notes_comments_headers_and_properties() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote>{paragraph("a note")}</w:footnote></w:footnotes>'
    )
    page = f'<w:hdr xmlns:w="{W}">{paragraph("Interview of Ann")}</w:hdr>'
    reading = word(
        raw_docx(
            paragraph("INT: so") + paragraph("P1: yes"),
            parts={
                "word/footnotes.xml": ("footnotes", notes),
                "word/header1.xml": ("header", page),
            },
        )
    )
    assert detail(reading, "footnotes") == "a note"
    assert detail(reading, "page headers") == "Interview of Ann"
    document = Document()
    first = document.add_paragraph("INT: so?")
    document.add_paragraph("P1: yes")
    document.add_comment(first.runs, text="ask Ann", author="Ben Typist")
    document.core_properties.author = "Ben Typist"
    commented = word(saved(document))
    assert "ask Ann" in detail(commented, "comments")
    assert "Ben Typist" in detail(commented, "comments")
    assert "author: Ben Typist" in detail(commented, "file properties").replace("creator", "author")


def test_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('P1: boxed')}</w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing>'
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    reading = word(raw_docx(paragraph("INT: so", drawing) + paragraph("INT: end")))
    assert reading.text.count("boxed") == 1
    assert "text boxes" in kinds(reading)


def test_strict_and_renamed_package() -> None:
    body = paragraph("INT: so?") + paragraph("P1: yes")
    strict = raw_docx(body, namespace=STRICT_W, rel=STRICT_REL)
    assert said(word(strict)) == [("INT", "so?"), ("P1", "yes")]
    assert said(word(raw_docx(body, main="odd/main.part"))) == [("INT", "so?"), ("P1", "yes")]
