"""Offer on every page to undo and redo, and show what undo will take back, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench import audit, wording
from workbench.events import Event
from workbench.study import Study
from workbench.ui import session
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

CONTROL = "undo control"
LISTED = 15
LISTED_REDO = 5

Say = Callable[[str], None]


@st.fragment(key=CONTROL)
def control(say: Say) -> None:
    """Draw Undo, Redo and the list; `say` tells after the next run what was done."""
    study = session.study()
    with st.container(horizontal=True, width="content", gap="small", wrap=False):
        if st.button("Undo", icon=":material/undo:", key="undo", type="tertiary"):
            turn(say, "Undone", lambda: audit.undo(study))
        if st.button("Redo", icon=":material/redo:", key="redo", type="tertiary"):
            turn(say, "Done again", lambda: audit.redo(study))
        listed = st.popover(
            ":material/history:",
            type="tertiary",
            help="What will be undone",
            key="undo list",
            on_change="rerun",
        )
        if listed.open:
            with listed, guard():
                draw_list(study, say)


def turn(say: Say, how: str, verb: Callable[[], Event]) -> None:
    """Undo or redo once, say what it was, and draw the page anew."""
    study = session.study()
    with guard():
        event = verb()
        (said,) = wording.tell(study, [event])
        say(f"{how}: {said}")
        st.rerun()


def draw_list(study: Study, say: Say) -> None:
    """List what stands, newest first; a click takes back all down to that one."""
    events = audit.standing(study, LISTED)
    if events:
        st.caption("Your changes, newest first. Click one to take back all down to it.")
    else:
        st.caption("There is nothing of yours to undo.")
    with st.container(gap=None):
        for event, said in zip(events, told(study, events), strict=True):
            st.button(
                plain(said),
                key=f"undo to {event.id}",
                type="tertiary",
                width="stretch",
                on_click=partial(back_to, study, event.seq, say),
            )
    again = audit.undone(study, LISTED_REDO)
    if again:
        st.caption("Redo would do again:")
        for said in told(study, again):
            st.caption(plain(said))


def told(study: Study, events: list[Event]) -> list[str]:
    """Say of each event what it was, whose and when."""
    now = audit.now()
    return [
        f"{said} — {event.researcher}, {wording.when(event.ts, today=now)}"
        for event, said in zip(events, wording.tell(study, events), strict=True)
    ]


def back_to(study: Study, seq: int, say: Say) -> None:
    """Take back all changes down to a chosen one."""
    with guard():
        say(f"{count(audit.undo_to(study, seq), 'change')} undone.")
        st.rerun()
