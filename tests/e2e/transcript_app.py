"""Show the transcript view over a store in memory, for the browser tests."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from tests.e2e.review_store import add_identifier, decide, once, subject
from workbench import stretches
from workbench.errors import NotAllowed
from workbench.ui import outbox, transcript_view

Row = dict[str, Any]

SETS = [{"id": "t1", "name": "Carrying on", "codes": ["c1", "c3"]}]
TURNS = [
    ("Interviewer", "interviewer", "Can you tell me about that night? I have time."),
    (
        "P07",
        "participant",
        "We were two on the ward. You just carry on until something breaks. Then 😀 stop.",
    ),
    (
        "P07",
        "participant",
        "عربي כיתה 👨‍👩‍👧‍👦 𠮷 é <img src=x onerror=alert(1)> <script>alert(2)</script>\ttab",
    ),
]


def interview(turns: int = 40) -> Row:
    """Make a transcript of `turns` turns, awkward ones first."""
    text, rows = "", []
    for position in range(turns):
        speaker, role, words = TURNS[position] if position < 3 else TURNS[position % 2]
        words = words if position < 3 else f"{words} Turn number {position} goes on for a while."
        start = len(text)
        text += words
        rows.append(
            {
                "position": position,
                "speaker": speaker,
                "role": role,
                "start": start,
                "stop": len(text),
                "began": position * 11.5,
            }
        )
        text += "\n"
    return {"id": "t1", "version": "1", "text": text[:-1], "turns": rows, "label": "P07"}


@st.cache_resource
def store(name: str, many: int, slow: float) -> Row:
    """Hold what was stored under a name, for all sessions of the server."""
    codes: dict[str, Row] = {
        "c1": {"id": "c1", "name": "Workload", "path": "Workload", "colour": "#3977c4"},
        "c2": {"id": "c2", "name": "Pace", "path": "Workload / Pace", "colour": "#d9653b"},
        "c3": {"id": "c3", "name": "Being heard", "path": "Being heard", "colour": "#4f9d69"},
    }
    for code in codes.values():
        code |= {"parent_id": None, "retired": False}
    transcript = interview(300 if many else 40)
    step = max(1, (len(transcript["text"]) - 200) // max(1, many))
    codings = {
        f"k{i}": coding(f"k{i}", f"c{i % 3 + 1}", i * step, i * step + 60 + i % 90)
        for i in range(many)
    }
    entities = {
        f"m{i}": {
            "id": f"m{i}",
            "entity_id": f"e{i % 3}",
            "start": 130 + i * 200,
            "stop": 138 + i * 200,
            "kind": ["PERSON", "PLACE"][i % 2],
            "treatment": "",
            "replacement": "",
            "why": "a name",
        }
        for i in range(6)
    }
    parts = {"transcript": transcript, "codes": codes, "codings": codings, "entities": entities}
    parts["subjects"] = {f"e{i}": subject(f"e{i}", i, f"Karen {i}") for i in range(3)}
    kept: Row = {"done": [], "memos": [], "past": [], "read": [], "kinds": [], "jumped": ""}
    return parts | kept | {"name": name, "slow": slow}


def coding(name: str, code_id: str, start: int, stop: int) -> Row:
    """Make a coding as the view shows it."""
    common = {"researcher": "AB", "time": "2026-11-21T10:00:00", "memo": ""}
    return {"id": name, "code_id": code_id, "start": start, "stop": stop, **common}


def apply(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Store a coding, with its code where the code is new."""
    details = operation.details
    if details["start"] == 0 and details["stop"] == 11:
        raise NotAllowed("This passage is closed. Choose another.")
    once(held, operation)
    codes = []
    if operation.kind != "apply":
        words = held["transcript"]["text"][details["start"] : details["stop"]]
        name = details.get("name", words)
        code = {"id": details["code_id"], "name": name, "path": name, "colour": "#8a63b8"}
        code |= {"parent_id": None, "retired": False}
        held["codes"][code["id"]] = code
        codes = [code]
    row = coding(details["coding_id"], details["code_id"], details["start"], details["stop"])
    held["codings"][row["id"]] = row
    return outbox.Outcome(applied=[row], codes=codes)


def remove(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Take a coding off."""
    once(held, operation)["codings"].pop(operation.details["coding_id"], None)
    return outbox.Outcome(removed=[operation.details["coding_id"]])


def resize(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Move the ends of a coding."""
    details = operation.details
    row = once(held, operation)["codings"][details["coding_id"]]
    row |= {"start": details["start"], "stop": details["stop"]}
    return outbox.Outcome(applied=[row])


def undo(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Bring back the codings as they were before the last act."""
    once(held, operation)
    if held["past"]:
        held["codings"] = held["past"].pop()
    return outbox.Outcome(snapshot=list(held["codings"].values()))


def remove_all(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Take several codings off."""
    once(held, operation)
    for name in operation.details["coding_ids"]:
        held["codings"].pop(name, None)
    return outbox.Outcome(removed=operation.details["coding_ids"])


def read(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Mark a stretch as read or unread."""
    details = operation.details
    place = (details["start"], details["stop"])
    before = once(held, operation)["read"]
    cut = stretches.without(before, place)
    held["read"] = stretches.joined([*before, place]) if details["read"] else cut
    return outbox.Outcome(read=read_rows(held))


def read_rows(held: Row) -> list[Row]:
    """List what was read as the view takes it."""
    return [{"id": f"{a}-{b}", "start": a, "stop": b} for a, b in held["read"]]


def pin(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Note that a code was put on a key."""
    once(held, operation)
    return outbox.Outcome()


def memo(held: Row, operation: outbox.Operation) -> outbox.Outcome:
    """Store a memo."""
    once(held, operation)["memos"].append(dict(operation.details))
    return outbox.Outcome()


HANDLERS = {
    "apply": apply,
    "create_and_apply": apply,
    "in_vivo": apply,
    "remove": remove,
    "remove_all": remove_all,
    "read": read,
    "pin": pin,
    "memo_on": memo,
    "resize": resize,
    "undo": undo,
    "memo": memo,
    "decide": decide,
    "add_identifier": add_identifier,
}


def opened() -> Row:
    """Return the store that the address named when the session began."""
    if "store" not in st.session_state:
        wanted = st.query_params
        st.session_state["store"] = store(
            wanted.get("store", ""), int(wanted.get("many", 0)), float(wanted.get("slow", 0))
        )
    held: Row = st.session_state["store"]
    return held


@st.fragment(key="inspector")
def inspector() -> None:
    """Show what is selected and what is stored, as text that the tests read."""
    held = opened()
    if held["jumped"]:
        st.text(f"jumped to {held['jumped']['id']}")
    st.text(f"stored {len(held['codings'])} done {len(held['done'])} memos {len(held['memos'])}")
    selection = transcript_view.selection("transcript")
    if selection:
        words = held["transcript"]["text"][selection.start : selection.stop]
        st.text(f"selected [{words}] {selection.coding_id} {selection.entity_id}")
    for row in list(held["codings"].values()):  # acts are stored meanwhile
        if len(held["codings"]) < 12:
            quote = held["transcript"]["text"][row["start"] : row["stop"]]
            st.text(f"{held['codes'][row['code_id']]['name']}: [{quote}]")


def coding_page() -> None:
    """Show the transcript beside the inspector."""
    held = opened()
    left, right = st.columns([3, 1])
    with left:
        transcript_view.mount(
            key="transcript",
            transcript=held["transcript"],
            codes=list(held["codes"].values()),
            codings=list(held["codings"].values()),
            read=read_rows(held),
            pinned=["c1", "c2"],
            beside={"sets": SETS, "chosen": held["jumped"] and held["jumped"]["id"]},
            on_jump=partial(jump, held),
            go_to=held["jumped"] and tuple(held["jumped"]["place"]),
            researcher="AB",
            refresh=["inspector"],
        )
    with right:
        st.button("Rerun")
        inspector()


def jump(held: Row, code_id: str, by: int, _transcript_id: str, start: int) -> Row | None:
    """Find the next coding of a code; after the last comes the first."""
    found = [row for row in held["codings"].values() if row["code_id"] == code_id]
    after = [row for row in found if (row["start"] - start) * by > 0]
    row = (after or found)[0]
    held["jumped"] = {"id": row["id"], "place": [row["start"], row["stop"], len(held["done"])]}
    return {"coding": row["id"]}


def history(held: Row) -> list[Row]:
    """Name what undo takes back by the kinds of the acts."""
    return [{"id": str(i), "label": kind} for i, kind in enumerate(reversed(held["kinds"]))]


def review_page() -> None:
    """Show the same words for review."""
    held = opened()
    transcript_view.mount(
        key="review",
        transcript=held["transcript"],
        entities=list(held["entities"].values()),
        subjects=list(held["subjects"].values()),
        mode="review",
        kinds=["PERSON", "PLACE", "DATE"],
        refresh=["decisions"],
    )
    decisions()


@st.fragment(key="decisions")
def decisions() -> None:
    """Show what was decided."""
    for row in list(opened()["entities"].values()):
        st.text(f"{row['id']} {row['kind']} {row['treatment']} {row.get('replacement', '')}")


def other_page() -> None:
    """Be somewhere else."""
    st.text(f"elsewhere, stored {len(opened()['codings'])}")


def main() -> None:
    """Draw the outbox once, then the page."""
    st.set_page_config(layout="wide")
    held = opened()
    handlers = {kind: partial(handler, held) for kind, handler in HANDLERS.items()}
    store = partial(outbox.process, handlers=handlers)
    transcript_view.mount_outbox(on_operations=store, history=partial(history, held))
    pages = [
        st.Page(coding_page, title="Coding", url_path="coding", default=True),
        st.Page(review_page, title="Review", url_path="review"),
        st.Page(other_page, title="Other", url_path="other"),
    ]
    st.navigation(pages, position="top").run()


if __name__ == "__main__":
    main()
