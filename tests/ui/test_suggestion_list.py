"""What keys asked for of cards: each press done once, with the card it was meant for."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """Draw two cards, and carry out presses of which the browser tells twice."""
    from functools import partial

    import streamlit as st

    from workbench.errors import ChangedSince
    from workbench.ui import suggestion_list
    from workbench.ui.suggestion_card import Card, desk

    told: list[str] = []

    def code(one: str, first: int, last: int) -> None:
        if one == "b":
            raise ChangedSince("The text has changed.")
        told.append(f"code {one} {first} {last}")

    def card(one: str) -> Card:
        return Card(
            id=one,
            place="",
            question="",
            sentences=("One.", "Two.", "Three."),
            edges=(0, 2),
            best=0,
            nearest="",
            likes=(),
            shared=(),
            code=partial(code, one),
            dismiss=lambda why: told.append(f"dismiss {one} {why}"),
            later=lambda: told.append(f"later {one}"),
            open=lambda: told.append(f"open {one}"),
        )

    shown = suggestion_list._shown()
    for number, one in enumerate("abc"):
        shown.cards[one] = ("list", number, card(one))
    verbs = (("take", "c"), ("adjust", "a"), ("End earlier", "a"), ("code", "a"))
    more = (("code", "b"), ("End later", "c"), ("rob", "c"), ("later", "c"), ("code", "nobody"))
    pressed = [{"id": str(n), "verb": v, "card": c} for n, (v, c) in enumerate([*verbs, *more])]
    suggestion_list.carry_out_of(pressed[:2])
    suggestion_list.carry_out_of(pressed)
    suggestion_list.carry_out_of(pressed)
    st.text(", ".join(told))
    st.text(str(desk().place))


def test_each_press_is_done_once_and_an_error_stops_no_other() -> None:
    app = AppTest.from_function(page).run(timeout=20)
    assert not app.exception
    assert app.text[0].value == "code a 0 1, later c"
    assert app.text[1].value == "('list', '', 2)"
    assert [each.value for each in app.error] == ["The text has changed\\."]
