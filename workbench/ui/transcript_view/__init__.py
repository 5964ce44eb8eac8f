"""Mount the transcript in the browser: reading, coding, and review of identifiers by keyboard.

Import this module from pages and the entrypoint script only: it registers a packaged component,
which Streamlit refuses before its server runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException

from workbench.ui import ledger, outbox

Mode = Literal["coding", "review", "reading"]
Row = Mapping[str, Any]

_COMPONENT = st.components.v2.component(
    "workbench.transcript_view", js="index-*.js", isolate_styles=False
)
_OUTBOX = "outbox"
_LEDGER = "outbox ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Name what is selected in a transcript view, in code points, half open."""

    transcript_id: str
    start: int
    stop: int
    coding_id: str | None = None
    entity_id: str | None = None


def mount(
    *,
    key: str,
    transcript: Row,
    codes: Iterable[Row] = (),
    codings: Iterable[Row] = (),
    entities: Iterable[Row] = (),
    mode: Mode = "coding",
    pinned: Sequence[str] = (),
    kinds: Sequence[str] = (),
    researcher: str = "",
    go_to: tuple[int, int] | None = None,
    show_code: str | None = None,
    refresh: Sequence[str] = (),
) -> Selection | None:
    """Draw one transcript and return what is selected in it.

    Keep `key` and the place on the page constant. `refresh` names keyed fragments of this page
    that rerun, instead of the page, when the selection changes or an act is stored.
    """
    session = _ledger()
    session.refresh = tuple(refresh)
    layers = {"codes": codes, "codings": codings, "entities": entities}
    data: dict[str, Any] = {name: [dict(row) for row in rows] for name, rows in layers.items()}
    data = ledger.constant(session, key, {"transcript": dict(transcript), **data})
    data |= {"role": "view", "mode": mode, "pinned": list(pinned), "kinds": list(kinds)}
    data |= {"researcher": researcher, "go_to": go_to, "show_code": show_code}
    # With the outbox: this rerun may take the place of one that was to carry an answer.
    fragments = (_OUTBOX, *refresh) if refresh else ()
    _COMPONENT(key=key, data=data, on_selection_change=partial(_rerun, fragments))
    return selection(key, transcript_id=transcript["id"])


def selection(key: str, *, transcript_id: str | None = None) -> Selection | None:
    """Read what is selected in the view mounted as `key`, for a fragment beside it."""
    state = st.session_state.get(key)
    value = state.get("selection") if state else None
    if not value or transcript_id not in (None, value["transcript_id"]):
        return None
    return Selection(
        transcript_id=str(value["transcript_id"]),
        start=int(value["start"]),
        stop=int(value["stop"]),
        coding_id=value.get("coding_id"),
        entity_id=value.get("entity_id"),
    )


def mount_outbox(
    *, on_operations: Callable[[list[outbox.Operation]], outbox.Acknowledgement]
) -> None:
    """Carry acts from every transcript view to `on_operations`.

    Call it once, in the entrypoint script before the page runs, so that it outlives a change of
    page with acts still under way.
    """
    _ledger().refresh = ()
    _outbox(on_operations)


def tell(transcript_id: str, outcome: outbox.Outcome) -> None:
    """Have open views draw a change that was made elsewhere on the page."""
    ledger.tell(_ledger(), transcript_id, outcome)


@st.fragment(key=_OUTBOX)
def _outbox(
    on_operations: Callable[[list[outbox.Operation]], outbox.Acknowledgement],
) -> None:
    session = _ledger()
    data = {"role": "outbox", "ledger": session.id, "answers": list(session.answers)}
    callback = partial(_received, session, on_operations)
    _COMPONENT(key=_OUTBOX, data=data, on_operations_change=callback)


def _received(
    session: ledger.Ledger,
    on_operations: Callable[[list[outbox.Operation]], outbox.Acknowledgement],
) -> None:
    # After a change of page the key can be missing for one run; the browser sends again.
    state = st.session_state.get(_OUTBOX)
    ledger.receive(session, state.get("operations") if state else None, on_operations)
    _rerun((_OUTBOX, *session.refresh) if session.refresh else ())


def _rerun(fragments: tuple[str, ...]) -> None:
    if not fragments:
        return
    try:
        st.rerun(list(fragments))
    except StreamlitAPIException:
        # A page stopped before it drew these fragments: its own rerun draws them.
        return


def _ledger() -> ledger.Ledger:
    if _LEDGER not in st.session_state:
        st.session_state[_LEDGER] = ledger.Ledger()
    session: ledger.Ledger = st.session_state[_LEDGER]
    return session
