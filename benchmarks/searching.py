"""Time a search over a whole study against reading all its texts with a plain expression.

`python benchmarks/searching.py [WORDS]` makes a study of 32 interviews, 290,000 words and 10,000
codings, and prints medians of 7 in milliseconds of wall time. The plain baseline, measured in the
same run, is `re.finditer` with word edges over the same texts: it restricts nothing, knows no
forms and shows no speaker. "page" is the script of the page with that search in it, run by
Streamlit without a browser.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

sys.path.append(str(Path(__file__).parents[1]))  # corpora are not installed
from corpora import generate
from workbench import audit, participants, readers, transcripts
from workbench.coding import (
    codebook,
    codebook_tables,
    coding_tables,
    concordance,
    frequencies,
    results,
    search,
    word_index,
)
from workbench.coding.scope import Scope
from workbench.coding.search import Query
from workbench.study import Study
from workbench.ui import session

TIMES = 7
INTERVIEWS = 32
APP = Path(__file__).parents[1] / "app.py"


def median(act: Callable[[], object], times: int = TIMES) -> float:
    """Return the median of wall time in milliseconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return 1000 * statistics.median(taken)


def fill(study: Study, folder: Path, words: int) -> None:
    """Release generated interviews and import their codings."""
    generate.generate(folder, interviews=INTERVIEWS, words=words, codings=10_000, seed=1)
    for number, file in enumerate(sorted((folder / "files").iterdir()), start=1):
        release(study, f"Interview {number:02}", f"P{number:02}", readers.read(file))
    participants.import_attributes(study, (folder / "attributes.csv").read_text("utf-8"))
    table = Path(generate.__file__).with_name("codebook.csv").read_text("utf-8")
    codebook_tables.import_csv(study, table)
    stored = coding_tables.import_jsonl(study, (folder / "codings.jsonl").read_text("utf-8"))
    print(f"{stored.stored} codings, {len(stored.problems)} without a place")


def release(study: Study, label: str, pseudonym: str, reading: readers.Reading) -> None:
    """Store one reading as it is."""
    transcript_id, person = study.new_id(), study.new_id()
    speakers = [
        transcripts.Speaker(
            id=study.new_id(),
            transcript_id=transcript_id,
            label=one.label,
            role=one.role,
            participant_id=person if one.role == "participant" else None,
        )
        for one in reading.speakers
    ]
    with audit.act(study, "benchmark", undoable=False) as act:
        participants.enrol(act, participant_id=person, pseudonym=pseudonym)
        transcripts.add(act, transcript_id=transcript_id, label=label, recorded=None, words=0)
        transcripts.release_text(
            act, transcript_id, text=reading.text, speakers=speakers, turns=reading.turns
        )


def acts(study: Study) -> list[tuple[str, Callable[[], object]]]:
    """List what is timed; the first is the baseline."""
    texts = [one.text for one in word_index.of_study(study).sources]
    plain = re.compile(r"\bvolunteers\b", re.IGNORECASE)
    scope = Scope(roles=("participant",), coded="without")
    found = search.find(study, Query(words="the"))
    return [
        ("plain re over all texts", lambda: [list(plain.finditer(text)) for text in texts]),
        ("a word", lambda: search.find(study, Query(words="volunteers"))),
        ("a word in participants' uncoded words", lambda: search.find(study, WORD, scope)),
        ("its forms", lambda: search.find(study, Query(words="volunteer", kind="forms"))),
        ("a phrase", lambda: search.find(study, Query(words="at the start"))),
        ("part of words", lambda: search.find(study, Query(words="volun", kind="signs"))),
        (
            "regular expression",
            lambda: search.find(study, Query(words=r"\w+ing\b", kind="pattern")),
        ),
        ("1,000 lines in context", lambda: concordance.lines(study, found, range(1000))),
        ("word frequencies", lambda: frequencies.count(study)),
        ("three-word phrases by region", lambda: frequencies.count(study, n=3, by="region")),
    ]


WORD = Query(words="volunteers")


def page(study: Study, word: str) -> float:
    """Time the page's script with a search in it."""
    os.environ[session.FOLDER] = str(study.folder)
    session._open = lambda _: study  # type: ignore[assignment]
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page("workbench/coding/search_page.py").run()
    app.text_input(key="find words").set_value(word)
    return median(app.run)


def main() -> None:
    """Print a table."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 290_000
    with (
        tempfile.TemporaryDirectory() as folder,
        Study.create(Path(folder) / "study", name="Benchmark", researcher="A") as study,
    ):
        fill(study, Path(folder) / "made", words // INTERVIEWS)
        print(
            f"{'first index of all words':42}{median(lambda: word_index.of_study(study), 1):9.1f}"
        )
        index = word_index.of_study(study)
        print(
            f"{len(index.ids):,} words, {len(index.words):,} different, {len(index.turns):,} turns"
        )
        base = 0.0
        print(f"{'':42}{'ms':>9}{'ratio':>7}")
        for name, act in acts(study):
            act()
            wall = median(act)
            base = base or wall
            print(f"{name:42}{wall:9.1f}{wall / base:7.2f}")
        code = codebook.add(study, "Found")
        some = concordance.lines(study, search.find(study, Query(words="the")), range(1000))

        def code_and_undo() -> None:
            results.code(study, some, WORD, code_id=code.id, unit="sentence")
            audit.undo(study)

        print(f"{'code 1,000 sentences, and undo':42}{median(code_and_undo, 3):9.1f}")
        print(f"{'page, 1,000 of the lines of “the”':42}{page(study, 'the'):9.1f}")
        print(f"{'page, the lines of “volunteers”':42}{page(study, 'volunteers'):9.1f}")


if __name__ == "__main__":
    main()
