"""From codes to a paper, as a researcher does it: the board, the map, the quotes, one document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from corpora import example
from tests.e2e.conftest import Serve, settled
from tests.e2e.test_board import drag, opened, press, saved, theme
from tests.e2e.walk import Walk, choose
from tests.e2e.walked_paper import (
    LINES,
    MISSED,
    NAMED,
    RED,
    SEASON,
    THING,
    WEIGHT,
    assert_paper,
    assert_quotes,
    assert_structure,
    document,
    kept,
    quoted,
)
from workbench.study import Study
from workbench.themes import development, outline


@pytest.fixture(scope="module")
def codes_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example study and give its themes up, so that its codes are left."""
    folder = tmp_path_factory.mktemp("walk") / "example"
    example.build(folder)
    with Study.open(folder) as study:
        for one in outline.fetch_all(study):
            development.dissolve(study, one.id)
    return folder


@pytest.mark.slow
def test_from_the_codes_to_a_paper(codes_alone: Path, page: Page, serve: Serve) -> None:
    walk = Walk(page=page, url=serve(codes_alone), folder=codes_alone)
    opened_without_themes(walk)
    themes_by_mouse(page)
    themes_by_keyboard(page)
    review_merges(walk)
    named(walk)
    mapped(walk)
    quoted(walk)
    paper = document(walk)
    serve.stop()
    with Study.open(codes_alone) as study:
        assert_structure(study)
        assert_quotes(study)
        assert_paper(study, paper)


def opened_without_themes(walk: Walk) -> None:
    walk.page.goto(f"{walk.url}/themes")
    expect(walk.page.get_by_text("Drag a code here to begin one")).to_be_visible()
    settled(walk.page)


def code(page: Page, name: str) -> Locator:
    """Find a code in the list of those without a theme, brought into sight."""
    found = cards(theme(page, "Codes without a theme"), name)
    found.scroll_into_view_if_needed()
    return found


def cards(place: Locator, name: str) -> Locator:
    return place.locator("> .wbb-cards > .wbb-card").filter(
        has=place.page.get_by_text(name, exact=True)
    )


def laid(page: Page, where: str, *held: str) -> None:
    own = theme(page, f"{where},").locator("> .wbb-cards > .wbb-card > .wbt-label")
    expect(own).to_have_text(held)


def begin(page: Page, card: str, name: str) -> None:
    """Begin a theme by dropping a code where there is none."""
    board = page.locator(".wbb-field")
    start, field = code(page, card).bounding_box(), board.bounding_box()
    assert start
    assert field
    page.mouse.move(start["x"] + 30, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(field["x"] + 200, field["y"] + field["height"] - 40, steps=4)
    page.mouse.move(field["x"] + 210, field["y"] + field["height"] - 24, steps=2)
    page.mouse.up()
    page.get_by_role("textbox", name="New theme").fill(name)
    page.get_by_role("button", name="Keep").click()
    laid(page, f"Theme {name}", card)


def themes_by_mouse(page: Page) -> None:
    """Make two themes, a subtheme and the first merge by dragging alone."""
    begin(page, "Help in disguise", RED)
    drag(page, code(page, "Being weighed"), theme(page, f"Theme {RED},"))
    laid(page, f"Theme {RED}", "Help in disguise", "Being weighed")
    page.get_by_role("button", name="New theme").click()
    page.get_by_role("textbox", name="New theme").fill(WEIGHT)
    page.get_by_role("button", name="Keep").click()
    drag(page, code(page, "Knowing more than one may say"), theme(page, f"Theme {WEIGHT},"))
    drag(page, code(page, "Trusting the list"), theme(page, f"Theme {WEIGHT},"))
    expect(theme(page, f"Theme {WEIGHT}, 2 cards")).to_be_visible()
    begin(page, "Looked after by those we help", "Who looks after whom")
    dropped(page, "Who looks after whom", RED, "Make it a subtheme", "It is the other half.")
    expect(theme(page, "Subtheme Who looks after whom,")).to_be_visible()
    begin(page, "Not being able to receive", "Hard to take")
    dropped(page, "Hard to take", RED, "Merge it", "Refusing help is said for the same reason.")
    expect(theme(page, "Theme Hard to take,")).to_have_count(0)
    laid(page, f"Theme {RED}", "Help in disguise", "Being weighed", "Not being able to receive")
    saved(page)


def dropped(page: Page, name: str, onto: str, act: str, why: str) -> None:
    """Drop a theme on another and answer what is meant."""
    head, other = (theme(page, f"Theme {one},").locator("> .wbb-head") for one in (name, onto))
    drag(page, head, other)
    page.get_by_role("textbox", name="Why").fill(why)
    page.get_by_role("button", name=act).click()


def typed(page: Page, key: str, words: str) -> None:
    """Press a key that asks for something, answer and confirm."""
    press(page, key)
    page.keyboard.type(words)
    press(page, "Enter")


def gathered(page: Page, card: str, where: str) -> None:
    """Look a code up and move it into a theme, without the mouse."""
    typed(page, "/", card)
    typed(page, "m", where)
    place = page.get_by_role("group", name=re.compile(f"^(Theme|Subtheme) {where},"))
    expect(cards(place, card)).to_be_focused()
    press(page, "/", "Escape", "Escape")


def themes_by_keyboard(page: Page) -> None:
    """Make the other themes, subthemes, a merge and a split with keys alone."""
    theme(page, "Codes without a theme").focus()
    typed(page, "n", MISSED)
    expect(theme(page, f"Theme {MISSED},")).to_be_focused()
    gathered(page, "The one who was missed", MISSED)
    typed(page, "N", "The good version")
    expect(theme(page, "Subtheme The good version,")).to_have_attribute("data-level", "2")
    gathered(page, "Taking back the good version", "The good version")
    typed(page, "n", THING)
    gathered(page, "Nobody is in charge", THING)
    typed(page, "N", "Not with a trifle")
    gathered(page, "Being claimed by others", THING)
    press(page, "Alt+ArrowRight")
    laid(page, "Subtheme Not with a trifle", "Being claimed by others")
    typed(page, "n", "Rules")
    gathered(page, "Rules that harm taught us", "Rules")
    press(page, "ArrowUp")
    expect(theme(page, "Theme Rules,")).to_be_focused()
    typed(page, "m", THING)
    expect(page.get_by_role("textbox", name="Why")).to_be_focused()
    page.keyboard.type("Rules are what they are not.")
    press(page, "Enter", "Tab", "Enter")
    laid(page, f"Theme {THING}", "Nobody is in charge", "Rules that harm taught us")
    typed(page, "n", LINES)
    gathered(page, "Neighbours across a line", LINES)
    typed(page, "n", SEASON)
    gathered(page, "Being waved at", SEASON)
    gathered(page, "When spring's crowd went home", SEASON)
    split_by_keyboard(page)


def split_by_keyboard(page: Page) -> None:
    """Split a card off a theme from its menu, and make what came of it a subtheme."""
    press(page, "ArrowUp", "ArrowUp")
    expect(theme(page, f"Theme {SEASON},")).to_be_focused()
    press(page, ".", "6")
    expect(page.get_by_role("textbox", name="Name of the new theme")).to_be_focused()
    page.keyboard.type("Three weeks at home")
    press(page, "Tab", "Tab", "Space", "Tab")
    page.keyboard.type("What came after is another story.")
    press(page, "Tab", "Enter")
    expect(theme(page, "Theme Three weeks at home,")).to_be_focused()
    press(page, "Alt+ArrowRight")
    expect(theme(page, "Subtheme Three weeks at home,")).to_be_visible()
    laid(page, "Subtheme Three weeks at home", "When spring's crowd went home")
    saved(page)


def review_merges(walk: Walk) -> None:
    """Merge a theme on the page on which themes are reviewed, and say why."""
    page = walk.page
    page.goto(f"{walk.url}/review-themes")
    settled(page)
    choose(page, "theme", LINES)
    expect(page.get_by_role("heading", name=LINES)).to_be_visible()
    walk.press("Merge")
    choose(page, "Merge into", SEASON)
    page.get_by_label("Why", exact=True).first.fill("Both are seen from over the fence.")
    page.locator("[data-testid=stPopoverBody]").get_by_role("button", name="Merge").click()
    expect(page.get_by_role("heading", name=LINES)).to_have_count(0)
    settled(page)


def named(walk: Walk) -> None:
    """Call the five themes named: some with the mouse, some with keys."""
    page = opened(walk.page, walk.url)
    for number, name in enumerate(NAMED):
        head = theme(page, f"Theme {name},")
        if number % 2:
            head.focus()
            press(page, "Space")
        else:
            head.locator("> .wbb-head > .wbt-label").click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        settled(page)
        button = page.get_by_role("radio", name="Named")
        if number % 2:
            button.focus()
            press(page, "Enter")
        else:
            button.click()
        expect(head.locator("> .wbb-head .wbb-status")).to_have_text("named")
        settled(page)


def mapped(walk: Walk) -> None:
    """Lay the map out with mouse and arrows, link two themes and take the map away."""
    page = walk.page
    page.goto(f"{walk.url}/theme-map")
    settled(page)
    first = page.get_by_role("button", name=f"{RED}, 0 links")
    box = first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 120, steps=5)
    page.mouse.up()
    expect(page.get_by_role("button", name="Arrange anew")).to_be_visible()
    expect(first).to_be_focused()
    press(page, "l", "n", "Enter")
    page.keyboard.type("asks for")
    press(page, "Enter")
    expect(page.get_by_role("button", name=f"{RED}, 1 link")).to_be_focused()
    press(page, "p", "ArrowDown", "Shift+ArrowRight")
    settled(page)
    with page.expect_download() as waiting:
        walk.button("SVG").click()
    drawn = kept(waiting.value).read_text()
    assert all(word in drawn for word in ("asks for", "Nobody", "Waved"))
