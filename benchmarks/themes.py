"""Time what review of themes asks for: a theme of 1,000 passages, a trail of 10,000 events.

`python benchmarks/themes.py [--browser]` prints medians of seven. The study holds 30 interviews, 40
themes and 300 codes; one theme holds ten of the codes with 100 passages each. With `--browser` the
page *Review themes* is opened and the time taken from the press on *Next theme* until the list of
the large theme is drawn.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from browser import chromium, served, tab

from workbench import audit, transcripts
from workbench.coding import codebook
from workbench.store import Row
from workbench.study import Study
from workbench.themes import development, moves, review_shown, reviewing, steps, structure

REPEATS = 7
INTERVIEWS, SENTENCES, THEMES, CODES, EACH, EVENTS = 30, 900, 40, 300, 100, 10_000
SENTENCE = "We carried on because nobody came to tell us otherwise. "


def main() -> None:
    """Print one line for each question."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--browser", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "study"
        with Study.create(place, name="Many themes", researcher="Ana") as study:
            large = filled(study)
            rename_at_length(study)
            asked(study, large)
        if given.browser:
            in_browser(place, Path(folder) / "log")


def asked(study: Study, large: str) -> None:
    """Time what the pages ask of the study."""
    newest = audit.newest(study)
    theme = development.fetch(study, large)
    themes = development.fetch_all(study)
    told("passages of the theme", lambda: review_shown.listed(study, large))
    told("where it can go", lambda: review_shown.standing(study, theme, themes))
    told("where it meets others", lambda: reviewing.meetings(study, large))
    told("who is silent in it", lambda: reviewing.silent(study, large))
    told("structure before 10,000 events", lambda: structure.after(study, newest - EVENTS))
    told("two moments compared", lambda: moves.compare(study, newest - EVENTS, newest))
    told("the newest 400 changes", lambda: steps.fetch_all(study))


def filled(study: Study) -> str:
    """Store interviews, codes, codings and themes; returns the theme of 1,000 passages."""
    chance = random.Random(1)
    homes = [interview(study, number) for number in range(INTERVIEWS)]
    codes = [codebook.add(study, f"Code {number}").id for number in range(CODES)]
    places: list[Row] = []
    codings: list[Row] = []
    for number, code in enumerate(codes):
        for _ in range(EACH if number < 10 else 20):
            start = chance.randrange(SENTENCES) * len(SENTENCE)
            place = study.new_id()
            stop = start + len(SENTENCE) - 1
            home = chance.choice(homes)
            places.append({"id": place, "transcript_id": home, "start": start, "stop": stop})
            codings.append({"id": study.new_id(), "passage_id": place, "code_id": code})
    with audit.act(study, "codings.import") as act:
        who = {"researcher": "Ana", "ts": audit.now(), "found_by": "import"}
        act.insert_all("passages", places)
        act.insert_all("codings", [row | who for row in codings])
    for number in range(THEMES):
        mine = codes[:10] if number == 1 else chance.sample(codes[10:], 7)
        development.add(study, f"Theme {number}", mine)
    return development.fetch(study, "Theme 1").id


def interview(study: Study, number: int) -> str:
    """Store an interview of 90 turns; returns its id."""
    name, step = study.new_id(), len(SENTENCE) * 10
    speaker = transcripts.Speaker(
        id=study.new_id(),
        transcript_id=name,
        label=f"P{number}",
        role="participant",
        participant_id=None,
    )
    turns = [
        transcripts.Turn(
            position=at, speaker=speaker.label, role="participant", start=at * step, stop=stop
        )
        for at in range(SENTENCES // 10)
        for stop in [(at + 1) * step - 1]
    ]
    with audit.act(study, "benchmark.release", undoable=False) as act:
        transcripts.add(act, transcript_id=name, label=f"{number:02}", recorded=None, words=9000)
        text = SENTENCE * SENTENCES
        transcripts.release_text(act, name, text=text, speakers=[speaker], turns=turns)
    return name


def rename_at_length(study: Study) -> None:
    """Write 10,000 renamings of themes to the trail, which end where they began."""
    ids = [theme.id for theme in development.fetch_all(study)]
    names = {theme.id: theme.name for theme in development.fetch_all(study)}
    events = []
    for number in range(EVENTS):
        theme = ids[number % len(ids)]
        last = number >= EVENTS - len(ids)
        new = names[theme].partition(" (")[0] if last else f"{names[theme][:8]} ({number})"
        change = {"table": "themes", "id": theme}
        sides = {"before": {"name": names[theme]}, "after": {"name": new}}
        names[theme] = new
        events.append([study.new_id(), theme, json.dumps([{**change, **sides}])])
    with study.transaction() as sql:
        sql.executemany(
            "insert into events (id, ts, researcher, verb, subject, kind, about, undoable, changes)"
            " values (?, now()::timestamp, 'Ana', 'development.rename', ?, 'done', null, true, ?)",
            events,
        )


def in_browser(folder: Path, log: Path) -> None:
    """Time the way from one theme to the one of 1,000 passages, as it is seen."""
    with served(folder, log) as url, chromium() as browser:
        page = tab(browser)
        page.goto(f"{url}/review-themes")
        page.locator(".wbp-card").first.wait_for()
        taken = []
        for _ in range(REPEATS):
            began = time.perf_counter()
            page.get_by_role("button", name="Next").click()
            page.locator(".wbp-told", has_text="1,000").wait_for()
            taken.append((time.perf_counter() - began) * 1000)
            page.get_by_role("button", name="Previous").click()
            page.locator(".wbp-told", has_text="140").wait_for()
        line("page of the theme", taken)


def told(name: str, verb: Callable[[], object]) -> None:
    """Time a question and print it."""
    taken = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        verb()
        taken.append((time.perf_counter() - began) * 1000)
    line(name, taken)


def line(name: str, times: list[float]) -> None:
    """Print the median and the worst."""
    print(f"{name:<34}{statistics.median(times):>7.0f} ms   worst {max(times):.0f} ms", flush=True)


if __name__ == "__main__":
    main()
