"""Show passages with what is told of each and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.ui.plain import plain

PER_PAGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Hold one thing that can be done with a passage."""

    label: str
    icon: str
    help: str
    do: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Hold the words of a passage, lines told of it, its place, and what can be done with it."""

    id: str
    words: str
    told: tuple[str, ...]
    transcript_id: str
    start: int
    acts: tuple[Act, ...] = ()


def draw(key: str, passages: Sequence[Passage], *, page: str, none: str) -> None:
    """Draw the passages ten to a page, or say why there is none; `page` opens a transcript."""
    if not passages:
        st.caption(none)
        return
    pages = -(-len(passages) // PER_PAGE)
    place = st.container(gap="small")
    number = st.pagination(pages, key=f"{key} pages") if pages > 1 else 1
    with place:
        for one in passages[(number - 1) * PER_PAGE : number * PER_PAGE]:
            with st.container(border=True, gap="xsmall"):
                _draw_one(key, one, page)


def draw_people(people: Sequence[tuple[str, str | None]], *, page: str) -> None:
    """Name people in a row, each with the way to a transcript in which they speak."""
    with st.container(horizontal=True, gap="small"):
        for name, transcript_id in people:
            if transcript_id:
                st.page_link(page, label=plain(name), query_params={"transcript": transcript_id})
            else:
                st.caption(plain(name))


def _draw_one(key: str, one: Passage, page: str) -> None:
    st.text(one.words)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(gap=None):
            for line in one.told:
                st.caption(plain(line))
        with st.container(
            horizontal=True,
            width="content",
            wrap=False,
            vertical_alignment="center",
            gap="small",
        ):
            for act in one.acts:
                if st.button(
                    act.label,
                    key=f"{key} {act.label} {one.id}",
                    icon=act.icon,
                    type="tertiary",
                    help=act.help,
                ):
                    act.do()
            st.page_link(
                page,
                label="Open",
                icon=":material/open_in_new:",
                help="Open the passage in its transcript.",
                query_params={"transcript": one.transcript_id, "at": str(one.start)},
            )
