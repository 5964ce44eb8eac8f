"""Say under whose name this window works, change it, and show who has worked in the study."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from workbench import clock, researchers
from workbench.study import Study
from workbench.ui import session, states, who
from workbench.ui.guard import guard
from workbench.ui.plain import plain


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header(
        "Researchers",
        "Nobody signs in: what is done in this window is recorded under the name chosen here.",
    )
    known = researchers.known(study)
    choose(study, [one.name for one in known])
    st.header("Who has worked in this study", anchor=False)
    if not known:
        st.caption("Nobody yet. A name is listed with the first thing done under it.")
        return
    st.dataframe(table(known), hide_index=True, width=640)
    st.caption(
        "Each coding, memo and act keeps the name it was made under. Undo takes back one's own "
        "acts and leaves those of others standing."
    )


def choose(study: Study, known: list[str]) -> None:
    """Let a name be chosen, or a new one typed."""
    names = sorted({*known, study.researcher, session.shared().researcher}, key=str.casefold)
    with st.container(width=420):
        named = st.selectbox(
            "This window works as",
            names,
            index=names.index(study.researcher),
            accept_new_options=True,
            help="Type a name that is not in the list to add it.",
            key=f"who {study.researcher}",
        )
    if named and named != study.researcher:
        with guard():
            who.work_as(named)
            states.done(f"This window works as {session.study().researcher} now.")
            st.rerun()
    elif study.researcher != session.shared().researcher:
        st.caption(
            plain(
                "The name stands in the address of this window, so that a reload keeps it. A "
                f"window opened without it works as {session.shared().researcher}."
            )
        )


def table(known: list[researchers.Researcher]) -> pd.DataFrame:
    """Tabulate who did how much."""
    return pd.DataFrame(
        {
            "Researcher": [one.name for one in known],
            "Codings": [one.codings for one in known],
            "Memos": [one.memos for one in known],
            "Acts": [one.acts for one in known],
            "Last": [clock.minute(clock.local(one.last)) if one.last else "" for one in known],
        }
    )


draw()
