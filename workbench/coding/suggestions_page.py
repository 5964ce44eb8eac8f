"""Look through passages like those of a code; a person codes or dismisses each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from workbench.coding import (
    codebook,
    corners_shown,
    edges,
    how_found_words,
    indexing,
    restraint,
    screen,
    shown,
    suggestion_cards,
    suggestion_states,
    suggestions,
    suggestions_shown,
    worth_words,
)
from workbench.coding.reasons import Suggestion
from workbench.study import Study
from workbench.ui import asking, methods_text, session, states
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

CODING = "workbench/coding/page.py"
TOLD, DISMISSED = "told beside the list", "dismissed for the code"  # drawn again after decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Hold how passages for a code are found, what they are, and that there are none."""

    find: Callable[[Study, str, str], list[Suggestion]]
    says: str = ""
    none: str = ""


KINDS = {
    "Like this code": Listed(find=suggestions.for_code),
    "At its edge": Listed(
        find=edges.boundary,
        says="Passages close to this code that the order puts outside it. What you make of them "
        "says where the code ends.",
        none="Nothing lies at the edge of this code now.",
    ),
    "Opposite": Listed(
        find=edges.opposite,
        says="Passages on the same matter that are least like what you coded. They may say "
        "otherwise.",
        none="Nothing on the same matter is unlike what you coded now.",
    ),
}


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
        name = asking.one_of("Show", {each: each for each in KINDS}, "suggest kind")
        with st.popover("Settings", icon=":material/tune:", key="suggest settings"):
            draw_settings(study, code_id)
    with guard():
        if suggestion_states.speaks(study, code_id) and suggestion_states.prepared(study):
            with st.container(key="list and told"):
                listed, beside = st.columns([17, 8], gap="medium")
            with listed:
                draw_list(study, code_id, name, KINDS[name])
            with beside:
                draw_worth(code_id)
    corners_shown.draw(study, opened)
    methods_text.draw(lambda: how_found_words.of_study(study, indexing.encoder_name(study)))


def draw_list(study: Study, code_id: str, name: str, kind: Listed) -> None:
    """Show ten passages, or say why there are none."""
    if kind.says:
        st.caption(kind.says)
    refresh = (TOLD, DISMISSED) if kind is KINDS["At its edge"] else (TOLD,)
    there = suggestions_shown.draw(study, code_id, kind.find, opened, name=name, refresh=refresh)
    if not there and suggestion_states.goes_on(study, code_id, kind.none):
        st.switch_page(CODING)
    if DISMISSED in refresh:
        draw_dismissed(code_id)


@st.fragment(key=DISMISSED)
def draw_dismissed(code_id: str) -> None:
    """List what was dismissed for a code, to be read again; it is not offered."""
    study = session.study()
    found = suggestions.at_the_edge(study, indexing.encoder_name(study), code_id)
    dismissed = [one for one in found if one.kind == "dismissed"]
    if not dismissed:
        return
    with st.expander(f"You dismissed {count(len(dismissed), 'passage')} for this code"):
        for one in dismissed:
            turn = shown.turn_of(study, one.transcript_id, one.start)
            place = suggestion_cards.place_of(study, one.transcript_id, turn) if turn else ""
            st.caption(plain(place))
            st.text(one.words)
            if st.button("Open", key=f"dismissed {one.decision_id}", type="tertiary"):
                opened({"transcript": one.transcript_id, "at": str(one.start)})


@st.fragment(key=TOLD)
def draw_worth(code_id: str) -> None:
    """Say what the list learned from and came to, and offer to begin anew."""
    study = session.study()
    worth = restraint.worth(study, indexing.encoder_name(study), code_id)
    if not worth.coded and not worth.offered.decided:
        return
    with st.container(border=True, gap="small", key="told of list"):
        for words in (
            worth_words.learned,
            worth_words.so_far,
            worth_words.waiting,
            worth_words.left,
        ):
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
