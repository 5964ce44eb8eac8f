"""Do in the transcript view what a researcher does."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_selector(".wbt-turn")
    page.evaluate("document.fonts.ready.then(() => true)")  # another typeface breaks lines anew
    page.locator(".wbt-turn").nth(1).click(position={"x": 60, "y": 38})
    return page


def stored(page: Page, count: int, *, done: int | None = None) -> None:
    """Expect so many codings in the store, as the inspector beside the view shows."""
    pattern = f"stored {count} done {count if done is None else done} "
    expect(page.get_by_text(re.compile(pattern))).to_be_visible(timeout=15_000)


def leave(page: Page) -> None:
    """Change the page with one click, and see that it stays changed."""
    page.get_by_role("link", name="Other").click()
    page.get_by_text("elsewhere").wait_for(timeout=10_000)
    page.wait_for_timeout(300)
    expect(page.get_by_text("elsewhere")).to_be_visible()


def saved(page: Page) -> None:
    expect(page.locator(".wbt-status")).to_have_text(re.compile(r"(^|· )saved$"), timeout=15_000)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
