"""In a real browser, on every page: what people wrote is text, and nothing of it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page

from tests.anonymise.interviews import PASSPHRASE
from tests.e2e.conftest import Serve, settled
from tests.test_as_text import PAGES, coded, told
from workbench.anonymise.vault import Vault
from workbench.study import Study

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUNS = "<img src=zq onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)> "
MADE = """
() => [...document.querySelectorAll("body *:not([role=gridcell])")]
    .filter(one => (!one.children.length && one.textContent.trim() === "zq")
        || /zq/.test(one.getAttribute("href") || "") || /zq/.test(one.getAttribute("src") || ""))
    .concat([...document.querySelectorAll(
        "[aria-label='egg icon'], [alt='Streamlit logo'], .katex")])
    .map(one => one.outerHTML.slice(0, 200))
"""
ADDRESSES = {  # by page
    "home_page": "",
    "anonymise/page": "pseudonymise",
    "anonymise/transcripts_page": "transcripts-and-participants",
    "anonymise/import_page": "import",
    "anonymise/release_page": "release",
    "anonymise/late_page": "found-late",
    "anonymise/disclosure_page": "who-could-be-found",
    "anonymise/audit_page": "audit",
    "coding/page": "coding",
    "coding/codebook_page": "codebook",
    "coding/compare_page": "compare",
    "coding/search_page": "find",
    "coding/suggestions_page": "suggestions",
    "coding/frequency_page": "word-frequencies",
    "themes/phase_page": "phases",
    "themes/page": "themes",
    "themes/review_page": "review-themes",
    "themes/structure_page": "structure-over-time",
    "coding/queries_page": "matrices",
    "themes/map_page": "theme-map",
    "themes/quotes_page": "quotes",
    "themes/manuscript_page": "paper",
    "themes/tables_page": "tables",
    "themes/report_page": "report-and-export",
    "themes/checklist_page": "reporting-checklists",
    "study_page": "study",
    "researchers_page": "researchers",
}


def test_nothing_that_people_wrote_is_read_as_markup(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    assert {f"workbench/{one}.py" for one in ADDRESSES} == set(PAGES)
    folder = tmp_path / "served"
    with Study.create(folder, name=RUNS + "zq", researcher="Ana") as study:
        opened, _ = Vault.create(study.vault_folder, PASSPHRASE, "Ana")
        with opened:
            coded(study, told(study, opened))
    spoke: list[str] = []

    def hear(dialog: Dialog) -> None:
        spoke.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", hear)
    url, shown = serve(folder), 0
    for address in ADDRESSES.values():
        page.goto(f"{url}/{address}")
        page.locator("[data-testid=stMain] h1").first.wait_for()
        settled(page)
        unlock(page)
        if address == "find":
            field = page.get_by_label("Find", exact=True).first
            field.fill("was")
            field.press("Enter")
            settled(page)
        if address == "coding":
            page.locator(".wbt-stripe").first.hover()
            page.locator(".wbt-text").focus()
            page.keyboard.press("c")
        page.wait_for_timeout(1000)
        assert page.evaluate(MADE) == [], address
        shown += "zq" in page.locator("body").inner_text()
    assert shown > 5
    assert spoke == []


def unlock(page: Page) -> None:
    """Give the passphrase where the page asks for it."""
    field = page.get_by_label("Passphrase or recovery code")
    if field.count():
        field.fill(PASSPHRASE)
        page.get_by_role("button", name="Unlock").last.click()
        field.wait_for(state="detached")
        settled(page)
