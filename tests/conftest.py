"""Share what most tests need: a fresh study, and one with a released transcript."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import settings

from workbench import audit, transcripts
from workbench.anonymise import keys
from workbench.coding import indexing
from workbench.study import COPIES, FILE, Study

settings.register_profile("repeated", derandomize=True, deadline=None)
settings.register_profile("exploring", deadline=None)
settings.load_profile("repeated")
"""The same examples at each `make test`; `make test-all` draws new ones."""

MEMORY = Path("/dev/shm")
ROOM = 2 * 2**30
"""Bytes that have to be free in memory before the tests write there."""


os.environ.setdefault(indexing.SWITCH, "off")
"""Servers of tests prepare nothing in the background, unless a test asks for it."""


def pytest_configure(config: pytest.Config) -> None:
    """Save waiting in `make test`; `make test-all` runs as a researcher does, on the disk."""
    if config.getoption("hypothesis_profile") == "exploring":
        return
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    pytest.MonkeyPatch().setattr(duckdb, "connect", _connect)


def _connect(*where: Any, config: dict[str, Any] | None = None, **how: Any) -> Any:
    """Connect as DuckDB does on one core, without reading all of the cipher to check who signed it.

    What runs in a process of its own, the servers above all, connects as researchers do.
    """
    quick = {"threads": 1, "allow_unsigned_extensions": "true"}
    return _CONNECT(*where, config={**quick, **(config or {})}, **how)


_CONNECT: Any = duckdb.connect

Said = Sequence[tuple[str, str]]
"""Turns as (speaker, words); the speaker "Interviewer" asks, all others take part."""


@pytest.fixture(scope="session", autouse=True)
def cheap_keys() -> Iterator[None]:
    """Make vaults whose key takes little work; how much is written beside the key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "COST", 2**8)
        yield


@pytest.fixture(scope="session")
def new_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a new study to copy: the steps of its schema are run once."""
    folder = tmp_path_factory.mktemp("new") / "study"
    Study.create(folder, name="A study", researcher="Ana").close()
    return folder


def copied(new: Path, folder: Path, researcher: str) -> Study:
    """Open a copy as if it had just been created: without a dated copy beside it."""
    folder.mkdir(mode=0o700)
    shutil.copy2(new / FILE, folder)
    study = Study.open(folder, researcher=researcher)
    shutil.rmtree(folder / COPIES)
    return study


@pytest.fixture
def study(new_study: Path, tmp_path: Path) -> Iterator[Study]:
    with copied(new_study, tmp_path / "study", "Ana") as fresh:
        yield fresh


@pytest.fixture
def released(study: Study) -> Callable[[str, Said], str]:
    """Store a released transcript made of the given turns; returns its id."""

    def store(label: str, said: Said) -> str:
        transcript_id = study.new_id()
        speakers = {
            name: transcripts.Speaker(
                id=study.new_id(),
                transcript_id=transcript_id,
                label=name,
                role="interviewer" if name == "Interviewer" else "participant",
                participant_id=None,
            )
            for name, _ in said
        }
        turns = []
        start = 0
        for position, (name, words) in enumerate(said):
            turns.append(
                transcripts.Turn(
                    position=position,
                    speaker=name,
                    role=speakers[name].role,
                    start=start,
                    stop=start + len(words),
                    began=position * 10.0,
                )
            )
            start += len(words) + 1
        text = "\n".join(words for _, words in said)
        with audit.act(study, "test.release", undoable=False) as act:
            transcripts.add(act, transcript_id=transcript_id, label=label, recorded=None, words=0)
            transcripts.release_text(
                act, transcript_id, text=text, speakers=list(speakers.values()), turns=turns
            )
        return transcript_id

    return store
