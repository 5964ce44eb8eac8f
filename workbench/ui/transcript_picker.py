"""Let a researcher choose a transcript, the same one on every page of the phase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from workbench.transcripts import Transcript

_CHOSEN = "transcript chosen"
_STATES = {"imported": "to review", "released": "released"}


def pick(found: Sequence[Transcript], taken: Mapping[str, str] | None = None) -> Transcript:
    """Choose one; another page may have named it in the address. Else the first to review.

    `taken` names who reviews a transcript. States are said where they differ.
    """
    by = taken or {}
    by_id = {one.id: one for one in found}
    said = _STATES if len({one.state for one in found}) > 1 else {}
    asked = st.query_params.get("transcript")
    waiting = next((one.id for one in found if one.state == "imported"), found[0].id)
    before = st.session_state.get(_CHOSEN, waiting)
    wanted = asked if asked in by_id else before if before in by_id else waiting
    if "transcript" in st.query_params:
        del st.query_params["transcript"]
    if st.session_state.get("transcript picker") not in by_id or asked in by_id:
        st.session_state["transcript picker"] = wanted
    chosen = st.selectbox(
        "Transcript",
        list(by_id),
        format_func=lambda key: " · ".join(
            filter(None, (by_id[key].label, said.get(by_id[key].state), by.get(key)))
        ),
        key="transcript picker",
        label_visibility="collapsed",
        width=220,
    )
    st.session_state[_CHOSEN] = chosen
    return by_id[chosen]
