"""Turn what went wrong into words a researcher can act on, and nothing more."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from workbench.errors import WorkbenchError
from workbench.ui.plain import plain

LOG = logging.getLogger("workbench")


@contextmanager
def guard() -> Iterator[None]:
    """Show a WorkbenchError in place of what the block would have drawn."""
    try:
        yield
    except WorkbenchError as error:
        st.error(plain(str(error)), icon=":material/error:")


def unforeseen(error: Exception) -> bool:
    """Show that a page broke, and log where: the message may quote a participant, so it is cut."""
    if isinstance(error, WorkbenchError):
        st.error(plain(str(error)), icon=":material/error:")
        return True
    where = place(error)
    LOG.error("a page broke: %s", where)
    st.error(
        "This page broke off. What you had stored is safe; reload the page to go on. If it "
        "happens again, report this line:",
        icon=":material/error:",
    )
    st.code(where, language=None)
    return True


def place(error: BaseException) -> str:
    """Say which error and in which line of the program, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "workbench" in frame.filename] or list(frames)
    if not ours:
        return type(error).__name__
    last = ours[-1]
    file = last.filename.rpartition("workbench")[2].lstrip("/\\") or last.filename
    return f"{type(error).__name__} in {file}, line {last.lineno}"


class WithoutWords(logging.Filter):
    """Cut tracebacks and messages of errors out of log records: they may quote a participant."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record that carries an error; let all others pass."""
        if record.exc_info and record.exc_info[1]:
            record.msg, record.args = "%s: %s", (record.name, place(record.exc_info[1]))
            record.exc_info, record.exc_text = None, None
        return True
