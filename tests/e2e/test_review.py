"""Two researchers review one interview by keyboard, and release it knowing what is left."""

from __future__ import annotations

import re
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Serve, settled
from workbench import audit, transcripts
from workbench.anonymise import pseudonymise
from workbench.anonymise.identifiers import Identifier
from workbench.anonymise.vault import Vault
from workbench.readers import read_bytes
from workbench.study import Study

pytestmark = pytest.mark.browser

PASSPHRASE = "three blue teapots"
FILE = (
    b"Interviewer: How was it, Sandra?\n\nParticipant: Long. Kwabena came from Hartlow with bread. "
    b"Kwabena stayed. Sandra and the old ferry steps, you know.\n\n"
)
KINDS = {b"Sandra": "person", b"Kwabena": "person", b"Hartlow": "place"}


class Planted:
    """Find what was planted."""

    name = "planted"

    def identifiers(self, text: str, turns: Sequence[tuple[int, int]]) -> list[Identifier]:
        """Mark each name wherever it stands."""
        words = {word.decode(): kind for word, kind in KINDS.items()}
        starts = [(at, w) for w in words for at in range(len(text)) if text.startswith(w, at)]
        return [
            Identifier(
                start=at,
                stop=at + len(word),
                kind=words[word],
                directness="direct",
                detector=self.name,
                probability=0.95,
            )
            for at, word in starts
        ]


@pytest.fixture
def url(serve: Serve, tmp_path: Path) -> str:
    folder = tmp_path / "study"
    with Study.create(folder, name="Night soup", researcher="Ana") as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Ana")
        with vault:
            one = pseudonymise.import_(study, vault, read_bytes("a.txt", FILE), label="P01")
            pseudonymise.detect(study, vault, one.id, Planted())
    return serve(folder)


def unlocked(page: Page, url: str, name: str) -> Page:
    page.goto(f"{url}/pseudonymise")
    page.get_by_label("Passphrase or recovery code").fill(PASSPHRASE)
    page.get_by_role("textbox", name="Your name").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator(".wbt-text")).to_be_focused(timeout=30_000)
    return page


def told(page: Page, words: str) -> None:
    expect(page.locator(".wbt-told b")).to_have_text(words, timeout=20_000)


def saved(page: Page) -> None:
    expect(page.locator(".wbt-status")).to_have_text("saved", timeout=20_000)


def test_two_researchers_and_a_release(
    browser: Browser, page: Page, url: str, serve: Serve, tmp_path: Path
) -> None:
    ana = unlocked(page, url, "Ana")
    ben = unlocked(browser.new_page(), url, "Ben")
    what_one_decides_the_other_sees(ana, ben)
    what_was_missed_is_marked_and_decided_in_one_breath(ben)
    a_release_that_leaves_something_open_is_knowing(ben)
    ben.close()
    serve.stop()
    with Study.open(tmp_path / "study") as study:
        (one,) = transcripts.fetch_all(study)
        text = transcripts.text(study, one.id)
        assert "ferry" not in text
        assert "Kwabena" in text
        with Vault.unlock(study.vault_folder, PASSPHRASE, "Ana") as vault:
            done = {(event.verb, event.researcher) for event in audit.read(vault)}
    assert ("pseudonymise.release_knowingly", "Ben") in done
    assert ("pseudonymise.decide", "Ana") in done


def what_one_decides_the_other_sees(ana: Page, ben: Page) -> None:
    told(ben, "4 of 4 left")
    first = ben.locator(".wbt-name").inner_text()
    # A double click decides once: what came into hand meanwhile has not been seen.
    ana.locator(".wbt-act", has_text="Keep").last.dblclick()
    saved(ana)
    told(ana, "3 of 4 left")
    told(ben, "3 of 4 left")
    expect(ben.locator(".wbt-name")).to_have_text(first)
    expect(ben.locator(".wbt-decision")).to_contain_text("by Ana")


def what_was_missed_is_marked_and_decided_in_one_breath(page: Page) -> None:
    for key in ("f", *"old ferry steps", "Enter", "Escape", "+", "2", "r"):
        page.keyboard.press("Space" if key == " " else key)
    saved(page)
    told(page, "3 of 5 left")
    page.keyboard.press("z")
    told(page, "4 of 5 left")
    expect(page.locator(".wbt-name")).to_have_text("old ferry steps")
    page.keyboard.press("Shift+Z")
    told(page, "3 of 5 left")
    saved(page)


def a_release_that_leaves_something_open_is_knowing(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("identifiers still undecided")).to_be_visible(timeout=20_000)
    settled(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(500)
    expect(page.get_by_text("Released before")).to_have_count(0)
    page.get_by_role("checkbox", name="I know that").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Release knowingly")).to_be_enabled()
    settled(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Released before")).to_be_visible(timeout=20_000)


def test_a_press_that_changes_the_page_is_not_overtaken(page: Page, url: str, serve: Serve) -> None:
    """What was selected just before the press, on a busy server, draws the old page no more."""
    unlocked(page, url, "Ana")
    settled(page)
    (server,) = serve.running
    page.locator(".wbt-act.wbt-first").click()
    told(page, "3 of 4 left")
    saved(page)
    server.send_signal(signal.SIGSTOP)
    page.wait_for_timeout(600)
    page.get_by_role("button", name="Release…").click()
    page.wait_for_timeout(600)
    server.send_signal(signal.SIGCONT)
    expect(page).to_have_url(re.compile("/release"), timeout=20_000)
    page.wait_for_timeout(2_000)
    settled(page)
    expect(page).to_have_url(re.compile("/release"))
    expect(page.get_by_role("heading", name="Release", level=1)).to_be_visible()
