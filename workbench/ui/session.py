"""Give every page its place at the study of this server, and keep what one session opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from workbench.errors import StudyMissing
from workbench.study import Study

FOLDER = "WORKBENCH_STUDY"
RESEARCHER = "WORKBENCH_RESEARCHER"
"""Names of the environment variables by which the server tells its pages what to open."""
WHO = "researcher"
SEAT = "study"
_POSTED: ContextVar[str] = ContextVar("posted", default="")


def shared() -> Study:
    """Open the study this server was started for, or return it when it is open already.

    Raises StudyMissing and what `Study.open` raises.
    """
    folder = os.environ.get(FOLDER)
    if not folder:
        raise StudyMissing("No study was named. Start with `workbench serve FOLDER`.")
    return _open(folder)


def study() -> Study:
    """Give this browser session its place at the study; raises as `shared` does."""
    opened = shared()
    mine: Study | None = kept(SEAT)
    if mine is None or mine.file is not opened.file:
        mine = opened.seat(opened.researcher)
        keep(SEAT, mine, lambda _: None)
    return mine


def chosen() -> bool:
    """Tell whether a name was chosen in this browser session."""
    return bool(kept(WHO))


def work_as(name: str) -> None:
    """Record what this browser session does under another name, from now on."""
    # A new place: acts that are still being stored keep the name they were made under.
    keep(SEAT, study().seat(name), lambda _: None)
    keep(WHO, name, lambda _: None)


def window() -> str:
    """Name the browser session that the present thread works for; empty where it is for none."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else _POSTED.get()


def work_for(window: str) -> None:
    """Have what is called from here, in whatever thread, work for a browser session."""
    _POSTED.set(window)


def draws_all() -> bool:
    """Tell whether the whole page is being drawn, and not some fragments of it."""
    context = get_script_run_ctx(suppress_warning=True)
    return not (context and context.fragment_ids_this_run)


def close() -> None:
    """Let go of the study, so that another program may open it."""
    _open.clear()


@st.cache_resource(show_spinner=False, on_release=Study.close)
def _open(folder: str) -> Study:
    return Study.open(Path(folder), researcher=os.environ.get(RESEARCHER) or None)


@dataclass(slots=True)
class _Slot:
    value: Any
    let_go: Callable[[Any], None]


@dataclass(slots=True)
class _Pocket:
    """Hold what this session opened: in memory, never in session state, which is copied about."""

    slots: dict[str, _Slot] = field(default_factory=dict)

    def empty(self) -> None:
        for name in list(self.slots):
            slot = self.slots.pop(name)
            slot.let_go(slot.value)


@st.cache_resource(show_spinner=False, scope="session", on_release=_Pocket.empty)
def _pocket() -> _Pocket:
    return _Pocket()


def keep(name: str, value: Any, let_go: Callable[[Any], None]) -> None:
    """Hold something open for this browser session; `let_go` is called when it ends."""
    drop(name)
    _pocket().slots[name] = _Slot(value, let_go)


def kept(name: str) -> Any | None:
    """Return what this session holds under that name, or None."""
    slot = _pocket().slots.get(name)
    return slot.value if slot else None


def drop(name: str) -> None:
    """Let go of something before the session ends."""
    slot = _pocket().slots.pop(name, None)
    if slot:
        slot.let_go(slot.value)
