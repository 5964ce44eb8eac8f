"""Correct words of a transcript beside the text, and look through what a correction touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from workbench import corrections, transcripts
from workbench.corrections import Place
from workbench.edits import Edit
from workbench.study import Study
from workbench.transcripts import Turn
from workbench.ui.guard import guard
from workbench.ui.plain import count, plain

OPEN = "correcting"
ASKED = "correcting asked"
DRAWN = "correcting drawn"
SHORT = 60
SHOWN = 160
LISTED = 12
NO_NAMES = (
    "Type no names of people or places here: what is typed is not pseudonymised. "
    "The original in the vault stays as it is."
)
Foreseen = Callable[[Sequence[Edit]], tuple[int, int]]
"""Says of edits how many codings hold words that they change, and how many move along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Hold what one line of the list shows; `was` is None where it is no longer known."""

    id: str
    transcript_id: str
    start: int
    code: str
    was: str | None = field(repr=False)
    words: str = field(repr=False)
    why: str


def buttons(transcript_id: str, place: tuple[int, int], late: str) -> None:
    """Open the form for what is selected, or the page `late` on which a name is treated."""
    with st.container(horizontal=True, gap="small"):
        if st.button(
            "Correct the text…",
            icon=":material/edit:",
            key="correct the text",
            help="Put right what was typed wrongly (key E). Codings stay on their words.",
        ):
            st.session_state[OPEN] = (transcript_id, *place)
            st.rerun(scope="fragment")
        if st.button(
            "This names someone…",
            icon=":material/person_alert:",
            help="Treat a name that the review missed, in all texts and all you wrote.",
        ):
            found = {"transcript": transcript_id, "start": str(place[0]), "stop": str(place[1])}
            st.switch_page(late, query_params=found)


def open_once(transcript_id: str, place: tuple[int, int], asked: str) -> None:
    """Open the form as a key asked for it; the same ask comes with every later run."""
    if st.session_state.get(ASKED) != asked:
        st.session_state[ASKED] = asked
        st.session_state[OPEN] = (transcript_id, *place)


def renew(transcript_id: str, version: str) -> None:
    """Draw the page anew where an undo or redo beside it has changed the words."""
    known, st.session_state[DRAWN] = st.session_state.get(DRAWN), (transcript_id, version)
    if known and known[0] == transcript_id and known[1] != version:
        st.rerun()


def hint(*, wanted: bool) -> None:
    """Say what to do while nothing is selected."""
    if wanted:
        st.caption(
            "Select words in the text. Press C for a code, 1–9 for one used last, ? for all keys."
        )


def is_open(transcript_id: str) -> bool:
    """Tell whether the form is open for this transcript."""
    return bool(st.session_state.get(OPEN, ("",))[0] == transcript_id)


def draw(study: Study, transcript_id: str, foresee: Foreseen) -> None:
    """Draw the form that is open."""
    _, start, stop = st.session_state[OPEN]
    one = transcripts.fetch(study, transcript_id)
    text, turns = transcripts.text(study, transcript_id), transcripts.turns(study, transcript_id)
    home = next((t for t in turns if t.start <= start and stop <= t.stop), None)
    st.markdown("**Correct the text**")
    if home is None:
        st.info("Select words of one speaker: a correction stays within one turn.")
        _closing()
        return
    start, stop = _extent(home, start, stop)
    typed = _field(text[start:stop], f"correct {transcript_id} {start} {stop} {one.version}")
    st.caption(NO_NAMES)
    change = Edit(start=start, stop=stop, words=typed)
    with guard():
        edits = corrections.refined(study, transcript_id, [change])
        _foretell(edits, text, foresee)
        others = _elsewhere(study, one, edits, text)
        with st.container(horizontal=True, gap="small"):
            label = f"Correct {count(len(others) + 1, 'place')}" if others else "Correct"
            if st.button(label, type="primary", key="correct now"):
                _correct(study, one, change, others)
            _closing()


def _extent(home: Turn, start: int, stop: int) -> tuple[int, int]:
    """Take the words selected, or all of the turn where none are or it is asked for."""
    if start == stop:
        return home.start, home.stop
    whole = st.segmented_control(
        "What to correct",
        ["Selected words", "Whole turn"],
        default="Selected words",
        key=f"correct extent {start} {stop}",
        label_visibility="collapsed",
    )
    return (home.start, home.stop) if whole == "Whole turn" else (start, stop)


def _field(words: str, key: str) -> str:
    """Ask for other words; few of them are compared while they are typed."""
    if len(words) <= SHORT and "\n" not in words:
        return st.text_input("Words", value=words, key=key, live=True)
    height = min(68 + 24 * (len(words) // 34), 340)
    return st.text_area("Words", value=words, key=key, height=height)


def _foretell(edits: Sequence[Edit], text: str, foresee: Foreseen) -> None:
    """Say which words change and what will move."""
    if not edits:
        st.caption("Nothing is changed yet.")
        return
    for edit in edits[:LISTED]:
        was, now = text[edit.start : edit.stop].strip(), edit.words.strip()
        st.markdown(f":small[{_struck(was)} → **{plain(now) or '(nothing)'}**]")
    touched, moved = foresee(edits)
    parts = [
        f"{count(touched, 'coding')} will be listed to check"
        if touched
        else "No coding is touched",
        f"{count(moved, 'coding')} further on {'moves' if moved == 1 else 'move'} along"
        if moved
        else "",
    ]
    st.caption("; ".join(part for part in parts if part) + ". Undo takes it back.")


def _struck(words: str) -> str:
    return f"~~{plain(words)}~~" if words else "(nothing)"


def _elsewhere(
    study: Study, one: transcripts.Transcript, edits: Sequence[Edit], text: str
) -> list[Place]:
    """Offer the other places of one misspelt wording in all transcripts, each to be ticked."""
    if len(edits) != 1:
        return []
    edit = edits[0]
    was, now = text[edit.start : edit.stop].strip(), edit.words.strip()
    if not was or not now:
        return []
    here = (one.id, text.index(was, edit.start))
    found = [
        place
        for place in corrections.find(study, was, now)
        if (place.transcript_id, place.start) != here
    ]
    if not found:
        return []
    with st.expander(f"The same words stand in {count(len(found), 'other place')}"):
        everywhere = st.checkbox("Tick all", key=f"correct all {was} {now} {len(found)}")
        chosen = st.data_editor(
            [_row(place, ticked=everywhere) for place in found],
            column_config={
                "correct": st.column_config.CheckboxColumn("", width=30),
                "words": st.column_config.TextColumn("Words", width=140, disabled=True),
                "transcript": st.column_config.TextColumn("In", width=84, disabled=True),
            },
            hide_index=True,
            key=f"correct others {was} {now} {everywhere} {len(found)}",
            height=min(40 + 35 * len(found), 250),
        )
    return [place for place, row in zip(found, chosen, strict=True) if row["correct"]]


def _row(place: Place, *, ticked: bool) -> Mapping[str, object]:
    words = f"{place.before[-18:]}{place.words}{place.after[:18]}"
    return {"correct": ticked, "words": words, "transcript": place.label}


def _correct(
    study: Study, one: transcripts.Transcript, change: Edit, others: Sequence[Place]
) -> None:
    changes: dict[str, list[Edit]] = {one.id: [change]}
    for place in others:
        changes.setdefault(place.transcript_id, []).append(place.edit)
    versions = {one.id: one.version} | {place.transcript_id: place.version for place in others}
    corrections.correct_all(study, changes, versions=versions)
    del st.session_state[OPEN]
    st.rerun()


def _closing() -> None:
    if st.button("Cancel", key="correct not"):
        del st.session_state[OPEN]
        st.rerun(scope="fragment")


def draw_waiting(
    found: Sequence[Waiting],
    *,
    accept: Callable[[Sequence[str]], None],
    adjust: Callable[[str], None] | None,
    remove: Callable[[str], None],
    elsewhere: str,
) -> None:
    """List the passages to check; `adjust` sets one to the words selected, None where none are."""
    if elsewhere:
        st.caption(f"To check after a correction: {plain(elsewhere)}.")
    if not found:
        return
    with st.expander(
        f"**{count(len(found), 'passage')} to check after a correction**",
        icon=":material/rule:",
    ):
        for one in found[:LISTED]:
            with st.container(border=True, gap="xsmall"):
                _draw_waiting(one, accept, adjust, remove)
        if len(found) > LISTED:
            st.caption(f"and {len(found) - LISTED} more, after these")
        if len(found) > 1 and st.button(
            f"Keep all {len(found)} as they are", key="keep all checks", icon=":material/done_all:"
        ):
            accept([one.id for one in found])
            st.rerun()


def _draw_waiting(
    one: Waiting,
    accept: Callable[[Sequence[str]], None],
    adjust: Callable[[str], None] | None,
    remove: Callable[[str], None],
) -> None:
    st.markdown(f":small[{one.code}]")
    was, words = _differing(one.was, one.words)
    before = "Its words before have been treated since." if was is None else f"Was: {plain(was)}"
    st.caption(before)
    st.markdown(f":small[Is: {plain(words)}]" if words.strip() else ":small[Its words are gone.]")
    st.caption(one.why)
    acts: list[tuple[str, str, Callable[[], None] | None, str]] = [
        ("Keep", ":material/check:", lambda: accept([one.id]), "It is right as it stands."),
        (
            "Use selection",
            ":material/select_all:",
            None if adjust is None else lambda: adjust(one.id),
            "Give it the words that are selected in the text.",
        ),
        ("Remove", ":material/close:", lambda: remove(one.id), "Undo brings it back."),
    ]
    with st.container(horizontal=True, gap="small"):
        if st.button(
            ":material/my_location:",
            key=f"check show {one.id}",
            help="Show it in the text",
            type="tertiary",
        ):
            st.query_params.update({"transcript": one.transcript_id, "at": str(one.start)})
            st.rerun()
        for label, icon, act, why in acts:
            name = f"check {label} {one.id}"
            off = act is None
            if (
                st.button(label, key=name, icon=icon, help=why, disabled=off, type="tertiary")
                and act
            ):
                act()
                st.rerun()


def _differing(was: str | None, words: str) -> tuple[str | None, str]:
    """Cut both to where they differ, when they are long."""
    if was is None or max(len(was), len(words)) <= SHOWN:
        return was, words[:SHOWN] + ("…" if len(words) > SHOWN else "")
    at = next((n for n, (a, b) in enumerate(zip(was, words, strict=False)) if a != b), 0)
    first = max(at - SHOWN // 2, 0)
    cut = slice(first, first + SHOWN)
    lead = "…" if first else ""
    return lead + was[cut] + "…", lead + words[cut] + "…"
