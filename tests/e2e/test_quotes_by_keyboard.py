"""The list of quotes by keyboard: who moves a quote goes on where it stands then."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Serve, settled
from workbench import transcripts
from workbench.coding import codebook, codings
from workbench.study import Study
from workbench.themes import development, quotes

WORDS = ("We waited.", "Nobody came.", "Then she rang.")


def test_a_quote_is_moved_down_by_one_key_pressed_twice(
    study: Study,
    page: Page,
    serve: Serve,
    released: Callable[[str, list[tuple[str, str]]], str],
) -> None:
    home = released("P01", [("Interviewer", "And then?"), ("P01", " ".join(WORDS))])
    code = codebook.add(study, "Waiting").id
    theme = development.add(study, "Left alone", [code]).id
    for words in WORDS:
        start = transcripts.text(study, home).index(words)
        quotes.choose(study, theme, codings.apply(study, home, start, start + len(words), code).id)
    study.close()
    page.goto(f"{serve(study.folder)}/quotes")
    settled(page)
    down = page.get_by_role("button", name="Down")
    down.first.focus()
    for place in ("2 · Left alone", "3 · Left alone"):
        page.keyboard.press("Enter")
        moved = page.get_by_test_id("stVerticalBlock").filter(has=down, has_text=WORDS[0]).last
        expect(moved).to_contain_text(place)
        settled(page)
    # It cannot go down farther, and the keyboard stays in its row.
    expect(moved.get_by_role("button", name="Down")).to_be_disabled()
    expect(moved.get_by_role("button", name="Open")).to_be_focused()
    serve.stop()
    with Study.open(study.folder) as stored:
        found = quotes.table(stored, theme, chosen_only=True)
        assert [quote.words for quote in found] == [*WORDS[1:], WORDS[0]]
