"""One Word document holds what the study has for its paper, and leaves the rest open."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree
from streamlit.testing.v1 import AppTest

from tests.themes.conftest import Example
from workbench import corrections, participants, transcripts
from workbench.edits import Edit
from workbench.errors import NotAllowed
from workbench.themes import (
    conventions,
    development,
    manuscript,
    manuscript_parts,
    phases,
    quotes,
    trimming,
)
from workbench.themes.trims import Mark
from workbench.ui import session
from workbench.word_tables import qn

APP = Path(__file__).parents[2] / "app.py"

WORDS = "People drifted off, it was hard\tto keep going.\nStill, we met 😀 each week."


def made(example: Example, **wishes: object) -> bytes:
    wish = replace(manuscript_parts.usual(example.study), attributes=(), template="({pseudonym})")
    return manuscript_parts.of_study(example.study, wish, **wishes)  # type: ignore[arg-type]


def lines(content: bytes) -> list[tuple[str, str]]:
    """Read style and words of each paragraph of the running text."""
    document = docx.Document(io.BytesIO(content))
    return [(str(one.style.name), one.text) for one in document.paragraphs if one.style is not None]


def notes(content: bytes) -> list[str]:
    packed = zipfile.ZipFile(io.BytesIO(content))
    if "word/footnotes.xml" not in packed.namelist():
        return []
    root = etree.fromstring(packed.read("word/footnotes.xml"))
    return ["".join(str(t.text) for t in note.iter(qn("w:t"))).strip() for note in root][2:]


@pytest.fixture
def quoted(example: Example) -> Example:
    quotes.choose(example.study, example.theme, example.code(WORDS, "Effort"))
    return example


def test_a_study_without_themes_has_no_paper(example: Example) -> None:
    for theme in (example.theme, example.subtheme):
        development.dissolve(example.study, theme)
    with pytest.raises(NotAllowed):
        made(example)


def test_everything_stands_in_its_place(quoted: Example) -> None:
    development.define(quoted.study, quoted.theme, essence="It goes on.", story="A story.")
    told = lines(made(quoted, methods="Passages were found by reading."))
    heads = [words for style, words in told if style.startswith(("Title", "Heading"))]
    assert heads[1:] == [
        *("Introduction", "Method", "Participants and interviews", "Ethics", "Analysis"),
        *("Reflexivity", "Results", "1. Keeping going", "Few hands", "Discussion"),
        "Appendix A. Codebook",
    ]
    said = [words for style, words in told]
    assert said.index("It goes on.") < said.index("A story.") < said.index("Few hands")
    assert "Passages were found by reading." in said


def test_no_page_is_left_empty_between_appendices(quoted: Example) -> None:
    document = docx.Document(io.BytesIO(made(quoted, checklist="RTARG")))
    assert len(document.tables) == 5
    turned = [one.orientation for one in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    heads = [one for one in document.paragraphs if one.text.startswith("Appendix")]
    assert [one.paragraph_format.page_break_before for one in heads] == [None, True]


def test_the_method_says_only_what_was_so(quoted: Example) -> None:
    (analysed,) = [words for _, words in lines(made(quoted)) if words.startswith("The interviews")]
    assert "in six phases. The table" in analysed
    assert analysed.endswith("stand in the codebook, from which one theme was developed.")
    for phase in (4, 2):
        phases.move(quoted.study, phase)
    said = [words for _, words in lines(made(quoted))]
    assert any("six phases, between which the work went back and forth." in one for one in said)
    assert "Three people took part; two transcripts hold 37 words in all." in said


def test_what_is_left_to_write_says_so(quoted: Example) -> None:
    waiting = [words for style, words in lines(made(quoted)) if style == "To write"]
    assert manuscript.STORY in waiting
    development.define(quoted.study, quoted.theme, story="A story.")
    waiting = [words for style, words in lines(made(quoted)) if style == "To write"]
    assert manuscript.STORY not in waiting


def test_a_trimmed_quote_is_explained_once(quoted: Example) -> None:
    (quote,) = quotes.table(quoted.study, quoted.theme, chosen_only=True)
    start = WORDS.index("it was")
    stop = WORDS.index("to keep")
    assert quote.setting is not None
    trimming.trim(
        quoted.study,
        quote.setting.id,
        [
            Mark(kind="omission", start=start, stop=stop),
            Mark(
                kind="clarification",
                start=WORDS.index("we met"),
                stop=WORDS.index("we met") + 2,
                text="the group",
            ),
        ],
    )
    content = made(quoted)
    assert notes(content) == ["(...) marks words left out.", manuscript.IN_BRACKETS]
    joined = "\n".join(words for _, words in lines(content))
    assert "People drifted off, (...)" in joined
    assert "we [the group] met 😀 each week." in joined
    assert "it was hard" not in joined


def test_counts_stand_only_where_they_are_asked_for(quoted: Example) -> None:
    assert not any("speaks in it" in words for _, words in lines(made(quoted)))
    how = replace(conventions.fetch(quoted.study), counts="words")
    conventions.set_all(quoted.study, how)
    assert any(words.startswith("One participant speaks in it") for _, words in lines(made(quoted)))


def test_who_could_be_singled_out_is_refused_where_the_study_says_so(quoted: Example) -> None:
    people = participants.fetch_all(quoted.study)
    participants.set_attribute(quoted.study, people[0].id, "region", "Nowhere")
    wish = replace(
        manuscript_parts.usual(quoted.study),
        how=replace(conventions.fetch(quoted.study), too_few="refuse"),
        attributes=("region",),
    )
    assert manuscript_parts.exposed(quoted.study, wish)
    with pytest.raises(NotAllowed):
        manuscript_parts.of_study(quoted.study, wish)


def test_the_document_names_nobody_in_its_properties(quoted: Example) -> None:
    packed = zipfile.ZipFile(io.BytesIO(made(quoted)))
    core = packed.read("docProps/core.xml").decode()
    assert quoted.study.researcher not in core
    assert "python-docx" not in core


def test_a_quote_whose_words_changed_says_so(quoted: Example) -> None:
    start = transcripts.text(quoted.study, quoted.karen).index("drifted")
    edit = Edit(start=start, stop=start + len("drifted"), words="moved")
    corrections.correct(quoted.study, quoted.karen, [edit])
    joined = "\n".join(words for _, words in lines(made(quoted)))
    assert "People moved off" in joined
    assert manuscript.CHANGED in joined


def test_the_page_offers_the_document(quoted: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.FOLDER, str(quoted.study.folder))
    monkeypatch.setattr(session, "_open", lambda _: quoted.study)
    app = AppTest.from_file(str(APP), default_timeout=20).run()
    app.switch_page("workbench/themes/manuscript_page.py").run()
    assert not app.exception
    assert [one.proto.label for one in app.get("download_button")] == ["Word document"]
    app.multiselect[0].set_value(["Region"]).run()
    assert app.text_input[0].value == "({pseudonym}, {Region})"
    assert not app.exception
