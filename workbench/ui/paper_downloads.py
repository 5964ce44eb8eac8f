"""Offer a table for a paper as a file of each kind, made only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench.ui.plain import plain

FILES = (
    (".docx", "Word", ":material/article:"),
    (".xlsx", "Excel", ":material/table:"),
    (".csv", "CSV", ":material/csv:"),
    (".tex", "LaTeX", ":material/function:"),
    (".md", "Markdown", ":material/markdown:"),
    (".html", "HTML", ":material/html:"),
)


def draw(said: str, make: Callable[[str], bytes], name: Callable[[str], str]) -> None:
    """Say what is in the table, and draw a button for each kind; `make` gets its ending."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(said))
        for kind, label, icon in FILES:
            st.download_button(
                label,
                data=partial(make, kind),
                file_name=name(kind),
                icon=icon,
                type="primary" if kind == ".docx" else "secondary",
                on_click="ignore",
                key=f"download {kind}",
                help="Made when you click, and kept nowhere but where you save it.",
            )
