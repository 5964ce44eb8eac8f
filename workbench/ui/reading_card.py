"""Show one thing after another to be read and judged, by two keys and a third to take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.errors import AlreadyDone
from workbench.ui.decision_panel import Line, in_context
from workbench.ui.guard import guard
from workbench.ui.plain import plain

LARGE = 300
"""Signs of a turn that are still set large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Offer one verdict: `act` stores it, once, however often its key is pressed."""

    label: str
    key: str
    act: Callable[[], object]
    icon: str
    is_main: bool = False


def draw(item_id: str, choices: Sequence[Choice], undo: Callable[[], object] | None) -> None:
    """Draw the buttons for one item; each belongs to that item and can judge no other."""
    with st.container(horizontal=True):
        for choice in choices:
            st.button(
                choice.label,
                key=f"judge {choice.key} {item_id}",
                type="primary" if choice.is_main else "secondary",
                icon=choice.icon,
                shortcut=choice.key,
                on_click=_once,
                args=(choice.act,),
            )
        st.button(
            "Undo",
            key="judge undo",
            type="tertiary",
            icon=":material/undo:",
            shortcut="U",
            disabled=undo is None,
            on_click=_once,
            args=(undo,),
        )


def turn(place: str, before: str, words: str) -> None:
    """Show a turn large, under where it stands and the end of what was said before."""
    with st.container(border=True, gap="small"):
        st.caption(plain(place))
        if before:
            told = before if len(before) <= 300 else f"… {before[-300:].partition(' ')[2]}"
            st.markdown(f":gray[{plain(told)}]")
        if len(words) < LARGE:
            st.header(plain(words), anchor=False)
        else:
            st.markdown(plain(words))


def contexts(words: str, note: str, lines: Sequence[Line]) -> None:
    """Show words large, with the places where they stand."""
    with st.container(border=True, gap="small"):
        st.header(plain(words), anchor=False)
        st.caption(plain(note))
        for line in lines:
            st.markdown(in_context(line))


def _once(act: Callable[[], object] | None) -> None:
    """Do it before the page is drawn anew; a second press of the same key changes nothing."""
    with guard():
        try:
            if act is not None:
                act()
        except AlreadyDone:
            return
