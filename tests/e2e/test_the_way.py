"""The whole way of one interview in a real browser: from a Word file to a quote in a Word file.

Mouse and keyboard, the real models, the real server; at each station what is drawn is compared
with what is stored.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import Serve, settled
from tests.e2e.walk import Walk, choose, drag_over, saved
from tests.readers.word_files import docx
from tests.themes import read_back
from workbench import audit, transcripts
from workbench.anonymise import detectors
from workbench.coding import codebook, codings
from workbench.errors import ModelMissing
from workbench.study import Study
from workbench.themes import outline, quotes

pytestmark = pytest.mark.browser

PASSPHRASE = "three blue teapots"
NAMES = ("Sandra", "Pell", "Kwabena", "Chorlton")
SAID = (
    ("Interviewer", "How did it begin, Sandra?"),
    ("Sandra Pell", "Kwabena knocked on my door in Chorlton. He asked for tea. 😀 So we talked."),
    ("Interviewer", "And then?"),
    ("Sandra Pell", "We carried soup to the old people every evening. Nobody had asked us to."),
    ("Interviewer", "What was the hardest?"),
    ("Sandra Pell", "Standing outside a door, not knowing. You just carry on until it breaks."),
    ("Interviewer", "Did somebody help you?"),
    ("Sandra Pell", "People brought bread and soup for us in the evening. It “came back”, 1 + 1."),
)
CODED = "We carried soup to the old people every evening."
SECOND = "You just carry on until it breaks."
CODE = "Care goes round"
THEME = "Who was looking after whom"


@pytest.fixture
def walk(serve: Serve, page: Page, tmp_path: Path) -> Walk:
    try:
        detectors.load()
    except ModelMissing as missing:
        pytest.skip(str(missing))
    folder = tmp_path / "study"
    Study.create(folder, name="Night soup", researcher="Ana").close()
    url = serve(folder)
    page.set_default_timeout(25_000)
    page.goto(url)
    settled(page)
    return Walk(page=page, url=url, folder=folder)


def test_from_a_word_file_to_a_quote_in_a_word_file(walk: Walk, tmp_path: Path) -> None:
    create_the_vault(walk)
    import_a_word_file(walk)
    decide_on_every_identifier(walk)
    release(walk)
    code_with_mouse_and_keys(walk)
    look_for_similar_passages(walk)
    gather_the_code_in_a_theme(walk)
    take_the_quotes_away(walk, tmp_path)


def create_the_vault(walk: Walk) -> None:
    """An empty study offers the first step; the recovery code is shown once."""
    walk.press("Import transcripts")
    walk.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    walk.page.get_by_label("The same passphrase again").fill(PASSPHRASE)
    walk.press("Create vault")
    walk.page.get_by_text("I have written it down").click()
    settled(walk.page)
    walk.press("Continue")


def import_a_word_file(walk: Walk) -> None:
    """The file is shown as it was read; who asks and who answers is confirmed; nothing is named."""
    content = docx([f"{name}: {words}" for name, words in SAID])
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    file = FilePayload(name="Sandra Pell.docx", mimeType=kind, buffer=content)
    walk.page.locator("input[type=file]").first.set_input_files(file)
    expect(walk.page.get_by_text("Who speaks")).to_be_visible()
    expect(walk.page.get_by_text(SAID[3][1])).to_be_visible()
    walk.page.get_by_text("Properties of the file").click()
    expect(walk.page.get_by_text("python-docx")).to_be_visible()
    walk.press("Import", exact=True)
    expect(walk.page.get_by_text("Each file is shown before it is imported")).to_be_visible()
    with walk.stored() as study:
        (one,) = transcripts.fetch_all(study)
        assert (one.state, one.label) == ("imported", "Interview 01")
    assert_nobody_named(walk)


def decide_on_every_identifier(walk: Walk) -> None:
    """The real model proposes; a person decides, on the first with the mouse, then with a key."""
    walk.menu("Prepare", "Pseudonymise")
    walk.press("Find identifiers")
    told = walk.page.locator(".wbt-told b")
    expect(told).to_be_visible()
    walk.press("File")
    expect(walk.page.get_by_text("Properties of the file")).to_be_visible()
    walk.page.keyboard.press("Escape")
    (left,) = re.findall(r"of (\d+) left", told.inner_text())
    for number in range(int(left), 0, -1):
        expect(told).to_have_text(f"{number} of {left} left")
        if number == int(left):
            walk.page.locator(".wbt-act.wbt-first").click()
        else:
            walk.page.keyboard.press("a")
    expect(told).to_have_text("All decided")
    expect(walk.page.locator(".wbt-status")).to_have_text("saved")


def release(walk: Walk) -> None:
    """The treated text becomes part of the study; the names do not."""
    walk.press("Release…")
    walk.press("Release this transcript")
    expect(walk.page.get_by_text("Released before")).to_be_visible()
    with walk.stored() as study:
        (one,) = transcripts.fetch_all(study)
        assert one.state == "released"
        text = transcripts.text(study, one.id)
        assert CODED in text
        assert "😀" in text
    assert_nobody_named(walk)


def code_with_mouse_and_keys(walk: Walk) -> None:
    """Words selected with the mouse get a code by the picker; undo and redo; a key codes again."""
    walk.menu("Code", "Coding")
    stripes = walk.page.locator(".wbt-stripe")
    drag_over(walk.page, CODED)
    walk.page.keyboard.press("c")
    walk.page.keyboard.type(CODE)
    walk.page.keyboard.press("Enter")
    expect(stripes).to_have_count(1)
    saved(walk, 1)
    assert coded(walk) == [CODED]
    walk.page.keyboard.press("Control+z")
    expect(stripes).to_have_count(0)
    saved(walk, 0)
    assert coded(walk) == []
    walk.page.keyboard.press("Control+Shift+z")
    expect(stripes).to_have_count(1)
    saved(walk, 1)
    drag_over(walk.page, SECOND)
    walk.page.keyboard.press("1")
    expect(stripes).to_have_count(2)
    saved(walk, 2)
    assert coded(walk) == [CODED, SECOND]
    walk.page.reload()
    expect(stripes).to_have_count(2)


def look_for_similar_passages(walk: Walk) -> None:
    """The workbench offers what is like the code, and codes nothing by itself."""
    walk.page.get_by_role("tab", name="Similar").click()
    choose(walk.page, "Passages like those of", CODE)
    walk.press("Show suggestions before reading")
    walk.press("Prepare")
    code = walk.button("Code", exact=True)
    expect(code).to_be_visible(timeout=120_000)
    assert coded(walk) == [CODED, SECOND]
    code.click()
    expect(walk.page.locator(".wbt-stripe")).to_have_count(3)
    with walk.stored() as study:
        found = codings.fetch_all(study)
        assert sorted(each.found_by for each in found) == ["reading", "reading", "suggestion"]


def gather_the_code_in_a_theme(walk: Walk) -> None:
    """A candidate theme is started from the code, and a quote is chosen for it."""
    walk.menu("Analyse", "Themes")
    code = walk.page.get_by_role("treeitem", name=CODE)
    code.click()
    walk.page.keyboard.press("n")
    walk.page.keyboard.type(THEME)
    walk.page.keyboard.press("Enter")
    box = walk.page.get_by_role("group", name=f"Theme {THEME}")
    expect(box).to_be_focused()
    code.click()
    walk.page.keyboard.press("m")
    walk.page.keyboard.type(THEME[:6])
    walk.page.keyboard.press("Enter")
    expect(box).to_contain_text(CODE)
    expect(walk.page.get_by_role("heading", name=THEME)).to_be_visible()
    walk.page.get_by_role("link", name="Quotes", exact=True).click()
    passage = walk.page.locator("[data-testid=stVerticalBlock]").filter(has_text=CODED).last
    passage.get_by_role("button", name="Choose", exact=True).click()
    expect(walk.page.get_by_text("Chosen 1")).to_be_visible()
    with walk.stored() as study:
        (theme,) = outline.fetch_all(study)
        assert theme.name == THEME
        assert [quote.chosen for quote in quotes.table(study, theme.id)].count(True) == 1


def take_the_quotes_away(walk: Walk, folder: Path) -> None:
    """Each quote in the Word file is, sign by sign, what stands in the study at its place."""
    walk.menu("Report", "Report and export")
    with walk.page.expect_download() as download:
        walk.button("Word", exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "quotes-who-was-looking-after-whom.docx"
    words = read_back.docx_words(path)
    with walk.stored() as study:
        (theme,) = outline.fetch_all(study)
        found = quotes.table(study, theme.id)
        texts = {one.id: transcripts.text(study, one.id) for one in transcripts.fetch_all(study)}
        assert words == [texts[q.transcript_id][q.start : q.stop] for q in found]
        assert len(words) == 3
        assert {CODED, SECOND} <= set(words)
        assert study.orphans() == []
        assert audit.read(study)[0].verb == "quotes.choose"
    content = read_back.document_xml(path)
    assert not [name for name in NAMES if name in content]
    assert_nobody_named(walk)


def coded(walk: Walk) -> list[str]:
    """Read the words of all codings from what is stored."""
    with walk.stored() as study:
        codes = codebook.fetch_all(study)
        assert all(code.name == CODE for code in codes)
        return [each.words for code in codes for each in codings.of_code(study, code.id)]


def assert_nobody_named(walk: Walk) -> None:
    """Look for the names in the study's folder beside the vault, and in the browser's storage."""
    for file in walk.folder.rglob("*"):
        if file.is_file() and "vault" not in str(file.relative_to(walk.folder)):
            content = file.read_bytes()
            assert not [name for name in NAMES if name.encode() in content], file.name
    kept = walk.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert not [name for name in NAMES if name in kept]
