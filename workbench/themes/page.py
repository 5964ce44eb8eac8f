"""Develop themes: a board of themes with their codes, and all about the one chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from workbench.coding import codebook
from workbench.coding.codebook import Code
from workbench.study import Study
from workbench.themes import board, coverage, development, outline, quotes, regrouping
from workbench.themes.board import Column
from workbench.themes.outline import Status, Theme
from workbench.ui import arrange, memo_list, passage_cards, session, states, swatch, words_form
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain
from workbench.ui.words_form import Field

CODING = "workbench/coding/page.py"
REPORT = "workbench/themes/report_page.py"
PICKED = "theme picked"
COLOURS: dict[Status, str] = {"candidate": "gray", "reviewed": "blue", "named": "green"}
MEANING = "A theme is a pattern of shared meaning around a central concept, as you read it now."


def draw() -> None:
    """Draw the page."""
    study = session.study()
    codes = codebook.fetch_all(study)
    themes = outline.fetch_all(study)
    if not codes and not themes:
        states.header("Themes", MEANING)
        states.before_coding(
            study,
            "No codes yet",
            "Themes are made from codes. Code first, then gather what belongs together.",
        )
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        states.header("Themes", MEANING)
        if themes:
            with st.popover("Add theme", icon=":material/add:", key=f"new theme {len(themes)}"):
                draw_new(study, themes, codes)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw_board(study, themes, codes)
    with right:
        if themes:
            draw_panel(picked(themes))
        else:
            st.header("Start with a candidate theme", anchor=False)
            st.caption("What do some of these codes share? A working name will do.")
            draw_new(study, themes, codes)


def picked(themes: Sequence[Theme]) -> str:
    """Tell which theme is open: the one chosen, or the first."""
    chosen = st.session_state.get(PICKED)
    return str(chosen) if chosen in {theme.id for theme in themes} else themes[0].id


def pick(theme_id: str) -> None:
    """Open a theme beside the board."""
    st.session_state[PICKED] = theme_id


def draw_new(study: Study, themes: Sequence[Theme], codes: Sequence[Code]) -> None:
    """Ask for what a new theme needs, and add it."""
    paths = {code.id: codebook.joined(code.path) for code in codes if not code.retired}
    places = {theme.id: codebook.joined(theme.path) for theme in themes}
    with st.form("new theme form", border=False, clear_on_submit=True):
        name = st.text_input("Name", key="new theme name", placeholder="A working name")
        concept = st.text_area("Central concept", height=70, key="new theme concept")
        chosen = st.multiselect(
            "Codes",
            list(paths),
            format_func=paths.__getitem__,
            key="new theme codes",
            placeholder="Gather codes",
        )
        parent = None
        if places:
            parent = st.selectbox(
                "Subtheme of",
                list(places),
                index=None,
                format_func=places.__getitem__,
                placeholder="None: a theme of its own",
                key="new theme parent",
            )
        wanted = st.form_submit_button("Add theme", type="primary", icon=":material/add:")
    if wanted:
        with guard():
            added = development.add(study, name, chosen, parent_id=parent, concept=concept)
            pick(added.id)
            states.done("Theme added.")
            st.rerun()


def draw_board(study: Study, themes: Sequence[Theme], codes: Sequence[Code]) -> None:
    """Draw the codes without a theme, and a card for each theme."""
    loose = coverage.codes_without_theme(study)
    speaking = board.participants_by_theme(study)
    chosen = picked(themes) if themes else ""
    with st.grid(3, min_column_width=230, gap="small"):
        for column in board.columns(themes, codes):
            with st.container(border=True, gap="xsmall", height="stretch"):
                draw_card(column, speaking, chosen)
        with st.container(border=True, gap="xsmall", height="stretch"):
            st.markdown("**Codes without a theme**")
            st.caption("They may show that a theme is missing." if loose else "None is left.")
            draw_codes(loose)


def draw_card(column: Column, speaking: dict[str, int], chosen: str) -> None:
    """Draw a theme with its codes, and its subthemes inside."""
    theme = column.theme
    name = f"**{plain(theme.name)}**"
    with st.container(gap=None):
        st.button(
            f":blue[{name}]" if theme.id == chosen else name,
            key=f"pick {theme.id}",
            type="tertiary",
            wrap=True,
            help="Open this theme.",
            on_click=pick,
            args=(theme.id,),
        )
        badge = f":{COLOURS[theme.status]}-badge[{theme.status.capitalize()}] "
        who = f"{speaking.get(theme.id, 0)} of {count(speaking[board.ALL], 'participant')}"
        st.caption(who if theme.status == "candidate" else badge + who)
    draw_codes(column.codes)
    for subtheme in column.subthemes:
        with st.container(border=True, gap="xsmall"):
            draw_card(subtheme, speaking, chosen)


def draw_codes(codes: Sequence[Code]) -> None:
    """List codes with their colours."""
    if codes:
        lines = [f":small[{swatch.mark(code.colour)} {plain(code.name)}]" for code in codes]
        st.markdown("  \n".join(lines))


@st.fragment(key="theme panel")
def draw_panel(theme_id: str) -> None:
    """Show all about one theme; what changes the board reruns the page."""
    study = session.study()
    themes = outline.fetch_all(study)
    theme = outline.fetch(study, theme_id)
    with st.container(border=True), guard():
        draw_head(study, theme)
        draw_choice(study, theme)
        parts: dict[str, Callable[[Study, Theme, Sequence[Theme]], None]] = {
            "Quotes": draw_quotes,
            "Definition": draw_definition,
            "Participants": draw_participants,
            "Memos": lambda study, theme, _: memo_list.draw(study, "theme", theme.id),
            "Arrange": draw_arrange,
        }
        tabs = st.tabs(list(parts), key="theme tabs", on_change="rerun")
        for tab, part in zip(tabs, parts.values(), strict=True):
            if tab.open:
                with tab, guard():
                    part(study, theme, themes)


def draw_head(study: Study, theme: Theme) -> None:
    """Name the theme, its central concept, its status and its codes."""
    with st.container(gap=None):
        if len(theme.path) > 1:
            st.caption(plain(" › ".join(theme.path[:-1])))
        st.header(plain(theme.name), anchor=False)
        if theme.central_concept:
            st.caption(plain(theme.central_concept))
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
        st.rerun()


def draw_choice(study: Study, theme: Theme) -> None:
    """Let codes come into the theme and leave it."""
    paths = {
        code.id: codebook.joined(code.path)
        for code in codebook.fetch_all(study)
        if not code.retired or code.id in theme.codes
    }
    key, seen = f"codes {theme.id}", f"codes seen {theme.id}"
    if key not in st.session_state or st.session_state.get(seen) != set(theme.codes):
        st.session_state[key] = list(theme.codes)
        st.session_state[seen] = set(theme.codes)
    chosen = st.multiselect(
        "Codes",
        list(paths),
        format_func=paths.__getitem__,
        key=key,
        placeholder="Gather codes",
        help="A code stands here with its sub-codes, and may stand in several themes.",
    )
    if set(chosen) != set(theme.codes):
        regrouping.set_codes(study, theme.id, chosen)
        st.session_state[seen] = set(chosen)
        st.rerun()


def draw_quotes(study: Study, theme: Theme, _: Sequence[Theme]) -> None:
    """Show the words that stand in the theme, to be read and chosen."""
    found = quotes.table(study, theme.id)
    if not found:
        st.caption("No passage carries a code of this theme yet. Gather codes above.")
        return
    labels = {"all": f"All {len(found)}", "chosen": f"Chosen {sum(q.chosen for q in found)}"}
    with st.container(horizontal=True, vertical_alignment="center"):
        which = st.segmented_control(
            "Quotes",
            list(labels),
            default="all",
            required=True,
            format_func=labels.__getitem__,
            key=f"which quotes {theme.id}",
            label_visibility="collapsed",
        )
        st.page_link(REPORT, label="Make a table", icon=":material/article:")
    known = {board.card_id(quote): quote for quote in found}
    rows = board.card_rows(found, codebook.fetch_all(study))
    cards = [passage_cards.Card(**row) for row in rows if which == "all" or row["chosen"]]
    turn = partial(choose, study, known)
    passage_cards.draw(f"quotes {theme.id} {which}", cards, page=CODING, choose=turn)


def choose(study: Study, known: dict[str, quotes.Quote], card: passage_cards.Card) -> None:
    """Choose a quote for the tables of its theme, or leave it out again."""
    quote = known[card.id]
    turn = quotes.unchoose if quote.chosen else quotes.choose
    turn(study, quote.theme.id, quote.id)
    st.rerun(scope="fragment")


def draw_definition(study: Study, theme: Theme, _: Sequence[Theme]) -> None:
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
        st.rerun()


def draw_participants(study: Study, theme: Theme, _: Sequence[Theme]) -> None:
    """Say who has words in the theme, and who has none."""
    found = coverage.of_theme(study, theme.id)
    everybody = len(found.present) + len(found.absent)
    st.markdown(f"**In {len(found.present)} of {count(everybody, 'participant')}**")
    for title, people in (("Who speaks in it", found.present), ("Who does not", found.absent)):
        st.caption(title)
        st.text(" · ".join(person.pseudonym for person in people) or "Nobody")
    st.caption("Who is missing may say as much as who is there. A number is no measure of meaning.")


def draw_arrange(study: Study, theme: Theme, themes: Sequence[Theme]) -> None:
    """Nest, order, merge or remove the theme."""
    arrange.draw(
        theme.id,
        arrange.Verbs(
            nest=partial(development.nest, study, theme.id),
            move=partial(development.reorder, study, theme.id),
            merge=partial(development.merge, study, theme.id),
            remove=partial(development.dissolve, study, theme.id),
        ),
        noun="theme",
        paths={each.id: codebook.joined(each.path) for each in themes},
        parent=theme.parent_id,
        below=board.below(themes, theme.id),
        siblings=[each.id for each in themes if each.parent_id == theme.parent_id],
    )


draw()
