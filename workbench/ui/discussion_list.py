"""Draw what researchers put before each other, with the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from workbench.ui import states
from workbench.ui.plain import count, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Hold words and, in one line, who said them when."""

    words: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Hold one discussion: what was put forward (None: it has gone), and the answers."""

    id: str
    settled: bool
    subject: Said | None
    put: str
    answers: Sequence[Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """Name what can be done with a discussion, by its id."""

    answer: Callable[[str, str], object]
    settle: Callable[[str], object]
    reopen: Callable[[str], object]


def draw(talks: Sequence[Talk], verbs: Verbs) -> None:
    """Draw the open ones, then the settled ones folded away."""
    opened = [talk for talk in talks if not talk.settled]
    settled = [talk for talk in talks if talk.settled]
    if not opened:
        st.caption(
            "Nothing is open. “Put forward” under a memo or note brings it here, for all who work "
            "in this study."
        )
    for talk in opened:
        with st.container(border=True, gap="small"):
            _draw_words(talk)
            _draw_answering(talk, verbs)
    if settled:
        with st.expander(count(len(settled), "settled discussion")):
            for talk in settled:
                with st.container(border=True, gap="small"):
                    _draw_words(talk)
                    if st.button("Reopen", key=f"reopen {talk.id}", type="tertiary"):
                        states.act(partial(verbs.reopen, talk.id), "Reopened.")


def draw_choice(memos: Mapping[str, str], put_forward: Callable[[str], object]) -> None:
    """Let a researcher put forward any memo of the study, chosen by its first words."""
    if not memos:
        return
    with st.expander("Put a memo forward"):
        memo = st.selectbox(
            "Memo", list(memos), format_func=lambda one: memos.get(one, ""), key="memo to discuss"
        )
        if st.button("Put forward", key="put memo forward", icon=":material/forum:") and memo:
            states.act(partial(put_forward, memo), "Put forward for discussion.")


def _draw_words(talk: Talk) -> None:
    if talk.subject:
        st.caption(plain(talk.subject.who))
        st.text(talk.subject.words)
    else:
        st.caption("What was put forward has been removed since; the answers stay.")
    st.caption(plain(talk.put))
    for answer in talk.answers:
        with st.container(gap=None):
            st.caption(f":material/reply: {plain(answer.who)}")
            st.text(answer.words)


def _draw_answering(talk: Talk, verbs: Verbs) -> None:
    name = f"answer {talk.id}"
    if st.session_state.pop(f"{name} stored", False):
        st.session_state[name] = ""
    text = st.text_area("Answer", height=90, key=name, persist_state="session")
    with st.container(horizontal=True, gap="small"):
        if st.button("Answer", key=f"send {talk.id}", icon=":material/reply:"):
            states.act(partial(_answer, talk.id, str(text or ""), verbs), "Answered.")
        if st.button(
            "Settle",
            key=f"settle {talk.id}",
            icon=":material/check:",
            help="It can be reopened at any time.",
        ):
            states.act(partial(verbs.settle, talk.id), "Settled.")


def _answer(talk_id: str, text: str, verbs: Verbs) -> None:
    verbs.answer(talk_id, text)
    st.session_state[f"answer {talk_id} stored"] = True
