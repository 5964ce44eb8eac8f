"""Let one of several things be chosen, or the one before or after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from workbench.ui import session


def draw(
    key: str, noun: str, names: Mapping[str, str], at: str, choose: Callable[[str], None]
) -> None:
    """Draw the choice, standing at `at`, between two arrows; `choose` is called for another."""
    ids = list(names)
    place = ids.index(at)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        wanted = st.selectbox(
            noun.capitalize(),
            ids,
            index=place,
            format_func=names.__getitem__,
            key=f"{key} {at} {len(ids)}",
            label_visibility="collapsed",
        )
        for name, icon, to in (
            ("Previous", "arrow_back", place - 1),
            ("Next", "arrow_forward", place + 1),
        ):
            st.button(
                name,
                key=f"{key} {name}",
                icon=f":material/{icon}:",
                help=f"{name} {noun}",
                disabled=not 0 <= to < len(ids),
                on_click=choose,
                args=(ids[to % len(ids)],),
            )
    if wanted != at:
        choose(wanted)
        st.rerun(scope="app" if session.draws_all() else "fragment")
