"""Compare: which codes occur with whom, where codes meet, how much is coded, and when it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from workbench import participants, transcripts
from workbench.coding import (
    codebook,
    cooccurrence,
    coverage,
    grid_files,
    pictures,
    queries,
    queries_shown,
    scope_words,
    timelines,
)
from workbench.coding.grids import CAUTION, Grid
from workbench.coding.scope import Scope
from workbench.study import Study
from workbench.ui import passage_cards, session, states
from workbench.ui.asking import has_choice, one_of, some_of
from workbench.ui.guard import guard
from workbench.ui.plain import plain

CODING = "workbench/coding/page.py"
PEOPLE = "workbench/anonymise/transcripts_page.py"
BROADEST, TALLEST = 740, 640
KINDS = {".xlsx": "Excel", ".csv": "CSV", ".png": "PNG", ".svg": "SVG"}


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header("Matrices", "Where codes occur and meet. Every cell opens its passages.")
    if not scope_words.researchers(study):
        states.before_coding(
            study,
            "Nothing coded yet",
            "Tables and pictures grow out of codings. Read a transcript and code what you notice.",
        )
        return
    with guard():
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            asked = st.selectbox("Question", list(QUESTIONS), key="matrix question", width=230)
            ask = QUESTIONS[asked](study)
            scope = draw_filter(study)
        about = scope_words.within(study, scope)
        if about:
            st.caption(f":material/filter_alt: {plain(' · '.join(about))}")
        if ask is None:
            return
        draw_answer(ask(scope), about)


Ask = Callable[[Scope], Grid]
SHARES: dict[str, queries.Count] = {
    "Participants": "participants",
    "Passages": "passages",
    "% of participants": "share",
}
PAIRS: dict[str, cooccurrence.Count] = {"Participants": "participants", "Pairs": "pairs"}
WORDS_OF: dict[str, coverage.Group] = {"Transcripts": "transcript", "Participants": "participant"}
LINES: dict[str, timelines.Line] = {"Transcript": "transcript", "Code": "code"}


def ask_group(verb: Callable[..., Grid], study: Study) -> Ask:
    """Count passages for each code and whatever the verb groups them by."""
    return partial(verb, study, subcodes=with_subcodes())


def ask_attribute(study: Study) -> Ask | None:
    """Ask which attribute, and what is counted."""
    names = participants.attribute_names(study)
    if not names:
        with st.container():
            st.caption("No attributes yet: import a table of them with the participants.")
            states.link(PEOPLE, "Transcripts and participants", icon=":material/group:")
        return None
    name = st.selectbox("Attribute", names, key="matrix attribute", width=190)
    counted = one_of("Counting", SHARES, "matrix attribute count")
    return partial(queries.by_attribute, study, name, count=counted, subcodes=with_subcodes())


def ask_meeting(study: Study) -> Ask:
    """Ask how near codes must stand, and what is counted."""
    near = {"Sharing words": None, "In the same turn": 0, "Within turns …": 1}
    how = st.selectbox("Meeting", list(near), key="matrix meeting", width=170)
    within = near[how]
    if within == 1:
        within = turns("matrix meeting turns")
    return partial(cooccurrence.matrix, study, within=within, **counting_pairs())


def ask_relation(study: Study) -> Ask:
    """Ask which code is set against the others, and how far before and after reach."""
    paths = {code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)}
    own = st.selectbox(
        "Code", list(paths), format_func=paths.__getitem__, key="matrix relation code", width=230
    )
    within = turns("matrix relation turns")
    return partial(cooccurrence.relations, study, own, within=within, **counting_pairs())


def counting_pairs() -> dict[str, Any]:
    """Ask what is counted where two codes meet."""
    counted = one_of("Counting", PAIRS, "matrix pairs")
    return {"count": counted, "subcodes": with_subcodes(default=False)}


def ask_by(verb: Callable[..., Grid], label: str, kinds: Mapping[str, str], study: Study) -> Ask:
    """Ask what stands in a line or column."""
    by = one_of(label, kinds, f"matrix {label}")
    return partial(verb, study, by=by, subcodes=with_subcodes())


QUESTIONS: dict[str, Callable[[Study], Ask | None]] = {
    "Codes by participant": partial(ask_group, queries.by_participant),
    "Codes by attribute": ask_attribute,
    "Codes by transcript": partial(ask_group, queries.by_transcript),
    "Codes by researcher": partial(ask_group, queries.by_researcher),
    "Codes that meet": ask_meeting,
    "Relations of a code": ask_relation,
    "Coverage": partial(ask_by, coverage.measure, "Words of", WORDS_OF),
    "Coding day by day": partial(partial, timelines.of_coding),
    "Along the interview": partial(ask_by, timelines.along, "A line for each", LINES),
}


def turns(key: str) -> int:
    """Ask for a number of turns."""
    return int(
        st.number_input(
            "Turns apart",
            0,
            cooccurrence.FARTHEST,
            value=2,
            key=key,
            width=110,
            help="Turns of all speakers, the interviewer’s too.",
        )
    )


def with_subcodes(*, default: bool = True) -> bool:
    """Ask whether a code takes in what is coded below it."""
    return st.checkbox(
        "With sub-codes",
        value=default,
        key=f"matrix with sub-codes {default}",
        help="A code counts the passages of the codes below it as its own.",
    )


def draw_filter(study: Study) -> Scope:
    """Ask which codes, transcripts, people and researchers the question is about."""
    paths = {code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)}
    labels = {one.id: one.label for one in transcripts.fetch_all(study) if one.state == "released"}
    facts = sorted(
        {(n, v) for one in participants.fetch_all(study) for n, v in one.attributes.items() if v}
    )
    with st.popover("Filter", icon=":material/filter_alt:", key="matrix filter"):
        codes = some_of("Codes, with those below", paths, "matrix codes")
        homes = some_of("Transcripts", labels, "matrix transcripts")
        named = {f"{name}: {value}": (name, value) for name, value in facts}
        values = some_of("Participants with", {key: key for key in named}, "matrix values")
        names = scope_words.researchers(study)
        coders = some_of("Coded by", {name: name for name in names}, "matrix researchers")
        roles = some_of("Speakers", dict(scope_words.ROLES), "matrix roles")
        retired = st.checkbox("Retired codes too", key="matrix retired")
    return Scope(
        codes=codes,
        transcripts=homes,
        attributes=scope_words.grouped(named[key] for key in values),
        researchers=coders,
        roles=roles,
        retired=retired,
    )


@st.fragment(key="matrix answer")
def draw_answer(grid: Grid, about: Sequence[str]) -> None:
    """Show a table or its picture, with the passages of the cell chosen beside it."""
    study = session.study()
    if not grid.values.size:
        st.caption("Nothing to show within this filter.")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        views = ["Table", "Picture"] if grid.kind == "cells" else ["Picture", "Table"]
        view = st.segmented_control(
            "Show as",
            views,
            default=views[0],
            required=True,
            key=f"matrix view {grid.kind}",
            label_visibility="collapsed",
        )
        draw_files(study, grid, about)
        st.caption(plain(grid.counted), width="content")
    key = f"matrix {view} {queries_shown.mark(grid)} {is_dark()}"
    sides = st.container(horizontal=True, gap="medium")  # in a narrow window the second drops below
    with sides.container(width=BROADEST if has_choice(key) else "stretch"):
        cell = (draw_table if view == "Table" else draw_picture)(grid, key)
        choose = [] if cell else ["Choose a cell to read its passages."]
        st.caption(plain(" ".join([*choose, *grid.notes, CAUTION])))
    if cell:
        with sides.container(), guard():
            draw_passages(study, grid, cell)


def draw_files(study: Study, grid: Grid, about: Sequence[str]) -> None:
    """Offer the table as a file of each kind."""
    with st.popover("Download", icon=":material/download:", key="matrix download"):
        for kind, name in KINDS.items():
            st.download_button(
                name,
                data=partial(
                    grid_files.render, grid, kind, study=study.name, on=date.today(), about=about
                ),
                file_name=grid_files.file_name(grid, kind),
                on_click="ignore",
                key=f"matrix download {kind}",
                width="stretch",
            )
        st.caption("Made when you click, with a note on what is counted.")


def draw_table(grid: Grid, key: str) -> tuple[int, int] | None:
    """Draw the shaded table; returns the row and column chosen."""
    names = {
        str(at): st.column_config.NumberColumn(head.label, help=plain(head.more) or None)
        for at, head in enumerate(grid.columns)
    }
    first = st.column_config.TextColumn(
        grid.corner, pinned=True, width=queries_shown.name_width(grid)
    )
    found = st.dataframe(
        queries_shown.styled(grid, dark=is_dark()),
        hide_index=True,
        column_config={queries_shown.NAME: first, **names},
        selection_mode="single-cell",
        on_select="rerun",
        height=min(38 + 35 * len(grid.rows), TALLEST),
        key=key,
        placeholder="–",
        alt=f"{grid.title}. {grid.counted}.",
    )
    for row, column in found["selection"]["cells"]:
        if column != queries_shown.NAME and row < len(grid.rows):
            return int(row), int(column)
    return None


def draw_picture(grid: Grid, key: str) -> tuple[int, int] | None:
    """Draw the heatmap or chart; returns the row and column chosen."""
    with st.container(height=min(TALLEST, pictures.height(grid)), border=False):
        found = st.vega_lite_chart(
            spec=pictures.chart(grid, dark=is_dark()),
            width="content",
            theme=None,
            on_select="rerun",
            selection_mode=pictures.CELL,
            key=key,
            alt=f"{grid.title}. {grid.counted}.",
        )
    for one in found["selection"].get(pictures.CELL, []):
        return int(one["row"]), int(one["column"])
    return None


def draw_passages(study: Study, grid: Grid, cell: tuple[int, int]) -> None:
    """Show what the chosen cell counts."""
    row, column = cell
    st.header(plain(f"{grid.rows[row].label} × {grid.columns[column].label}"), anchor=False)
    cards = queries_shown.cards(study, grid.places(row, column))
    if not cards:
        st.caption("No passage.")
        return
    st.caption(plain(queries_shown.listed(grid, cell, len(cards))))
    passage_cards.draw(
        f"matrix passages {queries_shown.mark(grid)} {row} {column}", cards, page=CODING
    )


def is_dark() -> bool:
    """Tell whether the page is dark."""
    return st.context.theme.type == "dark"


draw()
