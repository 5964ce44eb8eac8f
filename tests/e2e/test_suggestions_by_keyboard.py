"""By keyboard alone: suggestions are coded, in part too, dismissed, put off, taken back, opened."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.coding.toy import WordEncoder, code_topic, make
from tests.conftest import Said
from tests.e2e.conftest import Serve, settled
from tests.e2e.walk import Walk
from workbench import memos, transcripts
from workbench.coding import codings, embeddings, encoders, suggestions
from workbench.coding.coded_passages import Coding
from workbench.coding.reasons import Suggestion
from workbench.store import Row
from workbench.study import Study

pytestmark = pytest.mark.browser

NAME = encoders.EXACT
WHY = "Not money yet: nobody pays, except in kind."


class KnownWords(WordEncoder):
    """Stand for the language model that the page asks for."""

    name = NAME


@pytest.fixture
def walk(
    study: Study, released: Callable[[str, Said], str], serve: Serve, page: Page
) -> tuple[Walk, list[Suggestion]]:
    """Open the page of a study in which a code was given three times; the cards it shows."""
    first, _ = make(study, released, 2)
    code = code_topic(study, first, "money", 3)
    transcripts.mark_read(study, first)
    embeddings.embed_all(study, KnownWords())
    offered = suggestions.for_code(study, NAME, code)
    study.close()
    url = serve(study.folder)
    page.set_default_timeout(25_000)
    page.goto(f"{url}/suggestions")
    return Walk(page=page, url=url, folder=study.folder), offered


def hand(page: Page, one: Suggestion) -> Locator:
    """Find a suggestion's card where it is in hand."""
    card = f"{one.code_id} {one.transcript_id} {one.start}"
    return page.locator(f"[data-hand=in][data-card='{card}']")


def press(page: Page, key: str) -> None:
    """Press a key, once the answer to the last has come."""
    settled(page)
    page.keyboard.press(key)


def held(page: Page, one: Suggestion) -> None:
    """Wait until a suggestion is in hand, wholly in view."""
    expect(hand(page, one)).to_be_in_viewport(ratio=0.9, timeout=25_000)


def test_a_list_is_gone_through_without_a_mouse(walk: tuple[Walk, list[Suggestion]]) -> None:
    way, offered = walk
    page = way.page
    held(page, offered[0])
    press(page, "n")
    held(page, offered[1])
    press(page, "p")
    held(page, offered[0])
    coded = code_a_part(way, offered[0])
    refused = decide(way, "x")
    refused_why = dismiss_with_a_memo(way)
    put_off = decide(way, "l")
    stored = decisions(way)
    assert [row["verdict"] for row in stored] == ["accepted", "dismissed", "dismissed", "later"]
    assert [(row["transcript_id"], row["start"]) for row in stored] == [
        (coded.transcript_id, offered[0].start),
        refused,
        refused_why,
        put_off,
    ]
    assert {row["encoder"] for row in stored} == {NAME}
    assert stored[0]["coding_id"] == coded.id
    assert (stored[0]["place"], stored[0]["labels"]) == (1, offered[0].labels)
    press(page, "Control+z")
    expect(page.get_by_text("Undone:")).to_be_visible(timeout=25_000)
    settled(page)
    assert decisions(way) == stored[:3]
    press(page, "Control+Shift+z")
    expect(page.get_by_text("Done again:")).to_be_visible(timeout=25_000)
    settled(page)
    assert decisions(way) == stored
    transcript, start = place(page)
    press(page, "o")
    expect(page).to_have_url(re.compile("/coding"), timeout=25_000)
    with way.stored() as study:
        words = transcripts.text(study, transcript)[start:].partition(".")[0]
    expect(page.locator("blockquote")).to_contain_text(words, timeout=25_000)


BURST = """keys => {
    for (const [key, ctrlKey, altKey, code] of keys) {
        const said = { key, code, ctrlKey, altKey, bubbles: true, composed: true, cancelable: true }
        const target = document.activeElement ?? document.body
        target.dispatchEvent(new KeyboardEvent("keydown", said))
    }
}"""


def burst(page: Page, *keys: str) -> None:
    """Press keys faster than anything can be drawn, once they are listened to."""
    page.locator("[data-hand=in]").wait_for()
    pressed = []
    for each in keys:
        *held, key = each.split("+")
        code = "BracketLeft" if key == "[" else f"Key{key.upper()}"
        pressed.append((key, "Control" in held, "Alt" in held, code))
    page.evaluate(BURST, pressed)


def test_keys_pressed_fast_mean_the_card_in_hand(walk: tuple[Walk, list[Suggestion]]) -> None:
    way, offered = walk
    page = way.page
    held(page, offered[0])
    burst(page, "n", "n", "n", "p", "x", "x", "y", "n")
    gone(page, offered[2].start)
    (refused,) = decisions(way)
    assert (refused["verdict"], refused["start"]) == ("dismissed", offered[2].start)
    _, start = place(page)
    burst(page, "e", "Alt+[", "Alt+[", "y", "l")
    gone(page, start)
    (_, coded) = decisions(way)
    assert (coded["verdict"], coded["start"]) == ("accepted", start)
    with way.stored() as study:
        (done,) = (each for each in codings.fetch_all(study) if each.found_by == "suggestion")
        assert transcripts.text(study, done.transcript_id)[done.start : done.stop].count(".") == 1
    burst(page, "x", "Control+z")
    expect(page.get_by_text("Undone:")).to_be_visible(timeout=25_000)
    settled(page)
    assert len(decisions(way)) == 2
    page.keyboard.press("m")
    page.keyboard.type("lax")
    expect(page.locator("[data-hand=in] textarea")).to_have_value("lax", timeout=25_000)
    assert len(decisions(way)) == 2
    leave_at_once(way)
    burst(page, "Control+z", "o")
    expect(page).to_have_url(re.compile("/coding"), timeout=25_000)


def test_a_decision_made_while_the_server_is_away_is_stored_by_the_next(
    walk: tuple[Walk, list[Suggestion]], serve: Serve
) -> None:
    way, offered = walk
    held(way.page, offered[0])
    settled(way.page)
    serve.stop()
    way.page.keyboard.press("x")
    expect(hand(way.page, offered[0])).to_have_count(0)
    serve(way.folder, int(way.url.rpartition(":")[2]))
    gone(way.page, offered[0].start)
    (stored,) = decisions(way)
    assert (stored["verdict"], stored["start"]) == ("dismissed", offered[0].start)
    assert stored["labels"] is None, "the list went with the server"


CLICKS = """() => {
    const cards = [...document.querySelectorAll("[data-card]")].slice(1, 3)
    for (const card of cards) card.querySelector("[data-do=dismiss]").click()
    location.assign("/study")
    return cards.map(card => Number(card.dataset.card.split(" ")[2]))
}"""


def leave_at_once(way: Walk) -> None:
    """Dismiss two passages by mouse before anything is drawn, and go: both are stored."""
    starts = way.page.evaluate(CLICKS)
    way.page.wait_for_url("**/study")
    way.page.goto(f"{way.url}/suggestions")
    way.page.locator("[data-hand=in]").wait_for()
    for start in starts:
        gone(way.page, start)
    assert [row["start"] for row in decisions(way)[2:]] == starts


def code_a_part(way: Walk, one: Suggestion) -> Coding:
    """Leave the last sentence out, then a second, take that one in again, and code the rest."""
    card = hand(way.page, one)
    parts = one.words.replace(". ", ".|").split("|")
    press(way.page, "e")
    for key, grey in (("Alt+[", 1), ("Alt+[", 2), ("Alt+]", 1)):
        expect(card.get_by_role("button", name="Begin earlier")).to_be_visible(timeout=25_000)
        press(way.page, key)
        expect(card.locator(".wbs-out")).to_have_count(grey, timeout=25_000)
    press(way.page, "y")
    gone(way.page, one.start)
    with way.stored() as study:
        (done,) = (each for each in codings.fetch_all(study) if each.found_by == "suggestion")
        text = transcripts.text(study, done.transcript_id)
        assert text[done.start : done.stop] == " ".join(parts[:2])
    return done


def decide(way: Walk, key: str) -> tuple[str, int]:
    """Press a key that takes the card in hand from the list; the place it stood for."""
    settled(way.page)
    transcript, start = place(way.page)
    press(way.page, key)
    gone(way.page, start)
    return transcript, start


def dismiss_with_a_memo(way: Walk) -> tuple[str, int]:
    """Begin, think better of it, then write why; letters in a field are letters."""
    settled(way.page)
    transcript, start = place(way.page)
    field = way.page.locator("[data-hand=in] textarea")
    press(way.page, "m")
    expect(field).to_be_focused(timeout=25_000)
    press(way.page, "Escape")
    expect(field).to_have_count(0, timeout=25_000)
    press(way.page, "m")
    expect(field).to_be_focused(timeout=25_000)
    way.page.keyboard.type(WHY)
    way.page.keyboard.press("Control+Enter")
    gone(way.page, start)
    with way.stored() as study:
        assert [one.text for one in memos.fetch_all(study, about="passage")] == [WHY]
    return transcript, start


def place(page: Page) -> tuple[str, int]:
    """Tell which passage is in hand."""
    card = page.locator("[data-hand=in]")
    expect(card).to_be_visible(timeout=25_000)
    _, transcript, start = (card.get_attribute("data-card") or "").split()
    return transcript, int(start)


def gone(page: Page, start: int) -> None:
    """Wait until a passage is no longer in the list and another is in hand."""
    expect(page.locator(f"[data-card$=' {start}']")).to_have_count(0)
    expect(page.locator("[data-hand=in]")).to_be_visible(timeout=25_000)
    settled(page)


def decisions(way: Walk) -> list[Row]:
    """Read what was decided, the oldest first."""
    with way.stored() as study:
        return study.rows(
            "select d.verdict, d.place, d.encoder, d.labels, d.coding_id, p.transcript_id, p.start "
            "from decisions d join passages p on p.id = d.passage_id order by d.ts, d.id"
        )
