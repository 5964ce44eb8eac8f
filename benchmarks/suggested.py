"""Measure in headless Chromium how long a decision on a suggestion takes to be seen.

`python benchmarks/suggested.py [--windows 20000] [--labels 500] [--decisions 60]` makes a study of
generated interviews with so many windows, drawn vectors and so many judged passages of one code,
and prints for the page Suggestions, by key and by mouse, and for the tab beside the words, by
mouse, from the press: until the card shows that it was pressed, and until the list that follows is
painted whole: another card in hand, ordered by what was learned from the decision. A tenth of the
decisions code the passage, the others dismiss it. Milliseconds: median and p95; of the codings the
median.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from browser import chromium, served, tab
from playwright.sync_api import Browser, Page
from searching import release

sys.path.append(str(Path(__file__).parents[1]))  # corpora are not installed
from corpora import generate
from workbench import audit, passages, readers, transcripts
from workbench.coding import codebook, embeddings, encoders, matrices
from workbench.coding.vectors import LENGTH, Vectors
from workbench.store import Row
from workbench.study import Study

WORDS_A_WINDOW, WORDS = 26, 9_000
CALM = 500
"""Milliseconds in which nothing of the list may change before the next decision."""
WATCH = """
(() => {
  window.listed = {pressed: 0, reacted: 0, drawn: 0, key: "y"}
  let seen = "", was = ""
  const all = selector => [...document.querySelectorAll(selector)]
  const shown = () => all("[data-card]").map(one => one.dataset.card + one.textContent)
  const marked = () => all("[data-hand]").map(one => one.dataset.hand)
  const look = () => {
    const cards = shown().join()
    const marks = cards + marked().join()
    const now = performance.now()
    if (marks !== was && listed.pressed && !listed.reacted) listed.reacted = now
    was = marks
    if (cards === seen) return
    seen = cards
    listed.drawn = now
  }
  // Looks once a frame is painted.
  const frame = () => {
    setTimeout(look)
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  const pressed = event => {
    if (event.type === "click" ? event.target.closest?.("button") : event.key in {x: 0, y: 0}) {
      Object.assign(listed, {pressed: event.timeStamp, reacted: 0, drawn: 0})
    }
  }
  addEventListener("keydown", pressed, true)
  addEventListener("click", pressed, true)
})()
"""


@dataclass(slots=True)
class Times:
    """Hold milliseconds of each decision: until the card reacts, and until the list is whole."""

    reacted: list[float] = field(default_factory=list)
    listed: list[float] = field(default_factory=list)


class Drawn:
    """Stand for the language model: vectors of one language, drawn by chance."""

    name = encoders.EXACT

    def __init__(self) -> None:
        self.chance = np.random.default_rng(1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row for each text."""
        found: Vectors = self.chance.standard_normal((len(texts), LENGTH), dtype=np.float32)
        found += 0.5  # vectors of one language have a middle
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found


def fill(folder: Path, windows: int, labels: int) -> None:
    """Make a study of so many windows, all read but the last tenth, and a code with labels."""
    many = max(2, windows * WORDS_A_WINDOW // WORDS)
    made = folder.with_name("made")
    generate.generate(made, interviews=many, words=WORDS, codings=1, seed=1)
    with Study.create(folder, name="Measured", researcher="Ana") as study:
        for n, file in enumerate(sorted((made / "files").iterdir()), start=1):
            release(study, f"Interview {n:02}", f"P{n:02}", readers.read(file))
        embeddings.embed_all(study, Drawn())
        for one in transcripts.fetch_all(study)[: many // 2]:
            transcripts.mark_read(study, one.id)
        code = codebook.add(study, "Measured").id
        units = matrices.matrix(study, Drawn.name)
        print(f"{len(units):,} windows, {labels} labels, {many} transcripts")
        label(study, code, units, labels)


def label(study: Study, code: str, units: matrices.Units, labels: int) -> None:
    """Code every fifth of some windows and dismiss the others."""
    rows = matrices.spread(np.arange(len(units) // 2), labels)
    with audit.act(study, "measured", undoable=False) as act:
        for number, row in enumerate(rows.tolist()):
            place = units.windows.span(units.transcript_ids[row], row)
            passage = passages.anchor(act, *place, passage_id=study.new_id())
            common: Row = {"id": study.new_id(), "passage_id": passage.id, "code_id": code}
            common |= {"researcher": "Ana", "ts": audit.now()}
            if number % 5:
                judged = {"verdict": "dismissed", "place": 1, "model": "measured"}
                act.insert("decisions", {**common, **judged})
            else:
                act.insert("codings", {**common, "found_by": "reading"})


def calm(page: Page) -> None:
    """Wait until the list stands still."""
    page.wait_for_function(
        "calm => listed.drawn && performance.now() - listed.drawn > calm", arg=CALM
    )


def decide(page: Page, times: Times, press: Callable[[bool], None], decisions: int) -> None:
    """Decide on one card after another; the first few warm all up and do not count."""
    calm(page)
    for number in range(-3, decisions):
        press(number % 10 == 9)
        calm(page)
        told = page.evaluate("listed")
        if number >= 0:
            times.reacted.append(told["reacted"] - told["pressed"])
            times.listed.append(told["drawn"] - told["pressed"])


def by_key(page: Page, url: str, decisions: int) -> Times:
    """Decide on the page Suggestions by keys."""
    times = Times()
    page.goto(f"{url}/suggestions")
    page.locator("[data-hand=in]").wait_for()
    decide(page, times, lambda code: page.keyboard.press("y" if code else "x"), decisions)
    return times


def by_mouse(page: Page, url: str, decisions: int) -> Times:
    """Decide on the page Suggestions by the buttons of the first card."""
    times = Times()
    page.goto(f"{url}/suggestions")
    page.locator("[data-hand=in]").wait_for()
    decide(page, times, lambda code: click(page, code), decisions)
    return times


def beside(page: Page, url: str, decisions: int) -> Times:
    """Decide in the tab beside the words."""
    times = Times()
    page.goto(f"{url}/coding")
    page.get_by_role("tab", name="Similar").click()
    page.get_by_role("combobox", name="Passages like those of").click()
    page.get_by_role("option", name="Measured").click()
    page.get_by_role("button", name="Dismiss").first.wait_for()
    decide(page, times, lambda code: click(page, code), decisions)
    return times


def click(page: Page, code: bool) -> None:
    """Press a button of the first card."""
    card = page.locator("[data-card]").first
    card.get_by_role("button", name="Code" if code else "Dismiss", exact=True).click()


WAYS = {
    "page Suggestions, by key": by_key,
    "page Suggestions, by mouse": by_mouse,
    "beside the words, by mouse": beside,
}


def measure(browser: Browser, folder: Path, decisions: int, ways: Sequence[str]) -> None:
    """Serve the study and print a line for each way to decide."""
    with served(folder, folder.with_name("acts")) as url:
        for name in ways:
            page = tab(browser)
            page.add_init_script(WATCH)
            page.set_default_timeout(60_000)
            times = WAYS[name](page, url, decisions)
            page.context.close()
            print(f"{name}: pressed → card reacts {said(times.reacted)}", end=", ")
            print(f"→ next list painted {said(times.listed)}", end=", ")
            print(f"after a coding {statistics.median(times.listed[9::10]):.0f}", flush=True)


def said(found: Sequence[float]) -> str:
    """Write the median, and the time that 95 of 100 stay under."""
    return f"{statistics.median(found):.0f} (p95 {statistics.quantiles(found, n=20)[-1]:.0f})"


def main() -> None:
    """Make the study, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--windows", type=int, default=20_000)
    parser.add_argument("--labels", type=int, default=500)
    parser.add_argument("--decisions", type=int, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name) / "study"
        fill(folder, given.windows, given.labels)
        measure(browser, folder, given.decisions, list(WAYS))


if __name__ == "__main__":
    main()
