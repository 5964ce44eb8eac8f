"""Measure how soon one researcher's coding is drawn in another's window.

`python benchmarks/together.py [--codings 2000] [--acts 40]` opens the same interview in two windows
and codes in one of them by single keys. It prints the time from the key to the stripe in that
window and in the other, and the bytes the other window sent and received for each coding, headers
included. All in milliseconds unless said.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Any

import coded_transcript
from browser import chromium, served
from playwright.sync_api import Browser, Page

KEYS = """
() => {
  window.pressed = []
  addEventListener("keydown", event => {
    if (event.key === "1") window.pressed.push(performance.timeOrigin + performance.now())
  }, true)
}
"""
DRAWN = """
() => {
  window.drawn = []
  const status = document.querySelector(".wbt-status")
  const number = () => status.textContent.split(" ")[0]
  let last = number()
  const painted = new MessageChannel()
  painted.port1.onmessage = () => window.drawn.push(performance.timeOrigin + performance.now())
  new MutationObserver(() => {
    if (number() === last) return
    last = number()
    requestAnimationFrame(() => painted.port2.postMessage(0))
  }).observe(status, {childList: true, characterData: true, subtree: true})
}
"""


class Wire:
    """Count what a window asks for and is told beside its socket."""

    def __init__(self, page: Page) -> None:
        self.up = self.down = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSentExtraInfo", self._sent)
        session.on("Network.responseReceivedExtraInfo", self._headed)
        session.on("Network.dataReceived", self._received)

    def _sent(self, event: dict[str, Any]) -> None:
        self.up += _size(event["headers"])

    def _headed(self, event: dict[str, Any]) -> None:
        self.down += _size(event["headers"])

    def _received(self, event: dict[str, Any]) -> None:
        self.down += int(event["dataLength"])


def _size(headers: dict[str, str]) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.items())


def window(browser: Browser, address: str) -> Page:
    """Open the coding page in a context of its own and wait until it is drawn."""
    page = browser.new_context(viewport={"width": 1500, "height": 900}).new_page()
    page.set_default_timeout(120_000)
    page.goto(address)
    page.locator(".wbt-stripe").first.wait_for()
    page.wait_for_timeout(4000)
    return page


def measure(browser: Browser, url: str, acts: int) -> tuple[list[float], list[float], Wire]:
    """Code in one window; returns key → drawn there and in the other, and the other's bytes."""
    ana, ben = window(browser, f"{url}/coding"), window(browser, f"{url}/coding?researcher=Ben")
    ana.locator(".wbt-turn").nth(1).click(position={"x": 60, "y": 38})
    for key in ("s", "c"):
        ana.keyboard.press(key)
    ana.keyboard.press("Enter")
    ana.wait_for_timeout(2000)
    ana.evaluate(KEYS)
    for page in (ana, ben):
        page.evaluate(DRAWN)
    wire = Wire(ben)
    for number in range(1, acts + 1):
        ana.keyboard.press("Shift+ArrowRight")
        ana.wait_for_timeout(150)
        ana.keyboard.press("1")
        for page in (ana, ben):
            page.wait_for_function("n => window.drawn.length >= n", arg=number, polling=100)
        ana.wait_for_timeout(400)
    pressed = ana.evaluate("window.pressed")
    own, other = (
        [drawn - key for key, drawn in zip(pressed, page.evaluate("window.drawn"), strict=True)]
        for page in (ana, ben)
    )
    return own, other, wire


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=2000)
    parser.add_argument("--acts", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name) / "study"
        coded_transcript.store(folder, coded_transcript.invent(given.codings))
        with served(folder, Path(name) / "log") as url:
            own, other, wire = measure(browser, url, given.acts)
    for what, found in (("in the same window", own), ("in the other window", other)):
        p95 = statistics.quantiles(found, n=20)[-1]
        print(f"key → drawn {what}: median {statistics.median(found):.0f}, p95 {p95:.0f}")
    up, down = wire.up // given.acts, wire.down // given.acts
    print(f"bytes per coding at the other window: {up:,} up, {down:,} down")


if __name__ == "__main__":
    main()
