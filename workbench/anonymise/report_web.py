"""Set a report as one HTML file that needs nothing else, on screen or on paper."""

from __future__ import annotations

from html import escape

from workbench.anonymise.report_parts import (
    Answer,
    Heading,
    Paragraph,
    Part,
    Report,
    Signature,
    Table,
)

_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, "Segoe UI", Calibri, sans-serif; color: #1f2a37;
  max-width: 46rem; margin: 2.5rem auto; padding: 0 1.25rem; background: #fff; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; padding-top: .75rem;
  border-top: 1px solid #d5dae1; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p { margin: .4rem 0 .7rem; }
.note { color: #55606e; font-size: .87rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.25rem; font-size: .87rem; }
caption { text-align: left; color: #55606e; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem;
  border: 1px solid #d5dae1; overflow-wrap: anywhere; }
th { background: #eef1f5; font-weight: 600; }
blockquote { margin: .2rem 0 .8rem; padding: .1rem 0 .1rem .8rem; border-left: 3px solid #d5dae1;
  white-space: pre-wrap; }
.rule { border-bottom: 1px solid #7a8594; height: 1.6rem; }
.signed { display: flex; gap: 1.5rem; margin: 1.25rem 0; }
.signed span { flex: 2; border-bottom: 1px solid #7a8594; min-height: 1.6rem; }
.signed span:last-child { flex: 1; }
@page { size: A4; margin: 2cm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; }
  .page { break-before: page; } h2, h3, caption { break-after: avoid; }
  tr, .signed { break-inside: avoid; }
  thead { display: table-header-group; } }
"""


def render(report: Report) -> bytes:
    """Make the content of an .html file, in UTF-8."""
    numbered = 0
    body = []
    for part in report.parts:
        numbered += isinstance(part, Table)
        body.append(_written(part, numbered))
    title = escape(report.title)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="note">{escape(report.subtitle)}</p>\n'
        f"{''.join(body)}</main>\n</body>\n</html>\n"
    ).encode()


def _written(part: Part, number: int) -> str:
    if isinstance(part, Heading):
        broken = ' class="page"' if part.on_new_page else ""
        return f"<h{part.level + 1}{broken}>{escape(part.words)}</h{part.level + 1}>\n"
    if isinstance(part, Paragraph):
        note = ' class="note"' if part.is_note else ""
        return f"<p{note}>{escape(part.words)}</p>\n"
    if isinstance(part, Table):
        return _table(part, number)
    if isinstance(part, Answer):
        return _answer(part)
    return _signature(part)


def _table(part: Table, number: int) -> str:
    widths = "".join(
        f'<col style="width:{100 * share / sum(part.shares):.0f}%">' for share in part.shares
    )
    heads = "".join(f'<th scope="col">{escape(words)}</th>' for words in part.headings)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in part.rows
    )
    return (
        f"<table><caption>Table {number}. {escape(part.caption)}</caption>"
        f"<colgroup>{widths}</colgroup>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody></table>\n"
    )


def _answer(part: Answer) -> str:
    judged = f"<p><strong>{escape(part.judgement)}</strong></p>\n" if part.judgement else ""
    said = (
        f"<blockquote>{escape(part.words)}</blockquote>\n"
        if part.words
        else '<div class="rule"></div>\n' * part.lines
    )
    asked = f"<p><strong>{escape(part.title)}.</strong> {escape(part.question)}</p>\n"
    return f"{asked}{judged}{said}"


def _signature(part: Signature) -> str:
    return (
        f'<p class="signed">Signed: <span>{escape(part.name)}</span> '
        f"Date: <span>{escape(part.date)}</span></p>\n"
    )
