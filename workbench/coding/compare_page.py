"""Show two researchers' codings of one transcript side by side, and give room to discuss them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from workbench import clock, transcripts
from workbench.coding import agreement, codebook, comparing, side_by_side
from workbench.coding.codebook import Code
from workbench.coding.comparing import Pair
from workbench.study import Study
from workbench.transcripts import Transcript
from workbench.ui import session, states, swatch, table_files, transcript_picker
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

CODING = "workbench/coding/page.py"
PEOPLE = "workbench/researchers_page.py"
BROADEST = 800
LONG = 400
KINDS: Mapping[comparing.Kind, str] = {
    "edges": "other edges",
    "first": "only {0}",
    "second": "only {1}",
}


def draw() -> None:
    """Draw the page."""
    study = session.study()
    by = comparing.compared_by(study)
    released = [one for one in transcripts.fetch_all(study) if one.id in by]
    if not released:
        states.header("Compare")
        states.before_coding(
            study,
            "Nothing to compare yet",
            "Two researchers code the same transcript, each in a window of their own. Then their "
            "codings stand side by side here.",
        )
        return
    states.header(
        "Compare", "Where two researchers read the same words differently, talk about it."
    )
    released.sort(key=lambda one: len(by[one.id]) < 2)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        one = transcript_picker.pick(released)
        names = choose(by[one.id])
        only = names is not None and st.toggle(
            "Only turns that differ", value=True, key="only differences"
        )
    if names is None:
        draw_one_alone(by[one.id][0])
        return
    pairs = comparing.compare(study, one.id, *names)
    numbered = [each for each in pairs if each.kind != "same"]
    say_counts(pairs, names)
    sides = st.container(horizontal=True, gap="medium")  # in a narrow window the list drops below
    with sides.container(width=BROADEST):
        draw_turns(study, one, pairs, numbered, names, only=only)
    with sides.container():
        inspect(one.id, numbered, names)
    draw_agreement(study, one, names)


def choose(coders: list[str]) -> tuple[str, str] | None:
    """Let two of those who coded a transcript be chosen."""
    if len(coders) < 2:
        return None
    key = " ".join(coders)
    first = st.selectbox("Left", coders, key=f"first {key}", width=200)
    others = [name for name in coders if name != first]
    second = st.selectbox("Right", others, key=f"second {key} {first}", width=200)
    return first, second


def draw_one_alone(name: str) -> None:
    """Say that there is nobody to compare with, and what makes somebody."""
    with st.container(border=True, width=620):
        st.markdown(plain(f"Only {name} has coded this transcript."))
        st.caption(
            "A second researcher opens a window, chooses a name in the header, and codes the "
            "transcript. Hide the stripes of others first, to read without being led."
        )
        states.link(PEOPLE, "Work as somebody else in this window", ":material/groups:")
        states.link(CODING, "Code this transcript", ":material/ink_highlighter:")


def say_counts(pairs: Sequence[Pair], names: tuple[str, str]) -> None:
    """Count what is alike and what is not, in words and without a score."""
    found = Counter(each.kind for each in pairs)
    parts = [f"{found['same']:,} the same"]
    parts += [f"{found[kind]:,} {words.format(*names)}" for kind, words in KINDS.items()]
    st.caption(plain(" · ".join(parts)))


def draw_turns(
    study: Study,
    one: Transcript,
    pairs: Sequence[Pair],
    numbered: Sequence[Pair],
    names: tuple[str, str],
    *,
    only: bool,
) -> None:
    """Draw the words once, with the codings of each researcher on either side."""
    numbers = {side_by_side.key(each): n for n, each in enumerate(numbered, start=1)}
    turns = comparing.by_turn(study, one.id, pairs)
    if only:
        turns = [turn for turn in turns if any(each.kind != "same" for each in turn.pairs)]
    if not turns:
        st.markdown(":green[:material/check_circle:] No turn differs.")
        return
    codes = {code.id: code for code in codebook.fetch_all(study)}
    text = transcripts.text(study, one.id)
    st.html(side_by_side.written(turns, text, codes, numbers, names))


@st.fragment(key="difference")
def inspect(transcript_id: str, numbered: Sequence[Pair], names: tuple[str, str]) -> None:
    """List the differences; the chosen one is shown with its words and a place for a memo."""
    study = session.study()
    if not numbered:
        st.caption("Both coded the same words with the same codes.")
        return
    codes = {code.id: code for code in codebook.fetch_all(study)}
    turns = transcripts.turns(study, transcript_id)
    rows = [
        {
            "n": n,
            "code": codes[each.code_id].name,
            "turn": sum(turn.start <= each.start for turn in turns),
            "by": {"edges": "other edges", "first": names[0], "second": names[1]}[each.kind],
        }
        for n, each in enumerate(numbered, start=1)
    ]
    chosen = st.dataframe(
        rows,
        column_config={
            "n": st.column_config.NumberColumn("No.", width=46),
            "code": st.column_config.TextColumn("Code", width=170),
            "turn": st.column_config.NumberColumn("Turn", width=44),
            "by": st.column_config.TextColumn("Coded by", width=110),
        },
        hide_index=True,
        selection_mode="single-row",
        on_select="rerun",
        height=min(38 + 35 * len(rows), 290),
        key=f"differences {transcript_id} {names}",
    )
    picked = chosen["selection"]["rows"]
    if not picked or picked[0] >= len(numbered):
        st.caption("Choose a difference to see its words, write about it, or open it.")
        return
    with guard():
        draw_difference(study, transcript_id, numbered[picked[0]], codes, names)


def draw_difference(
    study: Study,
    transcript_id: str,
    one: Pair,
    codes: Mapping[str, Code],
    names: tuple[str, str],
) -> None:
    """Show one difference: who coded which words, what the code means, what was written on it."""
    text, code = transcripts.text(study, transcript_id), codes[one.code_id]
    st.markdown(f"{swatch.mark(code.colour)} **{plain(code.name)}**")
    if code.description:
        st.caption(plain(code.description))
    for name, coding in zip(names, (one.first, one.second), strict=True):
        words = text[coding.start : coding.stop] if coding else ""
        said = words if len(words) <= LONG else words[:LONG] + " …"
        st.markdown(f"**{plain(name)}** " + (f"“{plain(said)}”" if said else ":gray[nothing]"))
    st.page_link(
        CODING,
        label="Open in the transcript",
        icon=":material/open_in_new:",
        query_params={"transcript": transcript_id, "at": str(one.start)},
    )
    with st.form(f"discuss {side_by_side.key(one)}", border=False, clear_on_submit=True):
        written = st.text_area("Memo on these words", height=90, placeholder="What did each see?")
        if st.form_submit_button("Save memo", icon=":material/edit_note:"):
            comparing.discuss(study, transcript_id, one, written)
            st.toast("Memo saved.", icon=":material/check:")
    for memo in comparing.discussed(study, transcript_id, one):
        with st.container(border=True, gap="xsmall"):
            st.text(memo.text)
            st.caption(plain(f"{memo.researcher}, {clock.day(clock.local(memo.ts))}"))


def draw_agreement(study: Study, one: Transcript, names: tuple[str, str]) -> None:
    """Offer figures of agreement to studies that want them, and say why most do not."""
    on = agreement.shown(study)
    with st.expander("Figures of agreement", expanded=on, icon=":material/functions:"):
        st.caption(plain(agreement.WHY_OFF))
        wanted = st.toggle("This study needs them", value=on, key=f"agreement {on}")
        if wanted != on:
            states.act(
                lambda: agreement.show(study, on=wanted),
                "Figures are shown." if wanted else "Figures are hidden.",
            )
        if on:
            draw_figures(study, one, names)


def draw_figures(study: Study, one: Transcript, names: tuple[str, str]) -> None:
    """Tabulate the figures of each code."""
    unit: agreement.Unit = "characters"
    if st.segmented_control("Count", ["Characters", "Turns"], default="Characters") == "Turns":
        unit = "turns"
    codes = {code.id: code.name for code in codebook.fetch_all(study)}
    found = {each.code_id: each for each in agreement.figures(study, one.id, *names, unit)}
    rows = [
        {
            "Code": codes[each.code_id],
            names[0]: each.first,
            names[1]: each.second,
            "Both": each.both,
            "Agreement %": None if each.same is None else round(100 * each.same, 1),
            "Cohen’s kappa": None if each.kappa is None else round(each.kappa, 2),
            "Krippendorff’s alpha": None if each.alpha is None else round(each.alpha, 2),
        }
        for code_id in codes
        if (each := found.get(code_id))
    ]
    st.dataframe(rows, hide_index=True, key="figures")
    with st.container(horizontal=True, gap="small"):
        table_files.draw("agreement", list(rows[0]) if rows else [], lambda: rows)
    st.caption(
        plain(
            f"{count(len(rows), 'code')} that either used. A figure is empty where chance leaves "
            "nothing to agree on, and says little where a code is rare."
        )
    )


draw()
