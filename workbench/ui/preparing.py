"""Show how far the preparation of texts for suggestions is, without a word about anything else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

import streamlit as st

from workbench.ui.plain import plain

_TYPED, _SIGN = re.compile(r"\\`(.*?)\\`"), re.compile(r"\\(.)")
EVERY = 2.0
"""Seconds between two looks while it goes on."""


class Told(Protocol):
    """Describe how far it is."""

    @property
    def share(self) -> float:
        """Give what is done as a share between 0 and 1."""

    @property
    def seconds_left(self) -> float | None:
        """Give the seconds left, once they can be reckoned."""

    @property
    def running(self) -> bool:
        """Tell whether it goes on."""

    @property
    def problem(self) -> str:
        """Say why it does not go on, and what to do."""


def draw(look: Callable[[], Told], again: Callable[[], None]) -> None:
    """Draw a quiet bar while it goes on, what is wrong where something is, or how to begin.

    `look` is asked every two seconds; the page is drawn anew when it is done.
    """
    told = look()
    if told.running:
        st.fragment(_follow, run_every=EVERY)(look)
        return
    with st.container(border=True, gap="small"):
        if told.problem:
            st.warning(_said(told.problem), icon=":material/warning:")
        else:
            st.markdown(
                "The transcripts are prepared for comparison first; you can go on meanwhile."
            )
        label = "Try again" if told.problem else "Prepare"
        if st.button(label, icon=":material/neurology:", key="prepare the texts"):
            again()
            st.rerun()


def _follow(look: Callable[[], Told]) -> None:
    told = look()
    if not told.running:
        st.rerun()
    st.progress(min(told.share, 1.0), f"Preparing the transcripts{said_left(told.seconds_left)}")
    st.caption("You can go on meanwhile: passages stand here once it is done.")


def _said(problem: str) -> str:
    """Write a problem as text, with what is to be typed as it is typed."""
    return _TYPED.sub(lambda typed: "`" + _SIGN.sub(r"\1", typed[1]) + "`", plain(problem))


def said_left(seconds: float | None) -> str:
    """Say how long it will take, no more exactly than is known."""
    if seconds is None:
        return ""
    if seconds < 50:
        return f" · about {max(round(seconds / 10), 1) * 10} seconds left"
    minutes = max(round(seconds / 60), 1)
    return f" · about {minutes} minute{'s' if minutes > 1 else ''} left"
