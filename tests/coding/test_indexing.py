"""Texts are prepared in the background, by a process that reaches nothing, and survive a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.coding.toy import WordEncoder, make, said
from tests.conftest import Said
from workbench.coding import codebook, embeddings, encoders, indexing, matrices
from workbench.coding.encoder_process import ENDED, EncoderProcess
from workbench.coding.vectors import LENGTH, Encoder, Vectors, hashed
from workbench.errors import ModelMissing
from workbench.study import Study

Release = Callable[[str, Said], str]
REFUSED = """
import socket
def refuse(*_, **__):
    raise SystemExit("no network")
socket.socket.__init__ = refuse
socket.create_connection = socket.getaddrinfo = refuse
"""
BEGUN = """
import sys, time
from pathlib import Path
from workbench.coding import embeddings, indexing
from workbench.study import Study
embeddings.BATCH = 40
indexing.begin(Study.open(Path(sys.argv[1])))
time.sleep(600)
"""


class Words(WordEncoder):
    """Stand in for the process."""

    def rest(self) -> None:
        """Free nothing."""

    def close(self) -> None:
        """End nothing."""


@pytest.fixture
def watched(study: Study, monkeypatch: pytest.MonkeyPatch) -> Iterator[Words]:
    words = Words()
    monkeypatch.delenv(indexing.SWITCH, raising=False)
    monkeypatch.setattr(indexing, "EncoderProcess", lambda name: words)
    monkeypatch.setattr(indexing, "encoder_name", lambda study: words.name)
    monkeypatch.setattr(indexing, "PAUSE", 0.01)
    yield words
    indexing.end()


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    over = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < over
        time.sleep(0.05)


def test_what_is_released_is_prepared(study: Study, released: Release, watched: Words) -> None:
    (first,) = make(study, released, 1)
    indexing.begin(study)
    indexing.begin(study)
    assert embeddings.missing(study, watched.name) == [first]  # nothing to find passages for yet
    codebook.add(study, "Care")
    until(lambda: not embeddings.missing(study, watched.name))
    released("Another", said(7, ["food"]))
    until(lambda: not embeddings.missing(study, watched.name))
    until(lambda: not indexing.state(study).running)
    assert indexing.state(study).share == 1.0
    assert len(watched.asked) == len(set(watched.asked))


def test_what_is_switched_off_waits_to_be_asked(
    study: Study, released: Release, watched: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(indexing.SWITCH, "off")
    make(study, released, 1)
    codebook.add(study, "Care")
    assert not indexing.wanted(study)
    indexing.begin(study)
    indexing.again(study)
    until(lambda: not embeddings.missing(study, watched.name))


@pytest.mark.parametrize(
    ("error", "says"),
    [(ModelMissing(ENDED), "memory"), (OSError("words of a participant"), "(OSError)")],
)
def test_a_problem_is_told_and_tried_again(
    study: Study,
    released: Release,
    watched: Words,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    says: str,
) -> None:
    def fails(texts: Sequence[str]) -> Vectors:
        raise error

    make(study, released, 1)
    codebook.add(study, "Care")
    with monkeypatch.context() as patch:
        patch.setattr(watched, "encode", fails)
        indexing.begin(study)
        until(lambda: bool(indexing.state(study).problem))
        assert says in indexing.state(study).problem
        assert "participant" not in indexing.state(study).problem
        assert not indexing.state(study).running
    indexing.again(study)
    until(lambda: not embeddings.missing(study, watched.name))


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)
    with pytest.raises(ModelMissing, match="pip install"):
        EncoderProcess().encode(["Nothing."])


def test_what_was_closed_does_not_start_again() -> None:
    process = EncoderProcess(encoders.EXACT)
    process.close()
    with pytest.raises(ModelMissing, match="closed"):
        process.encode(["Nothing."])
    assert process.pid is None


@pytest.mark.slow
def test_it_encodes_without_a_network_and_without_torch_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(REFUSED)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(Path.cwd())]))
    process = EncoderProcess(encoders.EXACT)
    try:
        vectors = process.encode(["We came home.", "There was “soup”, at last.\nWas there?"])
        number = process.pid
        assert vectors.shape == (2, LENGTH)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        assert number
        os.kill(number, signal.SIGKILL)
        until(lambda: process.pid is None)
        assert process.encode(["Nobody said a word."]).shape == (1, LENGTH)
    finally:
        process.close()
    assert process.pid is None


@pytest.mark.slow
def test_a_kill_costs_a_batch(study: Study, released: Release) -> None:
    """A server killed in the middle leaves what it stored; no process is left behind."""
    make(study, released, 3)
    codebook.add(study, "Care")
    folder = study.folder
    study.close()
    environment = os.environ | {indexing.SWITCH: ""}
    server = subprocess.Popen([sys.executable, "-c", BEGUN, str(folder)], env=environment)
    journal = folder / "study.duckdb.wal"
    before = journal.stat().st_size if journal.exists() else 0
    until(lambda: journal.exists() and journal.stat().st_size > before + 40 * 1536, 300)
    server.kill()
    server.wait()
    encoder = encoders.load(encoders.FAST)
    with Study.open(folder) as again:
        stored = again.rows("select hash, model from vectors")
        assert stored
        name = embeddings.used(again)
        counting = Counting(encoders.load(name) if name != encoder.name else encoder)
        embeddings.embed_all(again, counting)
        assert not {hashed(words) for words in counting.asked} & {row["hash"] for row in stored}
        assert not embeddings.missing(again, counting.name)
        assert len(matrices.matrix(again, counting.name)) > 0


class Counting:
    """Note what a real encoder is asked."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return self._encoder.encode(texts)
