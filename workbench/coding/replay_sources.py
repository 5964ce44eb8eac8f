"""Get what a simulation plays from a study, a REFI-QDA project or a table."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from workbench.coding import codebook, codings, replay_projects, replay_tables, replaying
from workbench.coding.matrices import Span, matrix
from workbench.coding.replaying import FEWEST_SEGMENTS, CodedText, Replay
from workbench.coding.vectors import LENGTH, Encoder, Vectors
from workbench.errors import NotThere, UnreadableFile
from workbench.readers import encoding
from workbench.study import Study

Loader = Callable[[], Encoder]


def from_study(study: Study, encoder_name: str) -> Replay:
    """Take a study with the vectors it has; a code's passages are also those of codes below it.

    Raises NotThere where no transcript has vectors.
    """
    units = matrix(study, encoder_name)
    if not len(units):
        raise NotThere("No transcript is prepared for suggestions. Run `workbench embed` first.")
    places: dict[str, list[Span]] = {}
    for one in codings.fetch_all(study):
        places.setdefault(one.code_id, []).append((one.transcript_id, one.start, one.stop))
    found = codebook.fetch_all(study)
    names = {code.id: codebook.joined(code.path) for code in found}
    codes = {
        names[code.id]: [
            span
            for below in codings.with_subcodes(study, code.id)
            for span in places.get(below, ())
        ]
        for code in found
    }
    own = {names[code_id]: spans for code_id, spans in places.items()}
    return _played(replaying.replay(units, codes, fewest=FEWEST_SEGMENTS, own=own))


def from_file(file: Path, load: Loader, keep: Path | None = None) -> Replay:
    """Read a .qdpx project, or a table, and encode it; vectors are kept in a file where named.

    Raises UnreadableFile, NotThere where no code has eight passages, ModelMissing.
    """
    content = file.read_bytes()
    is_project = content.startswith(b"PK")
    coded = (
        replay_projects.read(content)
        if is_project
        else replay_tables.read(encoding.decode(content).text)
    )
    return _played(_encoded(coded, load, keep))


def _encoded(coded: CodedText, load: Loader, keep: Path | None) -> Replay:
    encoder = Remembering(load, keep)
    units = replaying.assemble(coded, encoder)
    encoder.store()
    return replaying.replay(units, coded.codes, fewest=FEWEST_SEGMENTS)


def _played(found: Replay) -> Replay:
    if not found.codes:
        raise NotThere(
            f"No code has {FEWEST_SEGMENTS} coded passages of participants: there is nothing to "
            "play through."
        )
    return found


class Remembering:
    """Encode only what no file of vectors holds; the model is loaded when it is needed."""

    def __init__(self, load: Loader, file: Path | None) -> None:
        self._load = load
        self._file = file
        self._known = _kept(file) if file and file.exists() else {}
        self._before = len(self._known)
        self.name = "kept vectors"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of 384 float32 for each text."""
        keys = [hashlib.sha256(text.encode()).hexdigest()[:32] for text in texts]
        new = [n for n, key in enumerate(keys) if key not in self._known]
        if new:
            encoder = self._load()
            self.name = encoder.name
            for first in range(0, len(new), 256):
                some = new[first : first + 256]
                vectors = encoder.encode([texts[n] for n in some])
                self._known |= {keys[n]: row for n, row in zip(some, vectors, strict=True)}
        return np.stack([self._known[key] for key in keys])

    def store(self) -> None:
        """Write all vectors to the file, where there is one and there are new ones."""
        if self._file and len(self._known) > self._before:
            vectors = np.stack(list(self._known.values()))
            target = io.BytesIO()
            np.savez(target, keys=np.array(list(self._known)), vectors=vectors)
            self._file.write_bytes(target.getvalue())


def _kept(file: Path) -> dict[str, Vectors]:
    try:
        with np.load(file, allow_pickle=False) as found:
            keys, vectors = found["keys"], found["vectors"]
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise UnreadableFile(
            "The file of kept vectors cannot be read. Name another one, or delete it."
        ) from error
    if vectors.ndim != 2 or vectors.shape != (len(keys), LENGTH):
        raise UnreadableFile("The file of kept vectors is of another model. Name another one.")
    return {str(key): row.astype(np.float32) for key, row in zip(keys, vectors, strict=True)}
