"""Count words and phrases, compare who says them, and see each of them in context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from workbench.coding import frequencies, lettering, scope_words, searching, stop_words
from workbench.coding.scope import Scope
from workbench.ui import session, states, table_files, where_fields
from workbench.ui.guard import guard
from workbench.ui.plain import plain

FIND = "workbench/coding/search_page.py"
COUNTED, CHOSEN = "counted", "count chosen"
WIDEST = 150
LENGTHS = {1: "Words", 2: "Two words", 3: "Three words"}


def draw() -> None:
    """Draw the page, or turn to the words in context of the row that was clicked."""
    if st.session_state.pop(CHOSEN, False):
        st.switch_page(FIND)
    study = session.study()
    states.header("Word frequencies", "What is said often, and by whom.")
    offered = searching.choices(study)
    if not offered.transcripts:
        states.before_coding(
            study,
            "Nothing to count yet",
            "Words are counted in transcripts that are released, their identifiers decided.",
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        n: int = st.segmented_control(
            "Count",
            list(LENGTHS),
            default=1,
            required=True,
            format_func=LENGTHS.__getitem__,
            key="count length",
            persist_state="session",
        )
        by = st.selectbox(
            "Compare",
            [None, frequencies.TRANSCRIPT, *offered.attributes],
            format_func=lambda one: one or "The whole study",
            key="count by",
            width=190,
            persist_state="session",
        )
        without = leave_out()
        with st.popover("Where", icon=":material/filter_alt:", key="count where"):
            # The same fields as in Find, so that a click leads to the same places.
            scope = searching.scope(where_fields.draw("find", offered))
    asked = scope if scope.roles else replace(scope, roles=frequencies.WITHOUT_INTERVIEWER.roles)
    within = scope_words.sentence(study, scope) or "interviewers left out"
    with guard():
        draw_table(asked, frequencies.count(study, asked, n=n, by=by, without=without), within)


def leave_out() -> frozenset[str]:
    """Ask which words not to count, and show those that never are."""
    more = st.text_input(
        "Leave out also", placeholder="Further words", key="count without", persist_state="session"
    )
    with st.popover("Left out", icon=":material/visibility_off:"):
        every = st.toggle("Count these too", key="count all", persist_state="session")
        st.caption(plain(", ".join(sorted(stop_words.ENGLISH))))
    return stop_words.typed(more or "") | (frozenset() if every else stop_words.ENGLISH)


def draw_table(scope: Scope, found: Sequence[frequencies.Frequency], within: str) -> None:
    """Show the counts; a click on a row leads to its words in context."""
    if not found:
        st.caption("Nothing to count: no words are left.")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = f"The {len(found):,} most frequent"
        st.caption(plain(f"{told}; {within}. Click a row to see it in context."), width="content")
        st.space("stretch")
        table_files.draw(
            "word-frequencies", frequencies.columns(found), lambda: frequencies.table(found)
        )
    st.dataframe(
        frequencies.table(found),
        hide_index=True,
        width="stretch" if found[0].groups else 460,
        column_config={
            "words": st.column_config.TextColumn("Words", width=220),
            "count": st.column_config.NumberColumn("Times", width=80, format="localized"),
            "transcripts": st.column_config.NumberColumn("Transcripts", width=90),
            **{
                name: st.column_config.NumberColumn(help=plain(name), width=WIDEST)
                for name in found[0].groups
                if lettering.width(name) > WIDEST
            },
        },
        on_select=partial(choose, found, scope),
        selection_mode="single-cell",
        key=COUNTED,
        row_height=30,
        height=min(38 + 30 * len(found), 630),
    )


def choose(found: Sequence[frequencies.Frequency], scope: Scope) -> None:
    """Put the row that was clicked into the fields of Find, before any of them is drawn."""
    for row, _ in st.session_state[COUNTED]["selection"]["cells"][:1]:
        st.session_state["find words"] = found[row].words
        st.session_state["find kind"] = "words"
        st.session_state["find exact"] = False
        st.session_state["find roles"] = list(scope.roles)
        st.session_state[CHOSEN] = True


draw()
