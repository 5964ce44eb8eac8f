"""Review the identifiers of a transcript one by one, then release it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from workbench import transcripts
from workbench.anonymise import (
    division,
    originals,
    pseudonymise,
    review_queue,
    review_rows,
    unlocking,
)
from workbench.anonymise.review_queue import Queue
from workbench.anonymise.vault import Vault
from workbench.study import Study
from workbench.transcripts import Transcript
from workbench.ui import gate, noticed_list, session, states, transcript_picker, transcript_view
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

IMPORT = "workbench/anonymise/import_page.py"
RELEASE = "workbench/anonymise/release_page.py"


def draw() -> None:
    """Draw the page: the gate, then the review of one transcript."""
    study = session.study()
    found = transcripts.fetch_all(study)
    opened: Vault | None = gate.unlocked()
    if opened is None or session.kept(gate.CODE):
        states.header("Pseudonymise", "Originals are read here and nowhere else.")
        gate.draw(unlocking.ways(study))
    elif not found:
        states.header("Pseudonymise")
        states.empty(
            "Nothing to review yet",
            "What could disclose a person is found in imported transcripts; here you decide.",
            action="Import transcripts",
            icon=":material/shield_person:",
            page=IMPORT,
        )
    else:
        draw_review(study, opened, found)


def draw_review(study: Study, opened: Vault, found: list[Transcript]) -> None:
    """Draw one transcript: who reviews it, what is left, and its identifiers beside its words."""
    taken = division.reviewers(opened)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Pseudonymise", anchor=False, width="content")
        one = transcript_picker.pick(found, taken)
        if pseudonymise.is_searched(opened, one.id):
            draw_bar(study, opened, found, one)
        else:
            st.space("stretch")
            gate.draw_lock()
    if pseudonymise.is_searched(opened, one.id):
        draw_text(opened, one)
    else:
        draw_search(study, opened, found, one)


def draw_search(study: Study, opened: Vault, found: list[Transcript], one: Transcript) -> None:
    """Offer to find identifiers in this transcript, or in all that were never searched."""
    chosen = states.empty(
        "Not searched yet",
        "A model and rules on this machine propose names, places and more: you decide on each.",
        action="Find identifiers",
        icon=":material/person_search:",
    )
    new = [each for each in found if not pseudonymise.is_searched(opened, each.id)]
    every = len(new) > 1 and st.button(f"Find in all {len(new)} new transcripts", type="tertiary")
    if chosen or every:
        search(study, opened, new if every else [one])


def search(study: Study, opened: Vault, wanted: list[Transcript]) -> None:
    """Find identifiers, and say how many places there are."""
    with guard():
        total = 0
        for one in wanted:
            with states.working(f"Searching {plain(one.label)}"):
                total += pseudonymise.detect(study, opened, one.id)
        states.done(f"{count(total, 'place')} found. Decide on each identifier.")
        st.rerun()


@st.fragment(key="review bar")
def draw_bar(study: Study, opened: Vault, found: list[Transcript], one: Transcript) -> None:
    """Draw what concerns the whole transcript."""
    known = review_queue.queue(opened, one.id)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        st.caption(left_to_review(opened, found, known), width="content")
        draw_reviewer(opened, one)
        draw_file(opened, one)
        with st.popover("Together", icon=":material/done_all:"):
            draw_together(study, opened, one, known)
        if st.button(
            "Release…",
            key="to release",
            icon=":material/publish:",
            type="secondary" if known.left or one.state == "released" else "primary",
            shortcut="Ctrl+Enter",
            help="Read the treated text, then make it part of the study.",
        ):
            st.switch_page(RELEASE, query_params={"transcript": one.id})
        gate.draw_lock()


def left_to_review(opened: Vault, found: list[Transcript], known: Queue) -> str:
    """Say how many transcripts still wait for a decision or a search."""
    waiting = known.waiting_elsewhere
    left = sum(
        1 for one in found if one.id in waiting or not pseudonymise.is_searched(opened, one.id)
    )
    return f"{left} of {count(len(found), 'transcript')} left" if left else "All decided"


def draw_reviewer(opened: Vault, one: Transcript) -> None:
    """Say who reviews this transcript, and let a researcher take it or give it back."""
    who = division.reviewers(opened).get(one.id)
    mine = who == opened.researcher
    with st.popover(
        plain(who) if who else "Reviewer", icon=":material/person:", help="Who reviews"
    ):
        st.caption("Taking a transcript shows the others that you review it. Everybody may help.")
        if mine and st.button("Give it back", width="stretch"):
            states.act(partial(division.give_back, opened, one.id), "Given back.")
        if not mine and st.button(f"I review {plain(one.label)}", width="stretch"):
            states.act(partial(division.take, opened, one.id), "Taken: the others see it.")


def draw_file(opened: Vault, one: Transcript) -> None:
    """Offer what the file held beside speech: comments, who wrote it, words set apart."""
    shown = st.popover("File", icon=":material/draft:", key="file", on_change="rerun")
    if not shown.open:
        return
    header, findings = originals.beside_speech(opened, one.id)
    with shown:
        noticed_list.draw(header, findings)
        if not (header or findings):
            st.caption("The file held nothing beside the turns.")


def draw_together(study: Study, opened: Vault, one: Transcript, known: Queue) -> None:
    """Offer decisions on many at once; each is one step to undo."""
    sure = review_queue.sure(known.left)
    rest = [each for each in known.left if each.directness == "indirect"]
    st.caption("Certain findings that name a person, place or contact directly.")
    if st.button(f"Accept {len(sure)} sure proposals", disabled=not sure, width="stretch"):
        accept = partial(pseudonymise.accept_proposals, opened, sure, transcript_id=one.id)
        states.act(accept, f"{len(sure)} accepted.")
    st.caption("Dates, ages, roles and other hints that you judge harmless here.")
    if st.button(f"Keep the {len(rest)} indirect left", disabled=not rest, width="stretch"):
        states.act(partial(pseudonymise.keep_rest, opened, one.id), "The indirect rest is kept.")
    st.caption("Search again: every decision stays.")
    if st.button("Find identifiers again", width="stretch"):
        search(study, opened, [one])


@st.fragment(key="original")
def draw_text(opened: Vault, one: Transcript) -> None:
    """Show the original with every identifier; all decisions are taken there, by key or mouse."""
    known = review_queue.queue(opened, one.id)
    transcript_view.mount(
        key="original text",
        transcript=review_rows.original(opened, one),
        entities=review_rows.mention_rows(opened, one.id),
        subjects=review_rows.subject_rows(opened, one.id, known),
        others=review_rows.other_rows(one.id, known),
        elsewhere=review_rows.elsewhere_rows(opened, one.id),
        mode="review",
        kinds=review_queue.kinds(),
        researcher=opened.researcher,
        refresh=["review bar", "original"],
    )


draw()
