"""Drive the workbench in headless Chromium and take times inside the page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("WORKBENCH_CHROMIUM") or shutil.which("chromium")
START = """
import sys, time
from pathlib import Path
from workbench import dispatch, serve
process, log = dispatch.process, sys.argv[3]
def timed(*given):
    answer = process(*given)
    with open(log, "a") as out:
        print(time.time() * 1000, len(answer.done), file=out)
    return answer
dispatch.process = timed
serve.serve(Path(sys.argv[1]), int(sys.argv[2]), open_browser=False, researcher="Ana")
"""
WATCH = """
(() => {
  const Real = WebSocket
  window.came = 0
  window.WebSocket = class extends Real {
    constructor(...given) {
      super(...given)
      this.addEventListener("message", event => {
        const size = event.data.byteLength ?? event.data.size ?? event.data.length
        if (size > 40000 && !window.came) window.came = performance.now()
      })
    }
  }
  window.taken = 0
  window.drawn = 0
  window.pressed = 0
  let last = ""
  // Looks once a frame is painted: before, it saw what that frame drew only in the one after.
  const look = () => {
    window.taken ||= document.querySelector(".stBidiComponent .wbt-scroll") && performance.now()
    const ranges = [...CSS.highlights.values()].reduce((sum, each) => sum + each.size, 0)
    const now = `${document.querySelectorAll(".wbt-stripe, .highlight").length} ${ranges}`
    if (now !== last) {
      last = now
      window.drawn = performance.now()
    }
  }
  const frame = () => {
    setTimeout(look)
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  // When the key was pressed, not when the page came to it.
  addEventListener("keydown", event => (window.pressed = event.timeStamp), true)
})()
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser that watches when data comes and when the drawing stops to change."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


def tab(browser: Browser) -> Page:
    """Open a fresh tab of 1,500 by 900."""
    page = browser.new_context(viewport={"width": 1500, "height": 900}).new_page()
    page.add_init_script(WATCH)
    page.set_default_timeout(300_000)
    return page


def settled(page: Page, calm: int = 700) -> float:
    """Wait until nothing more was drawn for `calm` milliseconds; returns when the last was."""
    page.wait_for_function(
        "calm => window.drawn && performance.now() - window.drawn > calm", arg=calm
    )
    return float(page.evaluate("window.drawn"))


@contextmanager
def served(folder: Path, log: Path) -> Iterator[str]:
    """Serve a study on a free port; writes to `log` when acts were stored, in milliseconds."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", START, str(folder), str(port), str(log)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(20)
