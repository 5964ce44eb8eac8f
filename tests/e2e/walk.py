"""Walk through the pages as a researcher does: menu, buttons, mouse, and a look into the study."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import settled
from workbench.study import FILE, Study


@dataclass(frozen=True, kw_only=True)
class Walk:
    """Hold the tab, where the server listens and the folder it serves."""

    page: Page
    url: str
    folder: Path

    def menu(self, section: str, name: str) -> None:
        """Go to a page by the menu."""
        self.page.get_by_role("button", name=section).first.click()
        self.page.locator("a", has_text=re.compile(f"{name}$")).last.click()
        expect(self.page).to_have_url(re.compile(name.lower().replace(" ", "-") + "$"))
        settled(self.page)

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press a button of the page and wait for what follows."""
        self.button(name, exact=exact).click()
        settled(self.page)

    def button(self, name: str, *, exact: bool = False) -> Locator:
        """Find a button of the page itself, not of the menu."""
        main = self.page.locator("[data-testid=stMain]")
        return main.get_by_role("button", name=name, exact=exact).first

    @contextmanager
    def stored(self) -> Iterator[Study]:
        """Read what the study holds at this moment: a copy, since the server has the file open."""
        copy = self.folder.parent / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for file in self.folder.glob(f"{FILE}*"):
            shutil.copy(file, copy)
        with Study.open(copy) as study:
            yield study


def drag_over(page: Page, words: str) -> None:
    """Select words in the transcript with the mouse, from their first to their last sign."""
    page.locator(".wbt-turn", has_text=words).wait_for()
    ends = page.evaluate(
        """words => {
          const text = document.querySelector(".wbt-text")
          const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
          while (nodes.nextNode()) {
            const at = nodes.currentNode.data.indexOf(words)
            if (at < 0) continue
            nodes.currentNode.parentElement.scrollIntoView({block: "center"})
            const range = document.createRange()
            range.setStart(nodes.currentNode, at)
            range.setEnd(nodes.currentNode, at + words.length)
            const boxes = range.getClientRects()
            const first = boxes[0], last = boxes[boxes.length - 1]
            return [first.left + 1, (first.top + first.bottom) / 2,
                    last.right - 1, (last.top + last.bottom) / 2]
          }
        }""",
        words,
    )
    assert ends, "these words are not drawn"
    page.mouse.move(ends[0], ends[1])
    page.mouse.down()
    page.mouse.move((ends[0] + ends[2]) / 2, ends[3], steps=4)
    page.mouse.move(ends[2], ends[3], steps=4)
    page.mouse.up()
    assert page.evaluate("document.getSelection().toString()") == words


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a select box by its words."""
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=option).first.click()
    settled(page)


def saved(walk: Walk, number: int) -> None:
    """Wait until the view says that so many codings are stored."""
    noun = "coding" if number == 1 else "codings"
    expect(walk.page.locator(".wbt-status")).to_have_text(f"{number} {noun} · saved")
