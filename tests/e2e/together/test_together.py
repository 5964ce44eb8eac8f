"""Two browsers on one study: each draws what the other does, and loses nothing of its own."""

from __future__ import annotations

import random
import signal
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.together.conftest import CODES, Together, at_turn, code, codings_are, shown

pytestmark = pytest.mark.browser


def test_each_window_works_under_its_name(together: Together) -> None:
    ana, ben = together.window(), together.window("Ben")
    expect(ana.get_by_role("button", name="person icon Ana")).to_be_visible()
    expect(ben.get_by_role("button", name="person icon Ben")).to_be_visible()
    at_turn(ana, 1)
    code(ana, "Pace")
    at_turn(ben, 3)
    ben.keyboard.press("s")
    ben.keyboard.press("v")
    codings_are(ana, 2)
    codings_are(ben, 2)
    ben.reload()
    ben.wait_for_selector(".wbt-turn")
    expect(ben.get_by_role("button", name="person icon Ben")).to_be_visible()
    at_turn(ben, 3)
    ben.keyboard.press("z")
    codings_are(ben, 1)
    codings_are(ana, 1)
    assert together.stored() == [("Pace", "Ana")]


def test_a_half_made_selection_and_the_scroll_stay(together: Together) -> None:
    """Codes, names, memos, undone acts come to Ben while he selects; corrected words too."""
    ben = together.window("Ben")
    at_turn(ben, 30)
    ben.keyboard.press("s")
    ben.keyboard.press("Shift+ArrowRight")
    before = standing(ben)
    assert before[0]
    together.third("code", 0, 20, "Workload")
    together.third("code", 40, 70, "Pace")
    codings_are(ben, 2)
    together.third("undo")
    codings_are(ben, 1)
    together.third("rename", "Workload", "Load")
    together.third("memo", "Look again.")
    assert standing(ben) == before
    turn = ben.locator(".wbt-turn").first.inner_text()
    together.third("correct", 0, 2, "All of us")
    expect(ben.locator(".wbt-turn").first).to_have_text("All of us" + turn[2:])
    after = standing(ben)
    assert (after[0], after[2]) == (before[0], before[2])
    assert abs(after[1] - before[1]) < 30
    ben.keyboard.press("c")
    ben.keyboard.type("Pac")
    together.third("retire", "Being heard")
    together.third("code", 100, 130, "Pace")
    codings_are(ben, 2)
    ben.keyboard.press("Enter")
    codings_are(ben, 3)
    ben.locator(".wbt-scroll").evaluate("each => each.scrollTop = 0")
    expect(ben.get_by_label("Coding: Load, Cara. Memo: Look")).to_be_visible()
    assert [name for _, name in together.stored()].count("Ben") == 1


def test_a_selection_stays_when_a_run_brings_the_corrected_words(together: Together) -> None:
    """The stream says the same later, or never: a run that something else asked for was first."""
    ben = together.window("Ben")
    at_turn(ben, 30)
    ben.keyboard.press("s")
    turn = ben.locator(".wbt-turn").first.inner_text()
    ben.route("**/live/changes**", lambda route: route.abort())
    together.third("correct", 0, 2, "All of us")
    before = standing(ben)
    ben.keyboard.press("Shift+ArrowRight")
    expect(ben.locator(".wbt-turn").first).to_have_text("All of us" + turn[2:])
    after = standing(ben)
    assert after[0].startswith(before[0])
    assert after[2] == before[2]
    assert abs(after[1] - before[1]) < 30


def standing(page: Page) -> tuple[str, int, str]:
    """Tell what is selected, where the scroll stands and what has the focus."""
    found: list[object] = page.evaluate(
        "[document.getSelection().toString(), "
        "Math.round(document.querySelector('.wbt-scroll').scrollTop), "
        "document.activeElement.className]"
    )
    return str(found[0]), int(str(found[1])), str(found[2])


@pytest.mark.slow
def test_a_window_catches_up_however_it_was_cut_off(together: Together) -> None:
    """A broken line, a sleeping tab and a new server: all that was missed comes, once."""
    ben = together.window("Ben")
    together.third("code", 0, 20, "Workload")
    codings_are(ben, 1)
    ben.context.set_offline(True)
    for place in range(30, 90, 10):
        together.third("code", place, place + 8, "Pace")
    together.third("uncode", 0)
    ben.wait_for_timeout(1500)
    ben.context.set_offline(False)
    codings_are(ben, 6)
    together.streams(1)
    sleep(ben, True)
    together.streams(0)
    together.third("code", 200, 220, "Workload")
    ben.wait_for_timeout(700)
    codings_are(ben, 6)
    sleep(ben, False)
    codings_are(ben, 7)
    together.stop(signal.SIGKILL)
    together.start()
    together.third("code", 300, 320, "Workload")
    codings_are(ben, 8)
    at_turn(ben, 2)
    code(ben, "Pace")
    codings_are(ben, 9)
    other = together.window()
    together.streams(2)
    other.get_by_role("button", name="Code", exact=True).first.click()
    other.locator("a", has_text="Codebook").last.click()
    other.wait_for_selector(".wbc-row")
    together.streams(2)
    other.go_back()
    other.wait_for_selector(".wbt-turn")
    together.streams(2)
    other.close()
    together.streams(1)
    drawn = shown(ben)
    stored = together.stored()
    assert drawn == sorted(stored)
    assert [name for _, name in stored].count("Ben") == 1


def sleep(page: Page, asleep: bool) -> None:
    """Hide the tab, or come back to it."""
    page.evaluate(
        """asleep => {
          Object.defineProperty(document, "hidden", {value: asleep, configurable: true})
          document.dispatchEvent(new Event("visibilitychange"))
        }""",
        asleep,
    )


@pytest.mark.parametrize("seconds", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_two_code_at_once_and_end_equal(together: Together, seconds: int) -> None:
    ana, ben = together.window(), together.window("Ben")
    chance = random.Random(seconds)
    for turn, window in ((1, ana), (3, ben)):
        at_turn(window, turn)
        for name in CODES:
            code(window, name)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        window = chance.choice((ana, ben))
        window.keyboard.press(chance.choice("....,"))
        window.keyboard.press("s")
        for key in chance.choices(("1", "2", "3", "z", "Z", "Delete"), (4, 4, 4, 2, 1, 2), k=2):
            window.keyboard.press(key)
            if window.locator(".wbt-panel").count():
                window.keyboard.press("Enter")
    for window in (ana, ben):
        status = window.locator(".wbt-status")
        expect(status).to_have_attribute("data-state", "saved", timeout=60_000)
    for _ in range(10):  # a question that failed is asked again after two seconds
        drawn = shown(ana), shown(ben)
        if drawn[0] == drawn[1]:
            break
        ana.wait_for_timeout(2000)
    stored = sorted(together.stored())
    assert len(stored) > 3
    assert drawn == (stored, stored)
