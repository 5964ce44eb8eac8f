"""Draw cards one below the other, of which one is in hand: the keys act on it.

What was decided leaves the list, and the next comes to hand by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from workbench.ui import suggestion_card
from workbench.ui.suggestion_card import Card
from workbench.ui.transcript_view import mount_part

PLACE = "place in hand"
"""Holds the id of the card in hand and its place, for when it is gone."""
KEYS = (
    ("N, P", "next, previous passage"),
    ("Y", "code it"),
    ("X", "dismiss it"),
    ("M", "dismiss it with a memo; Ctrl+Enter stores, Esc leaves"),
    ("L", "later: until the study is opened again"),
    ("E", "adjust where it begins and ends"),
    ("Alt+[ Alt+]", "move the end by a sentence, while adjusting"),
    ("Alt+Shift+[ ]", "move the beginning by a sentence"),
    ("O", "open it in its transcript"),
    ("Ctrl+Z", "undo"),
    ("Ctrl+Shift+Z", "redo"),
)


def draw(name: str, cards: Sequence[Card]) -> None:
    """Draw a list; another `name` begins with its first card."""
    ids = [card.id for card in cards]
    at = in_hand(name, ids)
    _draw_bar(name, ids, at)
    for number, card in enumerate(cards):
        suggestion_card.draw(
            card,
            wide=True,
            in_hand=number == at,
            taken=partial(take, name, card.id, number),
            done=partial(take, name, "", number),
        )
    hand = cards[at]
    writes = st.session_state.get(suggestion_card.memo_key(hand))
    mount_part(
        "cards",
        key="keys of cards",
        data={
            "list": name,
            "hand": f"open {hand.id}",
            "shape": str(st.session_state.get(suggestion_card.edges_key(hand), "")),
            "write": suggestion_card.why_key(hand) if writes else "",
            "keys": {"Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo"} | suggestion_card.keys(hand),
        },
        refresh=(),
    )


def in_hand(name: str, ids: Sequence[str]) -> int:
    """Find the card in hand: the same as before, or the one in its place."""
    there, card_id, at = st.session_state.get(PLACE, ("", "", 0))
    if there != name:
        return 0
    return ids.index(card_id) if card_id in ids else min(at, len(ids) - 1)


def take(name: str, card_id: str, at: int) -> None:
    """Take a card in hand; without an id whichever comes to stand in that place.

    What is learned from a decision orders the list anew, so that the one below may be anywhere.
    """
    st.session_state[PLACE] = (name, card_id, at)


def _draw_bar(name: str, ids: Sequence[str], at: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"{at + 1} of {len(ids)}", width="content")
        for label, key, to in (("Previous", "P", at - 1), ("Next", "N", at + 1)):
            st.button(
                label,
                key=f"card {label}",
                type="tertiary",
                shortcut=key,
                disabled=not 0 <= to < len(ids),
                on_click=partial(take, name, ids[to % len(ids)], to),
            )
        with st.popover("Keys", icon=":material/keyboard:", type="tertiary", key="keys listed"):
            rows = "\n".join(f"| {keys} | {does} |" for keys, does in KEYS)
            st.markdown(f"| Key | Does |\n|---|---|\n{rows}")
