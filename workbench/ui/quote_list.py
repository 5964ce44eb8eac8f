"""List passages in a narrow panel beside the text; a click on one goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.ui.plain import count, cut, plain

SHOWN = 20
LONG = 280


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Hold a passage, where it stands, and by what it can be sorted."""

    id: str
    words: str
    place: str
    transcript_id: str
    participant: str
    researcher: str
    ts: float


ORDERS: dict[str, Callable[[Quote], tuple[object, ...]]] = {
    "In order of the transcripts": lambda _quote: (),
    "Newest first": lambda quote: (-quote.ts,),
    "By participant": lambda quote: (quote.participant,),
    "By researcher": lambda quote: (quote.researcher,),
    "Longest first": lambda quote: (-len(quote.words),),
}


def draw(key: str, quotes: Sequence[Quote]) -> Quote | None:
    """Draw the passages in an order to choose, twenty at a time; the one clicked is returned."""
    people = len({quote.participant for quote in quotes if quote.participant})
    told = f"{count(len(quotes), 'passage')} of {count(people, 'participant')}"
    st.caption(told if people else count(len(quotes), "passage"))
    order = st.selectbox("Order", list(ORDERS), key=f"{key} order", label_visibility="collapsed")
    ordered = sorted(quotes, key=ORDERS[order])
    pages = -(-len(ordered) // SHOWN)
    page = st.pagination(pages, key=f"{key} pages {order}") if pages > 1 else 1
    chosen = None
    with st.container(height=460, border=False, gap="small"):
        for quote in ordered[(page - 1) * SHOWN : page * SHOWN]:
            with st.container(border=True, gap=None):
                st.text(cut(quote.words, LONG))
                if st.button(
                    f":small[{plain(quote.place)}]",
                    key=f"{key} {quote.id}",
                    type="tertiary",
                    help="Go to this passage",
                ):
                    chosen = quote
    return chosen
