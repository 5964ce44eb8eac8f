"""Measure the coding screen in headless Chromium, beside Taguette on the same interview.

`python benchmarks/coding.py [--runs 7] [--peer-runs 7]` prints, for 300, 1,200 and 3,000
codings on 9,000 words, the medians of four times until all visible codings are drawn: from the
address, from the data in the browser, from the call of the transcript view, and, for the address
alone, until Streamlit's page has taken the view over. The transcript is drawn before Streamlit has
started: its data comes by the request `/opening/coding`, Taguette's by `/contents`. Both clocks
start at that answer's end, by the browser's own resource timing. Streamlit's own files wait until
the transcript is seen, which "taken over" counts; turns below the window and what is painted ahead
of it are laid out a frame later, and no clock counts them. The same is then measured with
that request refused: Streamlit brings the data, in the first message of more than 40 kB on its
socket, which is the way of a change of page. Taguette's times are for 300 and 1,200, with the
ratio.

Then, with 2,000 codings and Streamlit there, what one coding by one key takes: key → stripe, key →
stored in the database, bytes each way, and whether scroll position, selection and focus stay. All
in milliseconds unless said.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import coded_transcript
import taguette_peer
from browser import chromium, served, settled, tab
from playwright.sync_api import Browser, CDPSession, Page

SIZES, PEER_SIZES = (300, 1_200, 3_000), (300, 1_200)
ACTS_AT, ACTS, ALONE = 2_000, 40, 5
UNASKED = 3_000
"""Milliseconds in which nothing is asked of a page: what Playwright asks with is 330 kB."""
ANSWERED = """end =>
performance.getEntriesByType('resource').find(one => new URL(one.name).pathname.endsWith(end))
?.responseEnd"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Hold milliseconds until all is drawn: from the address, from the data, from the call."""

    whole: float
    data: float
    call: float = 0.0
    taken: float = 0.0

    def __str__(self) -> str:
        return (
            f"address → drawn {self.whole:.0f}, data → drawn {self.data:.0f}, "
            f"called → drawn {self.call:.0f}, address → taken over {self.taken:.0f}"
        )


def opening(page: Page, address: str, *, early: bool) -> Opening:
    """Open the coding screen and wait for the last stripe; not `early`, Streamlit brings all."""
    if not early:
        page.route("**/opening/*", lambda route: route.abort())
    page.goto(address, wait_until="commit")
    page.wait_for_timeout(UNASKED)
    page.locator(".wbt-stripe").first.wait_for()
    drawn = settled(page)
    page.wait_for_function("() => window.taken")
    came = page.evaluate(ANSWERED, "/opening/coding") if early else page.evaluate("window.came")
    called = page.evaluate("performance.getEntriesByName('transcript view')[0].startTime")
    return Opening(
        whole=drawn,
        data=drawn - float(came),
        call=drawn - float(called),
        taken=float(page.evaluate("window.taken")),
    )


def peer_opening(page: Page, address: str, codings: int) -> Opening:
    """Open Taguette's document and wait until every highlight is in it; it polls without end."""
    page.goto(address, wait_until="commit")
    page.wait_for_timeout(UNASKED)
    page.wait_for_function(
        "n => new Set([...document.querySelectorAll('.highlight')]"
        ".map(one => one.dataset.highlightId)).size >= n",
        arg=codings,
        polling=250,
    )
    drawn = settled(page)
    return Opening(whole=drawn, data=drawn - float(page.evaluate(ANSWERED, "/contents")))


def medians(found: Sequence[Opening]) -> Opening:
    """Take the median of each time."""
    names = ("whole", "data", "call", "taken")
    return Opening(
        **{name: statistics.median(getattr(one, name) for one in found) for name in names}
    )


def ours(browser: Browser, folder: Path, codings: int, runs: int) -> tuple[Opening, Opening]:
    """Open an interview `runs` times in fresh tabs, after one that warms the server, both ways."""
    coded_transcript.store(folder, coded_transcript.invent(codings))
    found: dict[bool, list[Opening]] = {True: [], False: []}
    with served(folder, folder / "acts") as url:
        for run in range(runs + 1):
            for early, times in found.items():
                page = tab(browser)
                found_one = opening(page, f"{url}/coding", early=early)
                page.context.close()
                times.extend([found_one] if run else [])
    return medians(found[True]), medians(found[False])


def peers(browser: Browser, folder: Path, codings: int, runs: int) -> Opening:
    """Open the same interview in Taguette `runs` times, after one that warms the server."""
    interview = coded_transcript.invent(codings)
    programs = taguette_peer.installed(folder.parent)
    found = []
    with taguette_peer.served(programs, folder, interview.turns, interview.codings) as where:
        sign_in, document = where
        for _ in range(runs + 1):
            page = tab(browser)
            page.goto(sign_in, wait_until="domcontentloaded")
            found.append(peer_opening(page, document, codings))
            page.context.close()
    return medians(found[1:])


@dataclass
class Wire:
    """Count the bytes on the page's sockets, and the bodies of what it asks and is told beside."""

    up: int = 0
    down: int = 0

    def listen(self, session: CDPSession) -> None:
        """Follow every frame of every socket, and every request."""
        session.send("Network.enable")
        session.on("Network.webSocketFrameSent", self._sent)
        session.on("Network.webSocketFrameReceived", self._received)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.dataReceived", self._told)

    def _sent(self, event: dict[str, dict[str, str]]) -> None:
        self.up += len(event["response"]["payloadData"]) * 3 // 4

    def _received(self, event: dict[str, dict[str, str]]) -> None:
        self.down += len(event["response"]["payloadData"]) * 3 // 4

    def _asked(self, event: dict[str, dict[str, str]]) -> None:
        self.up += len(event["request"].get("postData", ""))

    def _told(self, event: dict[str, int]) -> None:
        self.down += event["dataLength"]


@dataclass(slots=True)
class Acts:
    """Hold what each coding by one key took; `alone` are the bytes up and down of the key alone."""

    visible: list[float] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)
    alone: list[tuple[int, int]] = field(default_factory=list)
    moved: int = 0


def select(page: Page) -> None:
    """Select the next turn by keys."""
    for key in (".", "s", "s"):
        page.keyboard.press(key)
    settled(page, 150)


def code_once(page: Page, acts: Acts, log: Path) -> None:
    """Select the next turn and code it with one key, while the page still answers to that."""
    select(page)
    before, known = where(page), log.read_text().count("\n") if log.exists() else 0
    page.keyboard.press("1")
    drawn = settled(page, 250)
    pressed = float(page.evaluate("window.pressed"))
    acts.visible.append(drawn - pressed)
    # "Not saved" is said as well, where a key came before Streamlit.
    page.locator('.wbt-status[data-state="saved"]').wait_for()
    while log.read_text().count("\n") <= known:
        time.sleep(0.02)
    origin = float(page.evaluate("performance.timeOrigin"))
    acts.stored.append(float(log.read_text().splitlines()[known].split()[0]) - origin - pressed)
    page.wait_for_timeout(400)
    acts.moved += where(page) != before


def code_alone(page: Page, acts: Acts, wire: Wire) -> None:
    """Code what has long been selected: what the selecting cost is not counted."""
    select(page)
    page.wait_for_timeout(3_000)
    up, down = wire.up, wire.down
    page.keyboard.press("1")
    page.wait_for_timeout(2_000)
    acts.alone.append((wire.up - up, wire.down - down))


def where(page: Page) -> object:
    """Note scroll position, selected words and what has the focus."""
    return page.evaluate(
        "() => [document.querySelector('.wbt-scroll').scrollTop, String(getSelection()), "
        "document.activeElement?.className]"
    )


def acting(browser: Browser, folder: Path) -> tuple[Acts, tuple[int, int]]:
    """Code many turns by one key each; also tells the bytes of one coding with its selecting."""
    coded_transcript.store(folder, coded_transcript.invent(ACTS_AT))
    acts, wire, log = Acts(), Wire(), folder / "acts"
    with served(folder, log) as url:
        page = tab(browser)
        page.set_default_timeout(20_000)
        page.goto(f"{url}/coding")
        page.locator(".wbt-stripe").first.wait_for()
        page.wait_for_function("() => window.taken")
        settled(page)
        page.locator(".wbt-turn").nth(1).click(position={"x": 60, "y": 38})
        wire.listen(page.context.new_cdp_session(page))
        for _ in range(ACTS):
            code_once(page, acts, log)
        whole = (wire.up // ACTS, wire.down // ACTS)
        for _ in range(ALONE):
            code_alone(page, acts, wire)
        page.context.close()
    return acts, whole


def p95(found: Sequence[float]) -> float:
    """Give the time that 95 of 100 stay under."""
    return statistics.quantiles(found, n=20)[-1]


def report(acts: Acts, whole: tuple[int, int]) -> None:
    """Print what one coding takes."""
    for what, found in (("key → stripe", acts.visible), ("key → stored", acts.stored)):
        print(f"{what}: median {statistics.median(found):.0f}, p95 {p95(found):.0f}")
    up, down = (max(found) for found in zip(*acts.alone, strict=True))
    print(f"bytes per coding: at most {up:,} up, {down:,} down")
    print(f"bytes per coding with the selecting before it: {whole[0]:,} up, {whole[1]:,} down")
    print(f"scroll, selection or focus changed by {acts.moved} of {ACTS} codings")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--peer-runs", type=int, default=7, help="0 leaves Taguette out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        for codings in SIZES:
            early, streamlit = ours(browser, folder / f"ours-{codings}", codings, given.runs)
            print(f"{codings:5,} codings: {early}")
            print(f"  brought by Streamlit: {streamlit}", flush=True)
            if codings in PEER_SIZES and given.peer_runs:
                peer = peers(browser, folder / f"peer-{codings}", codings, given.peer_runs)
                print(f"  Taguette: address → drawn {peer.whole:.0f}, data → drawn {peer.data:.0f}")
                shares = (peer.whole / early.whole, peer.data / early.data)
                print("  ratio {:.1f} by address, {:.1f} by data".format(*shares), flush=True)
        report(*acting(browser, folder / "acting"))


if __name__ == "__main__":
    main()
