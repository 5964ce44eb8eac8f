"""Lay out a table for the paper and take it away; say once how quotes and counts are written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from workbench import participants
from workbench.coding import codebook
from workbench.study import Study
from workbench.themes import (
    attribution,
    conventions,
    framework,
    layouts,
    outline,
    paper_files,
    paper_markup,
    paper_sheets,
    quote_export,
    quotes,
    summaries,
    table_kinds,
)
from workbench.themes.conventions import WHY_OFF, WHY_THREE, Conventions, Counts, Marks, Opening
from workbench.themes.paper_tables import Table
from workbench.themes.quote_document import where
from workbench.themes.table_kinds import KINDS
from workbench.themes.trims import SIGNS
from workbench.ui import paper_downloads, session, states, words_form
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain
from workbench.ui.words_form import Field

THEMES = "workbench/themes/page.py"
SCALES = "Each word with the share of participants, in per cent, that it begins at."
COUNTS: dict[str, Counts] = {
    "Off": "off",
    "Figures": "figures",
    "Words": "words",
    "Quantifiers": "quantifiers",
}
MATRIX, CELLS = "T8", "framework cells"
SHOWN = 200
"""Rows of a table that the page shows."""
SUMMED, SUMMED_OF = "summary theme", "summary participant"


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header("Tables", "For the results, the methods and the appendix of a paper.")
    if not outline.fetch_all(study):
        states.empty(
            "No themes yet",
            "Most tables of a paper show themes. Gather codes in a theme first.",
            action="Develop themes",
            icon=":material/hub:",
            page=THEMES,
        )
        return
    how = conventions.fetch(study)
    left, right = st.columns([2, 5], gap="medium")
    with left:
        kind = st.selectbox("Table", list(KINDS), format_func=table_name, key="table kind")
        wish = choose(study, kind, how)
        draw_conventions(study, how)
    with right, guard():
        draw_table(study, kind, wish)


def table_name(kind: str) -> str:
    """Name a table as the list of tables shows it."""
    return f"{KINDS[kind].name} ({kind})" if kind[1:].isdecimal() else KINDS[kind].name


def choose(study: Study, kind: str, how: Conventions) -> layouts.Wish:
    """Ask what a table for the paper is to show."""
    st.caption(plain(KINDS[kind].purpose))
    known = participants.attribute_names(study)
    names: list[str] = []
    most, chosen_only = 1, False
    if KINDS[kind].attributes:
        names = st.multiselect("Columns", known, default=quote_export.usual(known), key="columns")
    if KINDS[kind].quotes:
        chosen_only = st.toggle("Chosen quotes only", key="report chosen only")
        if kind != "T3":
            least = 0 if kind == MATRIX else 1
            most = int(
                st.number_input("Quotes for each, at most", least, 20, 1, key=f"most {kind}")
            )
    if KINDS[kind].counts and how.counts == "off":
        st.caption(
            "Participants are not counted. Turn counts on below where your argument needs them."
        )
    landscape = st.toggle(
        "Landscape", KINDS[kind].wide, key=f"landscape {kind}", help="In Word and LaTeX."
    )
    return layouts.Wish(
        how=how,
        template=attribution.of_study(how, known),
        attributes=tuple(names),
        chosen_only=chosen_only,
        most=most,
        landscape=landscape,
    )


def draw_table(study: Study, kind: str, wish: layouts.Wish) -> None:
    """Show a table for the paper, with the files to take away."""
    table = table_kinds.make(study, kind, wish)
    if not table.rows:
        st.caption("There is nothing to put in this table yet.")
        return
    if table.warning:
        st.warning(plain(table.warning), icon=":material/visibility:")
    paper_downloads.draw(
        count(len(table.rows), "row"),
        lambda ending: paper_files.render(table, ending),
        lambda ending: quote_export.file_name(KINDS[kind].name, ending, of=""),
    )
    if kind == MATRIX:
        draw_summary(study)
        draw_matrix(study, table)
    else:
        draw_rows(table)
    if KINDS[kind].counts and wish.how.counts != "off":
        st.text("\n".join(layouts.counts_told(study, wish)))


def draw_rows(table: Table) -> None:
    """Show a table as it will stand in the paper."""
    with st.container(key="paper-table"):
        st.html(paper_markup.shown(table, SHOWN))
    if len(table.rows) > SHOWN:
        st.caption(f"The first {count(SHOWN, 'row')}; the files hold all.")


def draw_matrix(study: Study, table: Table) -> None:
    """Show the matrix so that a cell can be chosen; two themes may have one name."""
    heads, *lines = paper_sheets.lines(table)
    names = {str(n): st.column_config.Column(str(head)) for n, head in enumerate(heads)}
    st.dataframe(
        [dict(zip(names, line, strict=True)) for line in lines],
        column_config=names,
        hide_index=True,
        row_height=104,
        height=620,
        alt=table.caption,
        key=CELLS,
        on_select=partial(take_cell, study),
        selection_mode="single-cell",
    )
    for note in table.notes:
        st.caption(plain(note))


def take_cell(study: Study) -> None:
    """Turn to the theme and participant of the cell that was chosen in the matrix."""
    people = participants.fetch_all(study)
    tops = [one.id for one in outline.fetch_all(study) if len(one.path) == 1]
    for row, column in st.session_state[CELLS]["selection"]["cells"]:
        if 0 < int(column) <= len(tops) and row < len(people):
            st.session_state[SUMMED] = tops[int(column) - 1]
            st.session_state[SUMMED_OF] = people[row].id


def draw_summary(study: Study) -> None:
    """Let a cell of the matrix be summed up, beside what the participant says in the theme."""
    themes = {one.id: codebook.joined(one.path) for one in outline.fetch_all(study)}
    people = {one.id: one.pseudonym for one in participants.fetch_all(study)}
    with st.container(border=True):
        left, right = st.columns(2, gap="medium")
        with left:
            theme = st.selectbox("Theme", list(themes), format_func=themes.__getitem__, key=SUMMED)
            person = st.selectbox(
                "Participant", list(people), format_func=people.__getitem__, key=SUMMED_OF
            )
            known = summaries.fetch_all(study).get((theme, person))
            field = Field(
                name="text", label="Summary", value=known.text if known else "", height=140
            )
            given = words_form.draw(f"summary {theme} {person}", [field])
            if given:
                write = partial(summaries.write, study, theme, person, given["text"])
                states.act(write, "Summary saved.")
        with right:
            said = framework.by_person(quotes.table(study, theme)).get(person, [])
            st.caption(f"{count(len(said), 'passage')} in this theme")
            with st.container(height=320, border=False):
                for quote in said:
                    st.text(quote.words)
                    st.caption(plain(" · ".join(filter(None, (where(quote), quote.code_path)))))


def draw_conventions(study: Study, how: Conventions) -> None:
    """Ask once for the study how quotes and counts are written."""
    key = f"conventions {hash(how)}"
    with st.expander("How quotes and counts are written"), st.form(key, border=False):
        wanted = ask_people(ask_quotes(how))
        names = list(COUNTS)
        at = list(COUNTS.values()).index(how.counts)
        counts = st.selectbox("Counts of participants", names, index=at, key=f"{key} counts")
        st.caption(plain(WHY_OFF))
        written = ", ".join(f"{word} {share}" for word, share in how.scale)
        scale = st.text_input("Quantifiers", written, key=f"quantifiers {written}", help=SCALES)
        saved = st.form_submit_button("Save", type="primary", key=f"{key} save")
    if saved:
        with guard():
            read = conventions.read_scale(scale)
            conventions.set_all(study, replace(wanted, counts=COUNTS[counts], scale=read))
            states.done("Saved for this study.")
            st.rerun()


def ask_quotes(how: Conventions) -> Conventions:
    """Ask how quotes are written."""
    letters: list[Opening] = ["as said", "capital", "small"]
    kinds: list[Marks] = ["double", "single"]
    at = SIGNS.index(how.omission)
    return replace(
        how,
        omission=st.selectbox("Words left out", SIGNS, index=at, key=f"sign {how.omission}"),
        edges=st.checkbox("Sign at the beginning and end too", value=how.edges),
        marks=st.radio("Quotation marks", kinds, index=kinds.index(how.marks), horizontal=True),
        opening=st.radio(
            "First letter, as [W]e", letters, index=letters.index(how.opening), horizontal=True
        ),
        longest=int(st.number_input("Block from more words than", 1, 1000, how.longest)),
    )


def ask_people(how: Conventions) -> Conventions:
    """Ask how those who said something are shown."""
    template = st.text_input(
        "Attribution",
        how.template,
        placeholder="({pseudonym}, {region}, {nation})",
        help="Names of attributes in braces; also {transcript}, {turn} and {time}.",
    )
    enough = st.number_input("Alike at least", 1, 1000, how.enough, help=WHY_THREE)
    refuse = st.checkbox("Refuse tables where fewer are alike", value=how.too_few == "refuse")
    return replace(
        how,
        template=template.strip(),
        enough=int(enough),
        too_few="refuse" if refuse else "warn",
    )


draw()
