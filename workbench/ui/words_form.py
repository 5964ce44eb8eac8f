"""Ask for several pieces of writing at once and say what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Describe one piece of writing; `height` in pixels, 0 for a single line, -1 for a colour."""

    name: str
    label: str
    value: str
    height: int = 0
    help: str | None = None


COLOUR = -1


def draw(key: str, fields: Sequence[Field]) -> dict[str, str]:
    """Draw the form; returns what differs by name of the field when it is saved, else nothing.

    The fields are drawn anew when their values change elsewhere, so that nothing old is saved.
    """
    mark = hash(tuple(field.value for field in fields))
    with st.form(f"{key} form", border=False):
        typed = {field.name: _draw_field(field, f"{key} {field.name} {mark}") for field in fields}
        saved = st.form_submit_button("Save", type="primary", key=f"{key} save")
    if not saved:
        return {}
    return {field.name: typed[field.name] for field in fields if typed[field.name] != field.value}


def _draw_field(field: Field, key: str) -> str:
    if field.height == COLOUR:
        return st.color_picker(field.label, value=field.value, key=key, help=field.help)
    if field.height:
        return st.text_area(
            field.label, value=field.value, height=field.height, key=key, help=field.help
        )
    return st.text_input(field.label, value=field.value, key=key, help=field.help)
