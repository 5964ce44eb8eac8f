"""Every page, light and dark, holds to what accessibility checkers can see."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Said
from tests.e2e.conftest import Serve, settled
from tests.e2e.view.test_axe import AXE
from tests.test_app import APP
from workbench.coding import codebook, codings
from workbench.study import FILE, Study
from workbench.themes import development

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not AXE.exists(), reason="run `npm ci` in the front end to have axe-core"),
]

TITLES = re.findall(r', "([^"]+)", "\w+", "\S+page\.py"\)', APP.read_text())
PATHS = ["", *(title.lower().replace(" ", "-") for title in TITLES[1:])]
DENSE = ["coding", "compare", "matrices"]
SAID = [("Interviewer", "How was it?"), ("Amira", "Long and quiet, most of the night. " * 9)]
"""Long enough that the comparison scrolls."""
HEADINGS = "heading-order"


@pytest.fixture
def url(study: Study, released: Callable[[str, Said], str], serve: Serve, tmp_path: Path) -> str:
    one, code = released("Interview 01", SAID * 9), codebook.add(study, "Long").id
    for who in (study, study.seat("Ben")):
        for start in range(12, 2000, 200):
            codings.apply(who, one, start, start + len(who.researcher) * 4, code)
    theme = development.add(study, "Nobody likes being a red face at the door", [code])
    development.add(study, "Help me carry these boxes", parent_id=theme.id)
    folder = tmp_path / "served"
    folder.mkdir()
    for file in study.folder.glob(f"{FILE}*"):
        shutil.copy(file, folder)
    return serve(folder)


def findings(page: Page) -> list[tuple[str, str]]:
    """List what is serious or worse, and headings that skip a level.

    Nothing is let off: what Streamlit's theme cannot say, `ui/look/controls.css` does.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(done => done.violations)")
    return [
        (each["id"], node["html"][:160])
        for each in found
        if each["impact"] in {"serious", "critical"} or each["id"] == HEADINGS
        for node in each["nodes"][:3]
    ]


def visited(page: Page, url: str, path: str) -> list[tuple[str, str]]:
    page.goto(f"{url}/{path}")
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    settled(page)
    return findings(page)


def test_dense_pages_in_the_dark(page: Page, url: str) -> None:
    page.emulate_media(color_scheme="dark")
    assert {path: visited(page, url, path) for path in DENSE} == {path: [] for path in DENSE}


@pytest.mark.slow
@pytest.mark.parametrize("width", [800, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page(page: Page, url: str, scheme: Any, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    assert {path: visited(page, url, path) for path in PATHS} == {path: [] for path in PATHS}


def test_word_that_something_was_done_leaves_undo_free(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1000, "height": 1900})
    page.goto(f"{url}/find")
    field = page.get_by_label("Find", exact=True).first
    field.fill("night")
    field.press("Enter")
    settled(page)
    code = page.get_by_label("Code", exact=True).first
    code.fill("Nights")
    code.press("Enter")
    settled(page)
    main = page.locator("[data-testid=stMain]")
    main.get_by_role("button", name=re.compile("ticked place")).click()
    expect(page.get_by_test_id("stToast")).to_be_visible()
    word = page.get_by_test_id("stToastContainer").bounding_box()
    undo = main.get_by_role("button", name="Undo").first.bounding_box()
    assert word
    assert undo
    assert undo["y"] + undo["height"] < word["y"]


def test_phases_stand_in_even_rows(page: Page, url: str) -> None:
    for width, rows in ((1400, [6]), (1000, [3, 3]), (800, [3, 3])):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(url)
        expect(page.get_by_text("Writing up")).to_be_visible(timeout=30_000)
        settled(page)
        boxes = [box.bounding_box() for box in page.get_by_text(re.compile("^Phase ")).all()]
        tops = [round(box["y"]) for box in boxes if box]
        assert [tops.count(top) for top in sorted(set(tops))] == rows
