"""The server and its frame: who may look, what is said when a page breaks, how it stops."""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Serve, settled
from workbench.study import Study

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Study.create(tmp_path / "study", name="Night work", researcher="Ana").close()
    return tmp_path / "study"


def test_every_page_asks_only_this_machine(serve: Serve, page: Page, folder: Path) -> None:
    url = serve(folder)
    for path in ("", "transcripts-and-participants", "pseudonymise", "study"):
        page.goto(f"{url}/{path}")
        settled(page)
        expect(page.locator("h1").first).to_be_visible()
        assert "Traceback" not in page.content()
        assert page.locator("[data-testid=stException]").count() == 0


def test_the_policy_allows_no_other_machine(serve: Serve, page: Page, folder: Path) -> None:
    url = serve(folder)
    answer = page.goto(url)
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    settled(page)
    blocked = page.evaluate("fetch('http://192.0.2.1/').then(() => 'sent', () => 'blocked')")
    assert blocked == "blocked"


def test_another_name_for_this_machine_is_refused(serve: Serve, folder: Path) -> None:
    request = urllib.request.Request(serve(folder), headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(request)


def test_a_broken_page_shows_no_traceback(
    serve: Serve, page: Page, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import workbench.overview as o\n"
        "def look(study): raise ValueError('Sandra said so')\n"
        "o.look = look\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(Path.cwd())]))
    page.goto(serve(folder))
    settled(page)
    expect(page.get_by_text("This page broke off")).to_be_visible()
    assert "Traceback" not in page.content()
    assert "Sandra" not in page.content()
    assert "Sandra" not in (tmp_path / "server.log").read_text()
    assert "ValueError in" in (tmp_path / "server.log").read_text()
