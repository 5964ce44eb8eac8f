"""The theme board in the browser: cards moved by mouse and keys, undone, and seen elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.conftest import Said
from tests.e2e.conftest import Serve, settled
from workbench.coding import codebook
from workbench.study import Study
from workbench.themes import cards, development, gathering, outline

SAID = [("Interviewer", "And then? " * 3), ("Amira", "<b>Nobody</b> told us anything. " * 4)]


@pytest.fixture
def address(study: Study, released: Callable[[str, Said], str], serve: Serve) -> str:
    """Serve a study with three codes, two themes and a passage in the second."""
    transcript = released("Interview 01", SAID)
    silence, _, _ = (codebook.add(study, name).id for name in ("Silence", "Shame", "Waiting"))
    first = development.add(study, "Not told")
    second = development.add(study, "Carrying on")
    cards.lay(study, silence, first.id)
    gathering.add(study, second.id, transcript, 31, 62)
    study.close()
    return serve(study.folder)


@pytest.fixture
def board(address: str, page: Page) -> Page:
    return opened(page, address)


@pytest.fixture
def elsewhere(address: str, browser: Browser) -> Iterator[Page]:
    """Open the same board in another window."""
    context = browser.new_context(viewport={"width": 1500, "height": 900})
    yield opened(context.new_page(), address)
    context.close()


def opened(page: Page, address: str) -> Page:
    page.goto(f"{address}/themes")
    page.wait_for_selector(".wbb-theme")
    settled(page)
    return page


def theme(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("treeitem", name=name)


def lying(page: Page, name: str, *cards: str) -> None:
    """Expect these cards in a theme, in this order."""
    found = theme(page, name).locator(
        "> .wbb-cards > [data-node] > .wbt-label, .wbb-head .wbt-label"
    )
    expect(found).to_have_text([name.partition(" ")[2].partition(",")[0], *cards])


def drag(page: Page, start: Locator, end: Locator, key: str = "") -> None:
    """Drag a card to the lower half of something else."""
    begin, stop = start.bounding_box(), end.bounding_box()
    assert begin
    assert stop
    page.mouse.move(begin["x"] + 40, begin["y"] + 12)
    page.mouse.down()
    if key:
        page.keyboard.down(key)
    for part in (0.5, 1.0):
        y = stop["y"] + stop["height"] * 0.8
        page.mouse.move(
            begin["x"] + (stop["x"] + 90 - begin["x"]) * part, begin["y"] + (y - begin["y"]) * part
        )
    page.mouse.up()
    if key:
        page.keyboard.up(key)


def saved(page: Page) -> None:
    expect(page.locator(".wbb-foot .wbt-status")).to_have_text("")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_cards_are_moved_by_mouse_and_keys_and_seen_elsewhere(
    board: Page, elsewhere: Page, serve: Serve, study: Study
) -> None:
    first, second = "Theme Not told,", "Theme Carrying on,"
    said = "“<b>Nobody</b> told us anything.”"
    lying(board, second, said)
    drag(board, card(board, "Shame"), theme(board, first))
    lying(board, first, "Silence", "Shame")
    drag(board, theme(board, first).get_by_text("Silence"), theme(board, second))
    lying(board, first, "Shame")
    lying(board, second, said, "Silence")
    drag(board, theme(board, second).get_by_text("Silence"), theme(board, first), "Control")
    lying(board, first, "Shame", "Silence")
    lying(board, second, said, "Silence")
    lying(elsewhere, first, "Shame", "Silence")
    press(board, "Alt+ArrowUp")
    lying(board, first, "Silence", "Shame")
    press(board, "s")
    board.keyboard.type("Quiet")
    press(board, "Enter")
    lying(board, first, "Quiet", "Shame")
    press(board, "t")
    board.keyboard.type("Who was to tell them?")
    press(board, "Control+Enter")
    lying(board, first, "Quiet", "Shame", "Who was to tell them?")
    press(board, "Delete")
    expect(theme(board, "Parking place")).to_contain_text("Who was to tell")
    saved(board)
    theme(board, first).locator(".wbb-head .wbt-label").first.click()
    press(board, "z")
    lying(board, first, "Quiet", "Shame", "Who was to tell them?")
    lying(elsewhere, first, "Quiet", "Shame", "Who was to tell them?")
    press(board, "Z")
    lying(board, first, "Quiet", "Shame")
    saved(board)
    serve.stop()
    with Study.open(study.folder) as stored:
        names = {code.id: code.name for code in codebook.fetch_all(stored)}
        found = [[names[code] for code in one.codes] for one in outline.fetch_all(stored)]
        assert found == [["Silence", "Shame"], ["Silence"]]


def test_the_board_is_worked_on_before_streamlit_is_there(
    address: str, page: Page, elsewhere: Page
) -> None:
    first, second = "Theme Not told,", "Theme Carrying on,"
    held: list[Route] = []
    # Playwright marks what it is given, and a built-in method cannot be marked.
    page.route("**/_stcore/host-config", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(f"{address}/themes", wait_until="commit")
    drag(page, card(page, "Shame"), theme(page, first))
    lying(page, first, "Silence", "Shame")
    expect(page.locator("h1")).to_have_count(0)
    page.locator(".wbb").evaluate("board => (board.mine = true)")
    for route in held:
        route.continue_()
    page.unroute("**/_stcore/host-config")
    expect(page.locator("h1")).to_be_visible(timeout=30_000)
    expect(page.locator(".wbt-opening")).to_have_count(0)
    lying(elsewhere, first, "Silence", "Shame")
    lying(page, first, "Silence", "Shame")
    assert page.locator(".wbb").evaluate("board => board.mine")
    # What is done elsewhere comes while a card is held, and is drawn once it is let go.
    held_card = theme(elsewhere, first).get_by_text("Silence").bounding_box()
    assert held_card
    elsewhere.mouse.move(held_card["x"] + 9, held_card["y"] + 9)
    elsewhere.mouse.down()
    elsewhere.mouse.move(held_card["x"] + 99, held_card["y"] + 99)
    expect(elsewhere.locator(".wbb-ghost")).to_be_visible()
    with elsewhere.expect_response("**/live/themes*"):
        drag(page, card(page, "Waiting"), theme(page, second))
    expect(elsewhere.locator(".wbb-ghost")).to_be_visible()
    lying(elsewhere, second, "“<b>Nobody</b> told us anything.”")
    elsewhere.keyboard.press("Escape")
    lying(elsewhere, second, "“<b>Nobody</b> told us anything.”", "Waiting")


def test_a_theme_dropped_on_another_asks_what_is_meant(board: Page) -> None:
    first, second = "Theme Not told,", "Theme Carrying on,"
    handle = theme(board, second).locator(".wbb-head")
    drag(board, handle, theme(board, first))
    board.get_by_role("textbox", name="Why").fill("It says the same.")
    board.get_by_role("button", name="Make it a subtheme").click()
    nested = theme(board, "Subtheme Carrying on,")
    expect(nested).to_have_attribute("data-level", "2")
    press(board, "N")
    board.keyboard.type("Left alone")
    press(board, "Enter", "Alt+ArrowLeft", "Alt+ArrowLeft")
    third = theme(board, "Theme Left alone,")
    drag(board, third.locator(".wbb-head"), nested)  # low, over its cards
    expect(board.get_by_role("dialog", name="“Left alone” on “Not told”")).to_be_visible()
    press(board, "Escape")
    nested.locator(".wbb-head").click()
    press(board, "m")
    board.keyboard.type("not")
    expect(board.get_by_text("Nothing has this name.")).to_be_visible()
    press(board, "Escape", "Alt+ArrowLeft")
    expect(theme(board, second)).to_have_attribute("data-level", "1")
    press(board, "m")
    board.keyboard.type("not")
    press(board, "Enter")
    board.get_by_role("button", name="Merge it").click()
    expect(theme(board, second)).to_have_count(0)
    lying(board, first, "Silence", "“<b>Nobody</b> told us anything.”")
    press(board, "z")
    expect(theme(board, second)).to_be_visible()
