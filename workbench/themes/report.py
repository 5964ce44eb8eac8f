"""Lay out for a paper what the six phases were and which themes came of them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from workbench import participants, word_tables
from workbench.study import Study
from workbench.themes import coverage, outline, what_was_done
from workbench.themes.outline import Theme
from workbench.word_tables import HEADING, Element, paragraph, paragraphs, run


def theme_overview(study: Study, *, counts: bool = False) -> bytes:
    """Make a Word table of all themes and subthemes with central concept and definition.

    `counts` adds how many participants speak in each; it is off by default because in reflexive
    analysis a number says nothing of how much a theme matters (Braun & Clarke 2021).
    """
    headings = ["Theme", "Description", *(["Participants"] if counts else [])]
    shares = [25, 60, 15] if counts else [28, 72]
    rows = (_theme(study, theme, counts=counts) for theme in outline.fetch_all(study))
    return _document("Themes", "Overview of themes", headings, shares, rows)


def phase_table(study: Study) -> bytes:
    """Make a Word table of the six phases and what was done in each, as `what_was_done` tells."""
    rows = (
        [[paragraph(run(f"{phase.number}. {phase.name}"), style=HEADING)], paragraphs(words)]
        for phase, words in what_was_done.paragraphs(study)
    )
    caption = "Phases of the analysis"
    return _document("How the analysis went", caption, ["Phase", "What was done"], [28, 72], rows)


def _document(
    title: str,
    caption: str,
    headings: list[str],
    shares: list[int],
    rows: Iterator[list[list[Element]]],
) -> bytes:
    document = word_tables.document()
    word_tables.heading(document, title)
    word_tables.caption(document, caption)
    word_tables.table(document, headings, shares, rows)
    file = io.BytesIO()
    word_tables.save(document, file)
    return file.getvalue()


def _theme(study: Study, theme: Theme, *, counts: bool) -> list[list[Element]]:
    """Set a top theme in bold, and a subtheme below it behind a dash for each level."""
    depth = len(theme.path) - 1
    name = paragraph(run(theme.name), style=HEADING)
    cells = [
        [paragraph(run(f"{'–' * depth} {theme.name}"))] if depth else [name],
        paragraphs("\n".join(filter(None, (theme.central_concept, theme.definition)))),
    ]
    if counts:
        present = len(coverage.of_theme(study, theme.id).present)
        cells.append(paragraphs(f"{present} of {len(participants.fetch_all(study))}"))
    return cells
