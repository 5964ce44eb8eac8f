"""The screen of the transcript view: what is drawn, told and kept in place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.view.acts import opened, press, saved, stored

pytestmark = pytest.mark.browser


def test_a_refused_act_is_taken_back_with_its_reason(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "Control+Home", *["Shift+ArrowRight"] * 11, "1")
    expect(page.locator(".wbt-status")).to_contain_text("not saved: This passage is closed")
    expect(page.locator(".wbt-stripe")).to_have_count(0)


def test_letters_do_not_reach_streamlit(page: Page, home: str) -> None:
    """R would rerun the page and C would offer to clear its caches."""
    opened(page, home)
    press(page, "s", "1")
    saved(page)
    runs = page.locator("[data-testid=stDialog]")
    press(page, "r", "q")
    page.wait_for_timeout(300)
    assert runs.count() == 0
    expect(page.locator(".wbt-stripe")).to_have_count(1)


def test_a_stripe_selects_its_coding(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "1")
    saved(page)
    page.locator(".wbt-turn").nth(4).click()
    page.get_by_role("button", name="Coding: Workload, AB").click()
    expect(
        page.get_by_text(re.compile(r"selected \[We were two on the ward\.\] [0-9a-f]"))
    ).to_be_visible()
    press(page, "Alt+]")
    expect(page.get_by_text("Workload: [We were two on the ward. You]")).to_be_visible()


def test_memos_and_find_keep_the_place(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "m")
    page.keyboard.type("A first thought")
    press(page, "Control+Enter")
    expect(page.get_by_text(re.compile("memos 1"))).to_be_visible()
    press(page, "f")
    page.keyboard.type("NUMBER 30")
    press(page, "Enter", "Escape", "1")
    expect(page.get_by_text("Workload: [number 30]")).to_be_visible()


def test_scroll_selection_and_focus_outlive_reruns(page: Page, home: str) -> None:
    opened(page, home)
    press(page, *["."] * 20, "s", "1")
    top = page.evaluate("document.querySelector('.wbt-scroll').scrollTop")
    words = page.evaluate("document.getSelection().toString()")
    assert top > 0
    saved(page)
    page.wait_for_timeout(500)
    assert page.evaluate("document.querySelector('.wbt-scroll').scrollTop") == top
    assert page.evaluate("document.getSelection().toString()") == words
    assert page.evaluate("document.activeElement.className") == "wbt-text"
    page.get_by_role("link", name="Other").click()
    expect(page.get_by_text("elsewhere")).to_be_visible()
    page.get_by_role("link", name="Coding").click()
    page.wait_for_selector(".wbt-stripe")
    after = page.evaluate("document.querySelector('.wbt-scroll').scrollTop")
    assert abs(after - top) <= 1


def test_the_transcript_is_sent_once(page: Page, home: str) -> None:
    """A coding costs about a kilobyte in each direction, not the text again."""
    down: list[int] = []
    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda data: down.append(len(data)))
    )
    opened(page, f"{home}&many=200")
    press(page, "s", "1")
    saved(page)
    page.wait_for_timeout(600)
    down.clear()
    press(page, "2")
    saved(page)
    page.wait_for_timeout(600)
    assert sum(down) < 8_000
    down.clear()
    page.get_by_role("button", name="Rerun").click()
    page.wait_for_timeout(1000)
    assert 0 < sum(down) < 20_000


def test_review_decides_by_one_key(page: Page, home: str) -> None:
    opened(page, home)
    page.get_by_role("link", name="Review").click()
    page.wait_for_selector(".wbt-mention.wbt-undecided")
    expect(page.locator(".wbt-text")).to_be_focused()
    press(page, "a")
    expect(page.get_by_text("m0 PERSON pseudonymise Karen 0")).to_be_visible()
    expect(page.get_by_text("m3 PLACE pseudonymise Karen 0")).to_be_visible()
    press(page, "g", "2")
    expect(page.get_by_text("m1 PLACE generalise [county]")).to_be_visible()
    press(page, "e")
    page.keyboard.type("Mona")
    press(page, "Enter")
    expect(page.get_by_text("m2 PERSON pseudonymise Mona")).to_be_visible()
    expect(page.locator(".wbt-undecided")).to_have_count(0)
    page.locator(".wbt-turn").nth(1).click(position={"x": 60, "y": 38})
    press(page, "Control+Shift+ArrowRight", "+", "3")
    expect(page.get_by_text(re.compile("[0-9a-f-]{36} DATE"))).to_be_visible()
    expect(page.locator(".wbt-mention.wbt-undecided.wbt-current")).to_have_count(1)
    saved(page)  # The store has told by now to whom the mention belongs.
    press(page, "k")
    expect(page.get_by_text(re.compile("[0-9a-f-]{36} DATE keep"))).to_be_visible()


def test_marks_serve_where_highlights_are_missing(page: Page, home: str) -> None:
    """An older browser paints with elements and stores the same offsets."""
    page.add_init_script("delete window.Highlight")
    opened(page, home)
    press(page, "s", "1")
    expect(page.locator("mark.wbt-mark")).to_have_text("We were two on the ward.")
    press(page, "ArrowRight", "s", "2")
    stored(page, 2)
    expect(page.get_by_text("Pace: [We were two on the ward.]")).to_be_visible()
    press(page, "s", "2")
    stored(page, 3)
    assert page.locator(".wbt-turn").nth(1).inner_text().endswith("😀 stop.")


def test_the_interviewer_is_hidden_by_a_key(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "h")
    expect(page.locator(".wbt-turn").nth(0)).to_be_hidden()
    expect(page.locator(".wbt-turn").nth(1)).to_be_visible()
    press(page, "h")
    expect(page.locator(".wbt-turn").nth(0)).to_be_visible()
