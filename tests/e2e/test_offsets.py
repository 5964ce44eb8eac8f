"""What is selected in the browser is what the study stores, whatever signs the words have."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Serve
from tests.e2e.test_correct import opened, prepared, said
from tests.e2e.walk import drag_over
from workbench import transcripts
from workbench.coding import codings

pytestmark = pytest.mark.browser

DRAGGED = ("😀 the van", "👩\u200d👧 Mostly", "cafe\u0301 𝒳 and the שלום", "changed 👍🏽 so")
STEPS = 21


def test_words_selected_by_mouse_keyboard_and_find_are_stored(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    """A file with CRLF line ends, joined emoji, accents, right-to-left and astral signs."""
    folder = tmp_path / "study"
    prepared(folder)
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
    page.locator(".wbt-turn").nth(1).click(position={"x": 60, "y": 38})
    page.keyboard.press("s")
    code()
    page.keyboard.press("ArrowLeft")
    for step in range(STEPS):
        page.keyboard.press("Shift+ArrowRight")
        if step % 4 == 0:
            code()
    for words in ("שלום", "👩\u200d👧", "𝒳 and"):
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
