"""Hand over the quotes of a theme as Word, Excel or CSV, and overviews for a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from workbench import participants
from workbench.coding import codebook
from workbench.store import Row
from workbench.study import Study
from workbench.themes import (
    anonymity,
    conventions,
    outline,
    quote_export,
    quote_files,
    quotes,
)
from workbench.themes.conventions import Conventions
from workbench.themes.outline import Theme
from workbench.themes.quotes import Quote
from workbench.ui import paper_downloads, session, states
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

THEMES = "workbench/themes/page.py"
TABLES = "workbench/themes/tables_page.py"
LATE = "workbench/anonymise/late_page.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Hold how the table is to be: how people are named, which columns stand beside the words."""

    template: str
    names: tuple[str, ...]
    memos: bool
    questions: bool
    how: Conventions


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header("Report and export", "Quotes word for word, with who said them and where.")
    themes = outline.fetch_all(study)
    if not themes:
        states.empty(
            "No themes yet",
            "A quote table belongs to a theme. Gather codes in a theme first.",
            action="Develop themes",
            icon=":material/hub:",
            page=THEMES,
        )
        return
    left, right = st.columns([2, 5], gap="medium")
    how = conventions.fetch(study)
    with left:
        theme, chosen_only = choose_theme(themes)
        wish = choose_columns(study, how)
        states.link(TABLES, "Themes, phases and other tables", icon=":material/table_chart:")
    with right, guard():
        found = quotes.table(study, theme.id, chosen_only=chosen_only)
        draw_table(study, theme, found, wish)


def choose_theme(themes: Sequence[Theme]) -> tuple[Theme, bool]:
    """Ask which theme, and whether the chosen quotes or all of them."""
    paths = {theme.id: codebook.joined(theme.path) for theme in themes}
    wanted = st.selectbox("Theme", list(paths), format_func=paths.__getitem__, key="report theme")
    which = st.segmented_control(
        "Quotes",
        ["All", "Chosen"],
        default="All",
        required=True,
        key="report quotes",
        help="Quotes are chosen on the Themes page.",
    )
    return next(theme for theme in themes if theme.id == wanted), which == "Chosen"


def choose_columns(study: Study, how: Conventions) -> Wish:
    """Ask how participants are named and what stands beside the words."""
    known = participants.attribute_names(study)
    names = st.multiselect(
        "Attributes shown",
        known,
        default=quote_export.usual(known),
        key="report attributes",
        placeholder="None",
    )
    people = participants.fetch_all(study)
    lone = quote_export.alone(people, names)
    if lone:
        st.caption(
            f":orange[:material/visibility:] {lone} of {count(len(people), 'participant')} "
            "can be told apart by these attributes alone. Show fewer where that matters."
        )
    template = st.text_input(
        "Attribution",
        value=how.template or quote_export.template(names),
        key=f"template {how.template} {' '.join(names)}",
        help="Also {transcript}, {turn} and {time}. What is not known falls out.",
    )
    memos = st.checkbox("Memos", value=True, key="report memos")
    questions = st.checkbox("The question before each quote", key="report questions", wrap=True)
    return Wish(template=template, names=tuple(names), memos=memos, questions=questions, how=how)


def draw_table(study: Study, theme: Theme, found: Sequence[Quote], wish: Wish) -> None:
    """Show the table as it will be, with the files to take away."""
    if not found:
        st.caption(
            "No quote stands here yet. Choose quotes on the Themes page, or show all of them."
        )
        states.link(THEMES, "Choose quotes", icon=":material/hub:")
        return
    rows = shown(study, found, wish)
    said = len({person.id for quote in found for person in quote.people})
    paper_downloads.draw(
        f"{count(len(found), 'quote')} of {count(said, 'participant')}",
        lambda kind: contents(found, kind, wish),
        lambda kind: quote_export.file_name(theme.name, kind),
    )
    chosen = st.dataframe(
        rows,
        hide_index=True,
        row_height=104,
        height=660,
        selection_mode="single-row",
        on_select="rerun",
        column_config={
            "Theme": st.column_config.TextColumn(width=130),
            "Question": st.column_config.TextColumn(width=200),
            "Quote": st.column_config.TextColumn(width=400),
            "Who": st.column_config.TextColumn(width=150),
            "Where": st.column_config.TextColumn(width=110),
            "Code": st.column_config.TextColumn(width=120),
            "Memo": st.column_config.TextColumn(width=240),
        },
        key="report table",
        alt="Quotes of the theme as they will stand in the file",
    )
    for row in chosen["selection"]["rows"][:1]:
        if row < len(found):
            draw_late(found[row])


def shown(study: Study, found: Sequence[Quote], wish: Wish) -> list[Row]:
    """List the quotes as they will be; tells or refuses where somebody is singled out."""
    people = participants.fetch_all(study)
    risks = anonymity.quoted(found, people, wish.template, wish.names, wish.how.enough)
    if told := anonymity.require(risks.values(), wish.how):
        st.warning(plain(told), icon=":material/visibility:")
    return quote_export.preview(
        found,
        wish.template,
        wish.names,
        memos=wish.memos,
        questions=wish.questions,
        how=wish.how,
        risks=risks,
    )


def draw_late(quote: Quote) -> None:
    """Offer to treat a name that was noticed in a quote."""
    if st.button(
        "This names someone…",
        icon=":material/person_alert:",
        help="Treat a name that the review missed, in all texts and all you wrote.",
    ):
        place = {"transcript": quote.transcript_id, "start": quote.start, "stop": quote.stop}
        query = {name: str(value) for name, value in place.items()}
        st.switch_page(LATE, query_params={**query, "back": "report"})


def contents(found: Sequence[Quote], kind: str, wish: Wish) -> bytes:
    """Write the file that was asked for."""
    return quote_files.render(
        found,
        kind,
        template=wish.template,
        attributes=wish.names,
        memos=wish.memos,
        questions=wish.questions,
        how=wish.how,
    )


draw()
