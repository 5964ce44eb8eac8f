"""Serve the demonstration with the routes that the workbench serves it with; made for the tests.

Run as `python -m tests.e2e.view.served PORT`.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from workbench.ui import letterbox

SETTINGS = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
}

BEAT = 5


async def events(request: Request) -> StreamingResponse:
    """Tell a known session that nobody else does anything; without it the page rings for a run."""
    letterbox.allowed(request, request.query_params.get("ledger", ""))

    async def beats() -> AsyncIterator[str]:
        while True:
            yield "event: beat\ndata: 0\n\n"
            await asyncio.sleep(BEAT)

    return StreamingResponse(beats(), media_type="text/event-stream")


if __name__ == "__main__":
    page = Path(__file__).parent.parent / "transcript_app.py"
    config = {**SETTINGS, "server.port": int(sys.argv[1])}
    st.App(page, routes=[*letterbox.ROUTES, Route("/live/events", events)]).run(config=config)
