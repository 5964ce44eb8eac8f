"""Ask for several pieces of writing at once and say what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from workbench.ui import session


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

    A field is drawn anew when its value changes elsewhere, so that nothing old is saved. Longer
    writing waits for that until the whole page is drawn, for somebody may be in the middle of it.
    """
    begun: dict[str, str] = st.session_state.setdefault(f"{key} begun", {})
    if session.draws_all():
        begun.clear()
    begun |= {one.name: one.value for one in fields if one.height <= 0 or one.name not in begun}
    with st.form(f"{key} form", border=False):
        typed = {
            one.name: _draw_field(replace(one, value=begun[one.name]), f"{key} {one.name}")
            for one in fields
        }
        saved = st.form_submit_button("Save", type="primary", key=f"{key} save")
    late = [one.label for one in fields if one.value != begun[one.name]]
    if late and not saved:
        _draw_late(key, late)
    if not saved:
        return {}
    return {name: words for name, words in typed.items() if words != begun[name]}


def _draw_late(key: str, labels: Sequence[str]) -> None:
    """Say what was changed elsewhere while the form was open."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"Changed elsewhere meanwhile: {', '.join(labels)}.", width="content")
        if st.button("Show", key=f"{key} show", help="Takes the place of what you typed here."):
            st.rerun()


def _draw_field(field: Field, key: str) -> str:
    key = f"{key} {hash(field.value)}"
    if field.height == COLOUR:
        return st.color_picker(field.label, value=field.value, key=key, help=field.help)
    if field.height:
        return st.text_area(
            field.label, value=field.value, height=field.height, key=key, help=field.help
        )
    return st.text_input(field.label, value=field.value, key=key, help=field.help)
