"""The map of themes in the browser: a theme on its way is put back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Serve, settled
from workbench.study import Study
from workbench.themes import development, theme_map


def test_escape_puts_a_dragged_theme_back(study: Study, page: Page, serve: Serve) -> None:
    for name in ("Not told", "Carrying on"):
        development.add(study, name)
    study.close()
    page.goto(f"{serve(study.folder)}/theme-map")
    settled(page)
    theme = page.get_by_role("button", name="Carrying on, 0 links")
    stood = theme.get_attribute("transform")
    box = theme.bounding_box()
    assert box
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 120, steps=4)
    expect(theme).not_to_have_attribute("transform", stood or "")
    page.keyboard.press("Escape")
    expect(theme).to_have_attribute("transform", stood or "")
    page.mouse.up()
    settled(page)
    serve.stop()
    with Study.open(study.folder) as stored:
        assert not theme_map.fetch(stored).by_hand
