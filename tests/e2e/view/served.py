"""Serve the demonstration with the routes that the workbench serves it with; made for the tests.

Run as `python -m tests.e2e.view.served PORT`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from workbench.ui import letterbox

SETTINGS = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
}

if __name__ == "__main__":
    page = Path(__file__).parent.parent / "transcript_app.py"
    config = {**SETTINGS, "server.port": int(sys.argv[1])}
    st.App(page, routes=letterbox.ROUTES).run(config=config)
