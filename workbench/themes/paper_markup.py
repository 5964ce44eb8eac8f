"""Write tables as Markdown and as HTML, with every sign of a meaning escaped. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.themes.paper_tables import Cell, Row, Span, Table, folded, quote_cell
from workbench.themes.quote_forms import SetQuote

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>%s</title>
<style>
body { font: 11pt/1.4 serif; margin: 2rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%%; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border: 1px solid #999; padding: .3rem .5rem; text-align: start; vertical-align: top; }
th[colspan], thead th { background: #ededed; }
td { white-space: pre-wrap; }
th.turned { writing-mode: sideways-lr; text-align: start; vertical-align: bottom; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
</style>
</head>
<body>
%s
</body>
</html>
"""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&$^:=\"'@])")


def markdown(tables: Sequence[Table]) -> str:
    """Write tables as pipe tables of Markdown, numbered."""
    return "\n".join(_markdown(table, number) for number, table in enumerate(tables, start=1))


def shown(table: Table, most: int) -> str:
    """Write the first rows of a table, at most `most`, as a page of the workbench shows it."""
    return _web(replace(table, rows=table.rows[:most], title="", intro=""), number=None)


def quoted(quote: SetQuote) -> str:
    """Write a quote as a page of the workbench shows it, with who said it."""
    lines = ("".join(map(_web_span, spans)) for spans in quote_cell(quote))
    return f'<p dir="auto" style="white-space: pre-wrap">{"<br>".join(lines)}</p>'


def web(tables: Sequence[Table]) -> str:
    """Write a page of tables that any browser opens and any word processor reads."""
    several = [_web(table, number) for number, table in enumerate(tables, start=1)]
    return _PAGE % (html.escape(tables[0].caption), "\n".join(several))


def _markdown(table: Table, number: int) -> str:
    wide = len(table.headings)
    title = [f"# {_plain(table.title)}", ""] if table.title else []
    return "\n".join(
        [
            *title,
            *([_plain(table.intro), ""] if table.intro else []),
            f"**Table {number}.** {_plain(table.caption)}",
            "",
            _pipes(map(_plain, table.headings)),
            _pipes(["---"] * wide),
            *(_markdown_row(row, wide) for row in folded(table.rows)),
            "",
            *([f"*Note.* {_plain(' '.join(table.notes))}", ""] if table.notes else []),
        ]
    )


def _markdown_row(row: Row, wide: int) -> str:
    if row.heading:
        first, *rest = row.cells[0]
        lines = ["**" + "".join(_plain(span.text) for span in first) + "**"]
        lines += ["".join(_plain(span.text) for span in spans) for spans in rest]
        return _pipes(["<br>".join(lines), *[""] * (wide - 1)])
    shown = [_markdown_cell(cell) for cell in row.cells[row.same :]]
    return _pipes([*[""] * row.same, *shown])


def _pipes(cells: Sequence[str] | map[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _markdown_cell(cell: Cell) -> str:
    return "<br>".join("".join(map(_markdown_span, spans)) for spans in cell)


def _markdown_span(span: Span) -> str:
    words = _plain(span.text)
    bare = words.strip()
    stars = "**" if span.bold else "*" if span.italic else ""
    return words.replace(bare, f"{stars}{bare}{stars}", 1) if stars and bare else words


def _plain(words: str) -> str:
    lines = _MARKDOWN.sub(r"\\\1", words).replace("\t", " ").split("\n")
    return "<br>".join(lines)


def _web(table: Table, number: int | None) -> str:
    numbered = "" if number is None else f"Table {number}. "
    looks = (' class="turned"' if n in table.turned else "" for n in range(len(table.headings)))
    heads = "".join(
        f'<th scope="col"{look}>{_words(name)}</th>'
        for look, name in zip(looks, table.headings, strict=True)
    )
    intro = [f"<p>{_words(line)}</p>" for line in table.intro.split("\n") if line]
    return "\n".join(
        [
            *([f"<h1>{_words(table.title)}</h1>"] if table.title else []),
            *intro,
            f"<table>\n<caption>{numbered}{_words(table.caption)}</caption>",
            _widths(table),
            f"<thead><tr>{heads}</tr></thead>\n<tbody>",
            *(_web_row(row, len(table.headings)) for row in folded(table.rows)),
            "</tbody>\n</table>",
            *([f"<p><em>Note.</em> {_words(' '.join(table.notes))}</p>"] if table.notes else []),
        ]
    )


def _widths(table: Table) -> str:
    """Share the width out as in a document; columns of single signs are as wide as they must."""
    whole = sum(table.shares)
    shares = [] if table.turned else [round(100 * share / whole) for share in table.shares]
    columns = "".join(f'<col style="width: {share}%">' for share in shares)
    return f"<colgroup>{columns}</colgroup>"


def _web_row(row: Row, wide: int) -> str:
    if row.heading:
        first, *rest = row.cells[0]
        name = "".join(_words(span.text) for span in first)
        more = "".join(f"<br>{''.join(map(_web_span, spans))}" for spans in rest)
        return f'<tr><th colspan="{wide}" scope="rowgroup" dir="auto">{name}{more}</th></tr>'
    shown = [_web_cell(cell) for cell in row.cells[row.same :]]
    return f"<tr>{'<td></td>' * row.same}{''.join(shown)}</tr>"


def _web_cell(cell: Cell) -> str:
    lines = ["".join(map(_web_span, spans)) for spans in cell]
    return f'<td dir="auto">{"<br>".join(lines)}</td>'


def _web_span(span: Span) -> str:
    words = _words(span.text)
    words = f"<em>{words}</em>" if span.italic else words
    return f"<strong>{words}</strong>" if span.bold else words


def _words(words: str) -> str:
    return html.escape(words)
