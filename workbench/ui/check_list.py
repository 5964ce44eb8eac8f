"""Put questions to a researcher, each to be answered yes, no or unsure, with a word on why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.ui.plain import plain

VERDICTS = ("yes", "no", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Hold a question with one's own answer, "" where there is none, and what others answered."""

    key: str
    asks: str
    helps: str
    verdict: str = ""
    text: str = ""
    others: tuple[str, ...] = ()


def draw(key: str, asked: Sequence[Asked], answer: Callable[[str, str, str], None]) -> None:
    """Draw the questions; `answer` gets one's key, verdict ("" when withdrawn) and words."""
    for number, one in enumerate(asked, start=1):
        with st.container(border=True, gap="xsmall"):
            _draw_one(f"{key} {one.key}", number, one, answer)


def _draw_one(key: str, number: int, one: Asked, answer: Callable[[str, str, str], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container():
            st.markdown(f"**{number}. {plain(one.asks)}**")
        with st.container(width="content"):
            verdict = st.segmented_control(
                "Answer",
                VERDICTS,
                default=one.verdict or None,
                format_func=str.capitalize,
                key=f"{key} verdict {one.verdict}",
                label_visibility="collapsed",
            )
    st.caption(plain(one.helps))
    text = one.text
    if one.verdict:
        text = st.text_area(
            "Why",
            value=one.text,
            height=68,
            key=f"{key} text {hash(one.text)}",
            placeholder="Why, if you like to say",
            label_visibility="collapsed",
        )
    for said in one.others:
        st.caption(f":material/person: {plain(said)}")
    if (verdict or "", text) != (one.verdict, one.text):
        answer(one.key, verdict or "", text)
