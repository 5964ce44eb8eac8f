"""The keyboard alone, without one press of the mouse: into the words, out again, every panel."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.view.acts import press, saved

pytestmark = pytest.mark.browser

FOCUS = """
() => {
  const now = document.activeElement
  const inside = !!now.closest(".wbt")
  const words = now.matches(".wbt-text")
  const style = getComputedStyle(words ? now.closest(".wbt-scroll") : now)
  const edge = getComputedStyle(document.querySelector(".wbt-tree") ?? now).borderColor
  const seen = words ? style.borderColor !== edge
    : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  return [inside, words, seen, now.className]
}
"""
STEPS = 60


def go(page: Page, key: str, *, to_words: bool) -> None:
    """Press Tab until the words have the focus, or all of the view is left; it is always seen."""
    for _ in range(STEPS):
        press(page, key)
        inside, words, seen, name = page.evaluate(FOCUS)
        assert seen or not inside, name
        if words if to_words else not inside:
            return
    raise AssertionError(f"{key} never comes out")


def entered(page: Page, url: str) -> None:
    """Come to the words by Tab."""
    page.goto(url)
    page.wait_for_selector(".wbt-turn")
    go(page, "Tab", to_words=True)


def test_tab_leads_into_the_words_and_out_both_ways(page: Page, home: str) -> None:
    entered(page, home)
    press(page, "s", "1")
    go(page, "Tab", to_words=False)
    go(page, "Shift+Tab", to_words=True)
    go(page, "Shift+Tab", to_words=False)


def test_filter_undo_list_and_sheet_need_no_mouse(page: Page, home: str) -> None:
    entered(page, f"{home}&many=12")
    press(page, "l", "Tab", "Space")
    expect(page.locator(".wbt-status")).to_have_text("8 of 12 codings · saved")
    press(page, "Space", "Escape", ".", "s", "1", "2")
    saved(page)
    while page.evaluate("document.activeElement.ariaLabel") != "What undo takes back":
        press(page, "Shift+Tab")
    press(page, "Enter", "ArrowDown", "Enter")
    expect(page.locator(".wbt-status")).to_have_text("12 codings · saved")
    go(page, "Tab", to_words=True)
    press(page, "?", "Shift+Tab", "Space", "Escape", "Shift+R")
    expect(page.locator(".wbt-turn[data-read=all]")).to_have_count(0)
    press(page, "Control+k")
    page.keyboard.type("whole transcript")
    press(page, "Enter")
    expect(page.locator(".wbt-turn[data-read=all]")).to_have_count(300)


def test_a_code_of_the_tree_is_applied_and_found_again(page: Page, home: str) -> None:
    entered(page, home)
    press(page, ".", "s", "/", "ArrowDown", "End", "Enter")
    expect(page.get_by_text("Being heard: [We were two on the ward.]")).to_be_visible()
    press(page, "Escape", "f")
    page.keyboard.type("breaks")
    press(page, "Enter", "Escape", "m")
    page.keyboard.type("Said twice")
    press(page, "Control+Enter")
    expect(page.get_by_text(re.compile("memos 1"))).to_be_visible()
    expect(page.locator(".wbt-text")).to_be_focused()
