"""Finding in a browser: odd letters are found and coded exactly, and the search is kept."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Said
from tests.e2e.conftest import Serve, settled
from tests.e2e.walk import Walk
from workbench.coding import codings, results
from workbench.study import FILE, Study

pytestmark = pytest.mark.browser

SAID = [
    ("Interviewer", "Was it the café 😀?"),
    ("Amira", "👩\u200d👧 The cafe\u0301, yes. A CAFÉ of İstanbul. Not the cafeteria."),
]


@pytest.fixture
def walk(
    study: Study, released: Callable[[str, Said], str], serve: Serve, page: Page, tmp_path: Path
) -> Walk:
    released("Interview 01", SAID)
    folder = tmp_path / "served"
    folder.mkdir()
    for file in study.folder.glob(f"{FILE}*"):
        shutil.copy(file, folder)
    return Walk(page=page, url=serve(folder), folder=folder)


def test_results_are_coded_and_the_search_is_kept(walk: Walk) -> None:
    page = walk.page
    page.goto(f"{walk.url}/find")
    field = page.get_by_label("Find", exact=True).first
    field.fill("cafe")
    field.press("Enter")
    expect(page.get_by_text("3 places")).to_be_visible()
    settled(page)
    grid = page.locator("[data-testid=stDataFrame] canvas").first
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 16, box["y"] + 38 + 15)  # untick the interviewer's
    code = page.get_by_label("Code", exact=True).first
    code.fill("Cafés")
    code.press("Enter")
    settled(page)
    walk.press("Code 2 ticked places")
    expect(page.get_by_text("2 passages coded")).to_be_visible()
    with walk.stored() as study:
        (one,) = results.searches(study)
        assert (one.query, one.code, one.passages) == ("cafe", "Cafés", 2)
        assert [p.words for p in codings.of_code(study, one.code_id)] == ["cafe\u0301", "CAFÉ"]
    page.mouse.click(box["x"] + 300, box["y"] + 38 + 45)
    page.get_by_text("Open in Coding").click()
    expect(page).to_have_url(re.compile("/coding"))
    page.locator(".wbt-turn", has_text="İstanbul").wait_for()
    settled(page)
    walk.menu("Analyse", "Find")
    expect(page.get_by_label("Find", exact=True).first).to_have_value("cafe")
    expect(page.get_by_text("Code 2 ticked places")).to_be_visible()
