"""Read a random sample by keyboard, on two days, and sign a worksheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.anonymise import audited
from tests.anonymise.interviews import PASSPHRASE
from tests.e2e.conftest import Serve, settled
from workbench.anonymise import keys, sampling, worksheets
from workbench.anonymise.vault import Vault
from workbench.study import Study

pytestmark = pytest.mark.browser

TURNS = 24
TALK = tuple(
    ("Ruth Calloway" if n % 2 else "Maureen Tattersall", f"So it went {'on and ' * n}on.")
    for n in range(TURNS)
)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Release one interview in which three turns name somebody."""
    monkeypatch.setattr(keys, "COST", 2**8)
    monkeypatch.setattr(audited, "TALK", (*audited.TALK, *TALK))
    folder = tmp_path / "study"
    with Study.create(folder, name="Audited", researcher="Ana") as made:
        vault, _ = Vault.create(made.vault_folder, PASSPHRASE, "Ana")
        with vault:
            audited.release(made, vault)
    return folder


def unlocked(page: Page, url: str, name: str) -> None:
    page.set_default_timeout(25_000)
    page.goto(f"{url}/{name}")
    settled(page)
    page.get_by_label("Passphrase or recovery code").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.get_by_role("tab").first.wait_for()
    settled(page)


def read(page: Page, number: int, of: int) -> None:
    expect(page.get_by_text(f"{number} of {of} turns read")).to_be_visible()
    settled(page)
    page.wait_for_timeout(300)


def test_a_sample_is_read_by_keyboard_and_kept(serve: Serve, page: Page, study: Path) -> None:
    unlocked(page, serve(study), "audit")
    page.get_by_role("tab", name="Sample").click()
    page.get_by_role("button", name="Draw a sample").click()
    of = len(TURNS_UNMARKED)
    read(page, 0, of)
    for number in range(1, 6):
        page.keyboard.press("n")
        read(page, number, of)
    page.keyboard.press("h")
    read(page, 6, of)
    expect(page.get_by_text("1 miss to treat")).to_be_visible()
    page.keyboard.press("h")
    read(page, 7, of)
    page.keyboard.press("u")
    read(page, 6, of)
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.get_by_text(re.compile(f"[78] of {of} turns read"))).to_be_visible()
    serve.stop()
    unlocked(page, serve(study), "audit")
    page.get_by_role("tab", name="Sample").click()
    expect(page.get_by_text(re.compile(f"[78] of {of} turns read"))).to_be_visible()
    serve.stop()
    with Study.open(study) as opened, Vault.unlock(opened.vault_folder, PASSPHRASE, "Ana") as vault:
        (drawn,) = sampling.samples(vault)
        assert drawn.missed == 1
        assert drawn.read in (7, 8)
        missed = sampling.misses(opened, vault, drawn.id)
        assert [one.turn.place for one in missed] == [5]


@pytest.mark.slow
def test_a_worksheet_is_answered_and_signed(serve: Serve, page: Page, study: Path) -> None:
    unlocked(page, serve(study), "who-could-be-found")
    page.get_by_role("tab", name="Worksheets").click()
    for question in worksheets.JUDGED:
        group = page.get_by_role("radiogroup", name=f"Risk of {question}")
        group.get_by_text("Sufficiently remote").click()
    page.get_by_label("Answer: What the search led to").fill("To nobody.")
    page.get_by_role("button", name="Save answers").click()
    expect(page.get_by_role("button", name="Sign")).to_be_enabled()
    page.get_by_label("Your name").fill("A. Weaver")
    page.get_by_role("button", name="Sign").click()
    expect(page.get_by_text("Signed by A. Weaver")).to_be_visible()


@pytest.mark.slow
def test_the_report_is_handed_over(serve: Serve, page: Page, study: Path, tmp_path: Path) -> None:
    unlocked(page, serve(study), "audit")
    page.get_by_role("tab", name="Report").click()
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_text("No original was found")).to_be_visible()
    with page.expect_download() as handed:
        page.get_by_role("button", name="Report as HTML").click()
    handed.value.save_as(tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Audit of pseudonymisation" in text
    assert not [one for one in audited.SECRETS if one in text]


TURNS_UNMARKED = [words for _, words in (*audited.TALK, *TALK) if "vicar" not in words]
