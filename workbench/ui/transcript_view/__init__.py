"""Mount the transcript in the browser: reading, coding, and review of identifiers by keyboard.

In a review `entities` are the places, `subjects` whom they belong to, `elsewhere` their places in
other transcripts and `others` whom they may be the same as. While coding, `pinned` are the codes
of the keys 1 to 9, `read` the stretches already read, and `beside` holds `pins` (those put on a key
by hand), `counts` (each code's passages in other transcripts), `sets` of codes to filter by, and
the coding to take in hand as `chosen`; `on_jump` answers which coding of a code follows a place, as
a query of the address.

Import this module from pages and the entrypoint script only: it registers a packaged component,
which Streamlit refuses before its server runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

from workbench import audit
from workbench.store import Store
from workbench.ui import ledger, outbox
from workbench.ui import session as here

Mode = Literal["coding", "review", "reading"]
Row = Mapping[str, Any]

_COMPONENT = st.components.v2.component(
    "workbench.transcript_view", js="index-*.js", isolate_styles=False
)
_OUTBOX, _BELL = "outbox", "bell"
_NOTHING: Row = {"pins": (), "counts": {}, "sets": (), "chosen": None}
_LEDGER = "outbox ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Name what is selected in a transcript view, in code points, half open.

    `asked` is what a key asked of the page for it, and a number that is never the same.
    """

    transcript_id: str
    start: int
    stop: int
    coding_id: str | None = None
    entity_id: str | None = None
    asked: str = ""
    code_id: str | None = None


def mount(
    *,
    key: str,
    transcript: Row,
    newest: int = 0,
    codes: Iterable[Row] = (),
    codings: Iterable[Row] = (),
    entities: Iterable[Row] = (),
    subjects: Iterable[Row] = (),
    elsewhere: Sequence[Row] = (),
    others: Sequence[Row] = (),
    read: Iterable[Row] = (),
    mode: Mode = "coding",
    pinned: Sequence[str] = (),
    kinds: Sequence[str] = (),
    researcher: str = "",
    beside: Row | None = None,
    go_to: tuple[int, ...] | None = None,
    on_jump: Callable[[str, int, str, int], dict[str, Any] | None] | None = None,
    refresh: Sequence[str] = (),
) -> Selection | None:
    """Draw one transcript and return what is selected in it.

    `newest` numbers the study's last event before the rest was read: the browser follows on. Keep
    `key` and the place on the page constant. `go_to` holds start and stop of a passage, and
    a number that changes when it is to be shown again. `refresh` names keyed fragments of this page
    that rerun when the selection changes or an act was stored; nothing else does.
    """
    session = _ledger()
    session.refresh, session.jump = tuple(refresh), on_jump
    layers = {"codes": codes, "codings": codings, "entities": entities, "subjects": subjects}
    data = {name: [dict(row) for row in rows] for name, rows in {**layers, "read": read}.items()}
    whole = {"transcript": dict(transcript), "newest": newest, **data, **_NOTHING}
    whole = ledger.constant(session, key, whole) | dict(beside or {})
    whole |= {"role": "view", "key": key, "mode": mode, "pinned": list(pinned)}
    whole |= {"kinds": list(kinds), "elsewhere": list(elsewhere), "others": list(others)}
    state = {"researcher": researcher, "go_to": go_to}
    _COMPONENT(key=key, data=whole | state)
    return selection(key, transcript_id=transcript["id"])


def selection(
    key: str, *, transcript_id: str | None = None, version: str | None = None
) -> Selection | None:
    """Read what is selected in the view mounted as `key`, for a fragment beside it.

    What was selected in another `version` of the text counts no longer.
    """
    session = _ledger()
    _note_selection(session)
    value = session.selected.get(key)
    if not value or transcript_id not in (None, value["transcript_id"]):
        return None
    if version not in (None, value.get("version", version)):
        return None
    return Selection(
        transcript_id=value["transcript_id"],
        start=value["start"],
        stop=value["stop"],
        coding_id=value.get("coding_id"),
        entity_id=value.get("entity_id"),
        asked=str(value.get("asked", "")),
        code_id=value.get("code_id"),
    )


def _note_selection(session: ledger.Ledger) -> None:
    state = st.session_state.get(_OUTBOX)
    ledger.select(session, state.get("selection") if state else None)


def mount_part(
    role: str,
    *,
    key: str,
    data: Row,
    refresh: Sequence[str],
    follow: Callable[[], dict[str, Any]] | None = None,
    **on_change: Any,
) -> Any:
    """Draw another part of the same bundle, which shares its outbox, and return its state.

    `data` is told beside how many answers were given before it was read: what the browser did since
    it draws on top. `refresh` is as for `mount`. `follow` gives the list that follows from a
    decision on what the part offers, with its answer; it knows nothing of Streamlit.
    """
    session = _ledger()
    session.refresh = tuple(refresh)
    session.follow = follow or session.follow
    data = {"role": role, "ledger": session.id, "n": session.began, **data}
    return _COMPONENT(key=key, data=data, **on_change)


def mount_outbox(
    *,
    on_operations: Callable[[list[outbox.Operation]], outbox.Acknowledgement],
    history: Callable[[], list[dict[str, Any]]] = list,
    stores: Sequence[Store] = (),
) -> None:
    """Have `on_operations` store what the views post; `history` tells what undo undoes.

    Both are called in threads of which Streamlit knows nothing. Call this once, in the entrypoint
    script before the page runs, so that it outlives a change of page. What others change in
    `stores`, the study first and then the vault where it is open, the page hears of.
    """
    session = _ledger()
    session.window, session.stores = here.window(), tuple(stores)
    session.drawn = [audit.newest(store) for store in stores]
    session.refresh = ()
    session.jump = session.follow = None
    session.store, session.history = on_operations, history
    session.began = session.count
    # The browser asks for no run from a click on another page until it sees a new one.
    session.runs += 1
    # Outside every fragment: a server that was started anew knows none, and answers no other ring.
    _COMPONENT(key=_BELL, data={"role": "bell"}, on_rung_change=lambda: None)
    _outbox(history())


@st.fragment(key=_OUTBOX)
def _outbox(history: list[dict[str, Any]]) -> None:
    session = _ledger()
    session.told += 1
    data: dict[str, Any] = {"role": "outbox", "ledger": session.id, "run": session.runs}
    data |= {"owed": session.owed, "told": session.told}
    _COMPONENT(
        key=_OUTBOX,
        data=data | {"history": history, "drawn": session.drawn},
        on_selection_change=partial(_refresh, session),
        on_acted_change=partial(_refresh, session),
        on_jump_change=partial(_jumped, session),
        on_again_change=_draw_again,
    )


def _refresh(session: ledger.Ledger) -> None:
    """Queue a run of the page's fragments behind the present one.

    `st.rerun` with keys would run them at once, in a thread that a change of page has perhaps
    already stopped. That run names the old page to the session, and the new page's run, under way
    beside it, then draws the old one. A queued run is dropped when its thread is stopped.

    Where a press is answered in the same run it may change the page, and what is queued would
    draw the old one after it: the browser then asks once more.
    """
    context = get_script_run_ctx()
    if not context or not context.script_requests or not context.fragment_ids_this_run:
        return
    if len(context.fragment_ids_this_run) > 1:
        session.owed += 1
        return
    try:
        fragments = context.fragment_storage.resolve_target(list(session.refresh))
    except StreamlitAPIException:
        # A page stopped before it drew these fragments: its own rerun draws them.
        return
    session.began = session.count
    context.script_requests.request_rerun(
        RerunData(
            query_string=context.query_string,
            page_script_hash=context.page_script_hash,
            fragment_id_queue=fragments,
            cached_message_hashes=context.cached_message_hashes,
            context_info=context.context_info,
        )
    )


def _jumped(session: ledger.Ledger) -> None:
    """Run the page again where a wish to see the next passage of a code leads."""
    state = st.session_state.get(_OUTBOX)
    place = ledger.jump(session, state.get("jump") if state else None)
    if place:
        _draw_again(urlencode(place))


def _draw_again(query: str | None = None) -> None:
    context = get_script_run_ctx()
    if context and context.script_requests:
        context.script_requests.request_rerun(
            RerunData(
                query_string=context.query_string if query is None else query,
                page_script_hash=context.page_script_hash,
                cached_message_hashes=context.cached_message_hashes,
                context_info=context.context_info,
            )
        )


def _ledger() -> ledger.Ledger:
    if _LEDGER not in st.session_state:
        st.session_state[_LEDGER] = ledger.Ledger()
    session: ledger.Ledger = st.session_state[_LEDGER]
    return session
