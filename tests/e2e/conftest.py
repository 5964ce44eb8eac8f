"""Serve a study in a process of its own and drive it with headless Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

CHROMIUM = os.environ.get("WORKBENCH_CHROMIUM") or shutil.which("chromium")
START = (
    "import sys; from pathlib import Path; from workbench.serve import serve; "
    "serve(Path(sys.argv[1]), int(sys.argv[2]), open_browser=False, researcher='Ana')"
)
Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: name one in WORKBENCH_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serve a study folder on a free port; every server is stopped as Ctrl+C stops it."""
    running: list[subprocess.Popen[bytes]] = []

    def start(folder: Path) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = (tmp_path / "server.log").open("ab")
        command = [sys.executable, "-c", START, str(folder), str(port)]
        running.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path))
        url = f"http://127.0.0.1:{port}"
        _wait_until_healthy(url, running[-1], tmp_path / "server.log")
        return url

    yield start
    for server in running:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0, (tmp_path / "server.log").read_text()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a fresh tab that fails the test on any request to another machine."""
    context = browser.new_context(viewport={"width": 1500, "height": 900})
    tab = context.new_page()
    strangers: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            strangers.append(request.url)

    tab.on("request", watch)
    tab.on(
        "websocket", lambda socket: None if "127.0.0.1" in socket.url else strangers.append("ws")
    )
    yield tab
    context.close()
    assert not strangers


def settled(tab: Page) -> None:
    """Wait until the page's script has ended."""
    tab.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)


def _wait_until_healthy(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(log.read_text())
