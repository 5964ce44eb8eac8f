"""Time a table of 10,000 quotes in each format, and what others wait for meanwhile.

`python benchmarks/quote_tables.py [--peer FOLDER]` makes a study of 10,000 codings of one theme, a
tenth of them trimmed, and prints seconds. Beside each file it prints the longest that a short read
of the study, made again and again by another thread as another researcher's page would, took
meanwhile. With `--peer` Taguette (installed in FOLDER) exports as many highlights in the same run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from http.cookiejar import CookieJar
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError

sys.path.insert(0, str(Path(__file__).parent))
import taguette_peer

from workbench import audit, participants, transcripts
from workbench.coding import codebook
from workbench.store import Row
from workbench.study import Study
from workbench.themes import development, paper_files, quote_files, quotes, table_kinds
from workbench.themes.conventions import Conventions
from workbench.themes.layouts import Wish

QUOTES, INTERVIEWS, TURNS = 10_000, 20, 500
SAID = "we used to lend tools along the street and nobody kept a list but since the winter people"
Made = TypeVar("Made")
TEMPLATE = "({pseudonym})"


def main() -> None:
    """Print a line for each file."""
    given = argparse.ArgumentParser()
    given.add_argument("--peer", type=Path)
    peer = given.parse_args().peer
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(spare)
        with Study.create(folder / "study", name="Large study", researcher="Ana") as study:
            theme = build(study)
            measure(study, theme)
        if peer:
            beside(peer, folder)


def build(study: Study) -> str:
    """Fill a study whose every turn is coded; returns the theme."""
    code = codebook.add(study, "Lending").id
    theme = development.add(study, "Lending", [code]).id
    text = "\n".join([SAID] * TURNS)
    for number in range(INTERVIEWS):
        _interview(study, number, text, code, theme)
    return theme


def _interview(study: Study, number: int, text: str, code: str, theme: str) -> None:
    person, home = study.new_id(), study.new_id()
    step = len(SAID) + 1
    who = transcripts.Speaker(
        id=study.new_id(), transcript_id=home, label="P", role="participant", participant_id=person
    )
    turns = [
        transcripts.Turn(
            position=n,
            speaker="P",
            role="participant",
            start=n * step,
            stop=n * step + len(SAID),
            began=n * 20.0,
        )
        for n in range(TURNS)
    ]
    with audit.act(study, "benchmark.build", undoable=False) as act:
        participants.enrol(act, participant_id=person, pseudonym=f"Person {number}")
        label = f"Interview {number:02}"
        transcripts.add(act, transcript_id=home, label=label, recorded=None, words=0)
        transcripts.release_text(act, home, text=text, speakers=[who], turns=turns)
        _codings(study, act, home, turns, code, theme)


def _codings(
    study: Study,
    act: audit.Act,
    home: str,
    turns: Sequence[transcripts.Turn],
    code: str,
    theme: str,
) -> None:
    rows: dict[str, list[Row]] = {
        name: [] for name in ("passages", "codings", "theme_quotes", "quote_marks")
    }
    for turn in turns:
        passage, coding, quote = study.new_id(), study.new_id(), study.new_id()
        place: Row = {"transcript_id": home, "start": turn.start, "stop": turn.stop}
        rows["passages"].append({"id": passage, **place})
        rows["codings"].append(
            {
                "id": coding,
                "code_id": code,
                "passage_id": passage,
                "researcher": "Ana",
                "ts": audit.now(),
                "found_by": "reading",
            }
        )
        if turn.position % 10 == 0:
            mark = study.new_id()
            start = turn.start + 8
            rows["passages"].append({"id": mark, **place, "start": start, "stop": start + 12})
            chosen: Row = {"id": quote, "theme_id": theme, "coding_id": coding}
            rows["theme_quotes"].append({**chosen, "position": turn.position})
            held: Row = {"id": study.new_id(), "quote_id": quote, "passage_id": mark}
            rows["quote_marks"].append({**held, "kind": "omission", "text": ""})
    for table, some in rows.items():
        act.insert_all(table, some)


def measure(study: Study, theme: str) -> None:
    """Time gathering and each file, with a short read beside it."""
    found = timed(study, "gathered from the study", lambda: quotes.table(study, theme))
    how = Conventions()
    for kind in quote_files.FORMATS:

        def made(kind: str = kind) -> bytes:
            return quote_files.render(found, kind, template=TEMPLATE, how=how)

        timed(study, f"quotes {kind}", made)
    table = table_kinds.make(study, "T3", Wish(how=how, template=TEMPLATE))
    for kind in (".docx", ".xlsx", ".csv"):
        timed(study, f"T3 {kind}", lambda kind=kind: paper_files.render(table, kind))  # type: ignore[misc]


def timed(study: Study, name: str, make: Callable[[], Made]) -> Made:
    """Print the seconds of one making, and of the longest read of the study meanwhile."""
    done = threading.Event()
    waits: list[float] = []

    def read() -> None:
        while not done.wait(0.05):
            began = time.perf_counter()
            study.rows("select count(*) as n from codings join passages p on p.id = passage_id")
            participants.fetch_all(study)
            waits.append(time.perf_counter() - began)

    beside = threading.Thread(target=read)
    beside.start()
    began = time.perf_counter()
    made = make()
    took = time.perf_counter() - began
    done.set()
    beside.join()
    print(f"{name:28} {took:6.2f} s   longest read meanwhile {max(waits, default=0):.3f} s")
    return made


def beside(programs: Path, folder: Path) -> None:
    """Time Taguette's export of as many highlights, asked for as its page does."""
    step = len(SAID) + 1
    places = [(n * step, n * step + len(SAID), 0) for n in range(QUOTES)]
    installed = taguette_peer.installed(programs)
    with taguette_peer.served(installed, folder / "peer", [SAID] * QUOTES, places) as (sign_in, at):
        asked = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        asked.open(sign_in, timeout=60).read()
        project = at.split("/document/")[0]
        for kind in ("docx", "xlsx", "csv"):
            began = time.perf_counter()
            try:
                asked.open(f"{project}/export/highlights/.{kind}", timeout=300).read()
            except HTTPError:  # its Word files are made by calibre, where that is installed
                print(f"{'Taguette .' + kind:28} failed after {time.perf_counter() - began:.2f} s")
                continue
            print(f"{'Taguette .' + kind:28} {time.perf_counter() - began:6.2f} s")


if __name__ == "__main__":
    main()
