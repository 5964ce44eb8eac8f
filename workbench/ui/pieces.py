"""Let a researcher write, change and take away pieces of writing, and put them before others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from workbench import wording
from workbench.ui import states
from workbench.ui.plain import plain

Act = Callable[[str], object]
NEWEST = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold one piece of writing, who wrote it when, and whether others were asked about it."""

    id: str
    text: str
    researcher: str
    ts: datetime
    kind: str = ""
    put: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """Name what can be done with a piece, by its id."""

    rewrite: Callable[[str, str], object]
    remove: Act
    put_forward: Act


def field(key: str, label: str, write: Act) -> None:
    """Ask for a new piece; what is typed stays while other things are looked at.

    It is no form: what is typed then reaches the server before a prompt is put above it.
    """
    name = f"new {key}"
    if st.session_state.pop(f"{name} stored", False):
        st.session_state[name] = ""
    text = st.text_area(label, height=150, key=name, persist_state="session")
    if st.button("Save", type="primary", icon=":material/edit_note:", key=f"save {key}"):
        states.act(partial(_store, name, write, text or ""), "Saved.")


def begin(key: str, words: str) -> None:
    """Put words into the field for a new piece, below what was typed there; call it on a click."""
    name = f"new {key}"
    before = str(st.session_state.get(name) or "").rstrip()
    st.session_state[name] = f"{before}\n\n{words}" if before else words


def _store(name: str, write: Act, text: str) -> None:
    write(text)
    st.session_state[f"{name} stored"] = True


def draw(pieces: Sequence[Piece], verbs: Verbs) -> None:
    """Draw pieces one below the other, each with what can be done with it; at first the newest."""
    whole = len(pieces) <= NEWEST or st.toggle(f"Show all {len(pieces)}", key="all pieces")
    for piece in pieces if whole else pieces[:NEWEST]:
        with st.container(border=True, gap="xsmall"):
            if st.session_state.get(f"edit {piece.id}"):
                _draw_edited(piece, verbs)
            else:
                _draw_read(piece, verbs)


def _draw_read(piece: Piece, verbs: Verbs) -> None:
    st.text(piece.text)
    said = [piece.kind, piece.researcher, wording.when(piece.ts)]
    st.caption(plain(" · ".join(filter(None, said))))
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Edit",
            key=f"begin {piece.id}",
            icon=":material/edit:",
            type="tertiary",
            on_click=_edit,
            args=(piece.id, True),
        )
        if piece.put:
            st.caption(":material/forum: Put forward", width="content")
        elif st.button(
            "Put forward",
            key=f"put {piece.id}",
            icon=":material/forum:",
            type="tertiary",
            help="Put this before the other researchers, under “For discussion”.",
        ):
            states.act(partial(verbs.put_forward, piece.id), "Put forward for discussion.")
        if st.button(
            "Remove",
            key=f"remove {piece.id}",
            icon=":material/close:",
            type="tertiary",
            help="Undo brings it back. What was answered to it stays.",
        ):
            states.act(partial(verbs.remove, piece.id), "Removed.")


def _draw_edited(piece: Piece, verbs: Verbs) -> None:
    text = st.text_area(
        "Edit", piece.text, height=200, key=f"words {piece.id}", label_visibility="collapsed"
    )
    with st.container(horizontal=True, gap="small"):
        if st.button("Save", key=f"keep {piece.id}", type="primary"):
            states.act(partial(_rewrite, piece.id, str(text), verbs), "Saved.")
        st.button(
            "Leave as it was", key=f"leave {piece.id}", on_click=_edit, args=(piece.id, False)
        )


def _rewrite(piece_id: str, text: str, verbs: Verbs) -> None:
    verbs.rewrite(piece_id, text)
    _edit(piece_id, False)


def _edit(piece_id: str, on: bool) -> None:
    st.session_state[f"edit {piece_id}"] = on
