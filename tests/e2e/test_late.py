"""A name that the review missed is treated from the very screen on which it is noticed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.anonymise.interviews import PASSPHRASE, reading
from tests.e2e.conftest import PATIENCE, Serve, settled
from tests.e2e.walk import Walk, drag_over
from workbench import memos, transcripts
from workbench.anonymise import pseudonymise
from workbench.anonymise.vault import Vault
from workbench.coding import codebook, codings
from workbench.study import Study
from workbench.themes import development

pytestmark = pytest.mark.browser

NAME = "Zebulon Quarrington"
TALKS = (
    (
        ("Ruth Calloway", "Who drove the van?"),
        ("Maureen Tattersall", f"Mostly {NAME}. We others carried the soup up the stairs."),
    ),
    (
        ("Ruth Calloway", "And on Sundays?"),
        ("Maureen Tattersall", "On Sundays Zebulon slept, so we all walked."),
    ),
)


def prepared(folder: Path) -> None:
    """Release two interviews in which one name was overlooked, and code one of them."""
    with Study.create(folder, name="Night soup", researcher="Ana") as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Ana")
        with vault:
            for number, talk in enumerate(TALKS):
                file = reading(talk, name=f"{number}.txt")
                one = pseudonymise.import_(study, vault, file).id
                found = [entity.id for entity in pseudonymise.entities(vault, transcript_id=one)]
                pseudonymise.accept_proposals(vault, found)
                pseudonymise.release(study, vault, one, knowingly=True)
        one = transcripts.fetch_all(study)[0].id
        text = transcripts.text(study, one)
        code = codebook.add(study, "Zebulon's van")
        start = text.index("Mostly")
        codings.apply(study, one, start, text.index(" We others"), code.id)
        development.add(study, "Getting there", codes=[code.id])
        memos.write(study, "transcript", one, "Who is Quarrington?")


def picture(page: Page, name: str) -> None:
    """Keep a picture for the eye, where a folder is named for it."""
    if folder := os.environ.get("WORKBENCH_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def test_a_name_noticed_while_coding(serve: Serve, page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    prepared(folder)
    page.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    walk = Walk(page=page, url=serve(folder), folder=folder)
    page.goto(walk.url)
    settled(page)
    walk.menu("Code", "Coding")
    drag_over(page, NAME)
    picture(page, "coding")
    walk.press("This names someone")
    expect(page).to_have_url(re.compile("found-late$"))
    page.get_by_label("Passphrase or recovery code").fill(PASSPHRASE)
    walk.press("Unlock")
    page.get_by_label("Words that stand instead").fill("Ivo Thorn")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Ivo Thorn will stand at 2 places in 2 transcripts")).to_be_visible()
    expect(page.get_by_text("What you wrote")).to_be_visible()
    picture(page, "late")
    walk.press("Treat everywhere")
    expect(page).to_have_url(re.compile("coding"))
    expect(page.locator(".wbt-text")).to_contain_text("Mostly Ivo Thorn. We others")
    settled(page)
    picture(page, "after")
    with walk.stored() as study:
        first, second = (transcripts.text(study, t.id) for t in transcripts.fetch_all(study))
        assert "Mostly Ivo Thorn. We" in first
        assert "On Sundays Ivo slept" in second
        assert [code.name for code in codebook.fetch_all(study)] == ["Ivo's van"]
        (coding,) = codings.of_transcript(study, transcripts.fetch_all(study)[0].id)
        assert first[coding.start : coding.stop] == "Mostly Ivo Thorn."
        assert [memo.text for memo in memos.fetch_all(study)] == ["Who is Thorn?"]
    expect.set_options(timeout=PATIENCE)
