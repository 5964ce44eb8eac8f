"""Code transcripts: the codebook beside the text, and what is selected on its other side."""

from __future__ import annotations

import streamlit as st

from workbench import audit, memos, transcripts
from workbench.coding import (
    codebook,
    codings,
    correcting,
    embeddings,
    operations,
    shown,
    suggestions,
)
from workbench.coding.reasons import Suggestion
from workbench.study import Study
from workbench.transcripts import Transcript
from workbench.ui import correct_form, session, states, swatch, transcript_picker, transcript_view
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

VIEW = "transcript"
INSPECTOR = "inspector"
PLACE = "place a link named"
LATE = "workbench/anonymise/late_page.py"
ENCODER = embeddings.SentenceEncoder.name
COLUMNS = ("colour", "code", "passages")
OFFERED = 5
LONG = 400


def draw() -> None:
    """Draw the page."""
    study = session.study()
    released = [one for one in transcripts.fetch_all(study) if one.state == "released"]
    if not released:
        states.header("Coding")
        states.empty(
            "Nothing to code yet",
            "A transcript can be coded once its identifiers are decided and it is released.",
            action="Review identifiers",
            icon=":material/shield_person:",
            page="workbench/anonymise/page.py",
        )
        return
    left, middle, right = st.columns([6, 13, 6], gap="small")
    with left:
        states.header("Coding", undo=False)  # the transcript view has its own
        one = transcript_picker.pick(released)
        draw_facts(study, one)
        show = draw_codes(study)
    with middle:
        transcript_view.mount(
            key=VIEW,
            newest=audit.newest(study),  # first, so that nothing read after it is missed
            transcript=shown.transcript_row(study, one),
            codes=operations.code_rows(study),
            codings=operations.coding_rows(study, one.id),
            pinned=shown.pinned(study),
            researcher=study.researcher,
            go_to=where_to(study, one),
            show_code=show,
            refresh=[INSPECTOR],
        )
    with right:
        inspect(one.id)


def where_to(study: Study, one: Transcript) -> tuple[int, int] | None:
    """Find the passage a link named; it is kept until another link comes."""
    linked = st.query_params.get("at", "")
    if linked.isdigit():
        st.session_state[PLACE] = (one.id, int(linked))
        del st.query_params["at"]
    transcript_id, start = st.session_state.get(PLACE, ("", 0))
    if transcript_id != one.id:
        return None
    found = [c for c in codings.of_transcript(study, one.id) if c.start == start]
    turn = shown.turn_of(study, one.id, start)
    return (start, found[0].stop if found else turn.stop if turn else start + 1)


def draw_facts(study: Study, one: Transcript) -> None:
    """Say how long the interview is, who takes part and whether it has been read."""
    length = shown.minutes(study, one.id)
    parts = [count(one.words, "word"), f"{length} min" if length else ""]
    st.caption(plain(" · ".join(part for part in parts if part)))
    for pseudonym, attributes in shown.facts(study, one.id):
        st.caption(f"**{plain(pseudonym)}** {plain(attributes)}")
    was = one.id in transcripts.read_ids(study)
    read = st.toggle(
        "Read to the end",
        value=was,
        key=f"read {one.id}",
        help="Suggestions learn what a code is not from what was read and left uncoded.",
    )
    if read != was:
        transcripts.mark_read(study, one.id, read=read)
        st.rerun()


def draw_codes(study: Study) -> str | None:
    """List the codebook; the code chosen in it is filled in the text."""
    wanted = st.text_input(
        "Codes", placeholder="Filter codes", key="code filter", live=True, icon=":material/search:"
    )
    rows = shown.code_rows(study, wanted, shown.pinned(study))
    if not rows:
        st.caption("No code of that name." if wanted else "Select words in the text and press C.")
        return None
    chosen = st.dataframe(
        rows,
        column_order=[*(["key"] if any(row["key"] for row in rows) else []), *COLUMNS],
        column_config={
            "key": st.column_config.TextColumn("", width=26, help="Key that applies the code"),
            "colour": st.column_config.ImageColumn("", width=26),
            "code": st.column_config.TextColumn("Code", width=150),
            "passages": st.column_config.NumberColumn("n", width=38, help="Passages"),
        },
        hide_index=True,
        selection_mode="single-row",
        on_select="rerun",
        key="code table",
        row_height=30,
        height=min(38 + 30 * len(rows), 480),
    )
    picked = chosen["selection"]["rows"]
    return str(rows[picked[0]]["id"]) if picked and picked[0] < len(rows) else None


@st.fragment(key=INSPECTOR)
def inspect(transcript_id: str) -> None:
    """Show the selected passage and passages like those of a code."""
    study = session.study()
    passage, similar = st.tabs(["Passage", "Similar"], key="inspector tabs", on_change="rerun")
    with guard():
        if passage.open:
            with passage:
                draw_passage(study, transcript_id)
        if similar.open:
            with similar:
                draw_similar(study)


def draw_passage(study: Study, transcript_id: str) -> None:
    """Show the words selected, the codes on them and a place for a memo."""
    version = transcripts.fetch(study, transcript_id).version
    chosen = transcript_view.selection(VIEW, transcript_id=transcript_id, version=version)
    if correcting.draw(study, transcript_id, chosen) or chosen is None:
        return
    place = (chosen.start, chosen.stop)
    words = transcripts.text(study, transcript_id)[chosen.start : chosen.stop]
    st.markdown("> " + plain(words if len(words) <= LONG else words[:LONG] + " …"))
    turn = shown.turn_of(study, transcript_id, chosen.start)
    if turn:
        when = shown.clock(turn.began)
        st.caption(
            plain(" · ".join(p for p in (turn.speaker, f"turn {turn.position + 1}", when) if p))
        )
    draw_codings(study, transcript_id, place)
    correct_form.buttons(transcript_id, place, LATE)
    draw_memo(study, transcript_id, chosen.coding_id)


def draw_codings(study: Study, transcript_id: str, place: tuple[int, int]) -> None:
    """List the codes on the selected words, each with a way to take it off, and add one."""
    known = {code.id: code for code in codebook.fetch_all(study)}
    for coding in shown.codings_on(study, transcript_id, *place):
        code = known[coding.code_id]
        name, off = st.columns([6, 1], vertical_alignment="center", gap="small")
        name.markdown(f"{swatch.mark(code.colour)} {plain(code.name)}")
        name.caption(plain(f"{coding.researcher}, {coding.ts:%d %b %Y}"))
        with off:
            if st.button(
                ":material/close:",
                key=f"off {coding.id}",
                type="tertiary",
                help=f"Take {plain(code.name)} off this passage. Undo brings it back.",
            ):
                codings.remove(study, coding.id)
                st.rerun()
    free = [code.id for code in known.values() if not code.retired]
    paths = shown.names(list(known.values()))
    added = st.selectbox(
        "Add a code",
        free,
        index=None,
        format_func=lambda code_id: paths[code_id],
        placeholder="Add a code",
        label_visibility="collapsed",
        key=f"add {transcript_id} {place}",
    )
    if added:
        codings.apply(study, transcript_id, *place, added)
        del st.session_state[f"add {transcript_id} {place}"]
        st.rerun()


def draw_memo(study: Study, transcript_id: str, coding_id: str | None) -> None:
    """Write a memo on the selected coding, or else on the transcript."""
    about: tuple[memos.About, str, str] = (
        ("coding", coding_id, "Memo on this coding")
        if coding_id
        else ("transcript", transcript_id, "Memo on this transcript")
    )
    for memo in memos.fetch_all(study, about=about[0], about_id=about[1])[:3]:
        st.caption(f"{plain(memo.text)} · {plain(memo.researcher)}, {memo.ts:%d %b %Y}")
    with st.form(f"memo {about[1]}", border=False, clear_on_submit=True):
        text = st.text_area(about[2], height=90)
        if st.form_submit_button("Save memo", icon=":material/edit_note:"):
            memos.write(study, about[0], about[1], text)
            st.rerun()


def draw_similar(study: Study) -> None:
    """Offer uncoded passages for a code, when the researcher asks for them."""
    codes = codebook.fetch_all(study, retired=False)
    if not codes:
        st.caption("Add a code first.")
        return
    paths = shown.names(codes)
    wanted = st.selectbox(
        "Passages like those of",
        [code.id for code in codes],
        index=None,
        placeholder="Choose a code",
        format_func=lambda code_id: paths[code_id],
        key="similar code",
    )
    st.caption(
        "The workbench orders what you have not coded by its likeness to what you have. "
        "It codes nothing. Read first; then look here for what you may have passed over."
    )
    if wanted and prepared(study):
        found = suggestions.for_code(study, ENCODER, wanted, n=OFFERED)
        if not found:
            st.caption("Code one or two passages first: there is nothing yet to compare with.")
        for one in found:
            draw_suggestion(study, one)


def prepared(study: Study) -> bool:
    """Make the vectors that are missing, when asked; True when all are there."""
    waiting = embeddings.missing(study, ENCODER)
    if waiting and set(waiting) <= set(embeddings.changed(study, ENCODER)):
        with states.working("Reading the changed words"):
            embeddings.embed_all(study, encoder())
        return True
    if not waiting:
        return True
    st.caption(f"{count(len(waiting), 'transcript')} must be prepared first, some seconds each.")
    if st.button("Prepare", type="primary", icon=":material/neurology:"):
        bar = st.progress(0.0, "Reading the transcripts")

        def tell(done: int, of: int) -> None:
            bar.progress(done / max(of, 1))

        embeddings.embed_all(study, encoder(), tell)
        st.rerun()
    return False


@st.cache_resource(show_spinner="Loading the language model")
def encoder() -> embeddings.Encoder:
    """Keep the language model for all windows of this server."""
    return embeddings.load()


def draw_suggestion(study: Study, one: Suggestion) -> None:
    """Show a passage with its best sentence in bold, why it is here, and what can be done."""
    label = transcripts.fetch(study, one.transcript_id).label
    first, last = one.sentence[0] - one.start, one.sentence[1] - one.start
    words = (one.words[:first], one.words[first:last], one.words[last:])
    before, best, after = (plain(part) for part in words)
    with st.container(border=True, gap="small"):
        st.markdown(" ".join(part for part in (before, f"**{best}**", after) if part))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(f"{label} · turn {one.turn + 1}"), width="content")
            with st.popover("Why", type="tertiary"):
                for near in one.near:
                    st.caption(f"Like “{plain(near.words[:LONG])}”")
                if one.shared:
                    st.caption(f"Words in common: {plain(', '.join(one.shared))}")
        with st.container(horizontal=True, gap="small"):
            key = f"{one.code_id} {one.transcript_id} {one.start}"
            if st.button("Code", key=f"code {key}", icon=":material/check:"):
                suggestions.accept(study, one)
                st.rerun()
            if st.button("Dismiss", key=f"dismiss {key}", icon=":material/close:"):
                suggestions.dismiss(study, one)
                st.rerun(scope="fragment")
            where = "Open it in its transcript"
            if st.button(":material/open_in_new:", key=f"open {key}", help=where):
                st.query_params.update({"transcript": one.transcript_id, "at": str(one.start)})
                st.rerun()


draw()
