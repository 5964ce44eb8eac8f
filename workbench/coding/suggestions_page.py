"""Look through passages like those of a code; a person codes or dismisses each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench.coding import (
    codebook,
    how_found_words,
    indexing,
    restraint,
    screen,
    shown,
    suggestion_cards,
    suggestion_states,
    suggestions,
    worth_words,
)
from workbench.study import Study
from workbench.ui import asking, methods_text, session, states, suggestion_list
from workbench.ui.guard import guard
from workbench.ui.plain import plain

CODING = "workbench/coding/page.py"
KINDS = {"Like this code": "like", "At its edge": "edge"}


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header(
        "Suggestions", "Passages like those you coded, for you to read. Nothing is coded by itself."
    )
    codes = codebook.fetch_all(study, retired=False)
    if not codes or not screen.released(study):
        states.before_coding(
            study,
            "Nothing to compare with yet",
            "Suggestions start from passages you coded yourself: code two or three first.",
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        paths = shown.names(codes)
        code_id = st.selectbox(
            "Code", list(paths), format_func=paths.__getitem__, key="suggest for", width=360
        )
        kind = asking.one_of("Show", KINDS, "suggest kind")
        with st.popover("Settings", icon=":material/tune:", key="suggest settings"):
            draw_settings(study, code_id)
    with guard():
        if suggestion_states.speaks(study, code_id) and suggestion_states.prepared(study):
            with st.container(key="list and told"):
                listed, beside = st.columns([17, 8], gap="medium")
            with listed:
                (draw_list if kind == "like" else draw_edge)(study, code_id)
            with beside:
                draw_worth(study, code_id)
    methods_text.draw(lambda: how_found_words.of_study(study, indexing.encoder_name(study)))


def draw_list(study: Study, code_id: str) -> None:
    """Show ten passages."""
    found = suggestions.for_code(study, indexing.encoder_name(study), code_id)
    if not found:
        st.caption(suggestion_states.nothing(study, code_id))
        return
    suggestion_list.draw(
        f"like {code_id}", [suggestion_cards.card(study, one, opened) for one in found]
    )


def draw_edge(study: Study, code_id: str) -> None:
    """Show passages that are close and taken not to belong, and those dismissed."""
    st.caption("Passages close to this code that seem not to belong, then those you dismissed.")
    for one in suggestions.at_the_edge(study, indexing.encoder_name(study), code_id):
        turn = shown.turn_of(study, one.transcript_id, one.start)
        with st.container(border=True, gap="small"):
            if turn:
                st.caption(plain(suggestion_cards.place_of(study, one.transcript_id, turn)))
            st.text(one.words)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if st.button(
                    "Open",
                    key=f"edge {one.kind} {one.decision_id} {one.transcript_id} {one.start}",
                    icon=":material/open_in_new:",
                ):
                    opened({"transcript": one.transcript_id, "at": str(one.start)})
                if one.kind == "dismissed":
                    st.caption("You dismissed it.", width="content")


def draw_worth(study: Study, code_id: str) -> None:
    """Say what the list learned from and came to, and offer to begin anew."""
    worth = restraint.worth(study, indexing.encoder_name(study), code_id)
    with st.container(border=True, gap="small", key="told of list"):
        for words in (worth_words.learned, worth_words.so_far, worth_words.left):
            if words(worth):
                st.markdown(plain(words(worth)))
        if advice := worth_words.advice(worth):
            st.info(plain(advice), icon=":material/pause:")
        with st.popover("Begin anew", type="tertiary", key="suggest anew"):
            st.caption(
                "Dismissals and accepted suggestions so far no longer teach this code; what you "
                "coded in reading still does. Nothing is uncoded, and Undo brings it back."
            )
            if st.button("Begin anew", type="primary", key="begin anew"):
                states.act(partial(restraint.reset, study, code_id), "The code begins anew.")


def draw_settings(study: Study, code_id: str) -> None:
    """Switch suggestions on and off, before reading, and blinded."""
    found = restraint.settings(study)
    on_code = partial(restraint.set_on, code_id=code_id)
    switches: tuple[tuple[str, bool, Callable[..., None]], ...] = (
        ("Suggestions in this study", found.on, restraint.set_on),
        ("Suggestions for this code", code_id not in found.off_for, on_code),
        (
            "Before a transcript was read through",
            found.before_reading,
            restraint.set_before_reading,
        ),
        ("Blinded: mix in passages drawn at random", found.blinded, restraint.set_blinded),
    )
    for label, now, verb in switches:
        key = f"set {label} {code_id}"
        st.session_state[key] = now  # as it is stored, also after undo
        st.toggle(label, key=key, on_change=partial(switch, study, key, verb))


def switch(study: Study, key: str, verb: Callable[..., None]) -> None:
    """Store what a switch was set to."""
    with guard():
        verb(study, on=bool(st.session_state[key]))


def opened(place: dict[str, str]) -> None:
    """Go to a place in Coding."""
    st.switch_page(CODING, query_params=place)


draw()
