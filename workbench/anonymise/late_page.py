"""Treat a name that was noticed while coding or in a quote, and go back to where it was noticed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from workbench import transcripts
from workbench.anonymise import late, late_rows, unlocking
from workbench.anonymise.entities import Treatment
from workbench.anonymise.identifiers import KINDS
from workbench.anonymise.vault import Vault
from workbench.study import Study
from workbench.ui import gate, session, states
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

PLACE = "place of a name noticed"
TOLD = "what a late treatment would change"
CODING, REPORT = "workbench/coding/page.py", "workbench/themes/report_page.py"
BACK = {"report": REPORT}
TREATMENTS: dict[Treatment, str] = {
    "pseudonymise": "Pseudonym",
    "generalise": "Generalise",
    "redact": "Redact",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold what was selected on another page, in the text as it was then."""

    transcript_id: str
    start: int
    stop: int
    version: str
    back: str

    @property
    def is_quote(self) -> bool:
        """Tell a whole quote, in which the words are still to be named, from the words."""
        return self.back == REPORT


def draw() -> None:
    """Draw the page."""
    study = session.study()
    opened: Vault | None = gate.unlocked()
    with st.container(horizontal=True, vertical_alignment="center"):
        states.header(
            "Found late",
            "Treat a name that the review missed: in every transcript and all that was written. "
            "Codings, quotes and memos keep their words.",
        )
        if opened:
            gate.draw_lock()
    place = noticed_place(study)
    if opened is None:
        gate.draw(unlocking.ways(study))
    else:
        with guard():
            draw_treatment(study, opened, place)


def noticed_place(study: Study) -> Place | None:
    """Take up the place that a link named; it is kept until it has been treated."""
    asked = {name: st.query_params.get(name, "") for name in ("transcript", "start", "stop")}
    if asked["start"].isdigit() and asked["stop"].isdigit():
        with guard():
            one = transcripts.fetch(study, asked["transcript"])
            st.session_state[PLACE] = Place(
                transcript_id=one.id,
                start=int(asked["start"]),
                stop=int(asked["stop"]),
                version=one.version,
                back=BACK.get(st.query_params.get("back", ""), CODING),
            )
        st.query_params.clear()
    place: Place | None = st.session_state.get(PLACE)
    return place


def draw_treatment(study: Study, opened: Vault, place: Place | None) -> None:
    """Ask what the words are, show what would change, and do it when told to."""
    left, right = st.columns([2, 3], gap="large")
    with left:
        seen = ask_at(study, place) if place else ask_words()
        seen = ask_treatment(seen)
        if place and st.button("Back", icon=":material/arrow_back:"):
            go_back(place, place.start)
    ready = bool(seen.transcript_id or seen.words)
    with right, guard():
        told = rehearsed(study, opened, seen) if ready else None
        if told:
            draw_told(study, told)
            seen = replace(seen, ticked=ask_ticks(told))
    if told and not told.is_idle:
        label, icon = "Treat everywhere", ":material/shield_person:"
        if left.button(label, type="primary", icon=icon):
            carry_out(study, opened, seen, told, place)


def ask_at(study: Study, place: Place) -> late.Noticed:
    """Show the words where they stand."""
    one = transcripts.fetch(study, place.transcript_id)
    if one.version != place.version:
        del st.session_state[PLACE]
        st.rerun()
    text = transcripts.text(study, one.id)
    parts = late_rows.around(text, place.start, place.stop)
    before, words, after = (plain(part.replace("\n", " ")) for part in parts)
    st.caption(plain(one.label))
    gap = " " if parts[0][-1:].isspace() else ""
    rest = " " if parts[2][:1].isspace() else ""
    st.markdown(f"> … {before.rstrip()}{gap}**{words.strip()}**{rest}{after.lstrip()} …")
    if place.is_quote:
        return ask_within(text, place)
    return late.Noticed(kind="person", transcript_id=one.id, start=place.start, stop=place.stop)


def ask_within(text: str, place: Place) -> late.Noticed:
    """Ask which words of a quote name someone."""
    said = st.text_input("Which of these words name someone?", autocomplete="off") or ""
    start = text.find(said.strip(), place.start, place.stop) if said.strip() else -1
    if said.strip() and start < 0:
        st.caption("These words are not in the quote. Write them as they stand.")
    if start < 0:
        return late.Noticed(kind="person")
    return late.Noticed(
        kind="person",
        transcript_id=place.transcript_id,
        start=start,
        stop=start + len(said.strip()),
    )


def ask_words() -> late.Noticed:
    """Ask for words that no link brought, such as a name in a memo."""
    words = st.text_input(
        "Words that name someone",
        autocomplete="off",
        help="As they stand, upper or lower case. Or select them in a transcript on the page "
        "Coding and choose “This names someone…”.",
    )
    return late.Noticed(kind="person", words=(words or "").strip())


def ask_treatment(seen: late.Noticed) -> late.Noticed:
    """Ask what the words are, and what is to stand instead."""
    kind = st.selectbox("They name a", KINDS, key="late kind")
    chosen = st.segmented_control(
        "Treatment",
        list(TREATMENTS),
        format_func=TREATMENTS.__getitem__,
        key="late treatment",
        help="Without a choice: as the person is treated already, or as proposed.",
    )
    words = st.text_input(
        "Words that stand instead", placeholder="As proposed", key="late words", autocomplete="off"
    )
    return replace(seen, kind=kind, treatment=chosen, replacement=(words or "").strip() or None)


def rehearsed(study: Study, opened: Vault, seen: late.Noticed) -> late.Late:
    """Find out what would change, once for each wish and state of the texts."""
    versions = tuple(one.version for one in transcripts.fetch_all(study))
    held = session.kept(TOLD)
    if held is None or held[0] != (seen, versions):
        with states.working("Looking through the study"):
            held = ((seen, versions), late.would_change(study, opened, seen))
        session.keep(TOLD, held, lambda _: None)
    told: late.Late = held[1]
    return told


def draw_told(study: Study, told: late.Late) -> None:
    """Show what would change, place by place, and what is left for a person to judge."""
    if idle := late_rows.idle(told):
        st.info(plain(idle), icon=":material/info:")
        return
    number = sum(told.places.values())
    st.markdown(
        f"**{plain(told.replacement)}** will stand at {count(number, 'place')} in "
        f"{count(len(told.places), 'transcript')}."
    )
    rows = late_rows.places(told, transcripts.fetch_all(study))
    if rows:
        names = {"transcript": "Transcript", "changed": "Places", "left": "Left as they are"}
        shown = [name for name in names if name != "left" or told.left]
        st.dataframe(
            rows,
            hide_index=True,
            column_order=shown,
            column_config=names,
            height=min(40 + 36 * len(rows), 260),
        )
    if told.left:
        st.warning(
            f"{count(sum(told.left.values()), 'place')} will stay as they are: they may be a word, "
            "or somebody else. Decide on them on the page Pseudonymise, then release again.",
            icon=":material/help:",
        )
    written = late_rows.writing(told)
    if written:
        st.markdown("**What you wrote**")
        st.dataframe(
            written,
            hide_index=True,
            column_config={"where": "Where", "was": "As you wrote it", "becomes": "Becomes"},
            height=min(40 + 36 * len(written), 320),
        )
    st.caption(
        "The study file is rewritten and its dated copies are destroyed, since they hold the "
        "name. This cannot be undone; the originals stay in the vault."
    )


def ask_ticks(told: late.Late) -> frozenset[str]:
    """List places whose words may mean something else, and let a person tick those that do not."""
    rows = late_rows.asked(told)
    if not rows:
        return frozenset()
    st.markdown("**These words stood for it, and may mean something else**")
    st.caption("Tick the places that are meant. The others stay as you wrote them.")
    edited = st.data_editor(
        [{"meant": False, **row} for row in rows],
        hide_index=True,
        disabled=["where", "words", "becomes"],
        column_order=["meant", "where", "words", "becomes"],
        column_config={
            "meant": st.column_config.CheckboxColumn("Meant", width="small"),
            "where": "Where",
            "words": "Your words",
            "becomes": "Becomes",
        },
        height=320 if len(rows) > 8 else "content",
        key="late ticks",
    )
    return frozenset(row["key"] for row in edited if row["meant"])


def carry_out(
    study: Study, opened: Vault, seen: late.Noticed, told: late.Late, place: Place | None
) -> None:
    """Treat the words as was shown, say so, and go back."""
    wish = replace(
        seen,
        treatment=next((one for one in TREATMENTS if one == told.treatment), None),
        replacement=told.replacement,
    )
    with guard(), states.working("Treating it everywhere"):
        done = late.treat(study, opened, wish)
        session.drop(TOLD)
        number = sum(done.places.values())
        changed = sum(not one.in_doubt for one in done.writing)
        states.done(
            f"Treated at {count(number, 'place')}, and in {count(changed, 'text')} of yours."
        )
        st.session_state.pop(PLACE, None)
        if place:
            go_back(place, done.start)
        st.rerun()


def go_back(place: Place, start: int) -> None:
    """Return to the page on which the words were noticed."""
    query = {"transcript": place.transcript_id, "at": str(start)} if place.back == CODING else {}
    st.session_state.pop(PLACE, None)
    st.switch_page(place.back, query_params=query)


draw()
