"""Know who works in this window: every act that is stored from it carries the name."""

from __future__ import annotations

import streamlit as st

from workbench import researchers
from workbench.errors import WorkbenchError
from workbench.ui import gate, session
from workbench.ui.plain import plain

PAGE = "workbench/researchers_page.py"
HEADING = ":material/person:"
SHORT = 24


def work_as(name: str) -> None:
    """Record what is done in this window under a name from now on; raises NotAllowed."""
    session.work_as(researchers.checked(name))
    if vault := gate.unlocked():
        vault.researcher = session.study().researcher


def heading() -> str:
    """Name who works here, for the header of every page.

    The name is the one chosen in this window, or the one its address holds, or the server's.
    """
    try:
        _from_address()
        name = session.study().researcher
    except WorkbenchError:  # the page says what is wrong
        return HEADING
    return f"{HEADING} {plain(name if len(name) <= SHORT else name[: SHORT - 1] + '…')}"


def remember() -> None:
    """Keep the name in the address: it outlives a reload of the page and a restart of the server.

    Call it after the pages are named, so that it is put into the address of the page shown.
    """
    name = session.study().researcher
    wanted = None if name == session.shared().researcher else name
    if st.query_params.get(session.WHO) == wanted:
        return
    if wanted is None:
        del st.query_params[session.WHO]
    else:
        st.query_params[session.WHO] = wanted


def _from_address() -> None:
    named = st.query_params.get(session.WHO)
    if named and not session.chosen():
        session.work_as(researchers.checked(named))
