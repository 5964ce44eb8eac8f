"""Structure over time: two moments of the themes side by side, and what led from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from workbench.study import Study
from workbench.themes import moves, structure, structure_shown
from workbench.themes.structure import Structure
from workbench.themes.structure_shown import Line, Moment
from workbench.ui import session, states
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

THEMES = "workbench/themes/page.py"
MEANING = "How the themes came to be what they are, read from the audit trail."
STEP = 22
"""Pixels by which a subtheme stands in from its theme."""


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header("Structure over time", MEANING)
    steps = structure_shown.changes(study, every=False)
    if not steps:
        states.empty(
            "No themes yet",
            "Once there are themes, every change of them is kept and can be looked at here.",
            action="Develop themes",
            icon=":material/hub:",
            page=THEMES,
        )
        return
    moments = structure_shown.moments(study, steps)
    with guard():
        draw_pair(study, moments, structure_shown.begin(steps, moments))
    draw_changes(study)


def draw_pair(study: Study, moments: Sequence[Moment], first: str) -> None:
    """Draw the themes at two moments, and what differs."""
    left, right = st.columns(2, gap="medium")
    with left:
        earlier = choose("Earlier", moments, first)
    with right:
        later = choose("Later", moments, structure_shown.NOW)
    before, after = sorted((earlier, later), key=lambda one: one.number)
    found = moves.compare(study, before.number, after.number)
    names = structure_shown.code_names(study)
    for place, moment in ((left, earlier), (right, later)):
        then = structure.after(study, moment.number)
        there = {theme.id for theme in then.themes}
        marks = [one for one in found.themes if one.theme_id in there]
        with place:
            draw_tree(structure_shown.tree(then, marks, names))
            if then.themes and moment.key != structure_shown.NOW:
                draw_restore(study, moment, then)
    st.header("What differs", anchor=False)
    lines = structure_shown.told(found)
    if not lines:
        st.caption("Nothing differs between these moments.")
        return
    st.dataframe(
        {"What": [what for what, _ in lines], "What became of it": [how for _, how in lines]},
        hide_index=True,
        height="content" if len(lines) < 14 else 480,
    )
    if found.same:
        st.caption(f"{count(found.same, 'theme')} the same in name, place, status and definition.")


def choose(label: str, moments: Sequence[Moment], begin: str) -> Moment:
    """Let a moment be chosen."""
    by_key = {one.key: one for one in moments}
    key = st.selectbox(
        label,
        list(by_key),
        index=list(by_key).index(begin),
        format_func=lambda each: by_key[each].label,
        key=f"moment {label}",
    )
    return by_key[key]


def draw_tree(lines: Sequence[Line]) -> None:
    """Draw the themes of a moment with their codes."""
    with st.container(border=True, gap="small"):
        if not lines:
            st.caption("No theme stood yet.")
        for one in lines:
            badges = " ".join(f":{colour}-badge[{plain(said)}]" for colour, said in one.marks)
            with st.container(horizontal=True, wrap=False, gap=None):
                if one.depth:
                    st.space(STEP * one.depth)
                with st.container(gap=None):
                    st.markdown(f"**{plain(one.name)}** {badges}")
                    if one.codes:
                        st.caption(plain(one.codes))


def draw_restore(study: Study, moment: Moment, then: Structure) -> None:
    """Bring themes of that moment back as copies, beside those of now."""
    names = {theme.id: " › ".join(theme.path) for theme in then.themes}
    key = f"{moment.key} {len(names)}"
    with st.popover("Bring back as a copy", icon=":material/restore:", key=f"restore {key}"):
        st.caption(
            "New candidates beside the themes of now, with the codes and passages that are still "
            "in the study. Nothing that stands now is changed. Quotes and memos do not come along."
        )
        wanted = st.multiselect(
            "Themes",
            list(names),
            format_func=names.__getitem__,
            key=f"restored {key}",
            placeholder="All of them",
        )
        if st.button("Bring back", type="primary", key=f"do restore {key}"):
            states.act(partial(restore, study, moment.number, wanted), "Brought back as copies.")


def restore(study: Study, number: int, wanted: Sequence[str]) -> None:
    """Bring themes back, and say what could not come along."""
    found = structure.restore(study, number, themes=wanted or None)
    if found.codes:
        states.done(f"Gone from the codebook since: {', '.join(found.codes)}.")
    if found.passages:
        states.done(f"No longer in the study: {count(found.passages, 'passage')}.")


def draw_changes(study: Study) -> None:
    """List the changes with who made them, when and why."""
    st.header("Changes", anchor=False)
    every = st.toggle("With codes and passages put in and taken out", key="every change")
    found = structure_shown.changes(study, every=every)
    st.dataframe(
        structure_shown.columns(found),
        hide_index=True,
        column_config={
            "When": st.column_config.TextColumn(width=140),
            "Who": st.column_config.TextColumn(width=150),
            "What": st.column_config.TextColumn(width=420),
            "Why": st.column_config.TextColumn(width=360),
        },
        height="content" if len(found) < 14 else 480,
    )


draw()
