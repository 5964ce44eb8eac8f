"""Draw what every page has: a head, an empty state, word that something was done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import partial

import streamlit as st
from streamlit.errors import StreamlitAPIException

from workbench import transcripts
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.ui import undoing
from workbench.ui.guard import guard
from workbench.ui.plain import plain

_SAID = "done messages"


def header(title: str, caption: str = "") -> None:
    """Head a page with its name, one line on what it is for, and undo; words are shown as text."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        with st.container(gap=None) if caption else nullcontext():
            st.title(plain(title), anchor=False)
            if caption:
                st.caption(plain(caption))
        with st.container(width="content"):
            undoing.control(done)


def empty(title: str, text: str, *, action: str, icon: str, page: str | None = None) -> bool:
    """Say what is not there yet and offer the next step; True when it was chosen.

    With `page`, choosing goes there.
    """
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.space("small")
        st.header(f":gray[{icon}] {plain(title)}", anchor=False, text_alignment="center")
        st.caption(plain(text), width=460, text_alignment="center")
        chosen = st.button(action, type="primary", key=f"empty {title}")
        st.space("small")
    if chosen and page:
        st.switch_page(page)
    return chosen


def notice(text: str, more: str, *, action: str, icon: str, key: str) -> bool:
    """Say in a sentence why something is not shown, and offer the one step; True when chosen."""
    with st.container(border=True, gap="small"):
        st.markdown(plain(text))
        if more:
            st.caption(plain(more))
        return st.button(action, icon=icon, key=key)


def before_coding(study: Study, title: str, text: str) -> None:
    """Say what is not there before passages are coded; offer the step that has to come first."""
    found = transcripts.fetch_all(study)
    if not found:
        step = ("Import transcripts", ":material/upload_file:", "anonymise/import_page.py")
    elif not any(one.state == "released" for one in found):
        step = ("Review identifiers", ":material/shield_person:", "anonymise/page.py")
    else:
        step = ("Start coding", ":material/ink_highlighter:", "coding/page.py")
    action, icon, page = step
    empty(title, text, action=action, icon=icon, page=f"workbench/{page}")


def link(
    page: str, label: str, icon: str | None = None, query: Mapping[str, str] | None = None
) -> None:
    """Link to a page, where it is part of this installation; `query` goes into the address."""
    try:
        st.page_link(page, label=plain(label), icon=icon, query_params=dict(query or {}))
    except StreamlitAPIException:
        st.caption(plain(label))


def done(message: str) -> None:
    """Say after the next rerun that something was stored."""
    st.session_state.setdefault(_SAID, []).append(message)


def say_owed(study: Study) -> None:
    """Warn on every page while words that were hidden still lie in the file and its copies."""
    if not study.owes_purge():
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(
            "Words that were hidden late still lie in the study’s file and its dated copies. Share "
            "neither before the file is rewritten; that needs as much room again on the drive.",
            icon=":material/warning:",
        )
        if st.button("Rewrite it now", type="primary", key="rewrite the file"):
            act(partial(_rewrite, study), "The file was rewritten; older copies were destroyed.")


def _rewrite(study: Study) -> None:
    try:
        study.purge()
    except OSError as error:
        raise NotAllowed(
            f"The file could not be rewritten ({os.strerror(error.errno or 0)}). Make room on the "
            "drive, then try again. Nothing was lost."
        ) from error


def say_done() -> None:
    """Show what `done` collected; called once by the entrypoint."""
    for message in st.session_state.pop(_SAID, []):
        st.toast(plain(message), icon=":material/check:")


def act(verb: Callable[[], object], said: str) -> None:
    """Do one thing, say so, and draw the page anew; a WorkbenchError is shown instead."""
    with guard():
        verb()
        done(said)
        st.rerun()


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that long work is under way, without its subject's words."""
    with st.spinner(f"{what}…", show_time=True):
        yield
