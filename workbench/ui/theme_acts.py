"""Let a researcher merge, split, promote, demote or dissolve a theme, and say why if they like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from workbench.ui import states

WHY = "Why"
UNDONE = "Undo takes it back."


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """Hold what each choice does; the last argument of each is why, and may be empty."""

    merge: Callable[[str, str], object]
    split: Callable[[str, Sequence[str], Sequence[str], str], object]
    nest: Callable[[str | None, str], object]
    dissolve: Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Hold where a theme stands: `free` themes it can go to by id and path, and what it holds.

    `parent` is the theme above it, `above` the one above that; None is the top.
    """

    id: str
    name: str
    parent: str | None
    above: str | None
    free: Mapping[str, str]
    codes: Mapping[str, str]
    passages: Mapping[str, str]


def draw(one: Standing, verbs: Verbs) -> None:
    """Draw a small form behind a button for each act."""
    key = f"{one.id} {one.parent} {len(one.codes)} {len(one.passages)} {len(one.free)}"
    with st.container(horizontal=True, gap="small"):
        with st.popover("Merge", icon=":material/merge:", key=f"merge {key}"):
            _draw_merge(one, verbs)
        with st.popover("Split", icon=":material/call_split:", key=f"split {key}"):
            _draw_split(one, verbs)
        if one.parent:
            with st.popover("Promote", icon=":material/arrow_upward:", key=f"promote {key}"):
                _draw_promote(one, verbs)
        with st.popover("Demote", icon=":material/subdirectory_arrow_right:", key=f"demote {key}"):
            _draw_demote(one, verbs)
        with st.popover("Dissolve", icon=":material/blur_on:", key=f"dissolve {key}"):
            _draw_dissolve(one, verbs)


def _why(key: str) -> str:
    return st.text_area(
        WHY,
        height=90,
        key=f"{key} why",
        placeholder="May be left empty. It stands in the trail and helps when you write up.",
    )


def _draw_merge(one: Standing, verbs: Verbs) -> None:
    st.caption("All that stands here goes along; the other keeps its name and definition.")
    with st.form(f"merge form {one.id}", border=False):
        into = st.selectbox(
            "Merge into",
            list(one.free),
            index=None,
            format_func=one.free.__getitem__,
            placeholder="Choose a theme",
            key=f"merge into {one.id}",
        )
        why = _why(f"merge {one.id}")
        wanted = st.form_submit_button("Merge", type="primary", key=f"do merge {one.id}")
    if wanted and into is None:
        st.caption(":material/info: Choose the theme into which this one goes.")
    elif wanted:
        states.act(partial(verbs.merge, str(into), why), f"Merged. {UNDONE}")


def _draw_split(one: Standing, verbs: Verbs) -> None:
    st.caption("What you choose leaves for a new candidate beside this theme.")
    with st.form(f"split form {one.id}", border=False):
        name = st.text_input(
            "Name of the new theme", key=f"split name {one.id}", placeholder="A working name"
        )
        codes = _choose("Codes", one.codes, f"split codes {one.id}")
        cards = _choose("Passages", one.passages, f"split passages {one.id}")
        why = _why(f"split {one.id}")
        wanted = st.form_submit_button("Split", type="primary", key=f"do split {one.id}")
    if wanted:
        states.act(partial(verbs.split, name, codes, cards, why), f"Split. {UNDONE}")


def _choose(label: str, options: Mapping[str, str], key: str) -> list[str]:
    if not options:
        return []
    return st.multiselect(
        label, list(options), format_func=options.__getitem__, key=key, placeholder="Choose"
    )


def _draw_promote(one: Standing, verbs: Verbs) -> None:
    where = "a theme of its own" if one.above is None else "a neighbour of the theme above it"
    st.caption(f"The subtheme becomes {where}.")
    with st.form(f"promote form {one.id}", border=False):
        why = _why(f"promote {one.id}")
        wanted = st.form_submit_button("Promote", type="primary", key=f"do promote {one.id}")
    if wanted:
        states.act(partial(verbs.nest, one.above, why), f"Promoted. {UNDONE}")


def _draw_demote(one: Standing, verbs: Verbs) -> None:
    st.caption("It becomes a subtheme of the theme you choose, with its own subthemes.")
    with st.form(f"demote form {one.id}", border=False):
        under = st.selectbox(
            "Put under",
            [each for each in one.free if each != one.parent],
            index=None,
            format_func=one.free.__getitem__,
            placeholder="Choose a theme",
            key=f"demote under {one.id}",
        )
        why = _why(f"demote {one.id}")
        wanted = st.form_submit_button("Demote", type="primary", key=f"do demote {one.id}")
    if wanted and under is None:
        st.caption(":material/info: Choose the theme under which this one goes.")
    elif wanted:
        states.act(partial(verbs.nest, str(under), why), f"Demoted. {UNDONE}")


def _draw_dissolve(one: Standing, verbs: Verbs) -> None:
    st.caption(
        "Codes and codings stay, thoughts are parked, subthemes move up. Its chosen quotes, "
        "memos, answers and the passages laid in it go."
    )
    with st.form(f"dissolve form {one.id}", border=False):
        why = _why(f"dissolve {one.id}")
        wanted = st.form_submit_button("Dissolve", type="primary", key=f"do dissolve {one.id}")
    if wanted:
        states.act(partial(verbs.dissolve, why), f"Dissolved. {UNDONE}")
