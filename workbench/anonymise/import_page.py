"""Take interviews into the vault, after a look at how each was read."""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd
import streamlit as st

from workbench import transcripts
from workbench.anonymise import arrivals, pseudonymise, unlocking
from workbench.anonymise.vault import Vault
from workbench.readers import Reading
from workbench.study import Study
from workbench.ui import gate, noticed_list, session, states
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

PSEUDONYMISE = "workbench/anonymise/page.py"
FORMATS = ["docx", "txt", "md", "vtt", "srt", "csv", "tsv", "sbv"]
SHOWN_TURNS = 10
MOST_MEGABYTES = 64


def draw() -> None:
    """Draw the page."""
    with st.container(horizontal=True, vertical_alignment="center"):
        states.header(
            "Import",
            "Interviews come in encrypted. Only what you release becomes part of the study.",
        )
        if gate.unlocked() and not session.kept(gate.CODE):
            gate.draw_lock()
    draw_import(session.study())


def draw_import(study: Study) -> None:
    """Take files, show what each holds, and import it into the vault."""
    opened = gate.draw(unlocking.ways(study))
    if opened is None:
        return
    turn = st.session_state.setdefault("upload turn", 0)
    files = st.file_uploader(
        "Transcript files",
        type=FORMATS,
        accept_multiple_files=True,
        max_upload_size=MOST_MEGABYTES,
        key=f"upload {turn}",
        help="Word, plain text, WebVTT, SubRip, CSV. Nothing is stored before you choose Import.",
    )
    if not files:
        st.caption("Each file is shown before it is imported: who speaks, and how it begins.")
        return
    skipped = st.session_state.setdefault("skipped uploads", set())
    waiting = [file for file in files if file.file_id not in skipped]
    if not waiting:
        forget_uploads()
    taken = [one.label for one in transcripts.fetch_all(study)]
    plan = arrivals.planned([file.name for file in waiting], taken)
    proposed = [(waiting[at], label) for at, label in plan]
    if len(waiting) > 1:
        draw_plan(proposed)
        if st.button(f"Import all {len(waiting)} as they were read"):
            import_all(study, opened, proposed)
    draw_arrival(study, opened, *proposed[0], len(waiting))


def draw_plan(proposed: list[tuple[Any, str | None]]) -> None:
    """Show which file will bear which label: by the number in its name where it has one."""
    with st.expander("Which file gets which label"):
        st.dataframe(
            [{"File": one.name, "Label": label or "the next free one"} for one, label in proposed],
            hide_index=True,
        )


def import_all(study: Study, opened: Vault, files: list[tuple[Any, str | None]]) -> None:
    """Import every file under a proposed label; what cannot be read is left for a look."""
    taken = 0
    for file, label in files:
        with guard(), states.working("Importing into the vault"):
            reading = read(file.name, file.getvalue(), arrivals.Choices())
            day = arrivals.recorded(reading)
            pseudonymise.import_(study, opened, reading, label=label, recorded=day)
            st.session_state["skipped uploads"].add(file.file_id)
            taken += 1
    if taken:
        states.done(f"{count(taken, 'interview')} in the vault. Next: review the identifiers.")
    if left := len(files) - taken:
        states.done(f"{count(left, 'file')} could not be imported and can be looked at below.")
    if taken == len(files):
        forget_uploads()
    elif taken:
        st.rerun()


def forget_uploads() -> None:
    """Drop the uploaded files from memory by drawing the uploader anew."""
    st.session_state["upload turn"] += 1
    st.session_state["skipped uploads"] = set()
    st.rerun()


def draw_arrival(study: Study, opened: Vault, file: Any, label: str | None, left: int) -> None:
    """Show one file as it was understood, and let the researcher correct who is who."""
    content = file.getvalue()
    with st.container(border=True):
        with st.container(gap=None):
            st.header(plain(file.name), anchor=False)
            facts = st.empty()
        broken = True
        with guard():
            first = read(file.name, content, arrivals.Choices())
            broken = False
        if broken:
            if st.button("Leave this file out", type="primary"):
                leave_out(file.file_id, left)
            return
        left_side, right_side = st.columns([5, 6], gap="large")
        with left_side:
            chosen = draw_speakers(first, file.file_id)
            reading = read(file.name, content, chosen)
            noticed_list.draw(reading.header, reading.findings)
        with right_side:
            draw_turns(reading)
        facts.caption(plain(described(reading)))
        free = arrivals.free_label(one.label for one in transcripts.fetch_all(study))
        draw_decision(study, opened, reading, file.file_id, label or free, left)


def described(reading: Reading) -> str:
    """Say in one line how a file was read."""
    return " · ".join(
        [
            reading.kind,
            reading.encoding,
            count(len(reading.turns), "turn"),
            count(len(reading.text.split()), "word"),
            count(len(reading.speakers), "speaker"),
        ]
    )


def read(name: str, content: bytes, chosen: arrivals.Choices) -> Reading:
    """Read an upload once for each set of choices; kept in memory of this session alone."""
    held = session.kept("readings")
    if held is None:
        held = {}
        session.keep("readings", held, dict.clear)
    key = (hashlib.sha256(content).hexdigest(), repr(chosen))
    if key not in held:
        held[key] = arrivals.read(name, content, chosen)
    found: Reading = held[key]
    return found


def draw_speakers(first: Reading, file_id: str) -> arrivals.Choices:
    """Let the researcher set the role of each speaker and join spellings of one person."""
    st.markdown("**Who speaks**")
    names = [speaker.label for speaker in first.speakers]
    table = pd.DataFrame(
        {
            "speaker": names,
            "turns": [speaker.turns for speaker in first.speakers],
            "words": [speaker.words for speaker in first.speakers],
            "role": [speaker.role for speaker in first.speakers],
            "same as": [None] * len(names),
        }
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        key=f"speakers {file_id}",
        placeholder="",
        disabled=["speaker", "turns", "words"],
        column_config={
            "speaker": st.column_config.TextColumn("Speaker", width="medium"),
            "turns": st.column_config.NumberColumn("Turns", width="small"),
            "words": st.column_config.NumberColumn("Words", width="small"),
            "role": st.column_config.SelectboxColumn(
                "Role", options=list(arrivals.ROLES), required=True, width="small"
            ),
            "same as": st.column_config.SelectboxColumn(
                "Same as",
                options=names,
                width="small",
                help="Another spelling of the same person's label.",
            ),
        },
    )
    return arrivals.choices(first.speakers, [dict(row) for _, row in edited.iterrows()])


def draw_turns(reading: Reading) -> None:
    """Show how the interview begins, as text."""
    shown = reading.turns[:SHOWN_TURNS]
    st.markdown(f"**The first {count(len(shown), 'turn')}**")
    with st.container(height=380, gap="xsmall"):
        for turn in shown:
            st.caption(plain(f"{turn.speaker}  {arrivals.clock(turn)}"))
            st.text(reading.text[turn.start : turn.stop])


def draw_decision(
    study: Study, opened: Vault, reading: Reading, file_id: str, proposed: str, left: int
) -> None:
    """Ask for label and date, then import this file or leave it out."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = st.text_input(
            "Label",
            value=proposed,
            key=f"new label {file_id}",
            width=160,
            help="Shown everywhere in the study: use no names.",
        )
        day = st.date_input(
            "Recorded",
            value=arrivals.recorded(reading),
            key=f"day {file_id}",
            width=160,
            format="DD/MM/YYYY",
        )
        wanted = st.button("Import", type="primary", icon=":material/encrypted:")
        if st.button("Leave out"):
            leave_out(file_id, left)
        if left > 1:
            st.caption(f"{left - 1} more after this one", width="content")
    if wanted:
        with guard(), states.working("Importing into the vault"):
            pseudonymise.import_(study, opened, reading, label=label.strip(), recorded=day)
            states.done(f"{label.strip()} is in the vault. Next: review its identifiers.")
            leave_out(file_id, left)


def leave_out(file_id: str, left: int) -> None:
    """Go on to the next file; after the last one the uploader is drawn anew.

    One rerun does both: a second one at once would swallow the word that something was stored.
    """
    st.session_state["skipped uploads"].add(file_id)
    if left <= 1:
        forget_uploads()
    st.rerun()


draw()
