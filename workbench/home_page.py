"""Show where the study stands: the six phases, where to go on, what is left to do."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from workbench import overview
from workbench.study import Study
from workbench.themes import phases
from workbench.ui import session, states
from workbench.ui.plain import count, plain

IMPORT = "workbench/anonymise/import_page.py"
TRANSCRIPTS = "workbench/anonymise/transcripts_page.py"
PSEUDONYMISE = "workbench/anonymise/page.py"
CODING = "workbench/coding/page.py"
CODEBOOK = "workbench/coding/codebook_page.py"
THEMES = "workbench/themes/page.py"
PHASES = "workbench/themes/phase_page.py"


def draw() -> None:
    """Draw the page."""
    study = session.study()
    seen = overview.look(study)
    if not seen.transcripts:
        states.header(study.name)
        states.empty(
            "No interviews yet",
            "Import the first transcripts. They stay encrypted in the vault until you have "
            "decided on every name in them.",
            action="Import transcripts",
            icon=":material/upload_file:",
            page=IMPORT,
        )
        return
    states.header(study.name, summary(seen))
    draw_phases(study, seen)
    left, right = st.columns([3, 2], gap="large")
    with left:
        draw_tasks(seen)
    with right:
        draw_continue(study, seen)


def summary(seen: overview.Overview) -> str:
    """Say in one line what the study holds."""
    parts = [
        count(seen.transcripts, "transcript"),
        count(seen.words, "word"),
        count(seen.participants, "participant"),
        count(seen.codings, "coding"),
        count(seen.memos, "memo"),
    ]
    return " · ".join(parts)


def draw_phases(study: Study, seen: overview.Overview) -> None:
    """Draw a card for each phase with what exists; the phases are places, not steps."""
    now = phases.now(study).number
    whole = st.grid(2, min_column_width=500)  # 6, 3 + 3 or 2 + 2 + 2 in a row, never 4 + 2
    with whole:
        halves = [st.grid(3, min_column_width=150, height="stretch") for _ in range(2)]
    for number, (name, facts) in enumerate(trail(seen), start=1):
        with halves[number > 3], st.container(border=True, height="stretch", gap="xsmall"):
            place = (
                f":blue[**Phase {number} · now**]" if number == now else f":gray[Phase {number}]"
            )
            st.markdown(f":small[{place}]")
            st.markdown(f"**{name}**")
            st.caption("  \n".join(facts))
            st.space("stretch")
            where = {"phase": str(number)}
            states.link(PHASES, "Open", icon=":material/arrow_forward:", query=where)


def trail(seen: overview.Overview) -> Iterator[tuple[str, list[str]]]:
    """Name each phase with what exists in it."""
    facts = [
        [f"{seen.read} of {seen.released} read", count(seen.memos, "memo")],
        [count(seen.codes, "code"), f"{seen.coded} of {seen.released} coded"],
        [count(seen.candidate, "candidate theme")],
        [count(seen.reviewed, "reviewed theme")],
        [count(seen.named, "named theme")],
        [count(seen.quotes, "chosen quote")],
    ]
    yield from zip(phases.NAMES, facts, strict=True)


def draw_tasks(seen: overview.Overview) -> None:
    """List what is left, each with the page where it is done."""
    st.header("Left to do", anchor=False)
    left = list(tasks(seen))
    if not left:
        st.caption("Nothing waits. Every transcript is released, read and coded.")
    with st.container(gap="xsmall"):
        for text, page, icon in left:
            states.link(page, text, icon=icon)


def tasks(seen: overview.Overview) -> Iterator[tuple[str, str, str]]:
    """Derive what is left from the counts."""
    waiting = seen.transcripts - seen.released
    if waiting:
        text = f"Review the identifiers of {count(waiting, 'transcript')}"
        yield text, PSEUDONYMISE, ":material/shield_person:"
    if seen.released > seen.read:
        text = f"Read {count(seen.released - seen.read, 'transcript')} to the end"
        yield text, CODING, ":material/menu_book:"
    if seen.released > seen.coded:
        text = f"Code {count(seen.released - seen.coded, 'transcript')} that holds no code yet"
        if seen.released - seen.coded > 1:
            text = text.replace("holds", "hold")
        yield text, CODING, ":material/ink_highlighter:"
    if seen.undefined:
        yield f"Define {count(seen.undefined, 'code')}", CODEBOOK, ":material/account_tree:"
    if seen.candidate:
        yield f"Review {count(seen.candidate, 'candidate theme')}", THEMES, ":material/hub:"
    if seen.unasked:
        who = count(seen.unasked, "participant")
        yield f"Record consent to deposit of {who}", TRANSCRIPTS, ":material/how_to_reg:"


def draw_continue(study: Study, seen: overview.Overview) -> None:
    """Offer to go on at the passage coded last, or at the next thing to do."""
    st.header("Continue", anchor=False)
    place = overview.last_place(study)
    if place:
        st.caption("Coded last")
        st.markdown(f"**{plain(place.label)}** · turn {place.position + 1}")
        if st.button("Go on coding", type="primary", icon=":material/play_arrow:"):
            where = {"transcript": place.transcript_id, "at": str(place.start)}
            st.switch_page(CODING, query_params=where)
    elif seen.released:
        st.caption("Transcripts are released: read them, then code.")
        if st.button("Start coding", type="primary", icon=":material/play_arrow:"):
            st.switch_page(CODING)
    else:
        st.caption("Decide on the identifiers in the imported transcripts, then release them.")
        if st.button("Review identifiers", type="primary", icon=":material/play_arrow:"):
            st.switch_page(PSEUDONYMISE)


draw()
