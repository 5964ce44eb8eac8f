"""Encode in a process of its own, so that no page waits for torch, and none dies with it.

The server keeps the study; the process gets texts through a pipe and gives vectors back. It opens
no file but the model's and ends with the pipe, also when the server is killed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import IO

import numpy as np

from workbench.coding import encoders
from workbench.coding.vectors import LENGTH, Vectors
from workbench.errors import ModelMissing

BELOW_NORMAL_PRIORITY_CLASS = 0x00004000
BESIDE = 10
"""Steps of niceness by which it gives way to the server."""
KEPT = {"MALLOC_MMAP_THRESHOLD_": str(2**25), "MALLOC_TRIM_THRESHOLD_": str(2**30)}
"""Has the C library of Linux keep the memory of a pass for the next: given back, it is cleared."""
ENDED = (
    "The language model was stopped by the system, most often for want of memory. What was "
    "prepared is kept. Close other programs, then try again."
)
CLOSED = "The study was closed meanwhile. Open it again, then try again."


class EncoderProcess:
    """Start an encoder beside this process when it is first needed; close it once and for all."""

    def __init__(self, name: str | None = None) -> None:
        self._wanted = name
        self._known = name
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._one = threading.Lock()

    @property
    def name(self) -> str:
        """Name the encoder; asks the process where none was named. Raises ModelMissing."""
        if self._known is None:
            with self._one:
                self._running()
        return self._known or ""

    @property
    def pid(self) -> int | None:
        """Tell the number of the process while it runs."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if self._process and running else None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of 384 float32, of length 1, for each text. Raises ModelMissing."""
        with self._one:
            process = self._running()
            try:
                return _asked(process, texts)
            except (BrokenPipeError, EOFError, ValueError) as error:
                self._end()
                raise ModelMissing(ENDED) from error

    def rest(self) -> None:
        """End the process once it is done with what it was asked; it starts anew when needed."""
        with self._one:
            self._end()

    def close(self) -> None:
        """End the process, in the middle of a text if need be; it never starts again."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        self.rest()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise ModelMissing(CLOSED)
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = _started(self._wanted)
            try:
                self._known = _told(self._process)
            except (EOFError, ValueError) as error:
                self._end()
                raise ModelMissing(ENDED) from error
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        self._process.wait()
        self._process = None


def _started(name: str | None) -> subprocess.Popen[bytes]:
    if not encoders.is_installed():
        raise ModelMissing(encoders.MISSING)
    windows = sys.platform == "win32"
    return subprocess.Popen(  # noqa: S603 - this program
        [sys.executable, "-m", "workbench.coding.encoder_process", name or ""],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **KEPT, "HF_HUB_OFFLINE": "1"},
        creationflags=BELOW_NORMAL_PRIORITY_CLASS if windows else 0,
        start_new_session=not windows,  # Ctrl+C is for the server, which then ends this
    )


def _asked(process: subprocess.Popen[bytes], texts: Sequence[str]) -> Vectors:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(json.dumps(list(texts)).encode() + b"\n")
    process.stdin.flush()
    size = len(texts) * LENGTH * 4
    read = process.stdout.read(size)
    if len(read) < size:
        raise EOFError
    return np.frombuffer(read, dtype=np.float32).reshape(len(texts), LENGTH)


def _told(process: subprocess.Popen[bytes]) -> str:
    """Read the first line: the encoder's name, or why there is none."""
    line = process.stdout.readline() if process.stdout else b""
    if not line:
        raise EOFError
    said: dict[str, str] = json.loads(line)
    if "missing" in said:
        raise ModelMissing(said["missing"])
    return said["name"]


def main() -> None:
    """Answer texts with vectors until the pipe is closed."""
    # Whatever a library prints must not stand between the vectors.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(BESIDE)
    try:
        encoder = encoders.load(sys.argv[1] or None)
    except ModelMissing as missing:
        _say(answers, {"missing": str(missing)})
        return
    _say(answers, {"name": encoder.name})
    for line in sys.stdin.buffer:
        answers.write(encoder.encode(json.loads(line)).tobytes())
        answers.flush()


def _say(answers: IO[bytes], said: dict[str, str]) -> None:
    answers.write(json.dumps(said).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
