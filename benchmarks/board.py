"""Measure the theme board in headless Chromium: 300 codes and 40 themes, 20 passages, 20 thoughts.

`python benchmarks/board.py [--runs 7] [--drags 20] [--study FOLDER]` prints medians and worst
cases, in milliseconds. Opening ends with the frame in which all themes stand there: from the
address, which includes Streamlit's own start in the browser, and from the press in the menu. A move
of the pointer ends with the frame that shows the card following and the place where it would go; a
drop with the frame in which the card lies there. "stored" is when the server had answered for it,
and "calm" when the board changed no more. With `--study` the study is kept there.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from browser import chromium, served
from playwright.sync_api import Browser, Page

from workbench import audit, transcripts
from workbench.coding import colours
from workbench.store import Row
from workbench.study import Study

CODES, THEMES, LAID, OTHERS = 300, 40, 240, 20
SENTENCE = "We carried on because nobody came to tell us otherwise, and then it was autumn. "
WATCH = """
(() => {
  window.opened = window.pressed = 0
  window.moves = []
  window.drops = []
  const shown = run => requestAnimationFrame(() => setTimeout(run))
  const look = () => {
    const full = document.querySelectorAll(".wbb-theme").length >= WANTED
    if (full && !window.opened) window.opened = performance.now()
    shown(look)
  }
  shown(look)
  addEventListener("click", event => (window.pressed = event.timeStamp), true)
  const time = (list, event) => shown(() => list.push(performance.now() - event.timeStamp))
  addEventListener("pointermove", event => event.buttons && time(window.moves, event), true)
  addEventListener("pointerup", event => {
    window.up = event.timeStamp
    time(window.drops, event)
  }, true)
  new MutationObserver(found => {
    if (found.some(one => one.target.closest?.(".wbb-board"))) window.changed = performance.now()
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true })
})()
""".replace("WANTED", str(THEMES))


def main() -> None:
    """Build the study, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--drags", type=int, default=20)
    parser.add_argument("--study", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.study or Path(scratch) / "study"
        if not folder.exists():
            build(folder)
        with served(folder, Path(scratch) / "log") as url, chromium() as browser:
            say("opened by its address", [by_address(browser, url) for _ in range(given.runs)])
            say("opened from the menu", [by_menu(browser, url) for _ in range(given.runs)])
            dragged(browser, url, given.drags)


def build(folder: Path) -> None:
    """Fill a study; the same at each call."""
    chance = random.Random(7)
    with Study.create(folder, name="A large board", researcher="Ana") as study:
        transcript_id = released(study)
        codes = [code(study, n) for n in range(CODES)]
        themes = [theme(study, n) for n in range(THEMES)]
        for one in themes[1::3]:
            one["parent_id"] = themes[themes.index(one) - 1]["id"]
        laid = chance.sample(codes, LAID)
        rows = [
            card(study, one["id"], chance.choice(themes)["id"], n) for n, one in enumerate(laid)
        ]
        passages, cards = zip(*noted(study, transcript_id, themes, chance), strict=True)
        with audit.act(study, "benchmark.fill", undoable=False) as act:
            act.insert_all("codes", codes)
            act.insert_all("themes", themes)
            act.insert_all("theme_codes", rows)
            act.insert_all("passages", passages)
            act.insert_all("theme_passages", cards)


def released(study: Study) -> str:
    """Store one transcript of a participant."""
    transcript_id, text = study.new_id(), SENTENCE * 200
    speaker = transcripts.Speaker(
        id=study.new_id(),
        transcript_id=transcript_id,
        label="Amira",
        role="participant",
        participant_id=None,
    )
    turn = transcripts.Turn(
        position=0, speaker="Amira", role="participant", start=0, stop=len(text)
    )
    with audit.act(study, "benchmark.release", undoable=False) as act:
        transcripts.add(act, transcript_id=transcript_id, label="Long", recorded=None, words=0)
        transcripts.release_text(act, transcript_id, text=text, speakers=[speaker], turns=[turn])
    return transcript_id


def code(study: Study, n: int) -> Row:
    """Make a code; names are of one to three words."""
    words = ("Carrying", "silence", "waiting", "together", "cost", "door", "list", "whom", "trust")
    name = " ".join(words[(n * k) % len(words)] for k in (1, 2, 5)[: n % 3 + 1])
    row: Row = {"id": study.new_id(), "parent_id": None, "name": f"{name.capitalize()} {n}"}
    row |= {"colour": colours.PALETTE[n % len(colours.PALETTE)], "position": n, "retired": False}
    return row | dict.fromkeys(("description", "use_when", "avoid_when", "example"), "")


def theme(study: Study, n: int) -> Row:
    """Make a theme of its own."""
    row: Row = {"id": study.new_id(), "parent_id": None, "name": f"Nobody is in charge {n}"}
    row |= {"status": "candidate", "position": n, "colour": colours.PALETTE[n % 7] if n % 2 else ""}
    return row | {
        "central_concept": "Help can be borne where nobody is in charge.",
        "definition": "",
    }


def card(study: Study, code_id: str, theme_id: str, n: int) -> Row:
    """Lay a code in a theme; some in a stack."""
    stack = "Heap" if n % 12 == 0 else ""
    new = study.new_id()
    return {"id": new, "theme_id": theme_id, "code_id": code_id, "position": n, "stack": stack}


def noted(
    study: Study, transcript_id: str, themes: Sequence[Row], chance: random.Random
) -> Iterator[tuple[Row, Row]]:
    """Make passages and their cards."""
    for n in range(OTHERS):
        place = study.new_id()
        start = n * len(SENTENCE)
        yield (
            {
                "id": place,
                "transcript_id": transcript_id,
                "start": start,
                "stop": start + len(SENTENCE) * (n % 4 + 1) - 1,
            },
            {
                "id": study.new_id(),
                "theme_id": chance.choice(themes)["id"],
                "passage_id": place,
                "stack": "",
                "position": 300 + n,
                "researcher": "Ana",
                "ts": audit.now(),
            },
        )


@contextmanager
def tab(browser: Browser) -> Iterator[Page]:
    """Open a fresh window of 1,500 by 900 that takes times."""
    context = browser.new_context(viewport={"width": 1500, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.set_default_timeout(40_000)
    yield page
    context.close()


def by_address(browser: Browser, url: str) -> float:
    """Time from the navigation to the board."""
    with tab(browser) as page:
        page.goto(f"{url}/themes")
        page.wait_for_function("() => window.opened")
        return float(page.evaluate("window.opened"))


def by_menu(browser: Browser, url: str) -> float:
    """Time from the press in the menu of the home page to the board."""
    with tab(browser) as page:
        page.goto(url)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] h1")
        time.sleep(1)
        page.get_by_role("button", name="Analyse").first.click()
        page.locator("a[href$='/themes']").last.click()
        page.wait_for_function("() => window.opened")
        return float(page.evaluate("window.opened - window.pressed"))


def dragged(browser: Browser, url: str, drags: int) -> None:
    """Drag listed codes into themes and cards between them, and time every move and drop."""
    with tab(browser) as page:
        page.goto(f"{url}/themes")
        page.wait_for_function("() => window.opened")
        page.wait_for_function("() => performance.now() - window.changed > 1500")
        stored, calm = [], []
        for n in range(drags):
            lift(page, n)
            page.wait_for_function("n => window.drops.length === n", arg=n + 1)
            page.wait_for_function(
                "() => !document.querySelector('.wbb-foot .wbt-status').textContent"
            )
            stored.append(float(page.evaluate("performance.now() - window.up")))
            page.wait_for_function("() => performance.now() - window.changed > 700")
            calm.append(float(page.evaluate("window.changed - window.up")))
        say("pointer move → card follows", page.evaluate("window.moves"))
        say("drop → card lies there", page.evaluate("window.drops"))
        say("drop → stored", stored)
        say("drop → board calm", calm)


def lift(page: Page, n: int) -> None:
    """Drag one card from the list, or from one theme to another."""
    page.locator(".wbb-field").evaluate("field => field.scrollTo(0, 0)")
    side = ".wbb-side [data-kind]" if n % 2 else ".wbb-field .wbb-theme > .wbb-cards > .wbb-card"
    start = page.locator(side).nth(n % 3).bounding_box()
    target = page.locator(".wbb-field > .wbb-theme").nth(1 + n % 3).bounding_box()
    assert start
    assert target
    page.mouse.move(start["x"] + 30, start["y"] + 10)
    page.mouse.down()
    x, y = start["x"] + 30, start["y"] + 10
    to_x, to_y = target["x"] + 60, target["y"] + min(target["height"] - 10, 60)
    for step in range(1, 21):
        page.mouse.move(x + (to_x - x) * step / 20, y + (to_y - y) * step / 20)
        time.sleep(0.02)
    page.mouse.up()


def say(what: str, times: Sequence[float]) -> None:
    """Print the median, the 95th of a hundred and the worst."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    middle = statistics.median(ordered)
    print(
        f"{what:<30}{middle:>7.0f}   95 %{late:>7.0f}   worst{ordered[-1]:>7.0f}   n {len(times)}"
    )


if __name__ == "__main__":
    main()
