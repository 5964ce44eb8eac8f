"""Read the treated text as it will stand in the study, then release it."""

from __future__ import annotations

import streamlit as st

from workbench import transcripts
from workbench.anonymise import pseudonymise, review_rows, unlocking
from workbench.anonymise.vault import Vault
from workbench.study import Study
from workbench.transcripts import Transcript
from workbench.ui import gate, session, states, transcript_picker, transcript_view
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

IMPORT = "workbench/anonymise/import_page.py"
REVIEW = "workbench/anonymise/page.py"


def draw() -> None:
    """Draw the page."""
    study = session.study()
    found = transcripts.fetch_all(study)
    opened: Vault | None = gate.unlocked()
    if opened is None:
        states.header("Release", "The treated text is made from the original, in the vault.")
        gate.draw(unlocking.ways(study))
    elif not found:
        states.header("Release")
        states.empty(
            "Nothing to release yet",
            "Import transcripts and decide on the identifiers in them first.",
            action="Import transcripts",
            icon=":material/publish:",
            page=IMPORT,
        )
    else:
        draw_transcript(study, opened, found)


def draw_transcript(study: Study, opened: Vault, found: list[Transcript]) -> None:
    """Draw the treated text beside what a release needs."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Release", anchor=False, width="content")
        one = transcript_picker.pick(found)
        st.space("stretch")
        gate.draw_lock()
    text_side, side = st.columns([2, 1])
    with text_side:
        transcript_view.mount(
            key="treated", transcript=review_rows.treated(opened, one), mode="reading"
        )
    with side:
        draw_speakers(opened, one)
        draw_release(study, opened, one)


def draw_speakers(opened: Vault, one: Transcript) -> None:
    """Show how each speaker will be called."""
    st.markdown("**Speakers**")
    with st.container(gap="xsmall"):
        for voice in pseudonymise.voices(opened, one.id):
            st.markdown(f":gray[{plain(voice.original_label)} →] {plain(voice.label)}")


def missing(opened: Vault, one: Transcript) -> str:
    """Say what a release should wait for; nothing where all is decided."""
    if not pseudonymise.is_searched(opened, one.id):
        return (
            "Its identifiers have not been looked for yet. Released now, every name would stay "
            "readable in the study."
        )
    left = pseudonymise.undecided(opened, one.id)
    if not left:
        return ""
    return (
        f"{count(left, 'identifier')} still undecided. Released now, those words would stay "
        "readable in the study."
    )


def draw_release(study: Study, opened: Vault, one: Transcript) -> None:
    """Release, or say what is missing; with decisions open only by a second, explicit consent."""
    told = missing(opened, one)
    knowingly = False
    st.markdown("**Release**")
    if one.state == "released":
        st.caption("Released before. Again: later decisions reach the text, codings stay in place.")
    if told:
        st.error(told, icon=":material/error:")
        if st.button("Decide on them", type="primary", icon=":material/shield_person:"):
            st.switch_page(REVIEW, query_params={"transcript": one.id})
        knowingly = st.checkbox("I know that, and want to release it all the same", wrap=True)
    else:
        st.caption("Every identifier is decided. The original stays in the vault.")
    if st.button(
        "Release knowingly" if told else "Release this transcript",
        type="secondary" if told else "primary",
        icon=":material/publish:",
        shortcut="Ctrl+Enter",
        disabled=bool(told) and not knowingly,
    ):
        with guard(), states.working("Releasing"):
            done = pseudonymise.release(study, opened, one.id, knowingly=knowingly)
            states.done(f"{one.label} is released, with {count(done.edits, 'change')}.")
            st.rerun()


draw()
