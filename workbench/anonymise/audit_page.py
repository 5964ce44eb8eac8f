"""Audit what pseudonymisation left, and write the report for the ethics file."""

from __future__ import annotations

from functools import partial

import streamlit as st

from workbench import audit, transcripts
from workbench.anonymise import (
    audit_overview,
    audit_report,
    audit_rows,
    late,
    sampling,
    second_reader,
    unlocking,
)
from workbench.anonymise.audit_overview import Audit, Searched
from workbench.anonymise.identifiers import KINDS
from workbench.anonymise.vault import Vault
from workbench.study import Study
from workbench.ui import gate, reading_card, session, states
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

REVIEW = "workbench/anonymise/page.py"
RELEASE = "workbench/anonymise/release_page.py"
FOUND = "audit found"
LATE = "audit late"
TABS = ("Overview", "Sample", "Second reading", "Report")


def draw() -> None:
    """Draw the page: the gate, then one part of the audit."""
    study = session.study()
    opened: Vault | None = gate.unlocked()
    if opened is None or session.kept(gate.CODE):
        states.header("Audit", "What was treated, and what may have been missed.")
        gate.draw(unlocking.ways(study))
    elif not any(one.state == "released" for one in transcripts.fetch_all(study)):
        states.header("Audit")
        states.empty(
            "Nothing to audit yet",
            "The audit reads released transcripts: what was treated, what may have been missed.",
            action="Go to Release",
            icon=":material/verified_user:",
            page=RELEASE,
        )
    else:
        draw_audit(study, opened)


def draw_audit(study: Study, opened: Vault) -> None:
    """Draw the tabs; only the open one is worked out."""
    with st.container(horizontal=True, vertical_alignment="center"):
        states.header("Audit", "Pseudonymised is not anonymous: a key exists. What is left?")
        gate.draw_lock()
    parts = (draw_overview, draw_sample, draw_second, draw_report)
    tabs = st.tabs(list(TABS), key="audit tabs", on_change="rerun")
    for tab, part in zip(tabs, parts, strict=True):
        if tab.open:
            with tab, guard():
                part(study, opened)


def draw_overview(study: Study, opened: Vault) -> None:
    """Answer each question of the audit in a line."""
    with states.working("Counting"):
        found = audit_report.gather(study, opened, "nothing")
    with st.container(width=760, gap="xsmall"):
        for one in audit_overview.short(found):
            sign = ":green[:material/check:]" if one.is_settled else ":orange[:material/pending:]"
            with st.container(horizontal=True, vertical_alignment="center", border=True):
                st.markdown(f"{sign} {plain(one.question)}", width="stretch")
                st.markdown(f"**{plain(one.answer)}**", width="content", text_alignment="right")
    st.caption("Originals are searched for on the tab Report, where the report is written.")


@st.fragment(key="audit sample")
def draw_sample(study: Study, opened: Vault) -> None:
    """Draw turns at random, show them one by one, and say what the reading is worth."""
    drawn = sampling.samples(opened)
    if not drawn:
        draw_first_sample(study, opened)
        return
    newest = drawn[0]
    left, right = st.columns([13, 6], gap="large")
    with left:
        st.progress(newest.read / newest.size, f"{newest.read} of {newest.size} turns read")
        reading = sampling.next_turn(study, opened, newest.id)
        if reading:
            place = f"{reading.transcript}, turn {reading.turn.position + 1}, {reading.speaker}"
            reading_card.turn(place, reading.before, reading.words)
            undo = (
                partial(audit.undo, opened) if audit_rows.last(opened, "sampling.judge") else None
            )
            reading_card.draw(reading.turn.id, audit_rows.verdicts(opened, reading.turn), undo)
        else:
            told = (
                "Every drawn turn has been read."
                if newest.is_read
                else "The drawn turns that are left are no longer in the study. Draw anew."
            )
            st.success(told, icon=":material/check_circle:")
        draw_misses(study, opened, newest)
    with right:
        draw_estimate(newest)
        draw_again(study, opened)


def draw_first_sample(study: Study, opened: Vault) -> None:
    """Explain what a sample is worth, and offer to draw one."""
    number = len(sampling.population(study, opened))
    chosen = states.empty(
        "Read a random sample",
        f"Nothing was marked in {number:,} turns. Read {min(sampling.SIZE, number)} of them, drawn "
        "at random: if none holds an identifier, fewer than 1 in 100 turns do, with 95 % "
        "certainty. You can stop and go on another day.",
        action="Draw a sample",
        icon=":material/casino:",
    )
    if chosen:
        states.act(partial(sampling.draw, study, opened), "Drawn. Read turn by turn.")


def draw_estimate(newest: sampling.Sample) -> None:
    """Say what the turns read so far tell about all of them."""
    told = sampling.estimate(newest)
    st.markdown("**What it says**")
    if told is None:
        st.caption("Nothing yet: read the first turn.")
        return
    st.metric("Turns that may hold an identifier", f"≤ {audit_overview.percent(told.at_most)}")
    st.markdown(
        f"{told.missed} missed in {told.read}. In all {newest.turns:,} such turns: at most "
        f"**{told.turns_at_most:,}**."
    )
    st.caption(
        "Clopper–Pearson, exact, one-sided, 95 %. It speaks of turns in which nothing was marked."
    )


def draw_again(study: Study, opened: Vault) -> None:
    """Offer a fresh sample, which judges what has been treated since."""
    with st.popover("Draw anew", icon=":material/casino:"), st.form("new sample", border=False):
        size = st.number_input("Turns", min_value=1, max_value=10_000, value=sampling.SIZE)
        st.caption("After treating what was missed. Earlier samples stay in the report.")
        if st.form_submit_button("Draw", type="primary"):
            states.act(partial(sampling.draw, study, opened, int(size)), "Drawn.")


def draw_misses(study: Study, opened: Vault, newest: sampling.Sample) -> None:
    """List what the reader saw, each with the way to treat it."""
    found = sampling.misses(study, opened, newest.id)
    if not found:
        return
    st.markdown(f"**{count(len(found), 'miss', 'misses')} to treat**")
    for one in found:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            place = f"{one.transcript}, turn {one.turn.position + 1}"
            st.markdown(f":gray[{plain(place)}] {plain(one.words[:160])}", width="stretch")
            draw_treat(study, opened, one.turn.id, one.turn.transcript_id)


@st.fragment(key="audit words")
def draw_second(study: Study, opened: Vault) -> None:
    """Show one by one the words that a second rule doubts."""
    found = second_reader.doubts(study, opened)
    if others := second_reader.pipelines():
        with st.popover("Another pipeline", icon=":material/person_search:"):
            name = st.selectbox("Installed spaCy pipeline", others)
            if st.button("Read with it", type="primary"):
                with states.working("Reading"):
                    doubted = second_reader.by_pipeline(study, opened, name)
                session.keep("audit pipeline", doubted, lambda _: None)
        found = [*found, *second_reader.judged(opened, session.kept("audit pipeline") or [])]
    open_ = [one for one in found if one.verdict is None]
    st.progress(
        1 - len(open_) / (len(found) or 1), f"{len(open_)} of {count(len(found), 'word')} left"
    )
    if open_:
        one = open_[0]
        note = f"{audit_rows.WHY[one.why]}, {count(len(one.places), 'place')}"
        reading_card.contexts(one.words, note, audit_rows.lines(study, one))
        undo = partial(audit.undo, opened) if audit_rows.last(opened, "second_reader.") else None
        reading_card.draw(one.key, audit_rows.word_verdicts(opened, one), undo)
    else:
        st.success("Every doubted word has been judged.", icon=":material/check_circle:")
    for one in (each for each in found if each.verdict == "identifier"):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(one.words)}** is to be treated", width="stretch")
            draw_treat(study, opened, one.key, one.places[0].transcript_id, one.words)


def draw_treat(study: Study, opened: Vault, key: str, transcript_id: str, words: str = "") -> None:
    """Offer to treat a name in all texts at once, after showing what that changes."""
    with st.popover("Treat it", icon=":material/shield_person:", key=f"treat {key}"):
        kind = st.selectbox("It is a", KINDS, key=f"kind {key}")
        said = st.text_input("The words as they stand", value=words, key=f"said {key}")
        noticed = late.Noticed(kind=kind, words=(said or "").strip())
        if st.button("Show what changes", key=f"show {key}", disabled=not noticed.words):
            with guard(), states.working("Looking"):
                told = late.would_change(study, opened, noticed)
                session.keep(LATE, (noticed, told), lambda _: None)
        held = session.kept(LATE)
        if held and held[0] == noticed:
            st.markdown(plain(audit_rows.late(held[1])))
            if st.button("Treat everywhere", type="primary", key=f"treat now {key}"):
                session.drop(LATE)
                states.act(partial(late.treat, study, opened, noticed), "Treated everywhere.")
        if st.button("Open the review", type="tertiary", key=f"review {key}"):
            st.switch_page(REVIEW, query_params={"transcript": transcript_id})


def draw_report(study: Study, opened: Vault) -> None:
    """Search for originals, and hand the report over as Word or HTML."""
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Search for originals**")
        files = st.checkbox("Also the files in the study's folder (slower)", wrap=True)
        if st.button("Search", icon=":material/search:"):
            how: Searched = "files" if files else "study"
            with states.working("Searching"):
                session.keep(FOUND, audit_report.gather(study, opened, how), lambda _: None)
        found: Audit | None = session.kept(FOUND)
        if found and found.leaks:
            st.error(f"Found at {count(len(found.leaks), 'place')}.", icon=":material/error:")
            st.dataframe({"Place": [leak.told for leak in found.leaks]}, hide_index=True)
        elif found:
            st.success("No original was found.", icon=":material/check_circle:")
    with right:
        st.markdown("**The report**")
        st.caption(
            "Counts, estimates, places and worksheets; no original, and nothing that leads from a "
            "pseudonym to one. Entries that hold one are left out. It may go anywhere."
        )
        for kind, name in ((".docx", "Word"), (".html", "HTML")):
            st.download_button(
                f"Report as {name}",
                data=partial(contents, study, opened, kind, found),
                file_name=audit_report.file_name(audit.now(), kind),
                icon=":material/article:",
                type="primary" if kind == ".docx" else "secondary",
                on_click="ignore",
                key=f"audit {kind}",
            )


def contents(study: Study, opened: Vault, kind: str, found: Audit | None) -> bytes:
    """Write the report with what is known now; originals are sought in the study at least."""
    fresh = audit_report.gather(study, opened, "study")
    if found and found.searched == "files":
        fresh = audit_overview.with_search(fresh, found)
    return audit_report.render(opened, fresh, kind)[0]


draw()
