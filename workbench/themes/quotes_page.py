"""Choose the quotes of a theme, put them in order, trim them and see them as they will stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from workbench import participants
from workbench.coding import codebook
from workbench.study import Study
from workbench.themes import (
    anonymity,
    attribution,
    board,
    conventions,
    outline,
    paper_markup,
    quote_choice,
    quote_forms,
    quotes,
    trimming,
)
from workbench.themes.conventions import Conventions
from workbench.themes.quote_settings import Form, Setting
from workbench.themes.quotes import Quote
from workbench.ui import passage_cards, session, states
from workbench.ui.guard import guard
from workbench.ui.plain import plain

CODING = "workbench/coding/page.py"
THEMES = "workbench/themes/page.py"
TABLES = "workbench/themes/tables_page.py"
PICKED = "theme picked"
THEME, OPENED = "quotes theme", "quote opened"
FORMS: dict[Form, str] = {
    "auto": "By length",
    "inline": "In the text",
    "block": "Block",
    "dialogue": "Dialogue",
}
HOW_TO = (
    "Delete what you leave out: (...) takes its place. [the town] makes clear or stands for words, "
    "[W]e sets another first letter, *words* are stressed by you, **words** by "
    "who said them. The transcript stays as it is."
)


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header("Quotes", "Chosen, put in order and trimmed; each stays bound to its transcript.")
    themes = outline.fetch_all(study)
    if not themes:
        states.empty(
            "No themes yet",
            "Quotes speak for a theme. Gather codes in a theme first.",
            action="Develop themes",
            icon=":material/hub:",
            page=THEMES,
        )
        return
    paths = {theme.id: codebook.joined(theme.path) for theme in themes}
    asked = st.query_params.pop("theme", None) if "theme" in st.query_params else None
    if asked in paths:
        st.session_state[PICKED] = st.session_state[THEME] = asked
    at = {theme: n for n, theme in enumerate(paths)}.get(st.session_state.get(PICKED, ""), 0)
    left, right = st.columns([1, 1], gap="medium")
    with left, guard():
        wanted = st.selectbox("Theme", list(paths), at, paths.__getitem__, key=THEME)
        st.session_state[PICKED] = wanted
        found = quotes.table(study, wanted)
        draw_lists(study, wanted, found)
    with right, guard():
        draw_open(study, quote_choice.chosen(found))


def draw_lists(study: Study, theme_id: str, found: Sequence[Quote]) -> None:
    """Show the chosen quotes, or all passages to choose from."""
    some = quote_choice.chosen(found)
    labels = {"chosen": f"Chosen {len(some)}", "all": f"All passages {len(found)}"}
    which = st.segmented_control(
        "Which",
        list(labels),
        default="chosen" if some else "all",
        required=True,
        format_func=labels.__getitem__,
        key=f"quotes which {theme_id}",
        label_visibility="collapsed",
    )
    if waiting := quote_choice.not_quoted(found):
        st.caption(plain(f"Speaks here and is not quoted: {', '.join(waiting)}"))
    if which == "all":
        draw_all(study, theme_id, found)
    elif some:
        draw_chosen(study, some)
    else:
        st.caption("No quote is chosen yet. Look through all passages.")


def draw_all(study: Study, theme_id: str, found: Sequence[Quote]) -> None:
    """List the passages of the theme; choosing one opens it."""
    if not found:
        st.caption("No passage stands in this theme yet.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "Find",
            key="quotes find",
            placeholder="Words, pseudonym or code",
            icon=":material/search:",
        )
        unheard = st.toggle("Not yet quoted", key="quotes unheard", help="People without a quote.")
    shown = quote_choice.matching(found, words, unheard=unheard)
    if not shown:
        st.caption("No passage is like that.")
    known = {board.card_id(quote): quote for quote in shown}
    rows = board.card_rows(shown, codebook.fetch_all(study))
    cards = [passage_cards.Card(**row) for row in rows]
    turn = partial(choose, study, known)
    passage_cards.draw(f"quotes {theme_id}", cards, page=CODING, choose=turn)


def choose(study: Study, known: dict[str, Quote], card: passage_cards.Card) -> None:
    """Choose a quote, or leave it out again."""
    quote = known[card.id]
    turn = quotes.unchoose if quote.chosen else quotes.choose
    turn(study, quote.theme.id, quote.id)
    st.session_state[OPENED] = quote.id
    st.rerun()


def draw_chosen(study: Study, some: Sequence[Quote]) -> None:
    """List the chosen quotes in their order, each with buttons to open and to move it."""
    how = conventions.fetch(study)
    pages = -(-len(some) // passage_cards.PER_PAGE)
    place = st.container(gap="small")
    page = st.pagination(pages, key="quotes pages") if pages > 1 else 1
    opened = opened_of(some)
    with place:
        for quote in some[(page - 1) * passage_cards.PER_PAGE :][: passage_cards.PER_PAGE]:
            with st.container(border=True, gap="xsmall"):
                draw_card(study, quote, how, some, opened=quote is opened)


def draw_card(
    study: Study, quote: Quote, how: Conventions, some: Sequence[Quote], *, opened: bool
) -> None:
    """Show one chosen quote."""
    setting, beside = setting_of(quote), [one for one in some if one.theme.id == quote.theme.id]
    at = beside.index(quote)
    if quote.stale:
        st.badge("Words changed: look again", icon=":material/history:", color="orange")
    st.text(quote_choice.label(quote, how))
    st.caption(plain(f"{at + 1} · {quote.theme.name} · {board.place(quote)}"))
    # A row of its own in every card: beside the line above it would stand there in some only.
    with st.container(horizontal=True, gap="small"):
        said = ":blue[Open]" if opened else "Open"
        if st.button(said, key=f"open {setting.id}", type="tertiary"):
            st.session_state[OPENED] = quote.id
            st.rerun()
        draw_moves(study, quote, at, len(beside), opened=opened)
        if st.button(
            "Leave out",
            icon=":material/bookmark_remove:",
            key=f"off {setting.id}",
            help="Take it off the choice. Its trims go with it; undo brings them back.",
            type="tertiary",
        ):
            quotes.unchoose(study, quote.theme.id, quote.id)
            st.rerun()


def draw_moves(study: Study, quote: Quote, at: int, size: int, *, opened: bool) -> None:
    """Let a quote go up or down by a place; keys move the open one."""
    ident = setting_of(quote).id
    for words, by in (("Up", -1), ("Down", 1)):
        if st.button(
            words,
            icon=f":material/arrow_{words.lower()}ward:",
            key=f"{words} {ident}",
            help=f"{words} among the quotes of its theme.",
            disabled=not 0 <= at + by < size,
            type="tertiary",
            shortcut=f"Alt+{words}" if opened else None,
        ):
            trimming.move(study, ident, at + by)
            if opened:
                st.session_state[OPENED] = quote.id
            st.rerun()


def opened_of(some: Sequence[Quote]) -> Quote | None:
    """Find the quote that is open: the one asked for, or the first."""
    wanted = st.session_state.get(OPENED)
    return next((one for one in some if one.id == wanted), some[0] if some else None)


def setting_of(quote: Quote) -> Setting:
    """Give how a chosen quote is set."""
    if quote.setting is None:
        raise AssertionError("only chosen quotes are shown here")
    return quote.setting


def draw_open(study: Study, some: Sequence[Quote]) -> None:
    """Trim the open quote and show it as it will stand."""
    quote = opened_of(some)
    if quote is None:
        st.caption("A quote that you choose is trimmed and previewed here.")
        return
    how = conventions.fetch(study)
    setting = setting_of(quote)
    with st.container(border=True):
        st.caption(plain(f"{codebook.joined(quote.theme.path)} · {board.place(quote)}"))
        if quote.stale:
            draw_stale(study, setting)
        draw_trim(study, quote, setting, how)
        draw_form(study, quote, setting)
        draw_preview(study, quote, how)


def draw_stale(study: Study, setting: Setting) -> None:
    """Say that the words have changed, and let somebody say that they were looked at."""
    st.warning(
        "The words of this quote have changed since somebody last looked at it.",
        icon=":material/history:",
    )
    if st.button("Looked at again", icon=":material/check:", key=f"looked {setting.id}"):
        states.act(partial(trimming.look_again, study, setting.id), "Looked at again.")


def draw_trim(study: Study, quote: Quote, setting: Setting, how: Conventions) -> None:
    """Let the quote be edited; what is not an omission or in brackets is refused."""
    written = quote_choice.editable(quote, how)
    key = f"trim {setting.id} {hash((written, quote.words))}"
    with st.form(f"trim form {setting.id}", border=False):
        typed = st.text_area("Trim", value=written, key=key, height=190)
        st.caption(plain(HOW_TO))
        with st.container(horizontal=True):
            saved = st.form_submit_button("Trim", type="primary", key=f"trim save {setting.id}")
            whole = st.form_submit_button("Whole passage", key=f"trim whole {setting.id}")
    if saved:
        marks = quote_choice.read(quote, typed, how)
        states.act(partial(trimming.trim, study, setting.id, marks), "Trimmed.")
    elif whole:
        states.act(partial(trimming.trim, study, setting.id, ()), "The whole passage stands.")


def draw_form(study: Study, quote: Quote, setting: Setting) -> None:
    """Ask how the quote is to stand, and whether the question comes before it."""
    form = st.segmented_control(
        "Form",
        list(FORMS),
        default=setting.form,
        required=True,
        format_func=FORMS.__getitem__,
        key=f"form {setting.id} {setting.form}",
    )
    if form and form != setting.form:
        trimming.set_form(study, setting.id, form)
        st.rerun()
    if not quote.question:
        return
    asked = st.checkbox(
        "With the interviewer’s turn before it",
        value=setting.with_question,
        key=f"question {setting.id} {setting.with_question}",
        help=plain(quote.question),
    )
    if asked != setting.with_question:
        trimming.show_question(study, setting.id, shown=asked)
        st.rerun()


def draw_preview(study: Study, quote: Quote, how: Conventions) -> None:
    """Show the quote as it will stand, in its form and in the others, and who could be found."""
    people = participants.fetch_all(study)
    template = attribution.of_study(how, participants.attribute_names(study))
    mine = quote_forms.set_quote(quote, how, template)
    forms: list[Form] = ["inline", "block", "dialogue"]
    names = [FORMS[one] + (" ✓" if one == mine.form else "") for one in forms]
    first = names[forms.index(mine.form)]
    tabs = st.tabs(names, default=first, key=f"preview {quote.id} {mine.form}")
    for tab, form in zip(tabs, forms, strict=True):
        with tab:
            shown = quote_forms.set_quote(quote, how, template, form=form)
            if shown.form != form:
                st.caption("More than one person speaks here, so it is a dialogue.")
            st.html(paper_markup.quoted(shown))
    risks = anonymity.quoted([quote], people, template, (), how.enough)
    if said := anonymity.told(risks.values(), how):
        st.warning(plain(said), icon=":material/visibility:")
    with st.expander("The words as they were said"):
        st.text(quote.words)
    st.page_link(TABLES, label="How quotes are written, and tables", icon=":material/article:")


draw()
