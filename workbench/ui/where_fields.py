"""Ask where to search: who speaks, in which transcripts, and which coding the words must have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

ROLES = {"participant": "Participants", "interviewer": "Interviewers", "other": "Others"}
CODED = {
    "any": "Coded or not",
    "uncoded": "Not coded at all",
    "with": "Within passages coded with …",
    "without": "Not coded with …",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Hold what a study offers: labels and paths by id, values by attribute, researchers."""

    transcripts: Mapping[str, str]
    attributes: Mapping[str, Sequence[str]]
    codes: Mapping[str, str]
    researchers: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Hold what was chosen; what is empty restricts nothing."""

    roles: Sequence[str] = ()
    transcripts: Sequence[str] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    coded: str = "any"
    code: str | None = None
    researcher: str | None = None


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
                (f"attribute {one}", one, {value: value for value in values})
                for one, values in offered.attributes.items()
            ),
        )
    }
    coded, code, researcher = _coding(key, offered)
    return Where(
        roles=roles,
        transcripts=chosen["transcripts"],
        attributes={
            one: values for one in offered.attributes if (values := chosen[f"attribute {one}"])
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
