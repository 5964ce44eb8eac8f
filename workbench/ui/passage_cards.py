"""Show passages to be read one after another, each with its code, its speaker and its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.ui import swatch
from workbench.ui.plain import plain

PER_PAGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Hold what one card shows; `chosen` is None where passages are read and not chosen from."""

    id: str
    words: str
    code: str
    colour: str
    place: str
    transcript_id: str
    start: int
    memo: str = ""
    chosen: bool | None = None


def draw(
    key: str,
    cards: Sequence[Card],
    *,
    page: str,
    choose: Callable[[Card], None] | None = None,
) -> None:
    """Draw the cards ten to a page; `page` opens a passage in its transcript."""
    pages = -(-len(cards) // PER_PAGE)
    place = st.container(gap="small")
    number = st.pagination(pages, key=f"{key} pages") if pages > 1 else 1
    with place:
        for card in cards[(number - 1) * PER_PAGE : number * PER_PAGE]:
            with st.container(border=True, gap="xsmall"):
                _draw_card(key, card, page, choose)


def _draw_card(key: str, card: Card, page: str, choose: Callable[[Card], None] | None) -> None:
    st.text(card.words)
    if card.memo:
        st.caption(f":material/sticky_note_2: {plain(card.memo)}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(gap=None):
            if card.code:
                st.markdown(f":small[{swatch.mark(card.colour)} {plain(card.code)}]")
            st.caption(plain(card.place))
        with st.container(
            horizontal=True,
            width="content",
            wrap=False,
            vertical_alignment="center",
            gap="small",
        ):
            if choose:
                _draw_choice(key, card, choose)
            st.page_link(
                page,
                label="Open",
                icon=":material/open_in_new:",
                help="Open the passage in its transcript.",
                query_params={"transcript": card.transcript_id, "at": str(card.start)},
            )


def _draw_choice(key: str, card: Card, choose: Callable[[Card], None]) -> None:
    if st.button(
        ":blue[Chosen]" if card.chosen else "Choose",
        key=f"{key} choose {card.id}",
        icon=":material/bookmark_added:" if card.chosen else ":material/bookmark:",
        type="tertiary",
        help="Click to leave it out of tables." if card.chosen else "Let it stand in tables.",
    ):
        choose(card)
