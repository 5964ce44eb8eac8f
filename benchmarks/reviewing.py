"""Review a whole interview in a browser by keyboard alone, and count what it takes.

`python benchmarks/reviewing.py` serves an invented interview, decides on every identifier in
headless Chromium as a researcher would, releases it, and prints key presses and seconds. The
seconds are the machine's: from a key press until the screen shows what it did.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from browser import chromium, served
from playwright.sync_api import Page
from reviewed_interview import MISSED, PASSPHRASE, build

OTHER_WORDS = {"Gwen Ashdown": "Nerys Blythe", "Doris Umpleby": "Edna Skerritt"}
KEPT = ("Leeds", "the 23rd of March", "the 4th of June")
WIDER = ("Hartlow", "Cawthorne")
TEN_MINUTES = 600


@dataclass(slots=True)
class Hands:
    """Press keys on the page and count them by what they were for."""

    page: Page
    counted: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)

    def press(self, what: str, *keys: str) -> None:
        """Press keys and wait until the screen has changed and what is in hand is known."""
        before = self.seen()
        began = time.perf_counter()
        for key in keys:
            self.page.keyboard.press(key)
            self.counted[what] += 1
        self.page.wait_for_function(
            "before => document.querySelector('.wbt')?.innerText !== before", arg=before
        )
        self.waits.append(time.perf_counter() - began)

    def type(self, what: str, words: str) -> None:
        """Type words, each letter a key press."""
        self.page.keyboard.type(words)
        self.counted[what] += len(words)

    def seen(self) -> str:
        """Read what the whole view says, its panels too."""
        return self.page.locator(".wbt[data-mode]").inner_text()

    @property
    def name(self) -> str:
        """Name the identifier in hand."""
        return self.page.locator(".wbt-name").inner_text()

    @property
    def left(self) -> bool:
        """Tell whether something waits."""
        return " left" in self.page.locator(".wbt-told").inner_text()

    def known(self) -> None:
        """Wait until the answer has said what is proposed for words just marked."""
        self.page.locator(".wbt-act.wbt-first").wait_for()


def review(hands: Hands) -> int:
    """Decide on every identifier; returns how many were in hand."""
    special: dict[str, Callable[[Hands], None]] = {
        "Dave": merge,
        "Sam": split,
        "Father Brendan": except_one,
    }
    taken = 0
    while hands.left:
        taken += 1
        name = hands.name
        if taken == 20:
            add_missed(hands)
            undo_once(hands)
        elif name in special:
            special.pop(name)(hands)
        elif name in OTHER_WORDS:
            change(hands, OTHER_WORDS[name])
        elif name in WIDER:
            hands.press("generalise further", "g")
            hands.press("generalise further", "2")
        else:
            hands.press("keep" if name in KEPT else "accept", "k" if name in KEPT else "a")
    return taken


def merge(hands: Hands) -> None:
    """Say that Dave is one of the two Daves."""
    hands.press("merge", "=")
    if hands.page.get_by_role("dialog").count():
        hands.press("merge", "1")
    if hands.name.startswith("Dave"):
        hands.press("merge", "a")


def split(hands: Hands) -> None:
    """Say that the second Sam is somebody else, and decide on both."""
    hands.page.keyboard.press("]")
    hands.counted["split"] += 1
    hands.press("split", "x")
    hands.known()
    hands.press("split", "a")


def except_one(hands: Hands) -> None:
    """Keep one place readable and treat the rest as proposed."""
    hands.press("exception", "o")
    hands.press("exception", "1")
    hands.press("exception", "a")


def change(hands: Hands, words: str) -> None:
    """Choose another pseudonym."""
    hands.press("change", "e")
    hands.type("change", words)
    hands.press("change", "Enter")


def add_missed(hands: Hands) -> None:
    """Find words that nothing found, mark them and decide on them."""
    hands.press("add what was missed", "f")
    hands.type("add what was missed", MISSED[:9])
    hands.press("add what was missed", "Enter")
    hands.press("add what was missed", "Escape")
    for _ in range(len(MISSED) - 9):
        hands.page.keyboard.press("Shift+ArrowRight")
        hands.counted["add what was missed"] += 1
    hands.press("add what was missed", "+")
    hands.press("add what was missed", "2")
    hands.known()
    hands.press("add what was missed", "a")


def undo_once(hands: Hands) -> None:
    """Take the last decision back, and make it again."""
    hands.press("undo and again", "z")
    hands.page.get_by_text("saved", exact=True).wait_for()
    hands.press("undo and again", "a")


def release(hands: Hands) -> None:
    """Go to the release and release, by the same key."""
    page = hands.page
    page.get_by_text("saved", exact=True).wait_for()
    for expected in ("Every identifier is decided", "Released before"):
        page.keyboard.press("Control+Enter")
        hands.counted["release"] += 1
        page.get_by_text(expected).wait_for(timeout=60_000)
        page.wait_for_timeout(500)


def opened(page: Page, url: str) -> None:
    """Unlock the vault and wait for the review."""
    page.set_default_timeout(20_000)
    page.goto(f"{url}/pseudonymise")
    page.get_by_label("Passphrase or recovery code").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    page.locator(".wbt-subject").first.wait_for()


def report(hands: Hands, taken: int, seconds: float) -> None:
    """Print the figures."""
    presses = sum(hands.counted.values())
    for what, count in sorted(hands.counted.items()):
        print(f"{what:22} {count:4} key presses")
    print(f"{'in all':22} {presses:4} key presses, {presses / taken:.1f} for each identifier")
    typed = statistics.median(hands.waits) * 1000
    print(f"{seconds:.1f} s of machine time; key to screen {typed:.0f} ms (median)")
    print(f"ten minutes leave {(TEN_MINUTES - seconds) / taken:.1f} s to read for each identifier")


def main() -> None:
    """Make the interview, review it, print what it took."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        study = Path(folder) / "study"
        words, identifiers, places = build(study)
        print(f"{words} words, {identifiers} identifiers in {places} places")
        with served(study, Path(folder) / "acts") as url:
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            opened(page, url)
            hands = Hands(page)
            began = time.perf_counter()
            taken = review(hands)
            release(hands)
            report(hands, taken, time.perf_counter() - began)


if __name__ == "__main__":
    main()
