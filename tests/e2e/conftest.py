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
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

CHROMIUM = os.environ.get("WORKBENCH_CHROMIUM") or shutil.which("chromium")
PATIENCE = 20_000
"""Milliseconds that a test waits for what it expects: a busy machine is slow, not wrong."""
START = (
    "import sys; from pathlib import Path; from workbench.serve import serve; "
    "serve(Path(sys.argv[1]), int(sys.argv[2]), open_browser=False, researcher='Ana')"
)


class Serve:
    """Start servers, each in a process of its own, and stop them as a user does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        self.running: list[subprocess.Popen[bytes]] = []

    def __call__(self, study: Path, port: int = 0) -> str:
        """Serve a study on a port, a free one unless told, and return the address."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            port = probe.getsockname()[1]
        command = [sys.executable, "-c", START, str(study), str(port)]
        with self.log.open("ab") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        self.running.append(server)
        url = f"http://127.0.0.1:{port}"
        _wait_until_healthy(url, server, self.log)
        return url

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop all servers; Ctrl+C has to end without a complaint."""
        while self.running:
            server = self.running.pop()
            server.send_signal(how)
            code = server.wait(20)
            assert how is not signal.SIGINT or code == 0, self.log.read_text()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a failed browser test once more; the run's summary names it as one to look into."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: name one in WORKBENCH_CHROMIUM")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    servers = Serve(tmp_path)
    yield servers
    servers.stop()


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
