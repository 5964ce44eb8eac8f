"""Let a researcher move something in its tree: under another, up or down, into another, away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from workbench.ui import states

TOP = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """Hold what each choice does; `move` gets the new place among the siblings, from 0."""

    nest: Callable[[str | None], None]
    move: Callable[[int], None]
    merge: Callable[[str], object]
    remove: Callable[[], object]


def draw(
    own: str,
    verbs: Verbs,
    *,
    noun: str,
    paths: Mapping[str, str],
    parent: str | None,
    below: Collection[str],
    siblings: Sequence[str],
) -> None:
    """Draw the choices for `own`; `paths` names all in the tree, `below` what hangs on it."""
    free = [each for each in paths if each != own and each not in below]
    _draw_nest(own, verbs, free, paths, parent)
    _draw_order(own, verbs, siblings)
    _draw_merge(own, verbs, free, paths, noun)
    if st.button(
        f"Remove {noun}",
        key=f"remove {own}",
        icon=":material/delete:",
        help="Undo on the Study page brings it back.",
    ):
        states.act(verbs.remove, f"The {noun} was removed.")


def _draw_nest(
    own: str, verbs: Verbs, free: Sequence[str], paths: Mapping[str, str], parent: str | None
) -> None:
    places = [TOP, *free]
    under = st.selectbox(
        "Stands under",
        places,
        index=places.index(parent or TOP) if (parent or TOP) in places else 0,
        format_func=lambda each: paths.get(each, "Nothing: at the top"),
        key=f"nest {own} {parent}",
    )
    if under != (parent or TOP):
        states.act(lambda: verbs.nest(under or None), "Moved.")


def _draw_order(own: str, verbs: Verbs, siblings: Sequence[str]) -> None:
    place = siblings.index(own)
    with st.container(horizontal=True):
        for name, icon, to in (("Up", "arrow_upward", -1), ("Down", "arrow_downward", 1)):
            if st.button(
                name,
                key=f"{name} {own}",
                icon=f":material/{icon}:",
                disabled=not 0 <= place + to < len(siblings),
                help=f"Move {name.lower()} among its neighbours.",
            ):
                states.act(partial(verbs.move, place + to), "Moved.")


def _draw_merge(
    own: str, verbs: Verbs, free: Sequence[str], paths: Mapping[str, str], noun: str
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        into = st.selectbox(
            "Merge into",
            free,
            index=None,
            format_func=lambda each: paths[each],
            placeholder=f"Choose a {noun}",
            key=f"merge {own}",
            help="All that stands here goes along; the other keeps its name and definition.",
        )
        if st.button(
            "Merge", key=f"do merge {own}", icon=":material/merge:", disabled=into is None
        ):
            states.act(
                lambda: verbs.merge(str(into)), "Merged. Undo on the Study page takes it back."
            )
