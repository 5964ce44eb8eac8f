"""Keep the codebook: the tree of codes beside all about the one chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from workbench import memos
from workbench.coding import codebook, codebook_tables, codings, counts, shown
from workbench.coding.codebook import Code
from workbench.coding.coded_passages import CodedPassage
from workbench.coding.counts import Count
from workbench.errors import UnreadableFile
from workbench.study import Study
from workbench.ui import arrange, memo_list, passage_cards, session, states, swatch, words_form
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain
from workbench.ui.words_form import Field

CODING = "workbench/coding/page.py"
CHOSEN = "code chosen"
PANEL = "code panel"
NOTHING = Count(passages=0, participants=0)


def draw() -> None:
    """Draw the page."""
    study = session.study()
    codes = codebook.fetch_all(study)
    with st.container(horizontal=True, vertical_alignment="center"):
        states.header("Codebook", "Named, defined analytic ideas, in a tree.")
        draw_tools(study, codes)
    if not codes:
        states.empty(
            "No codes yet",
            "Codes come from reading: select words in a transcript and give them a name. Or add "
            "one here, or import a codebook.",
            action="Start coding",
            icon=":material/ink_highlighter:",
            page=CODING,
        )
        return
    said = counts.by_code(study)
    left, right = st.columns([9, 11], gap="medium")
    with left:
        chosen = draw_tree(codes, said)
    with right:
        draw_panel(chosen)


def draw_tools(study: Study, codes: Sequence[Code]) -> None:
    """Add a code, import a codebook, take it away as a table; what was used closes."""
    turn = len(codes)
    with st.popover("Add code", icon=":material/add:", key=f"new code {turn}"):
        draw_new(study, codes)
    with st.popover("Import", icon=":material/upload_file:", key=f"import codebook {turn}"):
        st.caption("A CSV table with a column “name”; others are parent, colour, description …")
        file = st.file_uploader("Codebook", type=["csv"], key=f"codebook file {turn}")
        if file and st.button("Import codes", type="primary"):
            with guard():
                number = codebook_tables.import_csv(study, read(file.getvalue()))
                states.done(f"{count(number, 'code')} stored.")
                st.rerun()
    if codes:
        st.download_button(
            "CSV",
            data=partial(codebook_tables.write_csv, study),
            file_name="codebook.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            help="The codebook as a table, in tree order.",
        )


def read(content: bytes) -> str:
    """Decode an uploaded table; raises UnreadableFile for another encoding than UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("Save the table as CSV in UTF-8, then import it again.") from error


def draw_new(study: Study, codes: Sequence[Code]) -> None:
    """Ask for the name and place of a new code, and add it."""
    paths = {code.id: codebook.joined(code.path) for code in codes if not code.retired}
    with st.form("new code form", border=False, clear_on_submit=True):
        name = st.text_input("Name", key="new code name")
        meaning = st.text_area("Description", height=70, key="new code description")
        parent = st.selectbox(
            "Under",
            list(paths),
            index=None,
            format_func=paths.__getitem__,
            placeholder="Nothing: at the top",
            key="new code parent",
        )
        wanted = st.form_submit_button("Add code", type="primary", icon=":material/add:")
    if wanted:
        with guard():
            added = codebook.add(study, name, parent_id=parent, description=meaning.strip())
            st.session_state[CHOSEN] = added.id
            states.done("Code added.")
            st.rerun()


def draw_tree(codes: Sequence[Code], said: dict[str, Count]) -> str:
    """List the codes as a tree; returns the id of the one chosen."""
    retired = sum(code.retired for code in codes)
    with_retired = bool(retired) and st.toggle(f"Show {retired} retired", key="show retired")
    listed = [code for code in codes if with_retired or not code.retired] or list(codes)
    ids = [code.id for code in listed]
    asked = st.query_params.pop("code", None) if "code" in st.query_params else None
    wanted = asked if asked in ids else st.session_state.get(CHOSEN)
    chosen = st.dataframe(
        [tree_row(code, said.get(code.id, NOTHING)) for code in listed],
        hide_index=True,
        column_config={
            "colour": st.column_config.ImageColumn("", width=28),
            "code": st.column_config.TextColumn("Code", width=270),
            "passages": st.column_config.NumberColumn("Passages", width=70),
            "participants": st.column_config.NumberColumn("Participants", width=84),
            "defined": st.column_config.TextColumn("Defined", width=60),
        },
        selection_mode="single-row-required",
        selection_default={
            "selection": {"rows": [ids.index(wanted) if wanted in ids else 0], "columns": []}
        },
        on_select="rerun",
        key=f"codebook {hash((tuple(ids), asked))}",
        height=min(38 + 35 * len(ids), 700),
        alt="The codebook with counts of passages and participants",
    )
    rows = chosen["selection"]["rows"]
    picked = ids[rows[0]] if rows and rows[0] < len(ids) else ids[0]
    st.session_state[CHOSEN] = picked
    st.caption("Counts include sub-codes. Participants are counted once.")
    return picked


def tree_row(code: Code, said: Count) -> dict[str, object]:
    """Show a code as a row of the tree."""
    return {
        "colour": shown.chip(code.colour),
        "code": "\u2003" * code.depth + code.name + (" (retired)" if code.retired else ""),
        "passages": said.passages,
        "participants": said.participants,
        "defined": "✓" if code.description else "",
    }


@st.fragment(key=PANEL)
def draw_panel(code_id: str) -> None:
    """Show all about one code; what changes the tree reruns the page."""
    study = session.study()
    with st.container(border=True), guard():
        code = codebook.fetch(study, code_id)
        draw_head(code)
        parts: dict[str, Callable[[Study, Code], None]] = {
            "Passages": draw_passages,
            "Definition": draw_definition,
            "Memos": lambda study, code: memo_list.draw(study, "code", code.id),
            "Arrange": draw_arrange,
        }
        tabs = st.tabs(list(parts), key="code tabs", on_change="rerun")
        for tab, part in zip(tabs, parts.values(), strict=True):
            if tab.open:
                with tab, guard():
                    part(study, code)


def draw_head(code: Code) -> None:
    """Name the code, what stands above it and what it means."""
    with st.container(gap=None):
        if len(code.path) > 1:
            st.caption(plain(" › ".join(code.path[:-1])))
        st.subheader(f"{swatch.mark(code.colour)} {plain(code.name)}", anchor=False)
        st.caption(plain(code.description) or "Not defined yet.")
    if code.retired:
        st.badge("Retired", icon=":material/inventory_2:", color="gray")


def draw_passages(study: Study, code: Code) -> None:
    """Show every passage of the code, to be read side by side."""
    below = len(codings.with_subcodes(study, code.id)) > 1
    together = below and st.toggle("With sub-codes", value=True, key="passages with sub-codes")
    found = codings.of_code(study, code.id, subcodes=together)
    if not found:
        st.caption("No passage carries this code yet.")
        return
    by_id = {each.id: each for each in codebook.fetch_all(study)}
    written: dict[str, str] = {}
    for memo in memos.fetch_all(study, about="coding"):
        written[memo.about_id] = "\n".join(filter(None, (memo.text, written.get(memo.about_id))))
    cards = [
        passage_cards.Card(
            id=each.coding.id,
            words=f"“{each.words}”",
            code=by_id[each.coding.code_id].name,
            colour=by_id[each.coding.code_id].colour,
            place=place(each),
            transcript_id=each.coding.transcript_id,
            start=each.coding.start,
            memo=written.get(each.coding.id, ""),
        )
        for each in found
    ]
    passage_cards.draw(f"passages {code.id} {together}", cards, page=CODING)


def place(each: CodedPassage) -> str:
    """Say in one line who said a passage and where."""
    who = each.participant or each.speaker
    turn = f"turn {each.turn + 1}"
    return " · ".join(filter(None, (who, each.transcript, turn, shown.clock(each.began))))


def draw_definition(study: Study, code: Code) -> None:
    """Write the name, the colour and what the code means."""
    changed = words_form.draw(
        f"define {code.id}",
        [
            Field(name="name", label="Name", value=code.name),
            Field(name="colour", label="Colour", value=code.colour, height=words_form.COLOUR),
            Field(name="description", label="Description", value=code.description, height=110),
            Field(name="use_when", label="Use when", value=code.use_when, height=90),
            Field(name="avoid_when", label="Avoid when", value=code.avoid_when, height=90),
            Field(name="example", label="Example", value=code.example, height=90),
        ],
    )
    if changed:
        if name := changed.pop("name", None):
            codebook.rename(study, code.id, name)
        if colour := changed.pop("colour", None):
            codebook.recolour(study, code.id, colour)
        if changed:
            codebook.define(study, code.id, **changed)
        states.done("Code saved.")
        st.rerun()


def draw_arrange(study: Study, code: Code) -> None:
    """Nest, order, merge, retire or remove the code."""
    codes = codebook.fetch_all(study)
    arrange.draw(
        code.id,
        arrange.Verbs(
            nest=partial(codebook.nest, study, code.id),
            move=partial(codebook.move, study, code.id),
            merge=partial(codebook.merge, study, code.id),
            remove=partial(codebook.remove, study, code.id),
        ),
        noun="code",
        paths={each.id: codebook.joined(each.path) for each in codes},
        parent=code.parent_id,
        below=set(codings.with_subcodes(study, code.id)),
        siblings=[each.id for each in codes if each.parent_id == code.parent_id],
    )
    if st.button(
        "Offer again" if code.retired else "Retire code",
        key=f"retire {code.id}",
        icon=":material/inventory_2:",
        help="A retired code is no longer offered; its codings stay.",
    ):
        (codebook.revive if code.retired else codebook.retire)(study, code.id)
        states.done("The code is offered again." if code.retired else "The code is retired.")
        st.rerun()


draw()
