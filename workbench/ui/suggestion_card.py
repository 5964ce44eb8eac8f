"""Show a suggested passage, why it is here, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial

import streamlit as st

from workbench.ui import session
from workbench.ui.plain import plain

LONG = 300
Edges = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """Name a coded passage that is alike, and the way to it."""

    words: str
    open: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Hold what a card shows and what its buttons do.

    `sentences` are those of the whole turn, of which `edges` (first and last) are suggested and
    `best` is the most alike. `code` takes first and last sentence, `dismiss` a memo.
    """

    id: str
    place: str
    question: str
    sentences: tuple[str, ...]
    edges: Edges
    best: int
    likes: tuple[Like, ...]
    shared: tuple[str, ...]
    code: Callable[[int, int], object]
    dismiss: Callable[[str], object]
    later: Callable[[], object]
    open: Callable[[], None]


def draw(card: Card, *, wide: bool) -> None:
    """Draw a card; where it is not wide, the reason is behind a button."""
    adjusted: Edges | None = st.session_state.get(_edges(card))
    with st.container(border=True, gap="small"):
        st.caption(plain(card.place))
        if card.question:
            st.caption(plain(clipped(card.question)))
        st.markdown(marked(card, adjusted))
        if adjusted:
            _draw_steppers(card, adjusted)
        if wide:
            _draw_reason(card, wide=wide)
        _draw_buttons(card, adjusted or card.edges)
        if not wide:
            _draw_reason(card, wide=wide)


def marked(card: Card, adjusted: Edges | None) -> str:
    """Write the passage with its best sentence in bold; while it is adjusted, the rest in grey."""
    first, last = adjusted or card.edges
    shown = range(len(card.sentences)) if adjusted else range(first, last + 1)
    words = []
    for at in shown:
        said = plain(card.sentences[at])
        if not first <= at <= last:
            said = f":gray[{said}]"
        words.append(f"**{said}**" if at == card.best else said)
    return " ".join(words)


def clipped(question: str) -> str:
    """Keep the end of a long question."""
    return question if len(question) <= LONG else "… " + question[-LONG:]


def _draw_steppers(card: Card, edges: Edges) -> None:
    first, last = edges
    most = len(card.sentences) - 1
    steps = (
        ("Begin a sentence earlier", "first_page", (first - 1, last), first > 0),
        ("Begin a sentence later", "last_page", (first + 1, last), first < last),
        ("End a sentence earlier", "chevron_left", (first, last - 1), first < last),
        ("End a sentence later", "chevron_right", (first, last + 1), last < most),
    )
    with st.container(horizontal=True, gap="small"):
        for label, icon, after, may in steps:
            st.button(
                f":material/{icon}:",
                key=f"{label} {card.id}",
                help=label,
                disabled=not may,
                on_click=partial(_keep, card, after),
            )


def _draw_reason(card: Card, *, wide: bool) -> None:
    with nullcontext() if wide else st.popover("Why", type="tertiary"):
        if wide and card.likes:
            st.caption("Like your passages")
        for number, like in enumerate(card.likes):
            words = like.words if len(like.words) <= LONG else like.words[:LONG] + " …"
            if st.button(
                f":small[{plain(f'“{words}”')}]",
                key=f"like {number} {card.id}",
                type="tertiary",
                help="Open this passage of yours",
            ):
                like.open()
        if card.shared:
            st.caption(f"Words in common: {plain(', '.join(card.shared))}")


def _draw_buttons(card: Card, edges: Edges) -> None:
    with st.container(horizontal=True, gap="small"):
        if st.button("Code", key=f"code {card.id}", icon=":material/check:"):
            card.code(*edges)
            st.session_state.pop(_edges(card), None)
            st.rerun()
        st.button(
            "Adjust",
            key=f"adjust {card.id}",
            help="Choose where the passage begins and ends",
            on_click=partial(_toggle, card),
        )
        if st.button("Dismiss", key=f"dismiss {card.id}", icon=":material/close:"):
            card.dismiss("")
            _again()
        if st.button("Later", key=f"later {card.id}", help="Until the study is opened again"):
            card.later()
            _again()
        with st.popover(":material/edit_note:", help="Dismiss with a memo", key=f"memo {card.id}"):
            why = st.text_area("Why it does not belong", key=f"why {card.id}", height=90)
            if st.button("Store", key=f"store {card.id}", icon=":material/close:"):
                card.dismiss(why)
                _again()
        where = "Open it in its transcript"
        if st.button(":material/open_in_new:", key=f"open {card.id}", help=where):
            card.open()


def _edges(card: Card) -> str:
    return f"edges {card.id}"


def _keep(card: Card, edges: Edges) -> None:
    st.session_state[_edges(card)] = edges


def _toggle(card: Card) -> None:
    if st.session_state.pop(_edges(card), None) is None:
        _keep(card, card.edges)


def _again() -> None:
    """Draw the list anew, and where it stands in a fragment, that alone."""
    st.rerun(scope="app" if session.draws_all() else "fragment")
