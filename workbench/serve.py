"""Serve the pages of one study to the browser on this machine, and to nobody else."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import logging
import os
import re
import signal
import socket
import sys
import threading
import urllib.error
import urllib.request
import webbrowser
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import workbench
from workbench import live, opening
from workbench.coding import indexing
from workbench.errors import NotAllowed
from workbench.loopback import Loopback
from workbench.ui import guard, holding, letterbox, session

ADDRESS = "127.0.0.1"
HOSTS = [ADDRESS, "localhost"]
FIRST_PORT = 8501
PACKAGE = Path(workbench.__file__).parent
PAGES = PACKAGE.parent / "app.py"
HANDOVER = 0.0005
"""Seconds for which a thread may compute before another's turn: storing an act gives way to a page
being drawn some twenty times, and would wait ten times as long each time."""
PRIVATE = ("/media", "/_stcore", letterbox.PATH, live.PATH, *opening.PAGES, opening.DATA)
"""What these addresses answer is kept in no cache."""

SETTINGS: dict[str, Any] = {
    "server.address": ADDRESS,
    "server.headless": True,
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 100,
    "server.allowedHosts": HOSTS,
    "server.enableAgentApi": False,
    "browser.gatherUsageStats": False,
    # A collection after each run widens the moment in which a rerun can overtake a change of page.
    "runner.magicEnabled": False,  # a page shows what it says it shows, and nothing besides
    "runner.postScriptGC": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "logger.hideWelcomeMessage": True,
    "logger.enableRich": False,
    "theme.base": str(PACKAGE / "ui" / "look" / "theme.toml"),
}


def serve(
    study_folder: Path,
    port: int | None = None,
    *,
    open_browser: bool = True,
    researcher: str | None = None,
) -> None:
    """Serve the study until Ctrl+C; without `port`, on the first free one from 8501.

    Raises what `Study.open` raises, and NotAllowed when the port is taken.
    """
    chosen = _free_port(port)
    os.environ[session.FOLDER] = str(study_folder.absolute())
    os.environ[session.RESEARCHER] = researcher or ""
    name = session.shared().name
    url = f"http://{ADDRESS}:{chosen}"
    print(f"{name}: {url}\nStop with Ctrl+C.", flush=True)
    if open_browser and _has_display():
        threading.Thread(target=_open_when_ready, args=(url,), daemon=True).start()
    _log_without_words()
    sys.setswitchinterval(HANDOVER)
    indexing.begin(session.shared())
    try:
        with contextlib.suppress(KeyboardInterrupt):
            app().run(config={**SETTINGS, "server.port": chosen})
    finally:
        indexing.end()
        session.close()


def app() -> st.App:
    """Put the pages behind the checks that every request passes.

    An upload is held in memory: Starlette would spill it, names and all, to a temporary file.
    """
    MultiPartParser.spool_max_size = (SETTINGS["server.maxUploadSize"] + 1) * 2**20
    return st.App(
        PAGES,
        lifespan=_lifespan,
        routes=[*letterbox.ROUTES, *live.ROUTES, *opening.ROUTES],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS),
            Middleware(SecurityHeaders),
            Middleware(Loopback),
        ],
        on_script_error=guard.unforeseen,
    )


@contextlib.asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    """Close the study when the server stops, also when it is told to by a signal."""
    live.begin()
    _end_streams_first()
    _send_at_once()
    try:
        yield
    finally:
        live.end()
        indexing.end()
        session.close()


def _send_at_once() -> None:
    """Send the second part of an answer without waiting until the first was acknowledged.

    Streamlit listens on a socket that names no protocol, which asyncio then leaves as it is: every
    answer over a kept connection came some 40 ms late.
    """
    loop = asyncio.get_running_loop()
    create = loop.create_server

    def listen(*given: Any, sock: socket.socket | None = None, **named: Any) -> Any:
        if sock is not None and sock.family in {socket.AF_INET, socket.AF_INET6}:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return create(*given, sock=sock, **named)

    loop.create_server = listen  # type: ignore[method-assign]


def _end_streams_first() -> None:
    """End the streams as soon as the server is told to stop: it waits for them, without limit."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        stop = signal.getsignal(number)
        if callable(stop):
            signal.signal(number, partial(_stop, stop))


def _stop(stop: Callable[[int, Any], Any], number: int, frame: Any) -> None:
    live.end()
    stop(number, frame)


class SecurityHeaders:
    """Allow the page nothing but this server, and keep what it sends out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        policy = {
            "content-security-policy": content_policy(),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=()",
        }
        self.headers = [(name.encode(), value.encode()) for name, value in policy.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        private = str(scope["path"]).startswith(PRIVATE)
        ours = [*self.headers, (b"cache-control", b"no-store")] if private else self.headers
        names = {name for name, _ in ours}

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in names]
                message["headers"] = [*kept, *ours]
            await send(message)

        await self.app(scope, receive, sent)


def content_policy() -> str:
    """Write the Content-Security-Policy; the scripts inside a page pass by their hash."""
    digests = [hashlib.sha256(script.encode()).digest() for script in page_scripts()]
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {hashes}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ]
    )


def page_scripts() -> list[str]:
    """List the scripts that stand in a page itself: Streamlit's, and what lets its files go."""
    page = Path(st.__file__).parent / "static" / "index.html"
    found = re.findall(r"<script>(.*?)</script>", page.read_text(encoding="utf-8"), re.S)
    return [*found, holding.LET_GO]


def _free_port(wanted: int | None) -> int:
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise NotAllowed("That port is in use by another program. Name another one, or none.")


def _has_display() -> bool:
    unix = sys.platform not in {"win32", "darwin"}
    return not unix or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_ready(url: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):  # noqa: S310
                break
        except (urllib.error.URLError, OSError):
            threading.Event().wait(0.1)
    webbrowser.open(url)


def _log_without_words() -> None:
    """Keep what an unforeseen error says out of the log, whoever logs it."""
    for name in ("streamlit", "uvicorn.error", "asyncio"):
        for handler in logging.getLogger(name).handlers:
            handler.addFilter(guard.WithoutWords())
    for name in ("streamlit.error_util", "streamlit", "uvicorn.error", "asyncio"):
        logging.getLogger(name).addFilter(guard.WithoutWords())
