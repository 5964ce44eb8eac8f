"""Develop themes: a board of cards, the same as a table, and what the theme in hand says."""

from __future__ import annotations

import streamlit as st

from workbench import transcripts
from workbench.coding import codebook
from workbench.study import Study
from workbench.themes import board, coverage, development, outline
from workbench.themes.outline import Status, Theme
from workbench.ui import (
    memo_list,
    session,
    states,
    transcript_view,
    words_form,
)
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain
from workbench.ui.words_form import Field

CODING = "workbench/coding/page.py"
CODEBOOK = "workbench/coding/codebook_page.py"
QUOTES = "workbench/themes/quotes_page.py"
REVIEW = "workbench/themes/review_page.py"
MAP = "workbench/themes/map_page.py"
PICKED = "theme picked"
BODY = "themes body"
BOARD = "theme board"
TABLE = "themes table"
VIEWS = ("Board", "Table")
COLOURS: dict[Status, str] = {"candidate": "gray", "reviewed": "blue", "named": "green"}
MEANING = "A theme is a pattern of shared meaning around a central concept, as you read it now."


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header("Themes", MEANING)
    coded = bool(codebook.fetch_all(study))
    if not coded and not outline.fetch_all(study) and not _readable(study):
        states.before_coding(
            study,
            "No codes yet",
            "Themes are made from codes. Code first, then gather what belongs together.",
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        view = st.segmented_control(
            "View",
            VIEWS,
            default=VIEWS[0],
            required=True,
            key="themes view",
            label_visibility="collapsed",
        )
        st.page_link(MAP, label="Map", icon=":material/lan:")
        if not coded:
            st.caption("Themes are made from codes. Thoughts can be put down before there are any.")
    if view == "Table":
        draw_table()
    else:
        draw_board()


def _readable(study: Study) -> bool:
    return any(one.state == "released" for one in transcripts.fetch_all(study))


@st.fragment(key=BODY)
def draw_board() -> None:
    """Draw the board and the theme in hand; what is done on the board reruns this."""
    study = session.study()
    shown = board.screen(study, *wanted())
    chosen = st.session_state[PICKED] = shown["chosen"]
    state = transcript_view.mount_part(
        "board",
        key=BOARD,
        data=shown,
        refresh=[BODY],
        on_chosen_change=note_choice,
        on_open_change=lambda: None,
    )
    if chosen:
        with st.container(border=True), guard():
            draw_slim(study, outline.fetch(study, chosen))
    if isinstance(state.open, str):
        go(study, *state.open.split(" ")[:2])


def wanted() -> tuple[str | None, ...]:
    """Name the theme that a link asks for, and the one that was in hand."""
    asked = st.query_params.pop("theme", None) if "theme" in st.query_params else None
    return asked, st.session_state.get(PICKED)


def note_choice() -> None:
    """Keep which theme was chosen on the board."""
    state = st.session_state.get(BOARD)
    if state and isinstance(state.get("chosen"), str):
        st.session_state[PICKED] = state["chosen"]


def go(study: Study, kind: str, wanted: str) -> None:
    """Open what a card stands for: the code in the codebook, the passage in its transcript."""
    if kind == "code":
        st.switch_page(CODEBOOK, query_params={"code": wanted})
    with guard():
        place = board.passage(study, wanted)
        at = {"transcript": place.transcript_id, "at": str(place.start)}
        st.switch_page(CODING, query_params=at)


def draw_slim(study: Study, theme: Theme) -> None:
    """Say what the theme in hand is, and lead to the pages where it is in hand too."""
    with st.container(gap=None):
        draw_name(theme)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        draw_status(study, theme)
        st.page_link(REVIEW, label="Review", icon=":material/rate_review:")
        st.page_link(QUOTES, label="Quotes", icon=":material/format_quote:")
        memos = st.popover("Memos", icon=":material/edit_note:", key=f"memos of {theme.id}")
        with memos:
            memo_list.draw(study, "theme", theme.id)


def draw_name(theme: Theme) -> None:
    """Name a theme, what stands above it and what it says."""
    if len(theme.path) > 1:
        st.caption(plain(" › ".join(theme.path[:-1])))
    st.header(plain(theme.name), anchor=False)
    if said := theme.essence or theme.central_concept:
        st.caption(plain(said))


def draw_status(study: Study, theme: Theme) -> None:
    """Let a theme be called candidate, reviewed or named."""
    status = st.segmented_control(
        "Status",
        list(COLOURS),
        default=theme.status,
        required=True,
        format_func=str.capitalize,
        key=f"status {theme.id} {theme.status}",
        label_visibility="collapsed",
    )
    if status and status != theme.status:
        development.set_status(study, theme.id, status)
        st.rerun(scope="fragment")


@st.fragment(key=TABLE)
def draw_table() -> None:
    """List the themes, and show all about the one chosen."""
    study = session.study()
    rows = board.table_rows(study)
    if not rows:
        st.caption("No themes yet. Begin one on the board.")
        return
    left, right = st.columns([5, 4], gap="medium")
    with left:
        found = st.dataframe(
            [{name: row[name] for name in row if name != "id"} for row in rows],
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            key="themes listed",
            column_config={"Theme": st.column_config.TextColumn(width="medium")},
        )
    chosen = [rows[n]["id"] for n in found["selection"]["rows"] if n < len(rows)]
    with right:
        draw_panel(study, board.first([*chosen, *wanted()], [row["id"] for row in rows]))


def draw_panel(study: Study, theme_id: str | None) -> None:
    """Show all about one theme that has no page of its own."""
    theme = outline.fetch(study, theme_id or "")
    st.session_state[PICKED] = theme.id
    with st.container(border=True), guard():
        draw_slim(study, theme)
        parts = {"Definition": draw_definition, "Participants": draw_participants}
        tabs = st.tabs(list(parts), key="theme tabs", on_change="rerun")
        for tab, part in zip(tabs, parts.values(), strict=True):
            if tab.open:
                with tab, guard():
                    part(study, theme)


def draw_definition(study: Study, theme: Theme) -> None:
    """Write the name, the central concept and the definition."""
    changed = words_form.draw(
        f"define {theme.id}",
        [
            Field(name="name", label="Name", value=theme.name),
            Field(name="concept", label="Central concept", value=theme.central_concept, height=90),
            Field(name="definition", label="Definition", value=theme.definition, height=260),
        ],
    )
    if changed:
        if name := changed.pop("name", None):
            development.rename(study, theme.id, name)
        if changed:
            development.define(study, theme.id, **changed)
        states.done("Definition saved.")
        st.rerun(scope="fragment")


def draw_participants(study: Study, theme: Theme) -> None:
    """Say who has words in the theme, and who has none."""
    found = coverage.of_theme(study, theme.id)
    everybody = len(found.present) + len(found.absent)
    st.markdown(f"**In {len(found.present)} of {count(everybody, 'participant')}**")
    for title, people in (("Who speaks in it", found.present), ("Who does not", found.absent)):
        st.caption(title)
        st.text(" · ".join(person.pseudonym for person in people) or "Nobody")
    st.caption("Who is missing may say as much as who is there. A number is no measure of meaning.")


draw()
