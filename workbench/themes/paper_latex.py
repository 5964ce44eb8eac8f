"""Write tables as LaTeX that compiles as it is: longtable, booktabs, csquotes. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.themes import column_widths
from workbench.themes.paper_tables import Cell, Row, Span, Table, folded

_BEGIN = r"""\documentclass[a4paper]{article}
\usepackage[%s,margin=2cm]{geometry}
\usepackage{iftex}
\ifpdftex
  \usepackage[utf8]{inputenc}
  \usepackage[T1]{fontenc}
  \usepackage{textcomp}
\else
  \usepackage{fontspec}
\fi
\usepackage{csquotes,array,longtable,booktabs,graphicx,amssymb}
\setlength{\LTleft}{0pt}
\setlength{\LTright}{0pt}
%% A character that pdfLaTeX's fonts lack: LuaLaTeX and XeLaTeX set it, pdfLaTeX names it.
\newcommand{\sign}[2]{\ifpdftex\texttt{[#2]}\else#1\fi}
\begin{document}
"""
_SIGNS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    # Brackets and stars would be options of the line end before them; the others join in fonts.
    **{sign: f"{{{sign}}}" for sign in "[]*-,"},
    "\u00a0": "~",
    "✓": r"\ensuremath{\checkmark}",
}
_LACKING = "\u00ad\u0126\u0127\u0138\u013f\u0140\u0149\u0166\u0167\u017f"
_KNOWN = re.compile("[ -~\u00a0-\u017f–—‘’“”‚„…€•‹›†‡]")


def render(tables: Sequence[Table]) -> str:
    """Write a document of tables, one after the other."""
    paper = "landscape" if any(table.landscape for table in tables) else "portrait"
    return _BEGIN % paper + "\n".join(map(longtable, tables)) + "\\end{document}\n"


def longtable(table: Table) -> str:
    """Write one table, to be put into a paper."""
    shares = column_widths.shares(table)
    column = r">{\raggedright\arraybackslash}p{\dimexpr %.3f\linewidth-2\tabcolsep\relax}"
    columns = "".join(column % (share / sum(shares)) for share in shares)
    heads = (f"\\textbf{{{escaped(name)}}}" for name in table.headings)
    turn = r"\rotatebox{90}{%s}"
    head = " & ".join(turn % one if n in table.turned else one for n, one in enumerate(heads))
    several = len(table.headings)
    title = [f"\\section*{{{escaped(table.title)}}}"] if table.title else []
    return "\n".join(
        [
            *title,
            *([_lines(table.intro), ""] if table.intro else []),
            *([r"\begingroup\setlength{\tabcolsep}{2pt}"] if table.turned else []),
            f"\\begin{{longtable}}{{{columns}}}",
            f"\\caption{{{escaped(table.caption)}}}\\\\",
            f"\\toprule\n{head} \\\\\n\\midrule\n\\endfirsthead",
            f"\\toprule\n{head} \\\\\n\\midrule\n\\endhead",
            "\\bottomrule\n\\endlastfoot",
            *(_row(row, several) for row in folded(table.rows)),
            "\\end{longtable}",
            *([r"\endgroup"] if table.turned else []),
            *(
                [f"\\noindent\\emph{{Note.}} {escaped(' '.join(table.notes))}", ""]
                * bool(table.notes)
            ),
            "",
        ]
    )


def escaped(words: str) -> str:
    """Write words so that LaTeX prints them; a space at an edge stays."""
    return re.sub("[\\s\\S]", _sign, words)


def _sign(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.isspace():
        return " "
    if _KNOWN.fullmatch(sign) and sign not in _LACKING:
        return sign
    return f"\\sign{{{sign}}}{{U+{ord(sign):04X}}}"


def _lines(words: str) -> str:
    return " \\newline\n".join(map(escaped, words.split("\n")))


def _row(row: Row, several: int) -> str:
    if row.heading:
        whole = r"p{\dimexpr\linewidth-2\tabcolsep\relax}"
        first, *rest = row.cells[0]
        lines = ["".join(f"\\textbf{{{escaped(span.text)}}}" for span in first)]
        lines += [_cell((spans,)) for spans in rest]
        words = " \\newline ".join(lines)
        return f"\\addlinespace\n\\multicolumn{{{several}}}{{{whole}}}{{{words}}} \\\\\n\\midrule"
    cells = ["", *[""] * (row.same - 1)] if row.same else []
    cells += [_cell(cell) for cell in row.cells[row.same :]]
    return " & ".join(cells) + " \\\\\n\\addlinespace"


def _cell(cell: Cell) -> str:
    return " \\newline\n".join("".join(map(_span, spans)) for spans in cell)


def _span(span: Span) -> str:
    if span.mark == "open":
        return r"\enquote{" if span.text == "“" else r"\enquote*{"
    if span.mark == "close":
        return "}"
    words = _lines(span.text)
    words = f"\\emph{{{words}}}" if span.italic else words
    return f"\\textbf{{{words}}}" if span.bold else words
