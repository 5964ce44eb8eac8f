"""Serve a study that a third researcher changes from outside both windows; made for the tests.

Run as `python -m tests.e2e.together.study FOLDER PORT`. Each line of standard input is one thing
that she does.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import threading
from pathlib import Path

from workbench import audit, edits, live, memos, transcripts
from workbench.coding import codebook, codings
from workbench.serve import serve
from workbench.study import Study
from workbench.ui import session


def do(study: Study, verb: str, *given: str) -> None:
    """Do one thing to the first transcript."""
    one = transcripts.fetch_all(study)[0].id
    if verb == "code":
        start, stop, name = given
        code = codebook.fetch(study, name)
        codings.apply(study, one, int(start), int(stop), code.id)
    elif verb == "uncode":
        for coding in codings.of_transcript(study, one):
            if coding.start == int(given[0]):
                codings.remove(study, coding.id)
    elif verb == "rename":
        codebook.rename(study, codebook.fetch(study, given[0]).id, given[1])
    elif verb == "retire":
        codebook.retire(study, codebook.fetch(study, given[0]).id)
    elif verb == "memo":
        memos.write(study, "coding", codings.of_transcript(study, one)[0].id, given[0])
    elif verb == "undo":
        audit.undo(study)
    elif verb == "die":  # as soon as something is stored, before anybody is told
        study._file.listeners.add(lambda: os.kill(os.getpid(), signal.SIGKILL))
    elif verb == "room":
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(given[0]), hard))
    elif verb == "count":
        print("streams:", len(live._streams), flush=True)
    elif verb == "correct":
        start, stop, words = given
        with audit.act(study, "transcripts.correct", undoable=False) as act:
            edit = edits.Edit(start=int(start), stop=int(stop), words=words)
            transcripts.replace_text(act, one, [edit])


def _listen() -> None:
    for line in sys.stdin:
        verb, *given = json.loads(line)
        do(session.shared().seat("Cara"), verb, *given)


if __name__ == "__main__":
    threading.Thread(target=_listen, daemon=True).start()
    serve(Path(sys.argv[1]), int(sys.argv[2]), open_browser=False, researcher="Ana")
