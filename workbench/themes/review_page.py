"""Review themes: each against its own passages, then against all that was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from workbench.coding import codings, passage_list, suggestion_states
from workbench.store import Row
from workbench.study import Study
from workbench.themes import development, outline, review_shown, reviewing
from workbench.themes.outline import Status, Theme
from workbench.ui import (
    beside_list,
    check_list,
    memo_list,
    session,
    states,
    stepper,
    theme_acts,
    transcript_view,
    words_form,
)
from workbench.ui.guard import guard
from workbench.ui.plain import count, cut, plain
from workbench.ui.words_form import Field

CODING = "workbench/coding/page.py"
THEMES = "workbench/themes/page.py"
PICKED = "theme picked"
BODY = "review body"
PASSAGES = "theme passages"
CONTEXT = "theme passage context"
TREE = "theme codebook"
COLOURS: dict[Status, str] = {"candidate": "gray", "reviewed": "blue", "named": "green"}
MEANING = "Read each theme against its passages, then against everything that was said."
COMPARED = (
    "Compared by a language model, with reasons but no figures: something to look at, not a "
    "finding. A theme may hold what lies far apart."
)


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header("Review themes", MEANING)
    if outline.fetch_all(study):
        draw_body()
        return
    states.empty(
        "No themes yet",
        "Gather codes that share a meaning into candidate themes first.",
        action="Develop themes",
        icon=":material/hub:",
        page=THEMES,
    )


@st.fragment(key=BODY)
def draw_body() -> None:
    """Draw the theme in hand and its parts; what changes the structure reruns the page."""
    study = session.study()
    themes = outline.fetch_all(study)
    if not themes:
        return
    chosen = picked(themes)
    names = {one.id: f"{' › '.join(one.path)} · {one.status}" for one in themes}
    stepper.draw("review theme", "theme", names, chosen, pick)
    with st.container(border=True), guard():
        theme = outline.fetch(study, chosen)
        draw_head(study, theme, themes)
        parts: dict[str, Callable[[Study, Theme], None]] = {
            "Passages": draw_passages,
            "Coherence": draw_coherence,
            "Whole data set": draw_whole,
            "Boundaries": draw_boundaries,
            "Theme or topic?": draw_checks,
            "Memos": lambda study, theme: memo_list.draw(study, "theme", theme.id),
        }
        tabs = st.tabs(list(parts), key="review tabs", on_change="rerun")
        for tab, part in zip(tabs, parts.values(), strict=True):
            if tab.open:
                with tab, guard():
                    part(study, theme)


def picked(themes: Sequence[Theme]) -> str:
    """Tell which theme is in hand: one that a link asks for, the one chosen, or the first."""
    ids = [theme.id for theme in themes]
    asked = st.query_params.pop("theme", None) if "theme" in st.query_params else None
    for wanted in (asked, st.session_state.get(PICKED), ids[0]):
        if wanted in ids:
            st.session_state[PICKED] = wanted
            break
    return str(st.session_state[PICKED])


def pick(theme_id: str) -> None:
    """Take a theme in hand."""
    st.session_state[PICKED] = theme_id


def draw_head(study: Study, theme: Theme, themes: Sequence[Theme]) -> None:
    """Name the theme, say what holds it together, and offer what changes the structure."""
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        with st.container(gap=None):
            if len(theme.path) > 1:
                st.caption(plain(" › ".join(theme.path[:-1])))
            st.header(plain(theme.name), anchor=False)
            st.caption(plain(theme.central_concept or theme.essence or "No central concept yet."))
        with st.container(width="content"):
            status = st.segmented_control(
                "Status",
                list(COLOURS),
                default=theme.status,
                required=True,
                format_func=str.capitalize,
                key=f"review status {theme.id} {theme.status}",
                label_visibility="collapsed",
            )
    if status and status != theme.status:
        development.set_status(study, theme.id, status)
        st.rerun()
    theme_acts.draw(
        review_shown.standing(study, theme, themes), review_shown.verbs(study, theme.id)
    )


def draw_passages(study: Study, theme: Theme) -> None:
    """List every passage of the theme in full, with its subthemes, to be read one after another."""
    codes = review_shown.code_paths(study, theme.id)
    code_id = ""
    if len(codes) > 1:
        code_id = st.selectbox(
            "Code",
            ["", *codes],
            format_func=lambda each: codes.get(each, f"All {len(codes)} codes"),
            key=f"review code {theme.id}",
            label_visibility="collapsed",
        )
    around = draw_in_hand(study, theme)
    listed = transcript_view.mount_part(
        "passages",
        key=PASSAGES,
        data=review_shown.listed(study, theme.id, code_id),
        refresh=[BODY],
        on_open_change=lambda: None,
    )
    transcript_view.mount_part(
        "context", key=CONTEXT, data=around, refresh=[BODY], on_asked_change=lambda: None
    )
    draw_codebook(study, code_id)
    if isinstance(listed.open, str):
        coding = codings.fetch(study, listed.open)
        place = {"transcript": coding.transcript_id, "at": str(coding.start)}
        st.switch_page(CODING, query_params=place)
    if by_itself := review_shown.laid(study, theme.id):
        st.subheader("Laid in the theme without a code", anchor=False)
        beside_list.draw(f"laid {theme.id}", by_itself, page=CODING, none="")


def draw_codebook(study: Study, code_id: str) -> None:
    """Lay the codebook by: the list names codes, and offers them, from the tree on its page."""
    with st.expander("Codebook", icon=":material/account_tree:"):
        transcript_view.mount_part(
            "tree",
            key=TREE,
            data={
                "codes": passage_list.tree_rows(study),
                "chosen": code_id or None,
                "researcher": study.researcher,
            },
            refresh=[BODY],
            on_chosen_change=lambda: None,
        )


def draw_in_hand(study: Study, theme: Theme) -> Row:
    """Name the passage whose turns were asked for: a negative case? Gives the turns."""
    state = st.session_state.get(CONTEXT)
    asked = str(state.get("asked") or "") if state else ""
    one = reviewing.shown(study, [asked] if asked else []).get(asked)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if one is None:
            st.caption("Does a passage speak against the theme? Press its “Context” first.")
            return {"coding_id": "", "before": [], "after": []}
        words = cut(one.words, review_shown.SHORT)
        st.caption(plain(f"In hand: “{words}” · {review_shown.place(one)}"))
        if st.button(
            "Negative case",
            key="call negative",
            icon=":material/contrast:",
            type="tertiary",
            help="Lays this passage among those that speak against the theme.",
        ):
            review_shown.call_negative(study, theme.id, one.coding)
    around = passage_list.around(study, asked)
    return {"coding_id": asked, "before": list(around.before), "after": list(around.after)}


def draw_coherence(study: Study, theme: Theme) -> None:
    """Show codes that lie away from the rest of the theme, each with the reason."""
    st.caption(COMPARED)
    speaks = suggestion_states.speaks(study, key="coherence")
    if not speaks or not suggestion_states.prepared(study):
        return
    found = review_shown.leanings(study, theme.id)
    if not found:
        st.caption(
            "No code stands apart from the others here, as far as the words tell. Codes of fewer "
            "than three passages are not compared, nor is a code that stands alone in its theme."
        )
    for number, one in enumerate(found):
        with st.container(border=True, gap="small"):
            st.markdown(f"**{plain(one.said)}**")
            st.caption(plain(" · ".join(one.why)))
            beside_list.draw(f"leaning {theme.id} {number}", one.passages, page=CODING, none="")


def draw_whole(study: Study, theme: Theme) -> None:
    """Show what the theme leaves out: what is near it, who is silent, what speaks against it."""
    st.subheader("Passages near it that are not in it", anchor=False)
    if suggestion_states.speaks(study, key="near") and suggestion_states.prepared(study):
        st.caption(COMPARED)
        none = "None is found: nothing of the theme is coded yet, or all that is near stands in it."
        near = review_shown.near(study, theme.id)
        beside_list.draw(f"near {theme.id}", near, page=CODING, none=none)
    st.subheader("Participants without words in it", anchor=False)
    draw_silent(study, theme)
    st.subheader("Negative cases", anchor=False)
    st.caption(
        "What speaks against the theme: does it bend, split or break? On the board: a stack."
    )
    none = "None is marked. Take a passage in hand under Passages, or mark one above."
    against = review_shown.negative(study, theme.id)
    beside_list.draw(f"against {theme.id}", against, page=CODING, none=none)


def draw_silent(study: Study, theme: Theme) -> None:
    """List who has no words in the theme, each with the way to what they said."""
    silent = reviewing.silent(study, theme.id)
    if not silent:
        st.caption("Everybody has words in it.")
        return
    st.caption(
        f"{count(len(silent), 'participant')}. Who is missing may say as much as who is there."
    )
    beside_list.draw_people([(one.pseudonym, one.transcript_id) for one in silent], page=CODING)


def draw_boundaries(study: Study, theme: Theme) -> None:
    """Say what holds the theme together and what sets it off; show where it meets others."""
    fields = [
        Field(
            name="concept",
            label="Central organising concept",
            value=theme.central_concept,
            height=80,
        ),
        Field(
            name="boundaries",
            label="Where it ends and others begin",
            value=theme.boundaries,
            height=80,
        ),
        Field(name="includes", label="Belongs to it", value=theme.includes, height=80),
        Field(name="excludes", label="Does not belong to it", value=theme.excludes, height=80),
    ]
    if changed := words_form.draw(f"bounds {theme.id}", fields):
        define = partial(development.define, study, theme.id, **changed)
        states.act(define, "Saved.")
    st.subheader("Where it meets other themes", anchor=False)
    found = reviewing.meetings(study, theme.id)
    if not found:
        st.caption("No passage and no code stands in another theme as well.")
    for one in found:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{plain(' › '.join(one.theme.path))}**")
            st.caption(plain(review_shown.met(study, one)))
            if one.pairs:
                key = f"meeting {theme.id} {one.theme.id}"
                if st.toggle("Show the passages", key=key):
                    passages = review_shown.meeting(study, one)
                    beside_list.draw(key, passages, page=CODING, none="")


def draw_checks(study: Study, theme: Theme) -> None:
    """Ask whether it is a theme or a topic; answers are kept with who gave them."""
    st.caption("No answer decides anything. “No” and “unsure” are as good a beginning as “yes”.")

    def answer(question: str, verdict: str, text: str) -> None:
        review_shown.answer(study, theme.id, question, verdict, text)
        st.rerun(scope="app" if session.draws_all() else "fragment")

    check_list.draw(f"checks {theme.id}", review_shown.asked(study, theme.id), answer)


draw()
