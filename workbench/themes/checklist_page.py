"""Go through a reporting checklist: what the study knows, and where the manuscript says it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from workbench.study import Study
from workbench.themes import checklists
from workbench.themes.checklist_items import Checklist
from workbench.themes.checklists import rows
from workbench.ui import asking, session, states, table_files
from workbench.ui.guard import guard
from workbench.ui.plain import plain

NAME, OPEN = "checklist", "open items only"


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header(
        "Reporting checklists",
        "What the study can answer by itself stands beside each item; the rest is yours to say.",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        checklist = asking.one_of("Checklist", checklists.CHECKLISTS, NAME)
        left_only = st.toggle("Only items without a place", key=OPEN)
    with guard():
        filled = rows(study, checklist.name)
        draw_head(study, checklist, filled)
        wanted = [row for row in filled if not (left_only and row["Where in the manuscript"])]
        if not wanted:
            st.caption("Every item has its place in the manuscript.")
        draw_items(study, checklist, wanted)


def draw_head(study: Study, checklist: Checklist, filled: list[dict[str, str]]) -> None:
    """Name the source, say how far it is filled, and offer it as files."""
    placed = sum(bool(row["Where in the manuscript"]) for row in filled)
    st.markdown(f"**{plain(checklist.title)}**")
    st.caption(plain(checklist.source))
    st.markdown(plain(checklist.about))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"{placed} of {len(filled)} items have a place in the manuscript.")
        st.download_button(
            "Word",
            data=partial(checklists.document, study, checklist.name),
            file_name=f"{checklist.name.lower()}.docx",
            icon=":material/article:",
            on_click="ignore",
            key=f"{checklist.name} docx",
        )
        table_files.draw(checklist.name.lower(), checklists.COLUMNS, lambda: filled)


def draw_items(study: Study, checklist: Checklist, wanted: list[dict[str, str]]) -> None:
    """Draw each item in a row: what it asks, what the study says, a field for the place."""
    part = ""
    for row in wanted:
        if row["Part"] != part:
            part = row["Part"]
            st.header(plain(part), anchor=False)
        with st.container(border=True):
            asked, known, where = st.columns([4, 5, 3], gap="medium")
            with asked, st.container(gap=None):
                st.markdown(f"**{row['Number']} {plain(row['Item'])}**")
                st.caption(plain(row["What it asks"]))
            with known, st.container(gap="xsmall"):
                if row["What the study says"]:
                    st.text(row["What the study says"])
                if row["Remark"]:
                    st.caption(f":material/info: {plain(row['Remark'])}")
            with where:
                draw_place(study, checklist.name, row["Number"], row["Where in the manuscript"])


def draw_place(study: Study, name: str, number: str, before: str) -> None:
    """Ask where in the manuscript the item is reported."""
    key = f"place {name} {number} {hash(before)}"
    st.text_input(
        f"Where in the manuscript: {name} {number}",
        before,
        key=key,
        placeholder="Where: page, section",
        label_visibility="collapsed",
        on_change=partial(store, study, name, number, key),
    )


def store(study: Study, name: str, number: str, key: str) -> None:
    """Keep what was typed."""
    with guard():
        checklists.place(study, name, number, str(st.session_state[key] or ""))


draw()
