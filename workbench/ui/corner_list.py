"""List places of the study that codes have hardly reached, each with the way there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.ui.plain import plain

Open = Callable[[], None]
KEY = "unread corners"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold the words of a place, what is told of it, and the way there."""

    words: str
    told: str
    open: Open


def begin() -> bool:
    """Offer the lists; True while they are opened."""
    st.toggle(
        "Show unread corners",
        key=KEY,
        help="Passages far from everything coded; participants and questions hardly coded.",
    )
    return bool(st.session_state[KEY])


def draw(title: str, places: Sequence[Place], none: str) -> None:
    """Draw one list under its title, or say why there is none."""
    st.subheader(title, anchor=False)
    if not places:
        st.caption(none)
        return
    with st.container(border=True, gap="small"):
        for number, one in enumerate(places):
            with st.container(horizontal=True, vertical_alignment="top", gap="small", wrap=False):
                with st.container(gap=None):
                    st.text(one.words)
                    st.caption(plain(one.told))
                with st.container(width="content"):
                    if st.button(
                        ":material/open_in_new:",
                        key=f"corner {title} {number}",
                        help="Open it in its transcript",
                    ):
                        one.open()
