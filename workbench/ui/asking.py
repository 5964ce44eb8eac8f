"""Ask for one of a few choices, or for several of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

Kind = TypeVar("Kind")
Key = TypeVar("Key")


def one_of(label: str, kinds: Mapping[str, Kind], key: str) -> Kind:
    """Offer a few choices side by side, the first unless another is taken."""
    said = st.segmented_control(
        label, list(kinds), default=next(iter(kinds)), required=True, key=key, width="content"
    )
    return kinds[str(said)]


def some_of(label: str, names: Mapping[Key, str], key: str) -> tuple[Key, ...]:
    """Offer several of a list, shown by name; none stands for all."""
    picked = st.multiselect(
        label, list(names), format_func=names.__getitem__, key=key, placeholder="All"
    )
    return tuple(picked)


def has_choice(key: str) -> bool:
    """Tell before a table or picture is drawn whether something of it is chosen."""
    state = st.session_state.get(key)
    return any(state["selection"].values()) if state else False
