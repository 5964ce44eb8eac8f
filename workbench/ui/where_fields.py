"""Ask where to search: who speaks, in which transcripts, and which coding the words must have."""

from __future__ import annotations

import streamlit as st

from workbench.ui.plain import plain
from workbench.ui.where import Choices, Where

ROLES = {"participant": "Participants", "interviewer": "Interviewers", "other": "Others"}
CODED = {
    "any": "Coded or not",
    "uncoded": "Not coded at all",
    "with": "Within passages coded with …",
    "without": "Not coded with …",
}


def draw(key: str, offered: Choices) -> Where:
    """Draw the fields; what is chosen stays while other pages are shown."""
    roles = st.pills(
        "Said by",
        list(ROLES),
        selection_mode="multi",
        format_func=ROLES.__getitem__,
        key=f"{key} roles",
        persist_state="session",
    )
    chosen = {
        name: st.multiselect(
            label,
            list(options),
            format_func=options.__getitem__,
            placeholder="All",
            key=f"{key} {name}",
            persist_state="session",
        )
        for name, label, options in (
            ("transcripts", "In", offered.transcripts),
            *(
                (f"attribute {one}", plain(one), {value: value for value in values})
                for one, values in offered.attributes.items()
                if values
            ),
        )
    }
    coded, code, researcher = _coding(key, offered)
    return Where(
        roles=roles,
        transcripts=chosen["transcripts"],
        attributes={
            one: values for one in offered.attributes if (values := chosen.get(f"attribute {one}"))
        },
        coded=coded,
        code=code,
        researcher=researcher,
    )


def _coding(key: str, offered: Choices) -> tuple[str, str | None, str | None]:
    coded = st.selectbox(
        "Coding",
        list(CODED),
        format_func=CODED.__getitem__,
        key=f"{key} coded",
        persist_state="session",
    )
    if coded == "any":
        return coded, None, None
    code = None
    if coded != "uncoded":
        code = st.selectbox(
            "Code, with those below it",
            list(offered.codes),
            index=None,
            format_func=offered.codes.__getitem__,
            placeholder="Any code",
            key=f"{key} code",
            persist_state="session",
        )
    researcher = st.selectbox(
        "Coded by",
        list(offered.researchers),
        index=None,
        placeholder="Anybody",
        key=f"{key} researcher",
        persist_state="session",
    )
    return coded, code, researcher
