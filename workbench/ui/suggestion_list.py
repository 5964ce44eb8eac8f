"""Draw cards one below the other, of which one is in hand: the keys act on it.

What was decided leaves the list, and the next comes to hand by itself. The browser says which card
each key meant: it may be pressed again before the list that follows from it is drawn.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from workbench.ui import suggestion_card
from workbench.ui.guard import guard
from workbench.ui.suggestion_card import Card, Desk, Hand
from workbench.ui.transcript_view import mount_part

SHOWN = "cards shown"
PRESSED = "keys of cards"
MOST = 200
"""Presses and cards that are remembered."""
DOES = {"n": "next", "p": "previous", "y": "code", "x": "dismiss", "l": "later", "e": "adjust"}
DOES |= {"m": "memo", "o": "open", "Alt+{": "Begin earlier", "Alt+}": "Begin later"}
DOES |= {"Alt+[": "End earlier", "Alt+]": "End later"}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Hold the cards that stood in lists, each with its list and place, and the presses done."""

    cards: dict[str, tuple[str, int, Card]] = field(default_factory=dict)
    done: deque[str] = field(default_factory=lambda: deque(maxlen=MOST))


def carry_out() -> None:
    """Do what keys asked for since the last run, before the list is made that follows from it."""
    state = st.session_state.get(PRESSED)
    carry_out_of((state.get("pressed") if state else None) or ())


def carry_out_of(pressed: Sequence[Mapping[str, Any]]) -> None:
    """Do each press once, in their order, with the card it was meant for."""
    shown, desk = _shown(), suggestion_card.desk()
    for one in pressed:
        if one["id"] in shown.done:
            continue
        shown.done.append(one["id"])
        found = shown.cards.get(str(one["card"]))
        if not found:
            continue  # of a session before this one: told as done, or its keys would rest for good
        name, number, card = found
        with guard():
            suggestion_card.press(card, str(one["verb"]), _hand(desk, name, card, number))


def _hand(desk: Desk, name: str, card: Card, number: int, *, in_hand: bool = True) -> Hand:
    return Hand(
        desk=desk,
        in_hand=in_hand,
        taken=partial(take, desk, name, card.id, number),
        done=partial(take, desk, name, "", number),
    )


def _shown() -> Shown:
    if SHOWN not in st.session_state:
        st.session_state[SHOWN] = Shown()
    shown: Shown = st.session_state[SHOWN]
    return shown


def draw(name: str, cards: Sequence[Card]) -> None:
    """Draw a list; another `name` begins with its first card."""
    ids, desk = [card.id for card in cards], suggestion_card.desk()
    at = in_hand(desk, name, ids)
    _draw_bar(desk, name, ids, at)
    for number, card in enumerate(cards):
        hand = _hand(desk, name, card, number, in_hand=number == at)
        suggestion_card.draw(card, wide=True, hand=hand)
    _mount(desk, name, cards, at)


def _mount(desk: Desk, name: str, cards: Sequence[Card], at: int) -> None:
    shown = _shown()
    for number, card in enumerate(cards):
        shown.cards.pop(card.id, None)
        shown.cards[card.id] = (name, number, card)
    for old in [*shown.cards][:-MOST]:
        del shown.cards[old]
    hand = cards[at]
    mount_part(
        "cards",
        key=PRESSED,
        data={
            "list": name,
            "cards": [card.id for card in cards],
            "hand": hand.id,
            "shape": str(desk.edges.get(hand.id, "")),
            "write": suggestion_card.why_key(hand) if hand.id in desk.memos else "",
            "done": [*shown.done],
            "does": DOES,
            "clicks": {"Ctrl+Z": "undo", "Ctrl+Shift+Z": "redo"},
        },
        refresh=(),
        on_pressed_change=lambda: None,
    )


def in_hand(desk: Desk, name: str, ids: Sequence[str]) -> int:
    """Find the card in hand: the same as before, or the one in its place."""
    there, card_id, at = desk.place
    if there != name:
        return 0
    return ids.index(card_id) if card_id in ids else min(at, len(ids) - 1)


def take(desk: Desk, name: str, card_id: str, at: int) -> None:
    """Take a card in hand; without an id whichever comes to stand in that place.

    What is learned from a decision orders the list anew, so that the one below may be anywhere.
    """
    desk.place = (name, card_id, at)


def _draw_bar(desk: Desk, name: str, ids: Sequence[str], at: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"{at + 1} of {len(ids)}", width="content")
        for label, key, to in (("Previous", "P", at - 1), ("Next", "N", at + 1)):
            st.button(
                label,
                key=f"card {label}",
                type="tertiary",
                shortcut=key,
                disabled=not 0 <= to < len(ids),
                on_click=partial(take, desk, name, ids[to % len(ids)], to),
            )
        with st.popover("Keys", icon=":material/keyboard:", type="tertiary", key="keys listed"):
            rows = "\n".join(f"| {keys} | {does} |" for keys, does in KEYS)
            st.markdown(f"| Key | Does |\n|---|---|\n{rows}")
