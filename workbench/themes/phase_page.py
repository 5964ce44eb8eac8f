"""Give each of the six phases a home: what it asks, what was done there, what was thought."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench import memos, wording
from workbench.coding import codebook
from workbench.study import Study
from workbench.themes import (
    discussions,
    impressions,
    phase_acts,
    phase_rows,
    phase_tools,
    phases,
    prompts,
    what_was_done,
)
from workbench.themes.phases import Phase
from workbench.ui import discussion_list, pieces, session, states, words_form
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain
from workbench.ui.words_form import Field

SHOWN = "phase shown"
LONG = 20
CODES_NAMED = 2  # the phase whose paragraph names codes as examples
CODING = "workbench/coding/page.py"


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header(
        "Phases",
        "Six places to think in. Go to any of them, in any order, as often as you like.",
    )
    now = phases.now(study)
    phase = phases.numbered(choose(now.number))
    left, right = st.columns([3, 2], gap="large")
    with left:
        draw_guide(phase)
    with right, guard():
        draw_place(study, phase, now)
    parts: dict[str, Callable[[Study, Phase], None]] = {
        **({"Transcripts": draw_transcripts} if phase.number == 1 else {}),
        "Memos": draw_memos,
        "What was done": draw_done,
        "For discussion": draw_discussions,
        "Moves": draw_moves,
    }
    tabs = st.tabs(list(parts), key=f"phase tabs {phase.number == 1}", on_change="rerun")
    for tab, part in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab, guard():
                part(study, phase)


def choose(now: int) -> int:
    """Let the researcher look at a phase; the address may name one. Looking moves nothing."""
    known = {str(number): number for number in range(1, len(phases.NAMES) + 1)}
    asked = st.query_params.get("phase", "")
    if SHOWN not in st.session_state or asked in known:
        st.session_state[SHOWN] = known.get(asked, now)
    st.segmented_control(
        "Phase",
        list(known.values()),
        format_func=lambda number: (
            f"{number} {prompts.of_phase(number).short}"
            f"{' :material/location_on:' if number == now else ''}"
        ),
        required=True,
        key=SHOWN,
        on_change=_turn_address,
        label_visibility="collapsed",
    )
    return int(st.session_state[SHOWN])


def _turn_address() -> None:
    st.query_params["phase"] = str(st.session_state[SHOWN])


def draw_guide(phase: Phase) -> None:
    """Say what the phase asks, and link to its tools."""
    with st.container(gap="small"):
        st.header(phase.name, anchor=False)
        st.markdown(prompts.of_phase(phase.number).asks)
        with st.container(horizontal=True, gap="small"):
            for script, label, icon in phase_tools.TOOLS[phase.number - 1]:
                states.link(f"workbench/{script}", label, icon=f":material/{icon}:")


def draw_place(study: Study, phase: Phase, now: Phase) -> None:
    """Say where the study stands, and let it turn to this phase with a word on why."""
    with st.container(border=True, gap="small"):
        last = next(iter(reversed(phases.trail(study))), None)
        if phase == now:
            st.markdown(":blue[:material/location_on: **The study is here now**]")
        else:
            st.markdown(plain(f"The study is in phase {now.number}, {now.name.lower()}."))
        if last:
            st.caption(plain(f"Since {wording.when(last.ts)}, by {last.researcher}"))
            if last.note:
                st.text(last.note)
        if waiting := len(discussions.fetch_all(study, settled=False)):
            st.caption(f":material/forum: {count(waiting, 'open discussion')}")
        begin = "Begin it anew" if last else "Begin"
        with st.popover("Turn to this phase" if phase != now else begin, key="turn"):
            note = st.text_area("Why, or what for (may stay empty)", key=f"why {phase.number}")
            if st.button("Turn to it", type="primary", key="turn to phase"):
                move = partial(phases.move, study, phase.number, note or "")
                states.act(move, f"The study turned to {phase.name.lower()}.")


def draw_memos(study: Study, phase: Phase) -> None:
    """Offer prompts, a field for a memo that may answer one, and the memos there are."""
    left, right = st.columns([2, 3], gap="large")
    key = f"memo on phase {phase.number}"
    with left, st.container(gap="xsmall", key="prompts"):
        st.markdown("**Questions to yourself**")
        for number, prompt in enumerate(prompts.of_phase(phase.number).prompts):
            st.button(
                plain(prompt),
                key=f"prompt {phase.number} {number}",
                icon=":material/edit_note:",
                type="tertiary",
                wrap=True,
                help="Begin a memo with this question.",
                on_click=pieces.begin,
                args=(key, prompts.begun(prompt)),
            )
    with right:
        about = str(phase.number)
        write = partial(memos.write, study, "phase", about)
        pieces.field(key, "New memo on this phase", write)
        put = discussions.put_already(study)
        found = memos.fetch_all(study, about="phase", about_id=about)
        pieces.draw(
            [phase_rows.piece(memo, memo.id in put) for memo in found], _verbs(study, "memo")
        )


def _verbs(study: Study, about: discussions.Subject) -> pieces.Verbs:
    return pieces.Verbs(
        rewrite=partial(memos.rewrite if about == "memo" else impressions.rewrite, study),
        remove=partial(memos.remove if about == "memo" else impressions.remove, study),
        put_forward=partial(discussions.put_forward, study, about),
    )


def draw_transcripts(study: Study, _: Phase) -> None:
    """Show how well each transcript is known, and take notes on one or on the whole set."""
    met = impressions.met(study)
    if not met:
        states.before_coding(study, "Nothing to read yet", "Transcripts come here when released.")
        return
    names = {"": "The whole set", **{one.transcript_id: one.label for one in met}}
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.dataframe(
            phase_rows.of_transcripts(met),
            hide_index=True,
            height="content" if len(met) <= LONG else 560,
            on_select=partial(_notes_on, [one.transcript_id for one in met]),
            selection_mode="single-row",
            key="transcripts met",
            alt="Transcripts with who read them and the notes there are",
        )
        st.caption("Choose a row to take notes on that transcript.")
    with right:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            on = st.selectbox(
                "Notes on", list(names), format_func=names.__getitem__, key="notes on"
            )
            if on and st.button("Read", icon=":material/menu_book:", key="read it"):
                st.switch_page(CODING, query_params={"transcript": on})
        draw_notes(study, on or None)


def _notes_on(ids: list[str]) -> None:
    chosen = st.session_state["transcripts met"]["selection"]["rows"]
    st.session_state["notes on"] = ids[chosen[0]] if chosen else ""


def draw_notes(study: Study, transcript_id: str | None) -> None:
    """Take a note of one of the three kinds, and list those there are."""
    kind = st.segmented_control(
        "Kind of note",
        impressions.KINDS,
        default=impressions.KINDS[0],
        required=True,
        format_func=str.capitalize,
        key="kind of note",
        label_visibility="collapsed",
    )
    write = partial(impressions.note, study, transcript_id, kind or impressions.KINDS[0])
    pieces.field(f"note {transcript_id}", "New note", write)
    put = discussions.put_already(study)
    found = impressions.fetch_all(study, transcript_id, whole_set=transcript_id is None)
    pieces.draw(
        [phase_rows.piece(one, one.id in put) for one in found], _verbs(study, "impression")
    )


def draw_done(study: Study, phase: Phase) -> None:
    """Tell from the trail what was done, and give it as a paragraph for the table of phases."""
    left, right = st.columns([1, 1], gap="large")
    done = phase_acts.of_phase(study, phase)
    with left:
        st.markdown("**From the audit trail**")
        if not done.kinds:
            st.caption("Nothing yet.")
        else:
            st.dataframe(
                phase_rows.of_kinds(done.kinds), hide_index=True, alt="Kinds of acts in this phase"
            )
            st.caption(
                "An act stands in the phase that it belongs to by what it does, whenever it was "
                "done."
            )
            with st.expander("Day by day"):
                st.dataframe(
                    phase_rows.of_days(done.days), hide_index=True, alt="Acts by day and researcher"
                )
    with right, guard():
        draw_paragraph(study, phase)


def draw_paragraph(study: Study, phase: Phase) -> None:
    """Let the researcher change the paragraph on this phase, and go back to the draft."""
    told = what_was_done.fetch(study, phase.number)
    if phase.number == CODES_NAMED and told.written is None:
        draw_examples(study)
    label = "For the table of phases in the paper"
    field = Field(name="text", label=label, value=told.text, height=320)
    changed = words_form.draw(f"table text {phase.number}", [field])
    if "text" in changed:
        save = partial(what_was_done.write, study, phase.number, changed["text"])
        states.act(save, "Saved. No draft takes its place.")
    st.caption(plain(phase_rows.own_words(told)))
    if told.written is None:
        return
    with st.expander("The draft as it would be now"):
        st.text(told.draft or "Nothing is on record for this phase.")
        if st.button("Go back to the draft", key="back to the draft"):
            forget = partial(what_was_done.forget, study, phase.number)
            states.act(forget, "The draft stands again. Undo brings your words back.")


def draw_examples(study: Study) -> None:
    """Ask which codes the paragraph names as examples."""
    names = {code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)}
    before = [one for one in what_was_done.picked_codes(study) if one in names]
    picked = st.multiselect(
        "Codes named as examples",
        list(names),
        default=before,
        format_func=names.__getitem__,
        placeholder="The first two in use",
        key=f"examples {' '.join(before)}",
    )
    if picked != before:
        states.act(partial(what_was_done.pick, study, picked), "Examples changed.")


def draw_discussions(study: Study, _: Phase) -> None:
    """List what researchers put before each other, in whatever phase."""
    verbs = discussion_list.Verbs(
        answer=partial(discussions.answer, study),
        settle=partial(discussions.settle, study),
        reopen=partial(discussions.reopen, study),
    )
    put_forward = partial(discussions.put_forward, study, "memo")
    discussion_list.draw_choice(discussions.candidates(study), put_forward)
    talks = [phase_rows.talk(one) for one in discussions.fetch_all(study)]
    discussion_list.draw(talks, verbs)


def draw_moves(study: Study, _: Phase) -> None:
    """Show how the study went back and forth between the phases, newest first."""
    moves = phases.trail(study)[::-1]
    if not moves:
        st.caption("The study has not turned to another phase yet. It begins with familiarisation.")
        return
    for move in moves:
        with st.container(gap=None):
            st.markdown(f"**{move.phase.number} {move.phase.name}**")
            st.caption(plain(f"{wording.when(move.ts)} · {move.researcher}"))
            if move.note:
                st.text(move.note)


draw()
