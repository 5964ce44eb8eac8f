"""Serve the demonstration of the transcript view."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demonstration on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tests.e2e.view.served", str(port)]
    folder = tmp_path_factory.mktemp("server")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    log = (folder / "log").open("wb")
    running = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment)
    url = f"http://127.0.0.1:{port}"
    wait_until_healthy(url)
    yield url
    running.terminate()
    running.wait(20)
    log.close()


def wait_until_healthy(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the demonstration did not start")


@pytest.fixture
def home(server: str) -> str:
    """Name a store of its own for the test."""
    return f"{server}/?store={uuid4()}"
