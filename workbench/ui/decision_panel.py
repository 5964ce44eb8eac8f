"""Draw a choice of treatment with the words it would put in place, and words in context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.ui.plain import plain

MEANINGS = {
    "pseudonymise": "Another name, the same in the whole study",
    "generalise": "What it is instead of which one",
    "redact": "Taken out, and shown as taken out",
    "keep": "Leave these words readable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Show one place in a text: the words and what stands around them."""

    id: str
    place: str
    before: str
    words: str
    after: str


def choose(key: str, *, chosen: str, words: Mapping[str, str], old: str | None) -> tuple[str, str]:
    """Let a person choose a treatment and its words, both filled in; returns the two.

    `words` proposes words for a treatment; `old` are the words decided on before.
    """
    treatment = st.radio(
        "Treatment",
        list(MEANINGS),
        index=list(MEANINGS).index(chosen),
        format_func=str.capitalize,
        captions=[plain(words.get(name, "")) or MEANINGS[name] for name in MEANINGS],
        key=f"treatment {key}",
        label_visibility="collapsed",
    )
    if treatment == "keep":
        return treatment, ""
    proposed = old if old and treatment == chosen else words.get(treatment, "")
    typed = st.text_input(
        "Shown instead",
        value=proposed,
        key=f"words {key} {treatment}",
        autocomplete="off",
        placeholder="type the words",
    )
    return treatment, typed or ""


def pick_lines(key: str, lines: Sequence[Line], *, height: int) -> list[str]:
    """Show every place with a box to tick; returns the ids of the ticked ones."""
    ticked = []
    with st.container(height=height, gap="xsmall", border=False):
        for line in lines:
            if st.checkbox(in_context(line), key=f"{key} {line.id}", wrap=True):
                ticked.append(line.id)
    return ticked


def in_context(line: Line) -> str:
    """Write a place with its words marked; all of it is escaped and shows as text."""
    before = ("…" + plain(line.before)) if line.before else ""
    after = (plain(line.after) + "…") if line.after else ""
    place = f":gray[{plain(line.place)}] " if line.place else ""
    return f"{place}{before} :primary-background[{plain(line.words)}] {after}".strip()
