"""Show a suggested passage, why it is here, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from workbench.ui import session
from workbench.ui.plain import plain

LONG = 300
SHORT = 200
"""Signs of a question, and of a passage named as a reason, that are shown."""
IN_HAND = "card in hand"
DESK = "cards on the desk"
SAID = {"Alt+{": "Alt+Shift+[", "Alt+}": "Alt+Shift+]"}
Edges = tuple[int, int]
Step = tuple[str, str, Edges, bool]


def nothing() -> None:
    """Do nothing: no list follows what becomes of the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """Name a coded passage that is alike, and the way to it."""

    words: str
    open: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Hold what a card shows and what its buttons do.

    `sentences` are those of the whole turn, of which `edges` (first and last) are suggested and
    `best` is the most alike. `nearest` says what `likes` are. `code` takes first and last sentence,
    `dismiss` a memo.
    """

    id: str
    place: str
    question: str
    sentences: tuple[str, ...]
    edges: Edges
    best: int
    nearest: str
    likes: tuple[Like, ...]
    shared: tuple[str, ...]
    code: Callable[[int, int], object]
    dismiss: Callable[[str], object]
    later: Callable[[], object]
    open: Callable[[], None]


@dataclass(slots=True, kw_only=True)
class Desk:
    """Hold what one session does with cards, by their ids, until it is decided.

    Changed at one stroke: Streamlit may break off a run wherever its session state is touched.
    `edges` are being chosen, `memos` written; `place` is the list, id and number of the card in
    hand, for when it is gone.
    """

    edges: dict[str, Edges] = field(default_factory=dict)
    memos: set[str] = field(default_factory=set)
    place: tuple[str, str, int] = ("", "", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Hold whether a card is in hand, and what is told when it is worked on and decided."""

    desk: Desk
    in_hand: bool = False
    taken: Callable[[], None] = nothing
    done: Callable[[], None] = nothing

    def key(self, letter: str) -> str | None:
        """Give a button its key where the card is in hand."""
        return letter if self.in_hand else None

    def button(
        self,
        label: str,
        letter: str,
        key: str,
        *,
        icon: str = "",
        tip: str | None = None,
        act: Callable[[], None] | None = None,
    ) -> bool:
        """Draw a button with its key; True when it was pressed. `act` comes before the next run."""
        sign = f":material/{icon}:" if icon else None
        shortcut = self.key(letter)
        return st.button(label, key=key, icon=sign, help=tip, shortcut=shortcut, on_click=act)


def desk() -> Desk:
    """Give this session's desk."""
    if DESK not in st.session_state:
        st.session_state[DESK] = Desk()
    mine: Desk = st.session_state[DESK]
    return mine


def draw(card: Card, *, wide: bool, hand: Hand | None = None) -> None:
    """Draw a card; where it is not wide, the reason is behind a button.

    Keys act on the card in hand; without a `hand` no list follows what becomes of the card.
    """
    hand = hand or Hand(desk=desk())
    adjusted = hand.desk.edges.get(card.id)
    key = IN_HAND if hand.in_hand else f"card {card.id}"
    with st.container(border=True, gap="small", key=key):
        with st.container(gap=None):
            st.caption(plain(card.place))
            if card.question:
                st.caption(f"*{plain(clipped(card.question))}*")
        st.markdown(marked(card, adjusted))
        if adjusted:
            _draw_steppers(card, adjusted, hand)
        if wide:
            _draw_reason(card, wide=wide)
        _draw_buttons(card, hand)
        if card.id in hand.desk.memos:
            _draw_memo(card, hand)
        if not wide:
            _draw_reason(card, wide=wide)


def marked(card: Card, adjusted: Edges | None) -> str:
    """Write the passage with its best sentence in bold; while it is adjusted, the rest in grey."""
    first, last = adjusted or card.edges
    shown = range(len(card.sentences)) if adjusted else range(first, last + 1)
    words = []
    for at in shown:
        said = plain(card.sentences[at])
        if not first <= at <= last:
            said = f":gray[{said}]"
        words.append(f"**{said}**" if at == card.best else said)
    return " ".join(words)


def clipped(words: str, most: int = LONG) -> str:
    """Keep the end of a long question, from a whole word on."""
    return words if len(words) <= most else "… " + words[-most:].partition(" ")[2]


def cut(words: str, most: int = SHORT) -> str:
    """Keep the beginning of a long passage, up to a whole word."""
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + " …"


def steps(card: Card, edges: Edges) -> tuple[Step, ...]:
    """List how the edges of a card may be moved, each with its key and what comes of it."""
    first, last = edges
    most = len(card.sentences) - 1
    return (
        ("Begin earlier", "Alt+{", (first - 1, last), first > 0),
        ("Begin later", "Alt+}", (first + 1, last), first < last),
        ("End earlier", "Alt+[", (first, last - 1), first < last),
        ("End later", "Alt+]", (first, last + 1), last < most),
    )


def press(card: Card, verb: str, hand: Hand) -> None:
    """Do with a card what the button of that name does; nothing where it could not be pressed."""
    adjusted = hand.desk.edges.get(card.id)
    moves = {label: after for label, _, after, may in steps(card, adjusted or card.edges) if may}
    if verb in DECIDES:
        _decide(card, verb, hand)
    elif verb in OPENS:
        OPENS[verb](card, hand)
    elif adjusted and verb in moves:
        _keep(card, moves[verb], hand)
    elif verb == "take":
        hand.taken()


def why_key(card: Card) -> str:
    """Name the field in which a card's memo is written."""
    return f"why {card.id}"


def _draw_steppers(card: Card, edges: Edges, hand: Hand) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for label, press, after, may in steps(card, edges):
            st.button(
                label,
                key=f"{label} {card.id}",
                help=f"By a sentence ({SAID.get(press, press)})",
                disabled=not may,
                on_click=partial(_keep, card, after, hand),
            )


def _draw_reason(card: Card, *, wide: bool) -> None:
    with (
        st.container(gap=None) if wide else st.popover("Why", type="tertiary", key=f"is {card.id}")
    ):
        if card.likes:
            st.caption(card.nearest)
        for number, like in enumerate(card.likes):
            if st.button(
                f":small[{plain(f'“{cut(like.words)}”')}]",
                key=f"like {number} {card.id}",
                type="tertiary",
                help="Open this passage of yours",
            ):
                like.open()
        if card.shared:
            st.caption(f"Words in common: {plain(', '.join(card.shared))}")


def _draw_buttons(card: Card, hand: Hand) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if hand.button("Code", "Y", f"code {card.id}", icon="check"):
            _decide(card, "code", hand)
            st.rerun()
        if hand.button("Dismiss", "X", f"dismiss {card.id}", icon="close"):
            _decide(card, "dismiss", hand)
            again()
        where, adjust = "Choose where the passage begins and ends", partial(_toggle, card, hand)
        hand.button("Adjust", "E", f"adjust {card.id}", tip=where, act=adjust)
        if hand.button("Later", "L", f"later {card.id}", tip="Until the study is opened again"):
            _decide(card, "later", hand)
            again()
        why, write = "Dismiss with a memo", partial(_open_memo, card, hand)
        hand.button("Memo…", "M", f"memo {card.id}", tip=why, act=write)
        where = "Open it in its transcript"
        if hand.button("Open", "O", f"open {card.id}", tip=where):
            _open(card, hand)


def _decide(card: Card, verb: str, hand: Hand, why: str = "") -> None:
    if verb == "code":
        card.code(*hand.desk.edges.get(card.id, card.edges))
    elif verb == "dismiss":
        card.dismiss(why)
    else:
        card.later()
    hand.done()
    hand.desk.edges.pop(card.id, None)
    hand.desk.memos.discard(card.id)


def _draw_memo(card: Card, hand: Hand) -> None:
    with st.form(f"memo form {card.id}", border=False):
        why = st.text_area("Why it does not belong", key=why_key(card), height=90)
        with st.container(horizontal=True, gap="small"):
            stored = st.form_submit_button("Dismiss with this memo", key=f"store {card.id}")
            st.form_submit_button(
                "Cancel",
                key=f"cancel {card.id}",
                type="tertiary",
                shortcut=hand.key("Escape"),
                on_click=partial(_open_memo, card, hand),
            )
    if stored:
        _decide(card, "dismiss", hand, why)
        again()


def _keep(card: Card, edges: Edges, hand: Hand) -> None:
    hand.desk.edges[card.id] = edges


def _toggle(card: Card, hand: Hand) -> None:
    if hand.desk.edges.pop(card.id, None) is None:
        _keep(card, card.edges, hand)
    hand.taken()


def _open_memo(card: Card, hand: Hand) -> None:
    hand.desk.memos ^= {card.id}
    hand.taken()


def _open(card: Card, hand: Hand) -> None:
    hand.taken()
    card.open()


DECIDES = ("code", "dismiss", "later")
OPENS = {"adjust": _toggle, "memo": _open_memo, "open": _open}
"""What can be done with a card, by the names of its buttons: what decides on it, and the rest."""


def again() -> None:
    """Draw the list anew, and where it stands in a fragment, that alone."""
    st.rerun(scope="app" if session.draws_all() else "fragment")
