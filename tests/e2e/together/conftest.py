"""Open one study in two browsers, as Ana and as Ben."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Said
from tests.e2e.conftest import _wait_until_healthy, settled
from workbench import transcripts
from workbench.coding import codebook, codings
from workbench.study import Study

CODES = ("Workload", "Pace", "Being heard")
TURNS = 60


@dataclass(kw_only=True)
class Together:
    """Hold the server and the two windows; `third` has Cara do something elsewhere."""

    folder: Path
    port: int
    browser: Browser
    log: Path
    server: subprocess.Popen[bytes] | None = None
    windows: list[Page] = field(default_factory=list)

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.e2e.together.study", str(self.folder)]
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(
                [*command, str(self.port)], stdin=subprocess.PIPE, stdout=log, stderr=log
            )
        _wait_until_healthy(f"http://127.0.0.1:{self.port}", self.server, self.log)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server; Ctrl+C ends it though both windows listen."""
        if self.server:
            self.server.send_signal(how)
            code = self.server.wait(20)
            assert how is not signal.SIGINT or code == 0, self.log.read_text()
            self.server = None

    def window(self, name: str = "") -> Page:
        """Open the coding page in a browser of its own."""
        page = self.browser.new_context(viewport={"width": 1500, "height": 900}).new_page()
        page.set_default_timeout(25_000)
        page.goto(f"http://127.0.0.1:{self.port}/coding{f'?researcher={name}' if name else ''}")
        page.wait_for_selector(".wbt-turn")
        settled(page)
        self.windows.append(page)
        return page

    def third(self, *did: Any) -> None:
        """Let Cara do one thing, in no window at all."""
        assert self.server
        assert self.server.stdin
        self.server.stdin.write(json.dumps(did).encode() + b"\n")
        self.server.stdin.flush()

    def streams(self, number: int) -> None:
        """Wait until so many windows listen."""
        for _ in range(50):
            self.third("count")
            time.sleep(0.2)
            told = re.findall(r"streams: (\d+)", self.log.read_text())
            if told and int(told[-1]) == number:
                return
        raise AssertionError(told)

    def stored(self) -> list[tuple[str, str]]:
        """Stop the server and list the codings: code and researcher, by place."""
        self.stop()
        with Study.open(self.folder) as study:
            assert not study.orphans()
            (one, *_) = transcripts.fetch_all(study)
            names = {code.id: code.name for code in codebook.fetch_all(study)}
            return [(names[c.code_id], c.researcher) for c in codings.of_transcript(study, one.id)]


@pytest.fixture
def together(
    study: Study, released: Callable[[str, Said], str], browser: Browser, tmp_path: Path
) -> Iterator[Together]:
    turn = "We were two on the ward and carried on, number {} of many. Then it broke. " * 3
    speakers = ("Interviewer", "P1")
    released("P01", [(speakers[n % 2], turn.format(*[n] * 3)) for n in range(TURNS)])
    for name in CODES:
        codebook.add(study, name)
    study.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    held = Together(folder=study.folder, port=port, browser=browser, log=tmp_path / "log")
    held.start()
    yield held
    for window in held.windows:
        window.context.close()
    held.stop()


def shown(page: Page) -> list[tuple[str, str]]:
    """List the codings that a window draws over its whole transcript, sorted."""
    page.set_viewport_size({"width": 1500, "height": 15_000})
    expect(page.locator(".wbt-turn.wbt-near")).to_have_count(TURNS)
    page.wait_for_timeout(500)
    labels = page.locator(".wbt-stripe").evaluate_all("all => all.map(each => each.ariaLabel)")
    found = [re.match(r"Coding: (.*), (Ana|Ben|Cara)(\. Memo.*)?$", label) for label in labels]
    return sorted((match[1], match[2]) for match in found if match)


def at_turn(page: Page, number: int) -> None:
    """Put the caret into a turn."""
    page.locator(".wbt-turn").nth(number).click(position={"x": 300, "y": 40})


def code(page: Page, name: str) -> None:
    """Code the sentence by the search box."""
    for key in ("s", "c"):
        page.keyboard.press(key)
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def codings_are(page: Page, number: int) -> None:
    """Wait until a window counts so many codings and has stored its own."""
    noun = "coding" if number == 1 else "codings"
    told = re.compile(rf"^{number} {noun} · saved$")
    expect(page.locator(".wbt-status")).to_have_text(told, timeout=20_000)
