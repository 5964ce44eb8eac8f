"""Many codes over the same words: each is drawn, or counted, and says what it is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.view.acts import opened, press

pytestmark = pytest.mark.browser

DRAWN = """
() => {
  const margin = document.querySelector(".wbt-margin").getBoundingClientRect()
  const boxes = [...document.querySelectorAll(".wbt-stripe")].map(each => each.getBoundingClientRect())
  const apart = boxes.every((one, i) => boxes.every((other, k) => i === k || Math.abs(one.left - other.left) > 4))
  return [apart, boxes.every(each => each.left >= margin.left && each.right <= margin.right)]
}
"""


def test_twelve_codes_on_one_sentence_stand_side_by_side(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 900})
    opened(page, home)
    for number in range(12):
        press(page, "s", "c")
        page.keyboard.type(f"Idea {number}")
        press(page, "Enter")
    expect(page.locator(".wbt-stripe")).to_have_count(12)
    assert page.evaluate(DRAWN) == [True, True]
    press(page, "Tab", *["ArrowDown"] * 5)
    expect(page.get_by_role("tooltip")).to_contain_text(re.compile(r"Idea \d+.*AB, "))
