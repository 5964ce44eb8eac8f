"""Ask several questions on one sheet; some are judged as well as answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from workbench.ui.plain import plain

OPEN = "not judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Hold one question with what was answered before; without `judgements` it is not judged."""

    id: str
    title: str
    words: str
    answer: str
    judgement: str | None
    judgements: Mapping[str, str] | None = None


Answers = dict[str, tuple[str, str | None]]


def draw(key: str, questions: Sequence[Asked]) -> Answers | None:
    """Draw the sheet; returns all answers when it is saved, else None.

    The fields are drawn anew when what is stored changes, so that nothing old is saved.
    """
    mark = hash(tuple((one.answer, one.judgement) for one in questions))
    with st.form(f"{key} form", border=False):
        answers = {one.id: _ask(one, f"{key} {one.id} {mark}") for one in questions}
        saved = st.form_submit_button("Save answers", type="primary", icon=":material/save:")
    return answers if saved else None


def _ask(one: Asked, key: str) -> tuple[str, str | None]:
    st.markdown(f"**{plain(one.title)}.** {plain(one.words)}")
    judged: str | None = None
    if one.judgements:
        ways = [OPEN, *one.judgements]
        judged = st.radio(
            f"Risk of {one.title.lower()}",
            ways,
            index=ways.index(one.judgement or OPEN),
            format_func=lambda way: (one.judgements or {}).get(way, OPEN).capitalize(),
            horizontal=True,
            label_visibility="collapsed",
            key=f"{key} judged",
        )
    words = st.text_area(
        f"Answer: {one.title}",
        value=one.answer,
        height=88,
        label_visibility="collapsed",
        key=f"{key} words",
        placeholder="Your answer. It may name people: it stays in the vault.",
    )
    return words or "", None if judged in (None, OPEN) else judged
