"""What is selected in the browser is what the study stores, whatever signs the words have."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Serve
from tests.e2e.test_correct import TALK, opened, prepared, said
from tests.e2e.walk import drag_over
from workbench import transcripts
from workbench.coding import codings

pytestmark = pytest.mark.browser

SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
MORE = (
    "INT: Nai\u0308ve, or na\u00efve, with \u2764\ufe0f, with \u2764\ufe0e or \u2764?\r\n"
    "P1: From 🇬🇧🇫🇷, नमस्ते \u1112\u1161\u11ab, \u200fשָׁלוֹם\u200e, مَرْحَبًا, "
    f"{SCOTLAND} z\u0335\u0321\u0322a\u0334lgo, zero\u200bwidth, soft\u00adhyphen, "
    "said\u2028so\0 then.\r\n"
)
DRAGGED = (
    *("😀 the van", "👩\u200d👧 Mostly", "cafe\u0301 𝒳 and the שלום", "changed 👍🏽 so"),
    *("Nai\u0308ve, or na\u00efve", "\u2764\ufe0f, with \u2764\ufe0e or", "🇬🇧🇫🇷, नमस्ते"),
    *("\u1112\u1161\u11ab", f"{SCOTLAND} z\u0335\u0321\u0322a\u0334l", "so\ufffd then"),
)
STEPS = 21


def test_words_selected_by_mouse_keyboard_and_find_are_stored(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    """A file with CRLF line ends, joined emoji, accents, right-to-left and astral signs."""
    folder = tmp_path / "study"
    prepared(folder, TALK + MORE)
    walk = opened(page, serve, folder)
    with walk.stored() as study:
        before = said(study)
    wanted: list[str] = []

    def code() -> None:
        wanted.append(page.evaluate("document.getSelection().toString()"))
        page.keyboard.press("1")

    for words in DRAGGED:
        drag_over(page, words)
        code()
        assert wanted[-1] == words
    for turn, steps in ((1, STEPS), (5, 3 * STEPS)):
        page.locator(".wbt-turn").nth(turn).click(position={"x": 60, "y": 38})
        page.keyboard.press("s")
        code()
        page.keyboard.press("ArrowLeft")
        for step in range(steps):
            page.keyboard.press("Shift+ArrowRight")
            if step % 4 == 0:
                code()
    for words in ("שלום", "👩\u200d👧", "𝒳 and", "שָׁלוֹם", "مَرْحَبًا", SCOTLAND):
        page.keyboard.press("f")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        assert page.evaluate("document.getSelection().toString()") == words
        code()
    expect(page.locator(".wbt-status")).to_contain_text("saved")
    expect(page.locator(".wbt-status")).to_have_attribute("data-state", "saved")
    page.wait_for_timeout(500)
    with walk.stored() as study:
        (one,) = transcripts.fetch_all(study)
        text = transcripts.text(study, one.id)
        found = {text[each.start : each.stop] for each in codings.of_transcript(study, one.id)}
        assert found == {*before, *wanted}
        assert "\r" not in text
