"""Many codes over the same words: each is drawn, or counted, and says what it is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.view.acts import opened, press

pytestmark = pytest.mark.browser

DRAWN = """
() => {
  const box = each => each.getBoundingClientRect()
  const margin = box(document.querySelector(".wbt-margin"))
  const stripes = [...document.querySelectorAll(".wbt-stripe")]
  const lefts = stripes.map(each => box(each).left).sort((a, b) => a - b)
  const apart = lefts.every((left, i) => i === 0 || left - lefts[i - 1] > 4)
  return [apart, lefts.every(left => left >= margin.left && left + 5 <= margin.right)]
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
