"""The transcript view in a real browser: what is drawn, what is stored, and what is never lost."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

APP = Path(__file__).parent / "transcript_app.py"
FLAGS = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demonstration on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    flags = [f"--{name}={value}" for name, value in FLAGS.items()] + [f"--server.port={port}"]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *flags]
    folder = tmp_path_factory.mktemp("server")
    environment = os.environ | {"PYTHONPATH": str(APP.parents[2])}
    log = (folder / "log").open("wb")
    running = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment)
    url = f"http://127.0.0.1:{port}"
    wait_until_healthy(url)
    yield url
    running.terminate()
    running.wait(20)
    log.close()


def wait_until_healthy(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the demonstration did not start")


@pytest.fixture
def home(server: str) -> str:
    """Name a store of its own for the test."""
    return f"{server}/?store={uuid4()}"


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_selector(".wbt-turn")
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
    expect(page.locator(".wbt-status")).to_contain_text("· saved", timeout=15_000)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


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


@pytest.mark.parametrize("slow", [0.1, 0])
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
    stored(page, 2)
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
    page.locator(".wbt-turn").nth(turn).click(position={"x": 640, "y": 38})
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
    page.locator(".wbt-text").focus()
    press(page, "n", "a")
    expect(page.get_by_text("m0 PERSON pseudonymise Karen 0")).to_be_visible()
    expect(page.get_by_text("m3 PLACE pseudonymise Karen 0")).to_be_visible()
    press(page, "r")
    expect(page.get_by_text("m1 PLACE redact")).to_be_visible()
    press(page, "e")
    page.keyboard.type("Mona")
    press(page, "Enter")
    expect(page.get_by_text("m2 PERSON pseudonymise Mona")).to_be_visible()
    expect(page.locator(".wbt-undecided")).to_have_count(0)
    page.locator(".wbt-turn").nth(1).click(position={"x": 60, "y": 38})
    press(page, "Control+Shift+ArrowRight", "+", "3")
    expect(page.get_by_text(re.compile("new .* DATE"))).to_be_visible()
    expect(page.locator(".wbt-mention.wbt-undecided.wbt-current")).to_have_count(1)
    saved(page)  # This store gives the mention an id of its own.
    press(page, "k")
    expect(page.get_by_text(re.compile("new .* DATE keep"))).to_be_visible()


def test_a_key_is_visible_within_a_blink(page: Page, home: str) -> None:
    """The mark is in the tree before the frame after the key; the median is far below 100 ms."""
    opened(page, f"{home}&many=200")
    page.evaluate(
        """() => {
          window.delays = []
          document.addEventListener("keydown", event => {
            const began = performance.now()
            const shown = () => window.delays.push(performance.now() - began)
            requestAnimationFrame(() => requestAnimationFrame(shown))
          }, true)
        }"""
    )
    for _ in range(12):
        press(page, "Shift+ArrowRight", "1")
        page.wait_for_timeout(80)
    delays = sorted(page.evaluate("window.delays"))
    saved(page)
    assert delays[len(delays) // 2] < 100


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
