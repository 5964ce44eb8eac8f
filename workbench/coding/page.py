"""Code transcripts: codebook and text in one view, and beside it what is in hand."""

from __future__ import annotations

from functools import partial

import streamlit as st

from workbench import clock, memos, transcripts
from workbench.coding import (
    asked,
    codebook,
    codings,
    correcting,
    screen,
    shown,
    suggestion_states,
    suggestions,
    suggestions_shown,
)
from workbench.study import Study
from workbench.transcripts import Transcript
from workbench.ui import (
    correct_form,
    quote_list,
    session,
    states,
    swatch,
    transcript_picker,
    transcript_view,
)
from workbench.ui.guard import guard
from workbench.ui.plain import plain

VIEW = screen.VIEW
INSPECTOR = "inspector"
PLACE = "place a link named"
TURNED = "inspector turned by"
LATE = "workbench/anonymise/late_page.py"
OFFERED = 5
LONG = 400


def draw() -> None:
    """Draw the page."""
    study = session.study()
    released = screen.released(study)
    if not released:
        states.header("Coding")
        states.before_coding(
            study,
            "Nothing to code yet",
            "A transcript can be coded once its identifiers are decided and it is released.",
        )
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Coding", anchor=False, width="content")  # the transcript view has its own undo
        one = transcript_picker.pick(released)
    text, beside = st.columns([19, 6], gap="small")
    with text:
        transcript_view.mount(
            key=VIEW,
            on_jump=partial(shown.next_place, study),
            refresh=[INSPECTOR],
            **screen.of(study, one, where_to(study, one)),
        )
    with beside:
        inspect(one.id)


def where_to(study: Study, one: Transcript) -> screen.Place:
    """Find the passage or coding a link named; it is kept until another link comes."""
    linked = {name: st.query_params.get(name, "") for name in ("at", "coding")}
    if any(linked.values()):
        number = st.session_state.get(PLACE, (0, "", ""))[0] + 1
        start = linked["at"] if linked["at"].isdigit() else ""
        st.session_state[PLACE] = (number, one.id, start or linked["coding"])
        for name in linked:
            if name in st.query_params:
                del st.query_params[name]
    number, transcript_id, wanted = st.session_state.get(PLACE, (0, "", ""))
    return screen.find(study, one.id, wanted if transcript_id == one.id else "", number)


@st.fragment(key=INSPECTOR)
def inspect(transcript_id: str) -> None:
    """Show the selected passage, the passages of a code, and others like them."""
    study = session.study()
    version = transcripts.fetch(study, transcript_id).version
    chosen = transcript_view.selection(VIEW, transcript_id=transcript_id, version=version)
    if chosen:
        asked.draw_codes(study, chosen, INSPECTOR)
        turn_to(asked.tab(chosen), chosen.asked)
    names = ["Passage", "Code", "Similar"]
    passage, code, similar = st.tabs(names, key="inspector tabs", on_change="rerun")
    with guard():
        if passage.open:
            with passage:
                draw_passage(study, transcript_id)
        if code.open:
            with code:
                draw_code(study, transcript_id)
        if similar.open:
            with similar:
                if not asked.draw_alike(study, chosen, opened):
                    draw_similar(study)


def turn_to(name: str, wish: str) -> None:
    """Turn to the tab that a key asks for, once for each time it is pressed."""
    if name and st.session_state.get(TURNED) != wish:
        st.session_state[TURNED] = wish
        st.session_state["inspector tabs"] = name


def draw_passage(study: Study, transcript_id: str) -> None:
    """Show the words selected, the codes on them and a place for a memo."""
    version = transcripts.fetch(study, transcript_id).version
    chosen = transcript_view.selection(VIEW, transcript_id=transcript_id, version=version)
    if correcting.draw(study, transcript_id, chosen) or chosen is None:
        return
    place = (chosen.start, chosen.stop)
    words = transcripts.text(study, transcript_id)[chosen.start : chosen.stop]
    st.markdown("> " + plain(words if len(words) <= LONG else words[:LONG] + " …"))
    turn = shown.turn_of(study, transcript_id, chosen.start)
    if turn:
        when = shown.clock(turn.began)
        st.caption(
            plain(" · ".join(p for p in (turn.speaker, f"turn {turn.position + 1}", when) if p))
        )
    draw_codings(study, transcript_id, place)
    correct_form.buttons(transcript_id, place, LATE)
    draw_memo(study, transcript_id, chosen.coding_id)


def draw_codings(study: Study, transcript_id: str, place: tuple[int, int]) -> None:
    """List the codes on the selected words, each with a way to take it off, and add one."""
    held = {"transcript_id": transcript_id, "start": place[0], "stop": place[1]}
    transcript_view.mount_part("held", key="held", data=held, refresh=[INSPECTOR])
    known = {code.id: code for code in codebook.fetch_all(study)}
    free = [code.id for code in known.values() if not code.retired]
    paths = shown.names(list(known.values()))
    added = st.selectbox(
        "Add a code",
        free,
        index=None,
        format_func=lambda code_id: paths[code_id],
        placeholder="Add a code",
        label_visibility="collapsed",
        key=f"add {transcript_id} {place}",
    )
    if added:
        codings.apply(study, transcript_id, *place, added)
        del st.session_state[f"add {transcript_id} {place}"]
        st.rerun()


def draw_memo(study: Study, transcript_id: str, coding_id: str | None) -> None:
    """Write a memo on the selected coding, or else on the transcript."""
    about: tuple[memos.About, str, str] = (
        ("coding", coding_id, "Memo on this coding")
        if coding_id
        else ("transcript", transcript_id, "Memo on this transcript")
    )
    for memo in memos.fetch_all(study, about=about[0], about_id=about[1])[:3]:
        st.caption(
            f"{plain(memo.text)} · {plain(memo.researcher)}, {clock.day(clock.local(memo.ts))}"
        )
    with st.form(f"memo {about[1]}", border=False, clear_on_submit=True):
        text = st.text_area(about[2], height=90)
        if st.form_submit_button("Save memo", icon=":material/edit_note:"):
            memos.write(study, about[0], about[1], text)
            st.rerun()


def draw_code(study: Study, transcript_id: str) -> None:
    """List the passages of the code in hand over the study; a click goes to one of them."""
    on = transcript_view.selection(VIEW, transcript_id=transcript_id)
    code = shown.code_in_hand(study, on.coding_id, on.code_id) if on else None
    if code is None:
        st.caption("Choose a code in the codebook, or one of its stripes, to see its passages.")
        return
    st.markdown(f"{swatch.mark(code.colour)} **{plain(codebook.joined(code.path))}**")
    if code.description:
        st.caption(plain(code.description))
    chosen = quote_list.draw("quotes of code", shown.quotes(study, code.id))
    if chosen:
        st.query_params.update({"transcript": chosen.transcript_id, "coding": chosen.id})
        st.rerun()


def draw_similar(study: Study) -> None:
    """Offer uncoded passages for a code, when the researcher asks for them."""
    codes = codebook.fetch_all(study, retired=False)
    if not codes:
        st.caption("Add a code first.")
        return
    paths = shown.names(codes)
    wanted = st.selectbox(
        "Passages like those of",
        [code.id for code in codes],
        index=None,
        placeholder="Choose a code",
        format_func=lambda code_id: paths[code_id],
        key="similar code",
    )
    st.caption(
        "The workbench orders what you have not coded by its likeness to what you have. "
        "It codes nothing. Read first; then look here for what you may have passed over."
    )
    if wanted and suggestion_states.speaks(study, wanted) and suggestion_states.prepared(study):
        find = partial(suggestions.for_code, n=OFFERED)
        if not suggestions_shown.draw(study, wanted, find, opened, name="beside", beside=True):
            st.caption(suggestion_states.nothing(study, wanted))


def opened(place: dict[str, str]) -> None:
    """Go to a place of the study on this page."""
    st.query_params.update(place)
    st.rerun()


draw()
