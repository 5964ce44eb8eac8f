"""List passages like the words selected, in the panel beside the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from workbench.ui import asking
from workbench.ui.guard import guard
from workbench.ui.plain import cut, plain

Place = tuple[str, int, int]
By = Literal["meaning", "words"]
WAYS: dict[str, By] = {"By meaning": "meaning", "By words": "words"}
HELD = "alike to"
ASKED = "alike asked"
SHORT = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Hold a passage, its best sentence (from, to), the codes on it, and what can be done.

    `codes` are Markdown; `code` codes the passage with a code's id, `open` goes there.
    """

    id: str
    words: str
    best: tuple[int, int]
    place: str
    shared: tuple[str, ...]
    codes: tuple[str, ...]
    code: Callable[[str], None]
    open: Callable[[], None]


def ask(asked: str, place: Place) -> None:
    """Begin a list as a key asked for it; the same ask comes with every later run."""
    if st.session_state.get(ASKED) != asked:
        st.session_state[ASKED] = asked
        st.session_state[HELD] = place


def place() -> Place | None:
    """Tell which words are compared; None while there is no list."""
    held: Place | None = st.session_state.get(HELD)
    return held


def offer(now: Place) -> None:
    """Offer to list what is like the words selected."""
    st.button(
        "Like the selected words",
        key="alike begin",
        icon=":material/manage_search:",
        help="Find passages like them in the study (key A).",
        on_click=lambda: st.session_state.update({HELD: now}),
    )


def head(words: str) -> By:
    """Show the words compared, and ask by what; a button closes the list."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("**Like the words**")
        st.button(
            ":material/close:",
            key="alike close",
            type="tertiary",
            help="Close this list",
            on_click=lambda: st.session_state.pop(HELD, None),
        )
    st.caption(plain(f"“{cut(words, SHORT)}”"))
    return asking.one_of("Compare", WAYS, "alike by")


def draw(found: Sequence[Found], codes: Mapping[str, str]) -> None:
    """Draw the passages; `codes` are paths by id, to code one with."""
    if not found:
        st.caption("Nothing like them was found. Only what participants say is compared.")
    for one in found:
        with st.container(border=True, gap="small"):
            st.caption(plain(one.place))
            st.markdown(_marked(one))
            if one.shared:
                st.caption(f"Words in common: {plain(', '.join(one.shared))}")
            codes_on = " · ".join(one.codes) or ":gray[Not coded]"
            st.markdown(f":small[{codes_on}]")
            _acts(one, codes)


def _marked(one: Found) -> str:
    begin, end = one.best
    before, best, after = one.words[:begin], one.words[begin:end], one.words[end:]
    parts = (plain(before.strip()), f"**{plain(best.strip())}**", plain(after.strip()))
    return " ".join(part for part in parts if part)


def _acts(one: Found, codes: Mapping[str, str]) -> None:
    key = f"alike code {one.id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        chosen = st.selectbox(
            "Code…",
            list(codes),
            index=None,
            format_func=codes.__getitem__,
            placeholder="Code…",
            label_visibility="collapsed",
            key=key,
        )
        where = "Open it in its transcript"
        if st.button(":material/open_in_new:", key=f"alike open {one.id}", help=where):
            one.open()
    if chosen:
        with guard():
            one.code(chosen)
            del st.session_state[key]
            st.rerun()
