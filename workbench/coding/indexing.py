"""Prepare released texts for suggestions in the background, and tell how far that is.

One thread of the server watches the study, another process encodes (`encoder_process`). After each
change that was stored the thread looks which released texts lack vectors. What is done is stored
batch by batch, and the next start after a kill goes on from there.
"""

from __future__ import annotations

import importlib
import os
import threading
import time
from dataclasses import dataclass

import duckdb

from workbench.coding import embeddings, encoders
from workbench.coding.encoder_process import EncoderProcess
from workbench.coding.vectors import Encoder
from workbench.errors import WorkbenchError
from workbench.study import Study

SWITCH = "WORKBENCH_SUGGESTIONS"
"""Environment variable that keeps a server from preparing texts where it says `off`."""
PAUSE = 1.0
"""Seconds without a change after which the texts are looked at."""
IDLE = 300.0
"""Seconds after which the process is ended, to free its memory."""
LEARNERS = "sklearn.feature_extraction.text"
"""What lists are made with: a second to load, while nobody waits for it."""
UNSTORED = (
    "What was prepared could not be stored. Check the room on the drive, then try again; what was "
    "stored before is kept."
)
BROKE_OFF = (
    "Preparing the texts broke off ({}). What was prepared is kept. Try again; if it happens "
    "again, report the word in brackets."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Tell how far the preparation is: transcripts `done` of those there are to do.

    `seconds_left` is None as long as it cannot be told. `problem` says why nothing goes on, and
    what to do.
    """

    done: float = 0
    of: int = 0
    seconds_left: float | None = None
    problem: str = ""

    @property
    def running(self) -> bool:
        """Tell whether texts are being prepared."""
        return self.done < self.of and not self.problem

    @property
    def share(self) -> float:
        """Give what is done as a share between 0 and 1."""
        return self.done / self.of if self.of else 1.0


def wanted(study: Study) -> bool:
    """Tell whether this study's texts are to be prepared: once there is a code to find them for."""
    if os.environ.get(SWITCH, "").lower() == "off":
        return False
    return study.row("select id from codes limit 1") is not None


def encoder_name(study: Study) -> str:
    """Name the encoder whose vectors the study uses; that of fp32 before there are any."""
    return embeddings.used(study) or encoders.EXACT


def begin(study: Study) -> None:
    """Watch a study from now on, until `end`; a study that is watched already stays so."""
    if study.file not in _WATCHES:
        _WATCHES[study.file] = watch = Watch(study)
        watch.start()


def end() -> None:
    """Stop all watching, in the middle of a batch if need be."""
    while _WATCHES:
        _, watch = _WATCHES.popitem()
        watch.end()


def state(study: Study) -> State:
    """Tell how far the preparation of a study is; nothing to do where nobody watches it."""
    watch = _WATCHES.get(study.file)
    return watch.state if watch else State()


def again(study: Study) -> None:
    """Prepare the texts now, after a problem or where it was switched off."""
    begin(study)
    _WATCHES[study.file].ask()


def encoder(study: Study) -> Encoder:
    """Give the study's encoder, in its own process; that starts at the first text."""
    begin(study)
    return _WATCHES[study.file].encoder


class Watch:
    """Keep a study's texts prepared until it is ended."""

    def __init__(self, study: Study) -> None:
        self.state = State()
        self.encoder = EncoderProcess(embeddings.used(study))
        self._study = study
        self._asked = False
        self._stirred = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="indexing", daemon=True)

    def start(self) -> None:
        """Begin in a thread of its own."""
        self._stirred.set()
        self._thread.start()

    def ask(self) -> None:
        """Have the texts prepared whatever was switched off or went wrong."""
        self._asked = True
        self.state = State(of=1)
        self._stirred.set()

    def end(self) -> None:
        """Stop without waiting for the text in hand: the batches stored are kept."""
        self._ended.set()
        self._stirred.set()
        self.encoder.close()
        self._thread.join(timeout=20)

    def _watch(self) -> None:
        with self._study.listening(self._stirred.set):
            while not self._ended.is_set():
                if not self._stirred.wait(IDLE):
                    self.encoder.rest()
                    continue
                self._stirred.clear()
                if not self._ended.wait(PAUSE) and not self.state.problem:
                    self._look()

    def _look(self) -> None:
        try:
            if self._asked or wanted(self._study):
                self._prepare()
                importlib.import_module(LEARNERS)
        except (WorkbenchError, duckdb.Error, OSError, MemoryError) as error:
            if not self._ended.is_set():
                self.state = State(problem=_told(error))

    def _prepare(self) -> None:
        began = time.monotonic()

        def tell(done: float, of: int) -> None:
            self.state = _reckoned(done, of, time.monotonic() - began)

        if embeddings.missing(self._study, encoder_name(self._study)):
            embeddings.embed_all(self._study, self.encoder, tell)
        self.state = State()


def _told(error: Exception) -> str:
    if isinstance(error, WorkbenchError):
        return str(error)
    return UNSTORED if isinstance(error, duckdb.Error) else BROKE_OFF.format(type(error).__name__)


def _reckoned(done: float, of: int, seconds: float) -> State:
    """Reckon the time left from the time taken, once some of the work is done."""
    left = seconds * (of - done) / done if done else None
    return State(done=done, of=of, seconds_left=left)


_WATCHES: dict[object, Watch] = {}
