"""Install Taguette apart from everything else, give it a coded document and serve it."""

from __future__ import annotations

import html
import json
import os
import re
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

VERSION = "1.5.2"
FILL = """
import json, sys
from taguette import database
given = json.load(open(sys.argv[1]))
session = database.connect("sqlite:///" + sys.argv[2])()
user = session.query(database.User).filter_by(login="admin").one()
project = database.Project(name="Measured", description="")
session.add(database.ProjectMember(
    project=project, user=user, privileges=database.Privileges.ADMIN))
tags = [database.Tag(project=project, path=name, description="") for name in given["tags"]]
document = database.Document(
    name="Interview 01", description="", filename="interview.html", project=project,
    text_direction=database.TextDirection.LEFT_TO_RIGHT, contents=given["contents"])
session.add_all([project, document, *tags])
for start, stop, number in given["codings"]:
    session.add(database.Highlight(
        document=document, start_offset=start, end_offset=stop, snippet="x", tags=[tags[number]]))
session.commit()
print(project.id, document.id)
"""


def installed(folder: Path) -> Path:
    """Make a virtual environment with Taguette in it; returns its programs' folder."""
    programs = folder / "taguette" / "bin"
    if not (programs / "taguette").exists():
        venv.create(folder / "taguette", with_pip=True)
        command = [str(programs / "python"), "-m", "pip", "install", "-q", f"taguette=={VERSION}"]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return programs


@contextmanager
def served(
    programs: Path, folder: Path, turns: Sequence[str], codings: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[str, str]]:
    """Serve a project of one document; gives the address that signs in and the document's."""
    folder.mkdir()
    base = folder / "taguette.sqlite3"
    log = folder / "log"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(programs / "taguette"), "--no-browser", "--port", str(port)]
    command += ["--database", str(base)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with log.open("wb") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
    try:
        sign_in = _address(log)
        project, document = _fill(programs, folder, base, turns, codings)
        yield sign_in, f"http://localhost:{port}/project/{project}/document/{document}"
    finally:
        server.terminate()
        server.wait(20)


def _fill(
    programs: Path,
    folder: Path,
    base: Path,
    turns: Sequence[str],
    codings: Sequence[tuple[int, int, int]],
) -> list[str]:
    """Write the document past the server; its offsets count bytes and no line ends."""
    ends = [0]
    for turn in turns:
        ends.append(ends[-1] + len(turn) + 1)
    before = [sum(end <= start for end in ends[1:]) for start, _, _ in codings]
    given = {
        "contents": "".join(f"<p>{html.escape(turn)}</p>" for turn in turns),
        "tags": [f"Code {number:02}" for number in range(1 + max(c[2] for c in codings))],
        "codings": [(a - n, b - n, c) for (a, b, c), n in zip(codings, before, strict=True)],
    }
    (folder / "given.json").write_text(json.dumps(given))
    command = [str(programs / "python"), "-c", FILL, str(folder / "given.json"), str(base)]
    printed = subprocess.check_output(command, text=True)
    return printed.split()[-2:]


def _address(log: Path) -> str:
    for _ in range(300):
        found = re.search(r"http://localhost:\d+/\?token=\w+", log.read_text())
        if found:
            return found.group()
        time.sleep(0.1)
    raise RuntimeError("Taguette did not start: " + log.read_text()[-500:])
