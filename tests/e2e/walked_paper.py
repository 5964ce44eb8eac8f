"""The end of the walk from codes to a paper: quotes, the document, and what is left behind."""

from __future__ import annotations

import re
from pathlib import Path

from docx import Document
from playwright.sync_api import Download, expect

from tests.e2e.conftest import settled
from tests.e2e.test_board import press
from tests.e2e.walk import Walk, choose
from workbench import audit
from workbench.coding import codebook
from workbench.study import Study
from workbench.themes import outline, quotes, theme_map
from workbench.word_tables import QUOTE_WORDS

RED, WEIGHT, MISSED = "Nobody likes being a red", "A kind of care", "The one who was missed"
THING, SEASON = "We are not a thing", "Waved at for a season"
NAMED = [RED, WEIGHT, MISSED, THING, SEASON]
LINES = "Across a line"
CLEAR = "[of the group]"
SIGN = "(...)"
QUOTED = {RED: 2, WEIGHT: 2, MISSED: 2, THING: 2, SEASON: 2}
STRUCTURE = {
    (RED,): {"Help in disguise", "Being weighed", "Not being able to receive"},
    (RED, "Who looks after whom"): {"Looked after by those we help"},
    (WEIGHT,): {"Knowing more than one may say", "Trusting the list"},
    (MISSED,): {"The one who was missed"},
    (MISSED, "The good version"): {"Taking back the good version"},
    (THING,): {"Nobody is in charge", "Rules that harm taught us"},
    (THING, "Not with a trifle"): {"Being claimed by others"},
    (SEASON,): {"Being waved at", "Neighbours across a line"},
    (SEASON, "Three weeks at home"): {"When spring's crowd went home"},
}


def kept(download: Download) -> Path:
    return Path(download.path())


def quoted(walk: Walk) -> None:
    """Choose two quotes in each theme and trim them, one with the mouse, one with keys."""
    page = walk.page
    page.goto(f"{walk.url}/quotes")
    settled(page)
    for name in NAMED:
        choose(page, "Theme", name)
        for by_keyboard in (False, True):
            page.get_by_role("radio", name=re.compile("^All passages")).click()
            settled(page)
            trimmed(walk, by_keyboard=by_keyboard)


def trimmed(walk: Walk, *, by_keyboard: bool) -> None:
    """Choose the next long passage of the list, leave something out and make something clear."""
    page = walk.page
    card = page.locator("[data-testid=stVerticalBlock]").filter(
        has=page.get_by_role("button", name="Choose", exact=True)
    )
    passage = card.filter(has_text=re.compile(r"(\S+\s+){30}")).last
    said = passage.locator("[data-testid=stText]").first.inner_text().strip("“”")
    if "\n" in said:  # a dialogue names who speaks
        said = said.splitlines()[0].partition(": ")[2]
    button = passage.get_by_role("button", name="Choose", exact=True)
    if by_keyboard:
        button.focus()
        press(page, "Enter")
    else:
        button.click()
    field = page.get_by_label("Trim", exact=True)
    # While the page is drawn the form of the quote before still stands below the new one.
    expect(field.first).to_have_value(re.compile(re.escape(said[:20])))
    expect(field).to_have_count(1)
    settled(page)
    words = field.input_value().split()
    trim = " ".join([*words[:3], CLEAR, *words[3:6], SIGN, *words[-4:]])
    if by_keyboard:
        field.focus()
        press(page, "Control+a")
        page.keyboard.type(trim)
        press(page, "Control+Enter")
    else:
        field.fill(trim)
        walk.button("Trim", exact=True).click()
    expect(page.get_by_role("tabpanel").get_by_text(CLEAR).first).to_be_visible()
    settled(page)


def document(walk: Walk) -> Path:
    """Take the Word document away."""
    walk.page.goto(f"{walk.url}/paper")
    settled(walk.page)
    with walk.page.expect_download() as waiting:
        walk.button("Word document").click()
    return kept(waiting.value)


def assert_structure(study: Study) -> None:
    names = {one.id: one.name for one in codebook.fetch_all(study)}
    found = outline.fetch_all(study)
    assert {one.path: {names[each] for each in one.codes} for one in found} == STRUCTURE
    assert [one.name for one in found if one.status == "named"] == NAMED
    link = theme_map.fetch(study).links
    assert [one.name for one in link] == ["asks for"]
    assert theme_map.fetch(study).by_hand
    done = [event.verb for event in audit.read(study, newest=2_000)]
    assert done.count("development.merge") == 3
    assert done.count("development.split") == 1
    why = {row["text"] for row in study.rows("select text from theme_reasons")}
    assert why >= {"Refusing help is said for the same reason.", "Rules are what they are not."}
    assert why >= {"What came after is another story.", "Both are seen from over the fence."}


def assert_quotes(study: Study) -> None:
    """Compare the quotes with the transcripts, word for word."""
    tops = [one for one in outline.fetch_all(study) if len(one.path) == 1]
    for top in tops:
        chosen = quotes.table(study, top.id, chosen_only=True)
        assert len(chosen) == QUOTED[top.name]
        for one in chosen:
            assert one.setting
            assert {mark.kind for mark in one.setting.marks} == {"omission", "clarification"}


def assert_paper(study: Study, paper: Path) -> None:
    tops = [one for one in outline.fetch_all(study) if len(one.path) == 1]
    texts = [quote.words for top in tops for quote in quotes.table(study, top.id, chosen_only=True)]
    found = Document(str(paper))
    heads = [one.text for one in found.paragraphs if one.style and one.style.name == "Heading 2"]
    numbered = [f"{number}. {name}" for number, name in enumerate(NAMED, start=1)]
    assert [head for head in heads if head in numbered] == numbered
    quoted = [one for one in found.paragraphs if CLEAR in one.text]
    assert len(quoted) == sum(QUOTED.values())
    for one in quoted:
        said = [each.text for each in one.runs if each.style and each.style.name == QUOTE_WORDS]
        assert len(said) >= 3
        assert any(stands(said, text) for text in texts)


def stands(said: list[str], text: str) -> bool:
    """Tell whether pieces stand in a text, one after another."""
    pieces = [re.escape(" ".join(one.split())) for one in said]
    return bool(re.search(".*?".join(pieces), " ".join(text.split())))
