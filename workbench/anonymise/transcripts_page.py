"""List the interviews with what became of each, and describe the participants."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from workbench import overview, transcripts
from workbench.anonymise import pseudonymise
from workbench.study import Study
from workbench.ui import gate, participants_grid, session, states
from workbench.ui.guard import guard

IMPORT = "workbench/anonymise/import_page.py"
PSEUDONYMISE = "workbench/anonymise/page.py"
CODING = "workbench/coding/page.py"
LONG = 15
STATES = {"imported": "gray", "in review": "orange", "released": "blue", "coded": "green"}


def draw() -> None:
    """Draw the page."""
    study = session.study()
    with st.container(horizontal=True, vertical_alignment="center"):
        states.header(
            "Transcripts and participants",
            "What was imported, how far each interview has come, and who took part.",
        )
        if st.button("Import transcripts", icon=":material/upload_file:"):
            st.switch_page(IMPORT)
    listed, people = st.tabs(
        ["Transcripts", "Participants"], key="transcripts tabs", on_change="rerun"
    )
    if listed.open:
        with listed:
            draw_list(study)
    if people.open:
        with people:
            participants_grid.draw(study, page=PSEUDONYMISE)


def draw_list(study: Study) -> None:
    """List the transcripts with what became of each; choosing one offers the next step."""
    found = transcripts.fetch_all(study)
    if not found:
        states.empty(
            "No interviews yet",
            "Word, text, subtitle and table files are read. You see each before it is imported.",
            action="Import the first",
            icon=":material/upload_file:",
            page=IMPORT,
        )
        return
    chosen = st.dataframe(
        listing(study, found),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="transcript list",
        placeholder="",
        height="content" if len(found) <= LONG else "auto",
        column_config={
            "Transcript": st.column_config.TextColumn(width="medium"),
            "State": st.column_config.MultiselectColumn(
                options=list(STATES), color=list(STATES.values()), help=" → ".join(STATES)
            ),
            "Words": st.column_config.NumberColumn(format="localized"),
            "Recorded": st.column_config.DateColumn(format="D MMM YYYY"),
        },
    )
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(found):
        draw_chosen(study, found[rows[0]])
    else:
        st.caption("Choose a row to go on with that transcript.")


def listing(study: Study, found: list[transcripts.Transcript]) -> pd.DataFrame:
    """Tabulate the transcripts."""
    coded = overview.coded_transcripts(study)
    read = transcripts.read_ids(study)
    reviewed = in_review()
    return pd.DataFrame(
        {
            "Transcript": [one.label for one in found],
            "State": [[state(one, coded, reviewed)] for one in found],
            "Words": [one.words or None for one in found],
            "Recorded": [one.recorded for one in found],
            "Read": [one.id in read for one in found],
        }
    )


def draw_chosen(study: Study, one: transcripts.Transcript) -> None:
    """Offer what can be done with one transcript."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if one.state == "imported":
            if st.button("Review identifiers", type="primary", icon=":material/shield_person:"):
                st.switch_page(PSEUDONYMISE, query_params={"transcript": one.id})
        else:
            if st.button("Read and code", type="primary", icon=":material/ink_highlighter:"):
                st.switch_page(CODING, query_params={"transcript": one.id})
            if st.button("Look at its identifiers", icon=":material/shield_person:"):
                st.switch_page(PSEUDONYMISE, query_params={"transcript": one.id})
        with st.popover("Rename", icon=":material/edit:"):
            label = st.text_input(
                "Label",
                value=one.label,
                key=f"label {one.id}",
                help="Shown everywhere: use no names.",
            )
            if st.button("Save label", disabled=label.strip() in ("", one.label)):
                with guard():
                    transcripts.relabel(study, one.id, label)
                    states.done("Renamed.")
                    st.rerun()


def in_review() -> set[str]:
    """Tell which transcripts hold decisions already; known only while the vault is open."""
    open_vault = gate.unlocked()
    return pseudonymise.reviewed(open_vault) if open_vault else set()


def state(one: transcripts.Transcript, coded: set[str], reviewed: set[str]) -> str:
    """Name how far a transcript has come."""
    if one.state == "imported":
        return "in review" if one.id in reviewed else "imported"
    return "coded" if one.id in coded else "released"


draw()
