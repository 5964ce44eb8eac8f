"""Review the identifiers of a transcript one by one, then release it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from workbench import transcripts
from workbench.anonymise import pseudonymise, review_queue, review_rows, unlocking
from workbench.anonymise.entities import Entity
from workbench.anonymise.entities import treatment as to_treatment
from workbench.anonymise.review_queue import Queue
from workbench.anonymise.vault import Vault
from workbench.study import Study
from workbench.transcripts import Transcript
from workbench.ui import decision_panel, gate, session, states, transcript_picker, transcript_view
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

IMPORT = "workbench/anonymise/import_page.py"
RELEASE = "workbench/anonymise/release_page.py"
CURRENT = "review current"
TEXT = "original"
LIST = "review list"


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
    """Draw one transcript: what is left, the queue, its words, the identifier in hand."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Pseudonymise", anchor=False, width="content")
        one = transcript_picker.pick(found)
        if pseudonymise.is_searched(opened, one.id):
            draw_bar(study, opened, one)
        else:
            st.space("stretch")
            gate.draw_lock()
    if not pseudonymise.is_searched(opened, one.id):
        draw_search(study, opened, found, one)
        return
    queue_side, text_side, side = st.columns([4, 11, 6])
    with text_side:
        draw_text(opened, one)
    with queue_side:
        draw_queue(opened, one)
    with side:
        draw_inspector(opened, one)


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
def draw_bar(study: Study, opened: Vault, one: Transcript) -> None:
    """Draw what concerns the whole transcript."""
    known = review_queue.queue(opened, one.id)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        with st.popover("Together", icon=":material/done_all:"):
            draw_together(study, opened, one, known)
        if st.button(
            "Release…",
            icon=":material/publish:",
            type="secondary" if known.left or one.state == "released" else "primary",
            help="Read the treated text, then make it part of the study.",
        ):
            st.switch_page(RELEASE, query_params={"transcript": one.id})
        gate.draw_lock()


def draw_together(study: Study, opened: Vault, one: Transcript, known: Queue) -> None:
    """Offer decisions on many at once; each is one step to undo."""
    sure = review_queue.sure(known.left)
    rest = [each for each in known.left if each.directness == "indirect"]
    st.caption("Certain findings that name a person, place or contact directly.")
    if st.button(f"Accept {len(sure)} sure proposals", disabled=not sure, width="stretch"):
        states.act(partial(pseudonymise.accept_proposals, opened, sure), f"{len(sure)} accepted.")
    st.caption("Dates, ages, roles and other hints that you judge harmless here.")
    if st.button(f"Keep the {len(rest)} indirect left", disabled=not rest, width="stretch"):
        states.act(partial(pseudonymise.keep_rest, opened, one.id), "The indirect rest is kept.")
    st.caption("Search again: every decision stays.")
    if st.button("Find identifiers again", width="stretch"):
        search(study, opened, [one])


def draw_text(opened: Vault, one: Transcript) -> None:
    """Show the original with every mention; what is selected there becomes the one in hand."""
    known = review_queue.queue(opened, one.id)
    transcript_view.mount(
        key=TEXT,
        transcript=review_rows.original(opened, one),
        entities=review_rows.mention_rows(opened, one.id, known),
        mode="review",
        kinds=review_queue.kinds(),
        researcher=opened.researcher,
        go_to=st.session_state.get("review place"),
        refresh=["review bar", "identifiers", "inspector"],
    )


def in_hand(opened: Vault, one: Transcript, known: Queue) -> Entity | None:
    """Find the identifier to decide on: what was last selected in text or list, else the next."""
    selected = transcript_view.selection(TEXT, transcript_id=one.id)
    if selected != st.session_state.get("review selected"):
        st.session_state["review selected"] = selected
        if selected:
            found = review_queue.at(opened, one.id, selected.start, selected.stop)
            st.session_state[CURRENT] = found or st.session_state.get(CURRENT)
    by_id = {each.id: each for each in known.entities}
    if st.session_state.get(CURRENT) not in by_id:
        st.session_state[CURRENT] = known.after(None)
    return by_id.get(st.session_state[CURRENT] or "")


def draw_missed(opened: Vault, one: Transcript) -> None:
    """Offer to mark the words selected in the text, when nobody found them."""
    selected = transcript_view.selection(TEXT, transcript_id=one.id)
    if not selected or selected.start == selected.stop:
        return
    if review_queue.at(opened, one.id, selected.start, selected.stop):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox("The selected words are a", review_queue.kinds(), width=150)
        if st.button("Add", icon=":material/add:", help="Key + in the text does the same."):
            place = (one.id, selected.start, selected.stop)
            add = partial(pseudonymise.add_identifier, opened, *place, kind)
            st.session_state["review selected"] = None
            states.act(add, "Added: decide on it.")


@st.fragment(key="identifiers")
def draw_queue(opened: Vault, one: Transcript) -> None:
    """List the identifiers, the most doubtful first; a click takes one in hand."""
    known = review_queue.queue(opened, one.id)
    current = in_hand(opened, one, known)
    st.progress(*review_queue.progress(known))
    which = st.segmented_control(
        "Show",
        ["Left", "Decided", "All"],
        default="Left",
        required=True,
        label_visibility="collapsed",
        key="review which",
        width="stretch",
    )
    shown = {each.id: each for each in review_queue.part(known, which)}
    if not shown:
        st.caption("Nothing here. When nothing is left, release the transcript.")
        return
    if current and current.id in shown:
        st.session_state[LIST] = current.id
    with st.container(height=600, border=False):
        st.radio(
            "Identifiers",
            list(shown),
            index=None,
            format_func=lambda key: review_rows.listed(shown[key]),
            captions=[plain(review_rows.note(each)) for each in shown.values()],
            key=LIST,
            label_visibility="collapsed",
            on_change=choose,
        )
    if st.session_state.pop("review chosen", False):
        take(opened, one, st.session_state[CURRENT])


def choose() -> None:
    """Note a click in the list; the page is drawn anew by what drew the list."""
    st.session_state[CURRENT] = st.session_state[LIST]
    st.session_state["review chosen"] = True


def take(opened: Vault, one: Transcript, entity_id: str | None) -> None:
    """Take an identifier in hand and show its first place in the text."""
    st.session_state[CURRENT] = entity_id
    st.session_state["review place"] = review_queue.place(opened, one.id, entity_id)
    st.rerun()


@st.fragment(key="inspector")
def draw_inspector(opened: Vault, one: Transcript) -> None:
    """Show the identifier in hand with all its contexts, and take the decision."""
    known = review_queue.queue(opened, one.id)
    current = in_hand(opened, one, known)
    draw_missed(opened, one)
    if current is None:
        st.caption("Nothing is left to decide. Select words in the text to add what was missed.")
        return
    st.subheader(plain(current.name), anchor=False)
    st.caption(plain(review_rows.described(current)))
    for other in current.perhaps:
        if st.button(
            f"Same as {plain(known.names[other])}?", key=f"same {other}", icon=":material/merge:"
        ):
            states.act(partial(pseudonymise.merge_entities, opened, [other, current.id]), "Merged.")
    treatment, typed = decision_panel.choose(
        current.id,
        chosen=current.treatment or known.proposals[current.id][0],
        words=review_queue.words_for_each(known, current),
        old=current.replacement,
    )
    with st.container(horizontal=True):
        if st.button(
            "Decide and next", type="primary", icon=":material/check:", shortcut="Ctrl+Enter"
        ):
            with guard():
                pseudonymise.decide(opened, current.id, to_treatment(treatment), typed or None)
                take(opened, one, review_queue.queue(opened, one.id).after(current.id))
        if st.button("Next", icon=":material/skip_next:", help="Leave it open for now."):
            take(opened, one, known.after(current.id))
        with st.popover("More", help="Merge, take the decision back"):
            draw_more(opened, known, current)
    draw_contexts(opened, current)


def draw_more(opened: Vault, known: Queue, current: Entity) -> None:
    """Offer what is needed now and then."""
    others = review_queue.others(known, current)
    other = st.selectbox(
        "The same as",
        list(others),
        index=None,
        format_func=others.__getitem__,
        placeholder="choose",
        key=f"merge {current.id}",
    )
    if st.button("Merge", disabled=other is None, width="stretch") and other:
        states.act(partial(pseudonymise.merge_entities, opened, [other, current.id]), "Merged.")
    if st.button("Take the decision back", disabled=current.treatment is None, width="stretch"):
        states.act(partial(pseudonymise.reopen, opened, current.id), "Open again.")


def draw_contexts(opened: Vault, current: Entity) -> None:
    """Show every place; ticked ones can be treated apart from the rest."""
    found = pseudonymise.contexts(opened, current.id)
    if not found:
        st.caption("Named only as a speaker, never in what is said.")
        return
    st.markdown(f"**{count(len(found), 'place')}**")
    lines = review_rows.lines(found, transcripts.fetch_all(session.study()))
    ticked = decision_panel.pick_lines("place", lines, height=min(300, 40 + 62 * len(found)))
    for label, verb, help_text in review_queue.apart(opened, ticked) if ticked else ():
        if st.button(label, help=help_text, width="stretch"):
            states.act(verb, f"{label}: done.")
    if not ticked:
        st.caption("Tick places that mean somebody else or need another treatment.")


draw()
