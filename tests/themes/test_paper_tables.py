"""Tables for a paper say in every format what the study says, and count as SQL does."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.themes.conftest import Example
from workbench.errors import NotAllowed
from workbench.themes import (
    column_widths,
    counting,
    layouts,
    paper_files,
    paper_latex,
    paper_markup,
    paper_tables,
    quotes,
    table_kinds,
    trim_reading,
    trimming,
)
from workbench.themes.conventions import Conventions
from workbench.themes.paper_tables import Row, Span, Table

HOW = Conventions()
HARD = "=1+1 & 50% #_{}~^\\ <b> |x| \"a\" 'b' `c` -- ,, [i] *s* é Ł 😀👩🏽 שלום مرحبا $"
TEXT = st.text(
    st.one_of(
        st.characters(
            exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
        ),
        st.sampled_from(HARD),
    ),
    max_size=40,
)
COUNT = """
with recursive under as (
    select id from themes where id = $theme
    union select t.id from themes t join under u on t.parent_id = u.id
), mine as (
    select code_id as id from theme_codes where theme_id in (select id from under)
    union select c.id from codes c join mine m on c.parent_id = m.id
)
select count(distinct s.participant_id) as n
from codings g join passages p on p.id = g.passage_id,
    turns t join speakers s on s.id = t.speaker_id
where g.code_id in (select id from mine) and t.transcript_id = p.transcript_id
    and t.start < p.stop and p.start < t.stop and s.role = 'participant'
"""


def table(*words: str) -> Table:
    cells = tuple(((Span(one),),) for one in words)
    heads = tuple(f"H{n}" for n in range(len(words)))
    return Table(
        name="Words",
        caption=words[0],
        headings=heads,
        shares=(1,) * len(words),
        rows=(Row(cells=cells),),
    )


def from_latex(source: str) -> str:
    """Undo what LaTeX reads as one sign."""
    signs = {written: sign for sign, written in paper_latex._SIGNS.items()}
    every = "|".join(re.escape(one) for one in sorted(signs, key=len, reverse=True))
    found = re.compile(rf"\\sign\{{(.)\}}\{{U\+[0-9A-F]+\}}|({every})", re.DOTALL)
    return found.sub(lambda one: one[1] or signs[one[2]], source)


@settings(max_examples=80, deadline=None)
@given(words=TEXT)
def test_every_sign_survives_in_texts(words: str) -> None:
    one_line = " ".join(words.split())
    assert from_latex(paper_latex.escaped(one_line)) == one_line
    assert not re.search(r"(?<!\\)[%#&$]", paper_latex.escaped(one_line))
    shown = paper_markup.markdown([table(one_line, "x")])
    cells = re.split(r"(?<!\\)(?:\\\\)*\|", shown.splitlines()[-1])
    assert len(cells) == 4
    assert re.sub(r"\\(.)", r"\1", cells[1]).strip() == one_line.strip()
    page = paper_markup.web([table(words, "x")])
    found = re.findall(r'<td dir="auto">(.*?)</td>', page, re.DOTALL)
    assert html.unescape(found[0]).replace("<br>", "\n") == words


@settings(max_examples=25, deadline=None)
@given(words=TEXT)
def test_every_sign_survives_in_files(words: str) -> None:
    made = paper_files.render(table(words, "x"), ".csv").decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(made, newline="")))[1]
    assert cells[0].removeprefix("'") == words.removeprefix("'")
    assert not cells[0].startswith(("=", "+", "-", "@"))
    sheet = openpyxl.load_workbook(
        io.BytesIO(paper_files.render(table(words, "x"), ".xlsx"))
    ).worksheets[0]
    value = str(sheet["A2"].value or "")
    assert re.sub("_x([0-9A-Fa-f]{4})_", lambda one: chr(int(one[1], 16)), value) == words
    assert sheet["A2"].data_type != "f"
    document = docx.Document(io.BytesIO(paper_files.render(table(words, "x"), ".docx")))
    assert document.tables[0].rows[1].cells[0].text == words


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="no LaTeX here")
@pytest.mark.slow
def test_latex_compiles(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_bytes(paper_files.render(table(HARD, "[x]", "*"), ".tex"))
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)


def chosen(example: Example) -> None:
    for words, code in (("People drifted off, it was hard", "Effort"), ("my joke", "Numbers")):
        coding = example.code(words, code)
        quotes.choose(example.study, example.theme, coding)
    quote = quotes.table(example.study, example.theme, chosen_only=True)[0]
    assert quote.setting
    reading = trim_reading.read(quote.words, "People [there] drifted off, hard", "(...)")
    trimming.trim(example.study, quote.setting.id, reading.marks)
    example.code("each week", "Effort")


def test_a_column_has_room_for_its_longest_word() -> None:
    words = ("Participants", "Twenty-three", "A long story " * 20)
    made = replace(table(*words), shares=(5, 5, 90))
    narrow, hyphened, wide = column_widths.shares(made)
    assert narrow > 150
    assert hyphened < narrow < wide
    assert sum(column_widths.shares(made)) == pytest.approx(1000, abs=2)
    many = replace(table(*["Pneumonoultramicroscopic"] * 30), shares=(1,) * 30)
    assert len(set(column_widths.shares(many))) == 1


def test_a_row_that_fills_half_a_page_may_break() -> None:
    made = table("Short", "word " * 2000)
    rows = docx.Document(io.BytesIO(paper_files.render(made, ".docx"))).tables[0].rows
    assert [bool(row._tr.xpath("./w:trPr/w:cantSplit")) for row in rows] == [True, False]


def test_heads_over_ticks_are_written_upwards(example: Example) -> None:
    chosen(example)
    wish = layouts.Wish(how=HOW, template="({pseudonym})")
    made = table_kinds.make(example.study, "T5", wish)
    cells = docx.Document(io.BytesIO(paper_files.render(made, ".docx"))).tables[0].rows[0].cells
    turned = [bool(one._tc.xpath("./w:tcPr/w:textDirection")) for one in cells]
    assert turned == [False, True, True, True, False]
    assert paper_files.render(made, ".html").count(b'class="turned"') == 3
    source = paper_files.render(made, ".tex").decode()
    assert source.count("rotatebox") == 6  # on the first page and on those after it
    assert "✓" not in source
    assert made.landscape
    assert not table_kinds.make(example.study, "T5", replace(wish, landscape=False)).landscape


def test_a_theme_is_named_once_for_all_its_codes(example: Example) -> None:
    chosen(example)
    made = table_kinds.make(example.study, "T2", layouts.Wish(how=HOW, template="{pseudonym}"))
    assert [row.same for row in made.rows] == [0, 1]


@pytest.mark.parametrize("kind", list(table_kinds.KINDS))
def test_every_table_becomes_every_file(example: Example, kind: str) -> None:
    chosen(example)
    wish = layouts.Wish(how=HOW, template="({pseudonym}, {nation})", most=2)
    made = table_kinds.make(example.study, kind, wish)
    assert all(len(row.cells) == len(made.headings) for row in made.rows if not row.heading)
    assert len(made.shares) == len(made.headings)
    for ending in paper_files.KINDS:
        assert paper_files.render(made, ending)
    found = docx.Document(io.BytesIO(paper_files.render(made, ".docx"))).tables[0]
    assert found.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in found.rows)


def test_themes_stand_with_their_quotes(example: Example) -> None:
    chosen(example)
    wish = layouts.Wish(how=replace(HOW, counts="words"), template="({pseudonym})", most=2)
    made = layouts.theme_summary(example.study, wish)
    lines = [[paper_tables.text(cell) for cell in row.cells] for row in made.rows]
    about = "Staying is work\nWhat it takes to last."
    first = ["Keeping going", "", about, "Two of three"]
    assert lines == [
        [*first, "“People [there] drifted off, (...) hard” (Karen)"],
        [*first, "“each week” (Karen)"],
        ["Keeping going", "Few hands", "", "One of three", "“my joke” (Mo)"],
    ]
    assert [row.same for row in made.rows] == [0, 4, 1]
    assert made.notes == (
        "(...) marks words left out.",
        "Square brackets hold what the researchers put in.",
    )
    folded = list(paper_tables.folded(made.rows))
    assert len(folded) == 2
    assert len(folded[0].cells[-1]) == 2


def test_counts_are_those_of_sql(example: Example) -> None:
    chosen(example)
    example.code("How did it start", "Numbers")
    wish = layouts.Wish(how=replace(HOW, counts="figures"), template="({pseudonym})")
    made = layouts.overview(example.study, wish)
    for row, theme in zip(made.rows, (example.theme, example.subtheme), strict=True):
        counted = example.study.row(COUNT, theme=theme)
        assert counted
        assert paper_tables.text(row.cells[2]) == f"{counted['n']} of 3"
    presence = table_kinds.make(example.study, "T5", wish)
    for row, theme in zip(presence.rows, (example.theme, example.subtheme), strict=True):
        counted = example.study.row(COUNT, theme=theme)
        assert counted
        cells = [paper_tables.text(cell) for cell in row.cells]
        assert cells[1:-1].count("✓") == int(cells[-1]) == counted["n"]


@pytest.mark.parametrize(
    ("number", "how", "opening", "said"),
    [
        (23, "words", True, "Twenty-three participants"),
        (23, "words", False, "23 participants"),
        (9, "words", False, "nine participants"),
        (1, "figures", False, "1 participant"),
        (0, "words", True, "No participants"),
        (32, "quantifiers", False, "all participants"),
        (17, "quantifiers", True, "Many participants"),
        (1, "quantifiers", False, "a few participants"),
        (0, "quantifiers", False, "no participants"),
    ],
)
def test_numbers_of_participants(number: int, how: str, opening: bool, said: str) -> None:
    wanted = replace(HOW, counts=how)  # type: ignore[arg-type]
    assert counting.counted(number, 32, wanted, opening=opening) == said


def test_numbers_in_words() -> None:
    said = {13: "thirteen", 20: "twenty", 41: "forty-one", 100: "one hundred"}
    said |= {118: "one hundred and eighteen", 1001: "one thousand and one"}
    assert {number: counting.spelled(number) for number in said} == said


def test_a_study_may_refuse_to_single_somebody_out(example: Example) -> None:
    chosen(example)
    how = replace(HOW, too_few="refuse")
    wish = layouts.Wish(how=how, template="({pseudonym}, {nation})", attributes=("Nation",))
    for kind in ("T1", "T2", "T3", "T4"):
        told = table_kinds.make(example.study, kind, replace(wish, how=HOW))
        assert "Fewer than 3 participants" in told.warning
        for ending in paper_files.KINDS:
            assert b"Fewer than" not in paper_files.render(told, ending)
        with pytest.raises(NotAllowed, match="Fewer than 3 participants"):
            table_kinds.make(example.study, kind, wish)
    table_kinds.make(example.study, "T1", replace(wish, template="({pseudonym})", attributes=()))


def test_other_tables_and_files_are_refused(example: Example) -> None:
    wish = layouts.Wish(how=HOW, template="")
    with pytest.raises(NotAllowed):
        table_kinds.make(example.study, "T9", wish)
    with pytest.raises(NotAllowed):
        paper_files.render(table("a"), ".pdf")
    with pytest.raises(NotAllowed):
        paper_files.render(replace(table("a"), rows=()), ".docx")
    with pytest.raises(NotAllowed):
        paper_files.render(table("a\x02"), ".tex")
