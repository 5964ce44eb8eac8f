"""Let a researcher describe participants in a table: attributes, consent to deposit."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from workbench import participants
from workbench.participants import Participant
from workbench.study import Study
from workbench.ui import states
from workbench.ui.guard import guard

WORDS = {None: "not asked", True: "agreed", False: "declined"}
CONSENT = "Consent to deposit"
WHO = "Pseudonym"


def draw(study: Study, *, page: str) -> None:
    """Draw the table; every cell is stored as it is left. `page` is where participants arise."""
    people = participants.fetch_all(study)
    if not people:
        states.empty(
            "No participants yet",
            "A participant comes into being when you give a speaker a pseudonym and release "
            "the transcript.",
            action="Review identifiers",
            icon=":material/group:",
            page=page,
        )
        return
    names = participants.attribute_names(study)
    _draw_tools(study, people, names)
    edited = st.data_editor(
        _table(people, names),
        hide_index=True,
        disabled=[WHO],
        key=f"participants {st.session_state.get('participants turn', 0)}",
        column_config={
            WHO: st.column_config.TextColumn(pinned=True),
            CONSENT: st.column_config.SelectboxColumn(
                options=list(WORDS.values()),
                required=True,
                help="Whether this person agreed that the transcript is deposited.",
            ),
        },
    )
    with guard():
        stored = _store(study, people, names, edited)
        if stored:
            st.toast("Stored.", icon=":material/check:")
    st.caption("Changes are stored as you leave a cell.")


def _draw_tools(study: Study, people: Sequence[Participant], names: Sequence[str]) -> None:
    with st.container(horizontal=True):
        with st.popover("Add attribute", icon=":material/add:"), st.form("new attribute"):
            name = st.text_input("Name", placeholder="for example: years in the job")
            if st.form_submit_button("Add", type="primary"):
                with guard():
                    participants.set_attribute(study, people[0].id, name, "")
                    _redraw("Attribute added.")
        with st.popover("Import CSV", icon=":material/upload_file:"):
            st.caption("One row per participant, one column called “pseudonym”.")
            file = st.file_uploader("Attributes", type=["csv"], key="attributes file")
            if file and st.button("Import attributes", type="primary"):
                with guard():
                    table = file.getvalue().decode("utf-8-sig", errors="replace")
                    number = participants.import_attributes(study, table)
                    _redraw(f"Attributes of {number} participants stored.")
        st.download_button(
            "Table as CSV",
            data=as_csv(people, names),
            file_name="participants.csv",
            mime="text/csv",
            icon=":material/download:",
        )


def as_csv(people: Sequence[Participant], names: Sequence[str]) -> str:
    """Write the table so that it can be filled in elsewhere and imported again."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["pseudonym", *names])
    for person in people:
        writer.writerow([person.pseudonym, *(person.attributes.get(name, "") for name in names)])
    return out.getvalue()


def _redraw(message: str) -> None:
    st.session_state["participants turn"] = st.session_state.get("participants turn", 0) + 1
    states.done(message)
    st.rerun()


def _table(people: Sequence[Participant], names: Sequence[str]) -> pd.DataFrame:
    columns = {WHO: [person.pseudonym for person in people]}
    for name in names:
        columns[name] = [person.attributes.get(name, "") for person in people]
    columns[CONSENT] = [WORDS[person.consent_to_deposit] for person in people]
    return pd.DataFrame(columns)


def _store(
    study: Study, people: Sequence[Participant], names: Sequence[str], edited: pd.DataFrame
) -> int:
    """Store the cells that differ from the study; return how many did."""
    stored = 0
    for person, row in zip(people, edited.to_dict("records"), strict=True):
        for name in names:
            value = str(row[name] or "").strip()
            if value != person.attributes.get(name, ""):
                participants.set_attribute(study, person.id, name, value)
                stored += 1
        if row[CONSENT] != WORDS[person.consent_to_deposit]:
            consent = {word: answer for answer, word in WORDS.items()}[row[CONSENT]]
            participants.set_consent(study, person.id, consent)
            stored += 1
    return stored
