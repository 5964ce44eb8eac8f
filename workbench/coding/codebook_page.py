"""Keep the codebook: the tree of codes beside all about the one chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from workbench import wording
from workbench.coding import codebook, codebook_tables, codings, history, passage_list
from workbench.coding.codebook import Code
from workbench.errors import UnreadableFile
from workbench.store import Row
from workbench.study import Study
from workbench.ui import memo_list, session, states, swatch, transcript_view, words_form
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain
from workbench.ui.words_form import Field

CODING = "workbench/coding/page.py"
CHOSEN = "code chosen"
BODY = "codebook"
TREE = "code tree"
PASSAGES = "code passages"
CONTEXT = "passage context"
KEPT_EVENTS = 400


def draw() -> None:
    """Draw the page."""
    study = session.study()
    with st.container(horizontal=True, vertical_alignment="center"):
        states.header("Codebook", "Named, defined analytic ideas, in a tree.")
        draw_tools(study)
    draw_body()


def draw_tools(study: Study) -> None:
    """Import a codebook, take it away as a table; what was used closes."""
    turn = st.session_state.setdefault("codebooks imported", 0)
    with st.popover("Import", icon=":material/upload_file:", key=f"import codebook {turn}"):
        st.caption("A CSV table with a column “name”; others are parent, colour, description …")
        file = st.file_uploader("Codebook", type=["csv"], key=f"codebook file {turn}")
        if file and st.button("Import codes", type="primary"):
            with guard():
                number = codebook_tables.import_csv(study, read(file.getvalue()))
                st.session_state["codebooks imported"] = turn + 1
                states.done(f"{count(number, 'code')} stored.")
                st.rerun()
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


@st.fragment(key=BODY)
def draw_body() -> None:
    """Draw the tree and all about the code chosen; what is done to the codebook reruns this."""
    study = session.study()
    rows = passage_list.tree_rows(study)
    chosen = pick(rows)
    left, right = st.columns([9, 12], gap="medium")
    with left:
        transcript_view.mount_part(
            "tree",
            key=TREE,
            data={"codes": rows, "chosen": chosen, "researcher": study.researcher},
            refresh=[BODY],
            on_chosen_change=note_choice,
        )
    with right:
        if chosen:
            draw_panel(study, chosen)
        else:
            states.before_coding(
                study,
                "No codes yet",
                "Codes come from reading: select words in a transcript and give them a name. Or "
                "press “New code” on the left, or import a codebook.",
            )


def pick(rows: list[Row]) -> str | None:
    """Name the code to show: one that a link asks for, the one chosen, or the first."""
    ids = [row["id"] for row in rows]
    asked = st.query_params.pop("code", None) if "code" in st.query_params else None
    for wanted in (asked, st.session_state.get(CHOSEN), *ids[:1]):
        if wanted in ids:
            st.session_state[CHOSEN] = wanted
            return str(wanted)
    return None


def note_choice() -> None:
    """Keep which code was chosen in the tree."""
    state = st.session_state.get(TREE)
    if state and isinstance(state.get("chosen"), str):
        st.session_state[CHOSEN] = state["chosen"]


def draw_panel(study: Study, code_id: str) -> None:
    """Show all about one code."""
    with st.container(border=True), guard():
        code = codebook.fetch(study, code_id)
        draw_head(code)
        parts: dict[str, Callable[[Study, Code], None]] = {
            "Passages": draw_passages,
            "Definition": draw_definition,
            "History": draw_history,
            "Memos": lambda study, code: memo_list.draw(study, "code", code.id),
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
        st.header(f"{swatch.mark(code.colour)}{plain(code.name)}", anchor=False)
        st.caption(plain(code.description) or "Not defined yet.")
    if code.retired:
        st.badge("Retired", icon=":material/inventory_2:", color="gray")


def draw_passages(study: Study, code: Code) -> None:
    """List every passage of the code, to be read side by side and coded anew together."""
    below = len(codings.with_subcodes(study, code.id)) > 1
    together = below and st.toggle("With sub-codes", value=True, key="passages with sub-codes")
    listed = transcript_view.mount_part(
        "passages",
        key=PASSAGES,
        data=passage_list.passages(study, code.id, subcodes=together),
        refresh=[BODY],
        on_open_change=lambda: None,
    )
    state = st.session_state.get(CONTEXT)
    asked = state.get("asked") if state else None
    transcript_view.mount_part(
        "context",
        key=CONTEXT,
        data=context(study, asked),
        refresh=[BODY],
        on_asked_change=lambda: None,
    )
    if isinstance(listed.open, str):
        coding = codings.fetch(study, listed.open)
        place = {"transcript": coding.transcript_id, "at": str(coding.start)}
        st.switch_page(CODING, query_params=place)


def context(study: Study, asked: object) -> Row:
    """Show the turns around a passage whose context was asked for."""
    if not isinstance(asked, str):
        return {"coding_id": "", "before": [], "after": []}
    found = passage_list.around(study, asked)
    return {"coding_id": asked, "before": list(found.before), "after": list(found.after)}


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


def draw_history(study: Study, code: Code) -> None:
    """Tell what became of the code, newest first."""
    steps = history.of_code(study, code.id)
    st.dataframe(
        {
            "When": [wording.when(step.ts) for step in steps[:KEPT_EVENTS]],
            "Who": [step.researcher for step in steps[:KEPT_EVENTS]],
            "What": [step.words for step in steps[:KEPT_EVENTS]],
        },
        hide_index=True,
        column_config={
            "When": st.column_config.TextColumn(width=130),
            "Who": st.column_config.TextColumn(width=140),
            "What": st.column_config.TextColumn(width=390),
        },
        height=560 if len(steps) > 14 else "content",
    )
    st.caption("From the audit trail. Codings are summed by day and researcher.")


draw()
