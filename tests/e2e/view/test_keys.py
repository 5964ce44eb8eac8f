"""Everything on the coding screen by keyboard alone, in one act each."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.view.acts import opened, press, saved, stored

pytestmark = pytest.mark.browser


def test_several_codes_are_ticked_without_leaving_the_picker(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "c", "Control+Enter", "ArrowDown", "Control+Enter")
    expect(page.locator(".wbt-tick[data-on]")).to_have_count(2)
    press(page, "Control+Enter")
    expect(page.locator(".wbt-tick[data-on]")).to_have_count(1)
    press(page, "Escape")
    expect(page.locator(".wbt-text")).to_be_focused()
    stored(page, 1, done=3)


def test_a_whole_turn_is_coded_by_one_key(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "Shift+Digit2")
    words = "We were two on the ward. You just carry on until something breaks. Then 😀 stop."
    expect(page.get_by_text(f"Pace: [{words}]")).to_be_visible()
    press(page, ".", "w")
    stored(page, 2)


def test_all_codings_of_a_passage_go_at_once(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "1", "2", "i", "Shift+U")
    expect(page.locator(".wbt-stripe")).to_have_count(0)
    stored(page, 0, done=4)


def test_either_edge_moves_by_keys(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "1", "]")
    press(page, "Alt+BracketRight", "Alt+Shift+BracketRight")
    expect(page.get_by_text("Workload: [were two on the ward. You]")).to_be_visible()
    press(page, "Alt+Shift+ArrowLeft", "Alt+ArrowLeft")
    expect(page.get_by_text("Workload: [We were two on the ward]")).to_be_visible()


def test_an_edge_is_dragged(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "1", "]")
    handle = page.locator(".wbt-handle[data-edge=end]")
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    expect(
        page.get_by_text(re.compile(r"Workload: \[We were two on the ward\. You just"))
    ).to_be_visible()
    saved(page)


def test_selected_words_are_dragged_onto_a_code(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s")
    words = page.evaluate(
        "(() => { const r = document.getSelection().getRangeAt(0).getBoundingClientRect();"
        "return [r.left + 20, r.top + r.height / 2] })()"
    )
    code = page.get_by_role("treeitem", name="Being heard").bounding_box()
    assert code
    page.mouse.move(*words)
    page.mouse.down()
    page.mouse.move(words[0] - 40, words[1] + 20, steps=3)
    page.mouse.move(code["x"] + 60, code["y"] + 10, steps=6)
    page.mouse.up()
    expect(page.get_by_text("Being heard: [We were two on the ward.]")).to_be_visible()


def test_the_codebook_codes_shows_filters_and_pins(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "/")
    page.keyboard.type("hear")
    expect(page.get_by_role("treeitem")).to_have_count(1)
    press(page, "Enter")
    expect(page.get_by_text("Being heard: [We were")).to_be_visible()
    expect(
        page.get_by_role("treeitem", name=re.compile("Being heard *key 3 *; *1 passage"))
    ).to_be_visible()
    press(page, "Escape", "ArrowDown", "End", "1")
    expect(page.get_by_role("treeitem", name=re.compile("Being heard.*key 1"))).to_be_visible()
    press(page, "Space")
    expect(page.get_by_role("treeitem", name="Being heard")).to_have_attribute(
        "aria-selected", "true"
    )
    press(page, "Escape")
    expect(page.locator(".wbt-text")).to_be_focused()


def test_stripes_tell_all_on_focus_and_tab_leads_out(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "1", "]", "m")
    page.keyboard.type("Loud")
    press(page, "Control+Enter")
    saved(page)
    press(page, "Tab")
    expect(page.locator(".wbt-stripe")).to_be_focused()
    expect(page.get_by_role("tooltip")).to_contain_text(re.compile("Workload.*AB, "))
    press(page, "Escape")
    expect(page.get_by_role("tooltip")).to_be_hidden()
    press(page, "Tab", "Tab", "Tab", "Tab")
    assert not page.evaluate("!!document.activeElement.closest('.wbt-body')")


def test_what_was_read_is_marked_up_to_here(page: Page, home: str) -> None:
    opened(page, home)
    press(page, ".", "r")
    expect(page.locator(".wbt-turn[data-read=all]")).to_have_count(3)
    press(page, "s", "s", "r")
    expect(page.locator(".wbt-turn[data-read=all]")).to_have_count(2)
    press(page, "Shift+R")
    expect(page.locator(".wbt-turn[data-read=all]")).to_have_count(40)
    saved(page)


def test_stripes_are_filtered_by_code_theme_and_researcher(page: Page, home: str) -> None:
    opened(page, f"{home}&many=12")
    expect(page.locator(".wbt-status")).to_have_text("12 codings · saved")
    press(page, "l")
    page.get_by_label("Carrying on").check()
    expect(page.locator(".wbt-status")).to_have_text("8 of 12 codings · saved")
    page.get_by_label("Carrying on").uncheck()
    page.get_by_role("dialog").get_by_label("Pace").check()
    expect(page.locator(".wbt-status")).to_have_text("4 of 12 codings · saved")
    press(page, "Escape")
    expect(page.locator(".wbt-text")).to_be_focused()


def test_undo_says_what_it_takes_back(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "1", "2")
    saved(page)
    expect(page.get_by_role("button", name="Undo", exact=True)).to_have_attribute(
        "title", "Undo (Z): apply"
    )
    page.get_by_role("button", name="What undo takes back").click()
    press(page, "2")
    expect(page.locator(".wbt-stripe")).to_have_count(0)


def test_single_keys_can_be_switched_off(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "?")
    page.get_by_label(re.compile("Single letters")).uncheck()
    press(page, "Escape", "s", "1")
    page.wait_for_timeout(200)
    expect(page.locator(".wbt-stripe")).to_have_count(0)
    press(page, "Control+k")
    page.keyboard.type("sentence")
    press(page, "Enter", "Control+k")
    page.keyboard.type("in vivo")
    press(page, "Enter")
    expect(page.locator(".wbt-stripe")).to_have_count(1)


def test_a_touched_selection_brings_buttons(page: Page, home: str) -> None:
    opened(page, home)
    page.locator(".wbt-text").dispatch_event(
        "pointerdown", {"pointerType": "touch", "bubbles": True}
    )
    press(page, "s")
    page.get_by_role("toolbar", name="Selected words").get_by_role("button", name="Code").click()
    press(page, "Enter")
    stored(page, 1)


def test_memos_go_on_codes_and_the_transcript(page: Page, home: str) -> None:
    opened(page, home)
    press(page, "s", "1", "Shift+M", "2")
    page.keyboard.type("What is load?")
    press(page, "Control+Enter", "Shift+M", "3")
    page.keyboard.type("A long one")
    press(page, "Control+Enter")
    expect(page.get_by_text(re.compile("memos 2"))).to_be_visible()


def test_the_next_passage_of_a_code_is_sought_beyond_the_transcript(page: Page, home: str) -> None:
    opened(page, f"{home}&many=6")
    press(page, "Control+Home", "]", "j")
    chosen = page.evaluate("document.getSelection().toString()")
    press(page, "j")
    expect(page.get_by_text(re.compile("jumped to k0"))).to_be_visible()
    page.wait_for_function("was => document.getSelection().toString() !== was", arg=chosen)
