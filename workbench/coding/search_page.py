"""Find words in context and code them; look through memos and codes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import get_args

import streamlit as st

from workbench.coding import (
    codebook,
    concordance,
    results,
    scope_words,
    search,
    searching,
    shown,
    written,
)
from workbench.coding.concordance import Line, Order
from workbench.coding.results import Unit
from workbench.coding.scope import Scope
from workbench.coding.search import Found, Kind, Query
from workbench.study import Study
from workbench.ui import concordance_grid, session, states, table_files, where_fields
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

CODING = "workbench/coding/page.py"
CODEBOOK = "workbench/coding/codebook_page.py"
WORDS, KIND, EXACT = "find words", "find kind", "find exact"
UNTICKED, EARLIER = "find unticked", "find earlier"
PER_PAGE, LINES_WIDE = 1_000, 890
ORDERS = {"place": "By place", "after": "By the words after", "before": "By the words before"}


def draw() -> None:
    """Draw the page."""
    study = session.study()
    states.header("Find", "Words in context, to be read and coded; and what you wrote of them.")
    offered = searching.choices(study)
    if not offered.transcripts:
        states.before_coding(
            study,
            "Nothing to search yet",
            "A transcript can be searched once its identifiers are decided and it is released.",
        )
        return
    query = ask()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover("Where", icon=":material/filter_alt:", key="find where"):
            scope = searching.scope(where_fields.draw("find", offered))
        within = scope_words.sentence(study, scope)
        told = within[:1].upper() + within[1:] or "In all that is said."
        st.caption(plain(told), width="content")
    tabs = st.tabs(["Words in context", "Memos and codes"], key="find tab", on_change="rerun")
    with tabs[0], guard():
        if tabs[0].open:
            draw_context(study, query, scope, within)
    with tabs[1], guard():
        if tabs[1].open:
            draw_writing(study, query)


def ask() -> Query:
    """Ask what to find and how to read it."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = st.text_input(
            "Find",
            placeholder="A word or phrase",
            icon=":material/search:",
            key=WORDS,
            max_chars=search.LONGEST,
            autocomplete="off",
            persist_state="session",
            help="“carry on” finds the phrase, “nurse | doctor” either word, “organis\\*” all that "
            "begins so. Case and accents make no difference unless you say so.",
        )
        kind: Kind = st.selectbox(
            "Read it as",
            get_args(Kind),
            format_func=searching.WAYS.__getitem__,
            key=KIND,
            width=230,
            persist_state="session",
        )
        exact = st.toggle("Match case and accents", key=EXACT, persist_state="session")
    return Query(words=(words or "").strip(), kind=kind, exact=exact)


def draw_context(study: Study, query: Query, scope: Scope, within: str) -> None:
    """Show what was found, to be read and coded."""
    if not query.words:
        draw_earlier(study)
        return
    every = search.find(study, query, scope)
    if not len(every):
        draw_nothing(study, query, within)
        return
    found, order = draw_head(study, query, every)
    rows = concordance.ordered(found, order)
    pages = -(-len(rows) // PER_PAGE)
    mark = str(hash((query, within, order, len(found))))
    number = st.session_state.get(f"find page {mark}", 1) if pages > 1 else 1
    lines = concordance.lines(study, found, rows[(number - 1) * PER_PAGE : number * PER_PAGE])
    unticked = st.session_state.setdefault(UNTICKED, {}).setdefault((mark, number), set())
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=LINES_WIDE):
            picked = concordance_grid.draw(
                f"find lines {mark} {number}", concordance.table(lines), unticked
            )
            if pages > 1:
                st.pagination(pages, key=f"find page {mark}", persist_state="session")
        unticked.clear()
        unticked.update(set(range(len(lines))) - set(picked.ticked))
        with st.container(width="stretch", gap="small"):
            draw_reading(study, lines[picked.reading] if picked.reading is not None else None)
            draw_coding(study, query, within, [lines[n] for n in sorted(picked.ticked)])


def draw_head(study: Study, query: Query, every: Found) -> tuple[Found, Order]:
    """Offer the forms found, say how much it is, and offer its order and its table."""
    found = every
    if query.kind != "pattern":
        found = every.without(concordance_grid.left_out(f"find forms {hash(query)}", every.forms))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        places, homes = count(len(found), "place"), count(found.transcripts, "transcript")
        people = count(concordance.people(study, found), "participant")
        st.markdown(f"**{places}** in {homes}, by {people}", width="content")
        st.space("stretch")
        order: Order = st.selectbox(
            "Order",
            get_args(Order),
            format_func=ORDERS.__getitem__,
            key="find order",
            label_visibility="collapsed",
            width=190,
            persist_state="session",
        )
        columns = (*concordance.COLUMNS, *concordance.WORDS)
        table_files.draw(
            "words-in-context", columns, lambda: concordance.table(concordance.lines(study, found))
        )
    return found, order


def draw_nothing(study: Study, query: Query, within: str) -> None:
    """Say that nothing was found and what else may find it."""
    st.markdown("**Nothing found.**")
    if ideas := searching.ideas(query, within):
        st.caption(f"You could {'; '.join(ideas)}.")
    if elsewhere := len(written.find(study, query)):
        st.caption(f"It stands in {count(elsewhere, 'memo or code', 'memos or codes')}.")


def draw_earlier(study: Study) -> None:
    """Show the searches whose results were coded, to be made again."""
    earlier = results.searches(study)
    if not earlier:
        st.caption(
            "Type a word above. Each place is shown with what is said before and after it. "
            "Read them, untick what does not fit, and code the rest at once."
        )
        return
    st.caption("Searches that were coded. Click one to make it again.")
    st.dataframe(
        searching.earlier_rows(earlier),
        column_config={"Passages": st.column_config.NumberColumn(width=80)},
        hide_index=True,
        on_select=partial(repeat, earlier),
        selection_mode="single-row",
        key=EARLIER,
    )


def repeat(earlier: Sequence[results.Searched]) -> None:
    """Put an earlier search into the fields."""
    for row in st.session_state[EARLIER]["selection"]["rows"][:1]:
        one = earlier[row]
        st.session_state.update({WORDS: one.query, KIND: one.kind, EXACT: one.exact})


def draw_reading(study: Study, line: Line | None) -> None:
    """Show the whole turn of the line that was clicked, the codes on it, and the way there."""
    if line is None:
        st.caption("Click a line to read its whole turn here.")
        return
    before, words, after = searching.marked(study, line)
    with st.container(border=True, gap="xsmall"):
        place = (line.transcript, f"turn {line.turn + 1}", line.speaker, shown.clock(line.began))
        st.caption(plain(" · ".join(filter(None, place))))
        with st.container(height=230 if len(before + after) > 450 else "content", border=False):
            st.markdown(f"{plain(before)} **:blue[{plain(words)}]** {plain(after)}")
        names = shown.names(codebook.fetch_all(study))
        on = shown.codings_on(study, line.transcript_id, line.start, line.stop)
        if on:
            st.caption("Coded " + plain(", ".join(sorted({names[one.code_id] for one in on}))))
        st.page_link(
            CODING,
            label="Open in Coding",
            icon=":material/open_in_new:",
            query_params={"transcript": line.transcript_id, "at": str(line.start)},
        )


def draw_coding(study: Study, query: Query, within: str, ticked: Sequence[Line]) -> None:
    """Code what is ticked, in one act."""
    paths = shown.names(codebook.fetch_all(study, retired=False))
    with st.container(border=True, gap="small"):
        st.markdown("**Code these**")
        chosen = st.selectbox(
            "Code",
            list(paths),
            index=None,
            format_func=lambda one: paths.get(one, one),
            placeholder="Choose, or type a new one",
            accept_new_options=True,
            key="find code these",
            persist_state="session",
        )
        unit: Unit = st.radio(
            "Passage",
            get_args(Unit),
            format_func=searching.UNITS.__getitem__,
            key="find unit",
            persist_state="session",
        )
        if st.button(
            f"Code {count(len(ticked), 'ticked place')}",
            type="primary",
            icon=":material/ink_highlighter:",
            disabled=not (chosen and ticked),
            width="stretch",
        ):
            store(study, query, within, ticked, str(chosen), unit)


def store(
    study: Study, query: Query, within: str, ticked: Sequence[Line], chosen: str, unit: Unit
) -> None:
    """Code the lines, say how many passages that made, and draw the page anew."""
    codes = codebook.fetch_all(study)
    known = next((one for one in codes if one.id == chosen), None) or codebook.find(codes, chosen)
    done = results.code(
        study,
        ticked,
        query,
        unit=unit,
        code_id=known.id if known else None,
        new_code="" if known else chosen,
        within=within,
    )
    states.done(
        f"{count(done.stored, 'passage')} coded"
        + (f"; {done.known:,} carried the code before." if done.known else ".")
    )
    st.rerun()


def draw_writing(study: Study, query: Query) -> None:
    """List the memos and parts of codes that hold what is sought."""
    found = written.find(study, query) if query.words else []
    if not found:
        st.caption(
            "No memo and no code holds it."
            if query.words
            else "Type a word above to seek it in memos and in names and definitions of codes."
        )
        return
    chosen = st.dataframe(
        searching.written_rows(found),
        column_config={"Before": st.column_config.TextColumn(alignment="right")},
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"find writing {hash(query)}",
    )
    if rows := chosen["selection"]["rows"]:
        draw_piece(found[rows[0]])


def draw_piece(one: written.Written) -> None:
    """Show a memo or a part of a code whole, and the way to what it is about."""
    with st.container(border=True):
        st.caption(plain(one.where))
        st.text(one.text)
        if one.code_id:
            st.page_link(CODEBOOK, label="Open in Codebook", query_params={"code": one.code_id})
        elif one.transcript_id:
            place = {"transcript": one.transcript_id, "at": str(one.start or 0)}
            st.page_link(CODING, label="Open in Coding", query_params=place)


draw()
