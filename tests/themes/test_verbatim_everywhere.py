"""Take out what was added, and every quote in every file is what the transcript says."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.themes.conftest import enrol, release
from tests.themes.test_trims import bare, left_out, marks_of
from workbench import transcripts
from workbench.coding import codebook, codings
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import (
    development,
    layouts,
    manuscript_parts,
    outline,
    paper_files,
    paper_latex,
    quotes,
    table_kinds,
    trimming,
)
from workbench.themes.conventions import Conventions
from workbench.themes.quotes import Quote
from workbench.themes.trims import SIGNS, Mark
from workbench.word_tables import QUOTE_WORDS, qn

AWKWARD = "aAbB  ,.!?()[]*_#|&%$\\~^<>…“”‘’=+-@'\"e\u0301\u200d😀👩🏽שלוםمرحبا\u202e"
WORDS = (
    st.lists(
        st.one_of(
            st.characters(
                exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
            ),
            st.sampled_from(AWKWARD),
            st.sampled_from(["(...)", "[…]", "[laughs]", "...", "= ", "emphasis added"]),
        ),
        min_size=1,
        max_size=40,
    )
    .map("".join)
    .filter(str.strip)
)
SAID = st.lists(
    st.tuples(st.sampled_from(["Interviewer", "Karen", "Mo"]), WORDS), min_size=1, max_size=4
)


Marking = Callable[[str], list[Mark]]


def trimmed(study: Study, said: Sequence[tuple[str, str]], marking: Marking) -> str:
    """Choose all that was said as a quote and trim it; returns its theme."""
    people = {name: enrol(study, study.new_id(), {}) for name in ("Karen", "Mo")}
    transcript = release(study, study.new_id(), said, people)
    text = transcripts.text(study, transcript)
    code = codebook.add(study, study.new_id()).id
    theme = development.add(study, f"Theme {study.new_id()}", [code]).id
    coding = codings.apply(study, transcript, 0, len(text), code)
    quotes.choose(study, theme, coding.id)
    (quote,) = quotes.table(study, theme, chosen_only=True)
    assert quote.setting
    trimming.trim(study, quote.setting.id, marking(quote.words))
    return theme


def styled(content: bytes) -> str:
    """Join what a Word document calls words of a participant."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    runs = root.iterfind(
        f".//{qn('w:rStyle')}[@{qn('w:val')}='{QUOTE_WORDS.replace(' ', '')}']/../.."
    )
    return "".join(text for run in runs for text in map(str, run.itertext()))


def from_latex(text: str) -> str:
    """Read what LaTeX prints: signs, and nothing of what surrounds them."""
    signs = {written: sign for sign, written in paper_latex._SIGNS.items()}
    around = {r"\enquote*{": "", r"\enquote{": "", r"\emph{": "", r"\textbf{": "", "}": ""}
    known = {**signs, **around, " \\newline\n": "\n"}
    every = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    found = re.compile(rf"\\sign\{{(.)\}}\{{U\+[0-9A-F]+\}}|({every})", re.DOTALL)
    return found.sub(lambda one: one[1] or known[one[2]], text)


def read(content: bytes, kind: str) -> str:
    """Read the one quote of a table as another program would."""
    if kind == ".docx":
        return str(docx.Document(io.BytesIO(content)).tables[0].rows[-1].cells[0].text)
    if kind == ".xlsx":
        value = str(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["B2"].value)
        return re.sub("_x([0-9A-F]{4})_", lambda one: chr(int(one[1], 16)), value)
    text = content.decode("utf-8-sig" if kind == ".csv" else "utf-8")
    if kind == ".csv":
        return list(csv.reader(io.StringIO(text, newline="")))[1][1].removeprefix("'")
    if kind == ".html":
        (cell,) = re.findall(r'<td dir="auto">(.*?)</td>', text, re.DOTALL)
        return html.unescape(re.sub(r"</?(?:strong|em|br)>", "", cell))
    if kind == ".md":
        line = [one for one in text.split("\n") if one.startswith("| ")][-1]
        line = line.removeprefix("| ").removesuffix(" |").replace("<br>", "")
        return re.sub(r"\\(.)|\*+", lambda one: one[1] or "", line)
    body = text.rpartition("\\midrule\n")[2].partition(" \\\\\n\\addlinespace")[0]
    return from_latex(body)


def unquoted(words: str) -> str:
    return bare(words).replace("“", "").replace("”", "").removeprefix("'")


def kept_of(quote: Quote) -> str:
    """Read what a quote leaves of its words, without signs and blanks."""
    assert quote.setting
    return bare(left_out(quote.words, list(quote.setting.marks)))


def says_what_was_said(study: Study, theme: str, how: Conventions) -> None:
    """Compare every file of a theme with one quote with the transcript."""
    (quote,) = quotes.table(study, theme, chosen_only=True)
    kept = kept_of(quote)
    wish = layouts.Wish(how=how, template="({pseudonym})", theme_id=theme, chosen_only=True)
    made = table_kinds.make(study, "T3", wish)
    files = {kind: paper_files.render(made, kind) for kind in paper_files.KINDS}
    assert bare(styled(files[".docx"])) == kept
    found = {kind: unquoted(read(content, kind)) for kind, content in files.items()}
    assert set(found.values()) == {found[".docx"]}, found
    paper = manuscript_parts.of_study(study, replace(wish, theme_id=None))
    tops = [one.id for one in outline.fetch_all(study) if not one.parent_id]
    every = [one for top in tops for one in quotes.table(study, top, chosen_only=True)]
    assert bare(styled(paper)) == "".join(map(kept_of, every))


def test_awkward_words_stand_in_every_file(study: Study) -> None:
    said = [("Karen", AWKWARD), ("Mo", "Then (...) [laughs] we [go] *on* = all. שלום 😀 and on")]

    def marking(words: str) -> list[Mark]:
        mo = words.index("Then")
        return [
            Mark(kind="omission", start=4, stop=9),
            Mark(kind="emphasis", start=20, stop=30),
            Mark(kind="stress", start=mo + 12, stop=mo + 17),
            Mark(kind="replacement", start=mo, stop=mo + 1, text="t"),
            Mark(kind="clarification", start=mo + 6, stop=mo + 11, text="= the *list*"),
        ]

    for sign in SIGNS:
        theme = trimmed(study, said, marking)
        says_what_was_said(study, theme, replace(Conventions(), omission=sign))


@pytest.mark.slow
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
@given(said=SAID, data=st.data(), sign=st.sampled_from(SIGNS), edges=st.booleans())
def test_every_file_says_what_was_said(
    study: Study, said: list[tuple[str, str]], data: st.DataObject, sign: str, edges: bool
) -> None:
    try:
        theme = trimmed(study, said, lambda words: data.draw(marks_of(words)))
    except NotAllowed:  # marks that leave nothing
        assume(False)
    says_what_was_said(study, theme, replace(Conventions(), omission=sign, edges=edges))
