"""The server and its frame: who may look, what is said when a page breaks, how it stops."""

from __future__ import annotations

import os
import signal
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Serve, settled
from workbench.anonymise import pseudonymise
from workbench.anonymise.identifiers import Identifier
from workbench.anonymise.vault import Vault
from workbench.readers import read_bytes
from workbench.study import Study

pytestmark = pytest.mark.browser


PASSPHRASE = "three blue teapots"
FILE = b"Interviewer: How was it, Sandra?\n\nSandra Pell: Long. I live in Leeds.\n\n" * 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Study.create(tmp_path / "study", name="Night work", researcher="Ana").close()
    return tmp_path / "study"


def test_every_page_asks_only_this_machine(serve: Serve, page: Page, folder: Path) -> None:
    url = serve(folder)
    for path in ("", "transcripts-and-participants", "import", "pseudonymise", "release", "study"):
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


def test_originals_stay_out_of_browser_storage_and_log(
    serve: Serve, page: Page, folder: Path, tmp_path: Path
) -> None:
    url = serve(reviewed(folder))
    page.goto(f"{url}/pseudonymise")
    settled(page)
    page.get_by_label("Passphrase or recovery code").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    expect(page.locator(".wbt-name")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Long. I live in").first).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".wbt-status")).to_have_text("saved")
    stored = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    for word in ("Sandra", "Pell", PASSPHRASE):
        assert word not in stored
        assert word not in page.url
        assert word not in (tmp_path / "server.log").read_text()
    page.get_by_role("button", name="Lock vault").click()
    expect(page.get_by_text("The vault is locked")).to_be_visible()
    settled(page)
    expect(page.locator(".wbt-scroll")).to_have_count(0)
    assert "Sandra" not in page.content()


def test_another_window_has_to_unlock_for_itself(
    serve: Serve, browser: Browser, page: Page, folder: Path
) -> None:
    url = serve(reviewed(folder))
    page.goto(f"{url}/pseudonymise")
    page.get_by_label("Passphrase or recovery code").fill(PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    expect(page.locator(".wbt-name")).to_be_visible(timeout=30_000)
    other = browser.new_page()
    other.goto(f"{url}/pseudonymise")
    expect(other.get_by_text("The vault is locked")).to_be_visible(timeout=30_000)
    other.get_by_label("Passphrase or recovery code").fill(PASSPHRASE)
    other.get_by_role("button", name="Unlock").click()
    expect(other.locator(".wbt-name")).to_be_visible(timeout=30_000)
    other.close()
    page.keyboard.press("a")
    expect(page.locator(".wbt-status")).to_have_text("saved")
    assert page.locator("[data-testid=stException]").count() == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_server_lets_go_of_the_study(
    serve: Serve, page: Page, folder: Path, how: signal.Signals
) -> None:
    page.goto(serve(folder))
    settled(page)
    page.goto("about:blank")
    serve.stop(how)
    assert not (folder / "study.duckdb.wal").exists()
    Study.open(folder).close()


def reviewed(folder: Path) -> Path:
    """Import one interview into a new vault and mark a name in it."""
    with Study.open(folder) as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Ana")
        with vault:
            reading = read_bytes("Sandra.txt", FILE)
            transcript = pseudonymise.import_(study, vault, reading, label="P01")
            pseudonymise.detect(study, vault, transcript.id, Nobody())
            start = reading.text.index("Sandra")
            pseudonymise.add_identifier(vault, transcript.id, start, start + 6, "person")
    return folder


class Nobody:
    """Detect nothing: a stand-in for the model."""

    name = "nobody"

    def identifiers(self, text: str, turns: Sequence[tuple[int, int]]) -> list[Identifier]:
        return []
