"""A typist's error is put right beside the text: by key, in two windows, with any signs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.anonymise.interviews import PASSPHRASE
from tests.e2e.conftest import Serve, settled
from tests.e2e.walk import Walk, drag_over
from workbench import audit, corrections, transcripts
from workbench.anonymise import pseudonymise
from workbench.anonymise.vault import Vault
from workbench.coding import checks, codebook, codings
from workbench.readers import read_bytes
from workbench.study import Study

pytestmark = pytest.mark.browser

TALK = (
    "INT: Who drove 😀 the van?\r\n"
    "P1: 👩\u200d👧 Mostly we tok turns, at the cafe\u0301 𝒳 and the שלום place. "
    "The rotta changed 👍🏽 so we all wlked home.\r\n"
    "INT: And then?\r\n"
    "P1: Then the rotta changed back.\r\n"
)
CODED = ("turns, at the cafe\u0301 𝒳", "שלום place", "rotta changed 👍🏽", "so we all")


def prepared(folder: Path, talk: str = TALK) -> None:
    with Study.create(folder, name="Night soup", researcher="Ana") as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Ana")
        with vault:
            one = pseudonymise.import_(study, vault, read_bytes("talk.txt", talk.encode())).id
            pseudonymise.release(study, vault, one, knowingly=True)
        code = codebook.add(study, "Turns").id
        text = transcripts.text(study, one)
        for words in CODED:
            at = text.index(words)
            codings.apply(study, one, at, at + len(words), code)


def opened(page: Page, serve: Serve, folder: Path) -> Walk:
    walk = Walk(page=page, url=serve(folder), folder=folder)
    page.goto(walk.url)
    settled(page)
    walk.menu("Code", "Coding")
    page.locator(".wbt-turn").first.wait_for()
    return walk


def typed(page: Page, words: str) -> None:
    field = page.get_by_label("Words", exact=True)
    expect(field).to_be_visible()
    field.fill(words)
    settled(page)


def closed(page: Page) -> None:
    """Wait until the form is gone: the words are seen before, and typing would still go there."""
    expect(page.get_by_label("Words", exact=True)).to_be_hidden()


def said(study: Study) -> list[str]:
    (one,) = transcripts.fetch_all(study)
    text = transcripts.text(study, one.id)
    return [text[c.start : c.stop] for c in codings.of_transcript(study, one.id)]


def test_a_correction_from_selection_to_file_and_back(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    folder = tmp_path / "study"
    prepared(folder)
    walk = opened(page, serve, folder)
    for was, becomes in (("tok", "took 🙂"), ("wlked", "walked")):
        drag_over(page, was)
        page.keyboard.press("e")
        typed(page, becomes)
        walk.press("Correct", exact=True)
        expect(page.locator(".wbt-turn", has_text=becomes)).to_be_visible()
        closed(page)
    with walk.stored() as study:
        assert said(study) == list(CODED)
        assert checks.fetch_all(study) == []
    drag_over(page, "rotta changed 👍🏽")
    page.keyboard.press("e")
    typed(page, "rota changed 👍🏽")
    expect(page.get_by_text("1 coding will be listed to check")).to_be_visible()
    page.get_by_text("The same words stand in").click()
    page.get_by_text("Tick all").click()
    settled(page)
    walk.press("Correct 2 places")
    expect(page.locator(".wbt-turn", has_text="Then the rota changed back.")).to_be_visible()
    expect(page.locator(".wbt-turn", has_text="The rota changed 👍🏽 so")).to_be_visible()
    page.get_by_text("1 passage to check after a correction").click()
    with walk.stored() as study:
        assert said(study) == [*CODED[:2], "rota changed 👍🏽", CODED[3]]
    walk.press("Keep")
    expect(page.get_by_text("to check after a correction")).to_have_count(0)
    with walk.stored() as study:
        assert checks.fetch_all(study) == []
        (one,) = transcripts.fetch_all(study)
        assert len(corrections.of_transcript(study, one.id)) == 4
        study.researcher = "Ana"
        for _ in range(4):
            audit.undo(study)
        assert said(study) == list(CODED)
        text = transcripts.text(study, one.id)
        assert "Mostly we tok turns" in text
    assert page.locator(".wbt-text").inner_text().count("rotta") == 0
    page.locator(".wbt-text").focus()
    page.keyboard.press("z")
    page.keyboard.press("z")
    expect(page.locator(".wbt-turn", has_text="Then the rotta changed back.")).to_be_visible()


def test_a_press_counts_though_the_page_moves_under_it(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    """What follows from the typing pushes the button away while it is held down."""
    folder = tmp_path / "study"
    prepared(folder)
    walk = opened(page, serve, folder)
    for was, becomes, held in (("tok", "took", 80), ("wlked", "walked", 300)):
        drag_over(page, was)
        page.keyboard.press("e")
        page.get_by_label("Words", exact=True).fill(becomes)
        walk.button("Correct", exact=True).hover()
        page.mouse.down()
        page.wait_for_timeout(held)
        page.mouse.up()
        expect(page.locator(".wbt-turn", has_text=becomes)).to_be_visible()
        closed(page)


@pytest.mark.slow
def test_a_window_that_shows_the_older_words(
    page: Page, browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    """A coding made there, before the news arrives, lands on its words."""
    folder = tmp_path / "study"
    prepared(folder)
    walk = opened(page, serve, folder)
    context = browser.new_context(viewport={"width": 1500, "height": 900})
    other = context.new_page()
    other.goto(page.url)
    settled(other)
    drag_over(other, "all wlked home")
    context.set_offline(True)
    other.keyboard.press("1")
    drag_over(page, "Mostly")
    page.keyboard.press("e")
    typed(page, "For the most part, 🙂,")
    walk.press("Correct", exact=True)
    expect(page.locator(".wbt-turn", has_text="For the most part")).to_be_visible()
    context.set_offline(False)
    expect(other.locator(".wbt-turn", has_text="For the most part")).to_be_visible(timeout=30_000)
    expect(other.locator(".wbt-status")).to_contain_text("saved", timeout=30_000)
    with walk.stored() as study:
        assert "all wlked home" in said(study)
    context.close()
