"""Acts in the transcript view: what is stored, and what is never lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.view.acts import leave, opened, press, saved, stored

pytestmark = pytest.mark.browser


def test_a_sentence_is_selected_and_coded_by_two_keys(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "1")
    expect(page.get_by_role("button", name="Coding: Workload, AB")).to_be_visible()
    expect(page.get_by_text("Workload: [We were two on the ward.]")).to_be_visible()
    expect(page.locator(".wbt-status")).to_have_text("1 coding · saved")


def test_thirty_rapid_keys_are_thirty_codings(page: Page, home: str) -> None:
    opened(page, f"{home}&slow=0.05")
    for _ in range(15):
        press(page, "Shift+ArrowRight", "1")
        page.wait_for_timeout(30)
        press(page, "2")
        page.wait_for_timeout(30)
    stored(page, 30)
    saved(page)


@pytest.mark.parametrize("slow", [0.1, pytest.param(0, marks=pytest.mark.slow)])
def test_one_click_right_after_a_key_changes_the_page(page: Page, home: str, slow: float) -> None:
    """Whatever is on its way just then, the page comes and the acts are stored."""
    opened(page, f"{home}&slow={slow}")
    for turn, pause in enumerate((0, 30, 60, 120, 200, 300), start=1):
        page.locator(".wbt-turn").nth(turn).click(position={"x": 60, "y": 38})
        press(page, "s", "1", "2")
        page.wait_for_timeout(pause)
        leave(page)
        page.get_by_role("link", name="Coding").click()
        page.wait_for_selector(".wbt-turn")
    stored(page, 12)
    saved(page)


def test_a_turn_is_labelled_and_codes_are_found_by_their_words(page: Page, home: str) -> None:
    """Turns count from one; a code shows its place above it and matches no stray letters."""
    opened(page, home)
    first = page.locator(".wbt-turn").nth(0)
    assert first.get_attribute("data-label") == "1 · 00:00"
    assert first.get_attribute("data-speaker") == "Interviewer"
    press(page, "s", "c")
    page.keyboard.type("pac")
    expect(page.locator(".wbt-option").nth(0)).to_have_text("PaceWorkload")
    page.keyboard.press("Control+a")
    page.keyboard.type("wkl")
    expect(page.locator(".wbt-option")).to_have_text(["Create “wkl”new code"])


def test_a_reload_with_an_act_under_way_loses_nothing(page: Page, home: str) -> None:
    opened(page, f"{home}&slow=0.6")
    press(page, "s", "1", "2")
    page.goto(f"{home}&slow=0.6")
    page.wait_for_selector(".wbt-turn")
    # What was under way may be sent again; it is stored once.
    expect(page.get_by_text(re.compile("stored 2 done [2-4] "))).to_be_visible(timeout=15_000)
    expect(page.locator(".wbt-stripe")).to_have_count(2)
    assert page.evaluate("sessionStorage['workbench:outbox']") == "[]"


def test_storage_holds_no_words_and_no_names(page: Page, home: str) -> None:
    opened(page, f"{home}&slow=0.5")
    press(page, "s", "1", "v", "c")
    page.keyboard.type("Shame and silence")
    press(page, "Enter")
    texts = [page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")]
    stored(page, 3)
    texts.append(page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))
    for text in texts:
        assert not re.search(r"ward|Shame|Workload|P07", text)


def test_the_words_cannot_be_changed(page: Page, home: str) -> None:
    opened(page, home)
    before = page.locator(".wbt-text").inner_text()
    press(page, "Control+a", "x", "Backspace", "Control+x", "q", "Space", "Control+b")
    page.keyboard.insert_text("typed")
    assert page.locator(".wbt-text").inner_text() == before
    assert page.locator(".wbt-text img, .wbt-text script").count() == 0


@pytest.mark.parametrize("turn", [1, 2])
def test_offsets_meet_the_words_in_awkward_turns(page: Page, home: str, turn: int) -> None:
    """Python slices by code points what the browser selected in UTF-16."""
    opened(page, home)
    page.locator(".wbt-turn").nth(turn).click(position={"x": 420, "y": 38})
    press(page, "s", "s")
    whole = page.evaluate("document.getSelection().toString()")
    press(page, "1")
    expect(page.get_by_text(f"Workload: [{whole}]".replace("\t", " "))).to_be_visible()
    press(page, "ArrowLeft", *["Shift+ArrowRight"] * 20)
    part = page.evaluate("document.getSelection().toString()")
    press(page, "2")
    expect(page.get_by_text(f"Pace: [{part}]".replace("\t", " "))).to_be_visible()


def test_a_code_is_picked_created_and_taken_off(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "c")
    page.keyboard.type("hear")
    press(page, "Enter")
    expect(page.get_by_text("Being heard: [We were")).to_be_visible()
    press(page, "Enter")
    page.keyboard.type("Carrying on")
    press(page, "Enter")
    expect(page.get_by_text("Carrying on: [We were")).to_be_visible()
    press(page, "u", "1")
    expect(page.get_by_text("Being heard: [We were")).to_have_count(0)
    press(page, "Delete")
    stored(page, 0, done=4)


def test_undo_asks_python_and_draws_its_answer(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "1", "2", "z")
    expect(page.locator(".wbt-stripe")).to_have_count(1)
    expect(page.get_by_text("Pace: [")).to_have_count(0)
    press(page, "Control+z")
    expect(page.locator(".wbt-stripe")).to_have_count(0)
