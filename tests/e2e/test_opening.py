"""The transcript is drawn before Streamlit has started, and Streamlit's page takes it over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import Said
from tests.e2e.conftest import Serve, settled
from workbench import transcripts
from workbench.coding import codebook, codings
from workbench.study import Study
from workbench.ui import holding

pytestmark = pytest.mark.browser
PLACE = (
    "[...document.querySelectorAll('.wbt-scroll')].map(one => one.getBoundingClientRect().toJSON())"
)


@pytest.fixture
def folder(study: Study, released: Callable[[str, Said], str]) -> Path:
    said = [("P1", f"Turn {number} goes on for a while. Then it ends.") for number in range(60)]
    one = released("P01", said)
    code = codebook.add(study, "Pace").id
    for turn in transcripts.turns(study, one):
        codings.apply(study, one, turn.start, turn.start + 6, code)
    study.close()
    return study.folder


def test_one_reads_and_codes_before_streamlit_is_there(
    serve: Serve, page: Page, folder: Path
) -> None:
    held: list[Route] = []
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Policy" in said.text else None)
    # Playwright marks what it is given, and a built-in method cannot be marked.
    page.route("**/_stcore/host-config", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(f"{serve(folder)}/coding", wait_until="commit")
    expect(page.locator(".wbt-stripe").first).to_be_visible(timeout=30_000)
    expect(page.locator("h1")).to_have_count(0)
    page.locator(".wbt-turn").nth(5).click()
    page.evaluate("document.querySelector('.wbt-scroll').mine = true")
    page.locator(".wbt-scroll").evaluate("scroll => (scroll.scrollTop = 120)")
    page.keyboard.press("s")
    page.keyboard.press("1")
    expect(page.locator(".wbt-status")).to_contain_text("61 codings")
    words, place = page.evaluate("String(getSelection())"), page.evaluate(PLACE)
    for route in held:
        route.continue_()
    page.unroute("**/_stcore/host-config")
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    expect(page.locator(".wbt-opening")).to_have_count(0)
    expect(page.locator(".wbt-status")).to_contain_text("61 codings · saved")
    assert page.evaluate("document.querySelector('.wbt-scroll').mine")
    assert page.locator(".wbt-scroll").evaluate("scroll => scroll.scrollTop") == 120
    assert page.evaluate("String(getSelection())") == words
    assert page.evaluate(PLACE) == place
    page.keyboard.press("z")
    expect(page.locator(".wbt-status")).to_contain_text("60 codings · saved")
    assert not [said for said in refused if "inline" not in said]
    serve.stop()
    with Study.open(folder) as study:
        assert len(codings.fetch_all(study)) == 60


def test_streamlit_asks_for_nothing_before_the_words_are_seen(
    serve: Serve, page: Page, folder: Path
) -> None:
    page.add_init_script(
        # A slow machine may come past the time after which nothing is waited for.
        f"const after = setTimeout; window.setTimeout = (act, time) =>"
        f" after(act, time === {holding.LONGEST} ? 60_000 : time);"
        "new PerformanceObserver(list => { for (const one of list.getEntries()) {"
        " if (one.name.includes('/static/js/')) window.first ??= one.startTime } })"
        ".observe({ type: 'resource', buffered: true });"
        "(function look() { if (document.querySelector('.wbt-stripe'))"
        " window.seen ??= performance.now(); requestAnimationFrame(look) })()"
    )
    page.goto(f"{serve(folder)}/coding")
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    settled(page)
    assert 0 < page.evaluate("window.seen") <= page.evaluate("window.first")
    expect(page.locator("#workbench-held")).to_have_count(0)
    expect(page.locator("script[src*='static/js/index']")).to_have_count(1)
    assert (
        page.evaluate("document.querySelector('[href*=\"static/css/index\"]').rel") == "stylesheet"
    )


class Trouble(NamedTuple):
    """Name an address, and what becomes of the browser's request for it."""

    where: str
    what: Callable[[Route], None]


TROUBLES = {
    "data refused": Trouble("**/opening/*", lambda route: route.abort()),
    "data broken": Trouble("**/opening/*", lambda route: route.fulfill(body='{"transcript":{}}')),
    "data missing": Trouble("**/opening/*", lambda route: None),
    "script refused": Trouble("**/index-*.js", lambda route: route.abort()),
    "script broken": Trouble("**/index-*.js", lambda route: route.fulfill(body="throw 1")),
}


def test_nothing_keeps_streamlit_from_starting(
    serve: Serve, browser: Browser, folder: Path
) -> None:
    url = serve(folder)
    for what, trouble in TROUBLES.items():
        page = browser.new_page()
        page.route(trouble.where, trouble.what)
        page.goto(f"{url}/coding", wait_until="commit")
        expect(page.locator("h1"), what).to_be_visible(timeout=30_000)
        expect(page.locator("#workbench-held"), what).to_have_count(0)
        expect(page.locator(".wbt-opening"), what).to_have_count(0)
        page.context.close()


def test_the_passage_asked_for_is_in_sight_at_once(serve: Serve, page: Page, folder: Path) -> None:
    page.route("**/_stcore/host-config", lambda route: None)
    page.goto(f"{serve(folder)}/coding?at=2410", wait_until="commit")
    expect(page.locator(".wbt-stripe").first).to_be_visible(timeout=30_000)
    expect(page.locator(".wbt-turn")).to_have_count(60)
    expect(page.locator(".wbt-turn").nth(55)).to_be_in_viewport()
    page.locator(".wbt-turn").nth(58).click()
    page.wait_for_timeout(400)
    top = page.locator(".wbt-scroll").evaluate("scroll => scroll.scrollTop")
    page.reload(wait_until="commit")
    expect(page.locator(".wbt-turn")).to_have_count(60)
    assert page.locator(".wbt-scroll").evaluate("scroll => scroll.scrollTop") == top > 0


def test_where_streamlit_shows_something_else_that_is_seen(
    serve: Serve, page: Page, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "sitecustomize.py"
    broken.write_text(
        "import workbench.ui.transcript_picker as p\n"
        "def pick(found): raise ValueError('Sandra said so')\n"
        "p.pick = pick\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path.cwd()}")
    page.goto(f"{serve(folder)}/coding")
    expect(page.get_by_text("This page broke off")).to_be_visible(timeout=30_000)
    settled(page)
    expect(page.locator(".wbt-scroll")).to_have_count(0, timeout=15_000)
