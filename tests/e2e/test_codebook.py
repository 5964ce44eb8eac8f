"""The codebook in the browser: arranged by mouse and keys, passages coded anew, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Said
from tests.e2e.conftest import Serve, settled
from workbench.coding import codebook, codings
from workbench.study import Study

SAID = [("Interviewer", "And then? " * 3), ("Amira", "<b>Nobody</b> told us anything. " * 40)]


@pytest.fixture
def place(study: Study, released: Callable[[str, Said], str], serve: Serve, page: Page) -> Page:
    """Open the codebook of a study with three codes and 60 passages."""
    transcript = released("Interview 01", SAID)
    made = [codebook.add(study, name).id for name in ("Silence", "Shame", "Waiting")]
    for n in range(60):
        codings.apply(study, transcript, 31 + n * 8, 51 + n * 8, made[n % 2])
    study.close()
    page.goto(f"{serve(study.folder)}/codebook")
    page.wait_for_selector(".wbc-row")
    settled(page)
    return page


def tree(page: Page, *rows: str) -> None:
    """Expect these codes, each with its level."""
    names = [row.lstrip("-") for row in rows]
    levels = [str(len(row) - len(name) + 1) for row, name in zip(rows, names, strict=True)]
    drawn = page.locator(".wbc-row:not(.wbc-new)")
    expect(drawn.locator(".wbt-label")).to_have_text(names, timeout=20_000)
    for n, level in enumerate(levels):
        expect(drawn.nth(n)).to_have_attribute("aria-level", level, timeout=20_000)


def saved(page: Page) -> None:
    expect(page.locator(".wbc-foot .wbt-status")).to_have_text("", timeout=20_000)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def drag(page: Page, name: str, onto: str, part: float) -> None:
    """Drag a row to a height within another: 0 its upper edge, 1 its lower."""
    saved(page)
    rows = page.locator(".wbc-row")
    start, end = (rows.filter(has_text=each).bounding_box() for each in (name, onto))
    assert start
    assert end
    page.mouse.move(start["x"] + 80, start["y"] + 15)
    page.mouse.down()
    for step in (0.5, 1.0):
        y = end["y"] + end["height"] * part
        page.mouse.move(start["x"] + 90, start["y"] + (y - start["y"]) * step)
    page.mouse.up()


def stored(folder: Path) -> list[str]:
    with Study.open(folder) as study:
        return ["-" * code.depth + code.name for code in codebook.fetch_all(study)]


def test_codes_are_arranged_by_mouse_and_by_keys(place: Page, serve: Serve, study: Study) -> None:
    drag(place, "Waiting", "Silence", 0.5)
    tree(place, "Silence", "-Waiting", "Shame")
    drag(place, "Shame", "Silence", 0.05)
    tree(place, "Shame", "Silence", "-Waiting")
    place.locator(".wbc-row").filter(has_text="Silence").click()
    press(place, "Alt+ArrowUp")
    tree(place, "Silence", "-Waiting", "Shame")
    press(place, "ArrowDown", "Alt+ArrowLeft")
    tree(place, "Silence", "Waiting", "Shame")
    press(place, "Shift+N")
    place.keyboard.type("Of others")
    press(place, "Enter", "F2")
    place.keyboard.type("Of the nurses")
    press(place, "Enter")
    tree(place, "Silence", "Waiting", "-Of the nurses", "Shame")
    press(place, "r")
    tree(place, "Silence", "Waiting", "Shame")
    press(place, "z", "z", "z")
    tree(place, "Silence", "Waiting", "Shame")
    press(place, "Z")
    tree(place, "Silence", "Waiting", "-Of others", "Shame")
    place.locator(".wbc-row").filter(has_text="Shame").click()
    press(place, "m")
    place.keyboard.type("zzz")
    expect(place.get_by_text("Nothing has this name.")).to_be_visible(timeout=20_000)
    place.get_by_role("combobox", name="Merge").fill("sil")
    press(place, "Enter")
    tree(place, "Silence", "Waiting", "-Of others")
    saved(place)
    serve.stop()
    assert stored(study.folder) == ["Silence", "Waiting", "-Of others"]


def test_passages_are_split_off_and_all_is_undone_from_the_list(place: Page) -> None:
    cards = place.locator(".wbp-card")
    expect(place.locator(".wbp-told")).to_have_text("30 passages")
    expect(cards.first.locator(".wbp-words")).to_contain_text("<b>Nobody")
    cards.nth(1).get_by_role("button", name="Context").click()
    expect(cards.nth(1).locator(".wbp-turns").first).to_contain_text("Interviewer: And then?")
    cards.nth(0).get_by_role("checkbox").click()
    cards.nth(2).get_by_role("checkbox").click(modifiers=["Shift"])
    expect(place.locator(".wbp-told")).to_have_text("3 ticked of 30 passages")
    place.get_by_role("button", name="Split off…").click()
    place.keyboard.type("Not told")
    press(place, "Enter")
    tree(place, "Silence", "Shame", "Waiting", "Not told")
    expect(place.locator(".wbp-told")).to_have_text("27 passages")
    place.get_by_role("checkbox", name="Tick all").click()
    place.get_by_role("button", name="Move to…").click()
    place.keyboard.type("wait")
    press(place, "Enter")
    expect(place.locator(".wbp-told")).to_have_text("0 passages")
    saved(place)
    place.get_by_test_id("stPopover").first.get_by_role("button").click()
    place.get_by_role("button", name=re.compile("Code split: 3 passages of Silence")).click()
    expect(place.locator(".wbp-told")).to_have_text("30 passages", timeout=20_000)
    tree(place, "Silence", "Shame", "Waiting")


def test_acts_outlive_a_change_of_page_and_a_reload(
    place: Page, serve: Serve, study: Study
) -> None:
    place.locator(".wbc-row").first.click()
    press(place, *["Alt+ArrowDown", "Alt+ArrowUp"] * 6, "Alt+ArrowDown")
    place.reload()
    tree(place, "Shame", "Silence", "Waiting")
    place.locator(".wbc-row").filter(has_text="Silence").click()
    press(place, "Alt+ArrowDown")
    place.get_by_role("link", name="Home").click()
    expect(place.get_by_role("heading", name="A study")).to_be_visible()
    place.wait_for_timeout(1_000)
    serve.stop()
    assert stored(study.folder) == ["Shame", "Waiting", "Silence"]
