"""Offer a text for the methods part of a paper, written only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from workbench.ui.guard import guard


def draw(write: Callable[[], str]) -> None:
    """Draw a popover that shows what `write` gives, to be copied."""
    with st.popover("For a paper", icon=":material/article:", type="tertiary", key="for a paper"):
        st.caption("How passages were found, and what suggestions came to, in sentences to edit.")
        if st.button("Write", key="write methods"):
            with guard(), st.container(key="methods text"):
                st.code(write(), language=None, wrap_lines=True)
