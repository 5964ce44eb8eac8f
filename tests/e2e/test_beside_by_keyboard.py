"""By keyboard alone: the passages of a code, and others like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.coding.toy import WordEncoder, code_topic, make
from tests.conftest import Said
from tests.e2e.conftest import Serve, settled
from workbench.coding import codebook, codings, embeddings, encoders, restraint
from workbench.study import Study

NAME = (
    "(() => { const now = document.activeElement; "
    "return (now.ariaLabel || now.textContent || '').trim() + '|' + now.className })()"
)
STEPS = 40


class KnownWords(WordEncoder):
    """Stand for the language model that the page asks for."""

    name = encoders.EXACT


@pytest.fixture
def study_of_three(study: Study, released: Callable[[str, Said], str]) -> Study:
    """Store two transcripts and three codes, one coded twice over by another researcher."""
    first, _ = make(study, released, 2)
    shame, _ = (code_topic(study, first, topic) for topic in ("shame", "money"))
    codebook.add(study, "waiting")
    study.researcher = "Ben"
    for one in codings.of_codes(study, [shame])[:2]:
        codings.apply(study, one.transcript_id, one.start, one.stop, one.code_id)
    embeddings.embed_all(study, KnownWords())
    study.close()
    return study


def to(page: Page, wanted: str, key: str = "Tab") -> None:
    """Press a key until what has the focus is named, or classed, so."""
    seen = []
    for _ in range(STEPS):
        page.keyboard.press(key)
        seen.append(page.evaluate(NAME))
        if wanted in seen[-1]:
            return
    raise AssertionError(f"{key} never comes to {wanted}: {seen}")


def test_passages_are_ticked_moved_and_read_with_context(
    study_of_three: Study, serve: Serve, page: Page
) -> None:
    page.goto(f"{serve(study_of_three.folder)}/codebook")
    page.wait_for_selector(".wbp-card")
    settled(page)
    told = page.locator(".wbp-told")
    expect(told).to_have_text("6 passages, 8 codings")
    to(page, "Tick the passage of")
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    expect(told).to_have_text("3 ticked of 6 passages, 8 codings")
    to(page, "Move to", "Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("wait")
    page.keyboard.press("Enter")
    expect(told).to_have_text("5 passages")
    assert "Tick the passage of" in page.evaluate(NAME)
    page.keyboard.press("Control+z")
    expect(told).to_have_text("6 passages, 8 codings", timeout=20_000)
    page.keyboard.press("End")
    to(page, "Context")
    page.keyboard.press("Enter")
    around = page.locator(".wbp-card").last.locator(".wbp-turns")
    expect(around.first).to_contain_text("Interviewer", timeout=20_000)
    page.keyboard.press("Enter")
    expect(around).to_have_count(0)
    page.keyboard.press("Enter")
    expect(around.first).to_contain_text("Interviewer")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "wbp" not in page.evaluate(NAME)


def test_passages_like_those_of_a_code_are_coded(
    study_of_three: Study, serve: Serve, page: Page
) -> None:
    page.goto(f"{serve(study_of_three.folder)}/coding")
    page.wait_for_selector(".wbt-turn")
    settled(page)
    to(page, "Passage|")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It codes nothing.")).to_be_visible(timeout=20_000)
    to(page, "Passages like those of")
    page.keyboard.type("sha")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show suggestions before reading").press("Enter")
    offered = page.get_by_role("button", name="Dismiss")
    expect(offered).to_have_count(5, timeout=20_000)
    best = page.locator(".st-key-inspector, body").locator("strong").first.inner_text()
    to(page, "Code|")
    page.keyboard.press("Enter")
    expect(page.locator("strong", has_text=best)).to_have_count(0, timeout=20_000)
    serve.stop()
    with Study.open(study_of_three.folder) as stored:
        found = [one for one in codings.fetch_all(stored) if one.found_by == "suggestion"]
        assert len(found) == 1


def test_codes_are_asked_for_and_one_is_taken(
    study_of_three: Study, serve: Serve, page: Page
) -> None:
    """Q offers codes beside the words, 1 applies the first, Z takes it back; Esc only closes."""
    with Study.open(study_of_three.folder) as stored:
        restraint.set_before_reading(stored, on=True)
    page.goto(f"{serve(study_of_three.folder)}/coding")
    page.wait_for_selector(".wbt-turn")
    settled(page)
    words = page.locator(".wbt-text")
    status = page.locator(".wbt-status")
    words.focus()
    for key in (*5 * ".", "s", "q"):
        page.keyboard.press(key)
    offers = page.locator(".wbt-offers")
    expect(offers).to_be_visible(timeout=20_000)
    expect(offers.locator("button").filter(has_text="passages so far").first).to_be_focused()
    before = status.inner_text()
    page.keyboard.press("Escape")
    expect(offers).to_be_hidden()
    expect(words).to_be_focused()
    assert status.inner_text() == before
    page.keyboard.press("q")
    expect(offers).to_be_visible(timeout=20_000)
    page.keyboard.press("1")
    expect(offers).to_be_hidden()
    expect(status).not_to_have_text(before)
    expect(status).to_contain_text("saved", timeout=20_000)
    page.keyboard.press("z")
    expect(status).to_have_text(before, timeout=20_000)
    page.keyboard.press("Shift+Z")
    expect(status).not_to_have_text(before, timeout=20_000)
    expect(status).to_contain_text("saved", timeout=20_000)
    serve.stop()
    with Study.open(study_of_three.folder) as stored:
        found = [one for one in codings.fetch_all(stored) if one.found_by == "suggestion"]
        (decision,) = stored.rows("select coding_id, encoder, labels from decisions")
        assert [one.id for one in found] == [decision["coding_id"]]
        assert decision["encoder"] == KnownWords.name
        assert decision["labels"] > 0
