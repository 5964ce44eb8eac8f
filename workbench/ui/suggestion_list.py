"""Mount a list of suggestions in the browser, which draws it and stores what is decided.

A decision is an act of the outbox, and the list that follows from it comes with its answer: no
script runs in between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.store import Row
from workbench.ui.transcript_view import mount_part

HEARD = "suggestion opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Name the offer of which a card's passage is to be opened, or one of those it resembles."""

    offer_id: str
    like: int | None


def mount(
    follow: Callable[[], Row],
    now: Row,
    *,
    key: str,
    code_id: str,
    researcher: str,
    beside: bool = False,
    refresh: Sequence[str] = (),
) -> Opened | None:
    """Draw a list as it stands `now`, and by `follow` after each decision; tell what was opened.

    One `beside` the words leaves the keys to them, and no fragment is drawn again for it.
    """
    data = {**now, "code_id": code_id, "researcher": researcher, "beside": beside}
    state = mount_part(
        "suggested",
        key=key,
        data=data,
        refresh=refresh,
        follow=follow,
        on_opened_change=lambda: None,
    )
    return _opened(state.opened)


def _opened(told: object) -> Opened | None:
    """Read a wish; the same comes with every later run, and is heard once."""
    if not isinstance(told, dict) or not isinstance(told.get("offer_id"), str):
        return None
    if told.get("wish_id") == st.session_state.get(HEARD):
        return None
    st.session_state[HEARD] = told.get("wish_id")
    like = told.get("like")
    return Opened(offer_id=told["offer_id"], like=like if type(like) is int else None)
