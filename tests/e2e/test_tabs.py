"""Tabs that are turned faster than the page answers."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.conftest import Said
from tests.e2e.conftest import Serve, settled
from workbench.study import Study

# Milliseconds between two keys: both before the page's first answer, about it, and after.
PAUSES = (0, 60, 150)
ANSWERED = 500


def test_the_tab_chosen_last_is_shown_with_the_keyboard_on_it(
    study: Study, released: Callable[[str, Said], str], serve: Serve, page: Page
) -> None:
    released("Interview 01", [("Interviewer", "How did it begin?"), ("Amira", "With soup.")])
    study.close()
    page.goto(f"{serve(study.folder)}/coding")
    page.wait_for_selector(".wbt-turn")
    settled(page)
    tabs = page.get_by_role("tab")
    tabs.first.focus()
    for pause in PAUSES:
        for key, last in (("ArrowRight", "Similar"), ("ArrowLeft", "Passage")):
            page.keyboard.press(key)
            page.wait_for_timeout(pause)
            page.keyboard.press(key)
            page.keyboard.press("Enter")
            page.wait_for_timeout(ANSWERED)
            chosen = tabs.filter(has_text=last)
            expect(chosen).to_have_attribute("aria-selected", "true")
            expect(chosen).to_be_focused()
