"""Hand over one Word document in which the paper can be begun."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from workbench import participants
from workbench.coding import how_found_words, indexing
from workbench.study import Study
from workbench.themes import (
    anonymity,
    attribution,
    checklists,
    manuscript_parts,
    outline,
    quote_export,
)
from workbench.themes.layouts import Wish
from workbench.ui import session, states
from workbench.ui.guard import guard
from workbench.ui.plain import plain

THEMES = "workbench/themes/page.py"
MEANING = "One Word document with all that the study holds for its paper, to go on writing in."
NO_LIST = "None"
HOLDS = (
    ("Method", "Who took part, as a table; what was done in each phase; how passages were found."),
    ("Results", "The table of themes; each theme with its essence, definition, story and quotes."),
    ("Appendix", "The codebook; a reporting checklist with what the study can answer."),
)


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header("Paper", MEANING)
    if not outline.fetch_all(study):
        states.empty(
            "No themes yet",
            "The document tells themes with their quotes. Gather codes in a theme first.",
            action="Develop themes",
            icon=":material/hub:",
            page=THEMES,
        )
        return
    left, right = st.columns([2, 3], gap="large")
    with left, guard():
        wish, checklist, methods = choose(study)
    with right, guard():
        draw_document(study, wish, checklist, methods=methods)


def choose(study: Study) -> tuple[Wish, str, bool]:
    """Ask how people are named and what stands at the end."""
    known = participants.attribute_names(study)
    usual = manuscript_parts.usual(study)
    names = st.multiselect(
        "Attributes beside a quote",
        known,
        default=quote_export.usual(known),
        key="paper beside quotes",
        placeholder="The pseudonym alone",
    )
    template = st.text_input(
        "Attribution",
        value=quote_export.template(names) if names else attribution.default(()),
        key=f"paper template {' '.join(names)}",
        help="Also {transcript}, {turn} and {time}. What is not known falls out.",
    )
    columns = st.multiselect(
        "Attributes in the table of participants",
        known,
        default=list(usual.attributes),
        key="paper participants",
        placeholder="None",
    )
    checklist = st.selectbox(
        "Reporting checklist", [NO_LIST, *checklists.CHECKLISTS], index=1, key="paper checklist"
    )
    methods = st.checkbox(
        "How passages were found",
        value=True,
        key="paper methods",
        help="As sentences for the methods.",
    )
    wish = replace(usual, template=template, attributes=tuple(columns))
    return wish, "" if checklist == NO_LIST else checklist, methods


def draw_document(study: Study, wish: Wish, checklist: str, *, methods: bool) -> None:
    """Say what the document holds and who could be recognised in it, and offer it."""
    with st.container(border=True):
        for name, words in HOLDS:
            st.markdown(f"**{name}**  \n:gray[{words}]")
        st.caption(
            "What is yours to write is left open in grey italics: introduction, ethics, "
            "reflexivity, stories that are not written yet, discussion."
        )
    if told := anonymity.told(manuscript_parts.exposed(study, wish), wish.how):
        st.caption(f":orange[:material/visibility:] {plain(told)} Show fewer where that matters.")

    def made() -> bytes:
        said = how_found_words.of_study(study, indexing.encoder_name(study)) if methods else ""
        return manuscript_parts.of_study(study, wish, checklist=checklist, methods=said)

    st.download_button(
        "Word document",
        data=made,
        file_name=quote_export.file_name(study.name, ".docx"),
        icon=":material/article:",
        type="primary",
        on_click="ignore",
        key="download paper",
        help="Made when you click, and kept nowhere but where you save it.",
    )
    st.caption(
        "Tables are Word's own, with heads that repeat; quotes stand as they are set on the page "
        "Quotes, and one whose words changed since says so."
    )


draw()
