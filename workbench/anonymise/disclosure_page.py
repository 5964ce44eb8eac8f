"""Ask who could be found without a name: by attributes, by what they tell, by trying."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from workbench import audit, participants
from workbench.anonymise import (
    audit_overview,
    audit_rows,
    bundles,
    comparison,
    disclosure,
    unlocking,
    worksheets,
)
from workbench.anonymise.vault import Vault
from workbench.study import Study
from workbench.ui import gate, session, states, worksheet_form
from workbench.ui.decision_panel import in_context
from workbench.ui.guard import guard
from workbench.ui.plain import plain

PEOPLE = "workbench/anonymise/transcripts_page.py"
RELEASE = "workbench/anonymise/release_page.py"
TITLE = "Who could be found"
LONG = 20


def draw() -> None:
    """Draw the page: the gate, then one way of looking."""
    study = session.study()
    opened: Vault | None = gate.unlocked()
    if opened is None or session.kept(gate.CODE):
        states.header(TITLE, "Without a name: by attributes, by what people tell, by searching.")
        gate.draw(unlocking.ways(study))
    elif not participants.fetch_all(study):
        states.header(TITLE)
        states.empty(
            "No participants yet",
            "A participant comes into being when a speaker has a pseudonym and the transcript is "
            "released.",
            action="Go to Release",
            icon=":material/person_search:",
            page=RELEASE,
        )
    else:
        draw_ways(study, opened)


def draw_ways(study: Study, opened: Vault) -> None:
    """Draw the tabs; only the open one is worked out."""
    with st.container(horizontal=True, vertical_alignment="center"):
        states.header(TITLE, "A role, a place and an event together may do what a name does.")
        gate.draw_lock()
    parts = {"Attributes": draw_attributes, "Hints": draw_hints, "Worksheets": draw_sheets}
    tabs = st.tabs(list(parts), key="found tabs", on_change="rerun")
    for tab, part in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab, guard():
                part(study, opened)


def draw_attributes(study: Study, opened: Vault) -> None:
    """Count who is alike in the attributes shown, and suggest merges."""
    people, known = comparison.people(study), comparison.attributes(study, opened)
    if not known:
        states.empty(
            "No attributes to compare",
            "Describe participants by age, region or role: here you see who could be told apart.",
            action="Describe participants",
            icon=":material/group:",
            page=PEOPLE,
        )
        return
    every = list(dict.fromkeys(name for facts in people.values() for name in facts))
    names = st.multiselect("Attributes shown together", every, default=known, key="audit compared")
    if not names:
        st.caption("Choose at least one attribute.")
        return
    if set(names) != set(known):
        comparison.compare(study, opened, names)
    small = [c for c in disclosure.cells(people, names) if c.k < disclosure.ENOUGH]
    k, told = disclosure.smallest(people, names), sum(cell.k for cell in small)
    with st.container(horizontal=True):
        st.metric("Smallest k", k, width="content")
        st.metric(f"In groups below {disclosure.ENOUGH}", f"{told} of {len(people)}")
    if not small:
        st.success("Everybody has company.", icon=":material/check_circle:")
        return
    st.markdown("**Groups that are too small**")
    draw_table(audit_rows.cells(small, names), numbers=("k",))
    st.markdown("**Suggested merges**, the smallest loss first")
    merges = audit_rows.merges(disclosure.suggest(people, names))
    draw_table(merges, numbers=("Loss", "k then", "In small groups"))
    if planned := disclosure.plan(people, names):
        told_ = "; ".join(f"{one.attribute}: {one.how}" for one in planned.merges)
        st.info(plain(f"Together, for k = {planned.k}: {told_}."), icon=":material/merge:")
    st.caption("Loss: pairs told apart that no longer would be. Nothing is changed here.")


def draw_table(table: dict[str, list[str]], *, numbers: Sequence[str]) -> None:
    """Show a table whole unless it is long, its numbers to the right."""
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table[numbers[0]]) <= LONG else "auto",
        column_config={
            name: st.column_config.Column(
                alignment="right" if name in numbers else None, width=_room(name, values)
            )
            for name, values in table.items()
        },
    )


def _room(name: str, values: Sequence[str]) -> int:
    """Give the pixels for the longest words of a column; the grid looks at its first ten rows."""
    return min(16 + 7 * max(map(len, (name, *map(str, values)))), 340)


def draw_hints(study: Study, opened: Vault) -> None:
    """Show what points to a participant without a name."""
    found = {one.participant_id: one for one in bundles.bundles(study, opened)}
    names = {
        key: f"{one.pseudonym}{' · may be singled out' if one.reasons else ''}"
        for key, one in found.items()
    }
    chosen = found[
        st.selectbox("Participant", list(names), format_func=names.__getitem__, width=420)
    ]
    if chosen.reasons:
        st.warning(plain(f"Look at: {'; '.join(chosen.reasons)}."), icon=":material/visibility:")
    for line in audit_rows.singular(chosen):
        st.markdown(in_context(line))
    st.markdown("**Readable in the transcripts of this participant**")
    st.dataframe(
        audit_rows.hints(chosen),
        hide_index=True,
        height=460,
        column_config={
            "Turn": st.column_config.TextColumn(width=60),
            "Kind": st.column_config.TextColumn(width=110),
            "Note": st.column_config.TextColumn(width=330),
        },
    )
    st.caption("To treat one of them otherwise, decide anew on the page Pseudonymise.")


def draw_sheets(study: Study, opened: Vault) -> None:
    """Ask the questions that a person has to answer, and take the signature."""
    found = worksheets.sheets(study, opened)
    names = audit_rows.participants_of(found)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Worksheet of", list(names), format_func=names.__getitem__, width=340, key="audit sheet"
        )
        undo = audit_rows.last(opened, "worksheets.")
        if st.button("Undo", icon=":material/undo:", disabled=undo is None):
            states.act(partial(audit.undo, opened), "Taken back.")
    sheet = next(one for one in found if one.participant_id == chosen)
    left, right = st.columns([13, 6], gap="large")
    with left:
        answers = worksheet_form.draw(f"sheet {chosen}", audit_rows.asked(sheet))
        if answers is not None:
            states.act(partial(worksheets.answer, study, opened, chosen, answers), "Saved.")
    with right:
        draw_signature(study, opened, sheet)
        one = next(b for b in bundles.bundles(study, opened) if b.participant_id == chosen)
        st.markdown("**What points to this person**")
        for line in audit_rows.pointers(one):
            st.caption(plain(line))


def draw_signature(study: Study, opened: Vault, sheet: worksheets.Sheet) -> None:
    """Show who signed, or take a name."""
    st.markdown("**Signature**")
    if sheet.signature:
        when = audit_overview.day(sheet.signature.ts)
        st.success(plain(f"Signed by {sheet.signature.name}, {when}"), icon=":material/draw:")
        st.caption("A change of an answer takes the signature off.")
        return
    with st.form("sign sheet", border=False):
        name = st.text_input("Your name", value=opened.researcher, autocomplete="off")
        if st.form_submit_button("Sign", icon=":material/draw:", disabled=not sheet.is_judged):
            sign = partial(worksheets.sign, study, opened, sheet.participant_id, name)
            states.act(sign, "Signed.")
    if not sheet.is_judged:
        st.caption("Judge the three questions first, and save.")


draw()
