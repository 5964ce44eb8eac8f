"""Select and code with a finger alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.view.acts import stored

pytestmark = pytest.mark.browser

WORD = """
() => {
  const turn = document.querySelectorAll(".wbt-turn")[1]
  const range = document.createRange()
  const node = document.createTreeWalker(turn, NodeFilter.SHOW_TEXT).nextNode()
  range.setStart(node, 18)
  range.setEnd(node, 22)
  const box = range.getBoundingClientRect()
  return [box.x + box.width / 2, box.y + box.height / 2]
}
"""


def test_a_word_is_coded_by_taps(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, has_touch=True)
    page = context.new_page()
    page.goto(home)
    page.wait_for_selector(".wbt-turn")
    where = page.evaluate(WORD)
    page.touchscreen.tap(*where)
    page.touchscreen.tap(*where)
    buttons = page.get_by_role("toolbar", name="Selected words")
    buttons.get_by_role("button", name="Code").tap()
    page.get_by_role("option", name="Pace").tap()
    expect(page.get_by_text("Pace: [ward]")).to_be_visible()
    page.touchscreen.tap(where[0], where[1] + 300)
    page.get_by_role("button", name="Coding: Pace, AB").tap()
    expect(page.get_by_text("selected [ward]")).to_be_visible()
    stored(page, 1)
    context.close()
