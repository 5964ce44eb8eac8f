"""The coding screen holds to what accessibility checkers can see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import settled
from tests.e2e.view.acts import opened, press, saved

pytestmark = pytest.mark.browser

FRONTEND = Path("workbench", "ui", "transcript_view", "frontend")
AXE = Path(__file__).parents[3] / FRONTEND / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.skipif(not AXE.exists(), reason="run `npm ci` in the front end to have axe-core")
@pytest.mark.parametrize("keys", [(), ("c",), ("?",), ("l",), ("u",)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_finding(page: Page, home: str, keys: tuple[str, ...], scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    opened(page, f"{home}&many=60")
    press(page, "Shift+Digit1", "Shift+Digit2", "]", "r")
    saved(page)
    press(page, *(("Escape",) if keys == ("u",) else ()), *keys)
    settled(page)  # what waits for a rerun is drawn pale
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('.wbt').then(done => done.violations)")
    serious = [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]
    assert serious == []
