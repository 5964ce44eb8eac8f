"""Keep vectors in a byte for each of their parts, to pass over millions of them quickly.

What the first pass may be wrong by is known for certain, so the exact list can be made of the few
rows that may be among the first. Passing over a million windows is bound by memory: four times
fewer bytes take a quarter of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.coding.embeddings import Vectors

FROM = 100_000
"""Windows from which vectors are packed; fewer fit in the processor's cache or nearly so."""
PARTS = 127
CHUNK = 100_000
HALF_PRECISION = 2.0**-8
"""Relative error of a number with eight significant bits, rounded once; twice that is allowed."""
SUMMING = 1e-4


@dataclass(frozen=True, slots=True)
class Packed:
    """Hold rows as bytes, a scale for each, and the longest error of any row."""

    parts: Any
    scales: Any
    error: float

    def scores(self, weights: npt.NDArray[np.float64], rows: slice) -> tuple[Vectors, float]:
        """Give the product of some rows with weights, and a bound of what each is wrong by."""
        import torch  # noqa: PLC0415 - takes a second, and only large studies need it

        given = torch.from_numpy(weights.astype(np.float32)).to(torch.bfloat16)
        known = given.to(torch.float64).numpy()
        found = torch._weight_int8pack_mm(given[None], self.parts[rows], self.scales[rows])[0]
        scores: Vectors = found.to(torch.float32).numpy()
        most = float(np.abs(scores).max()) if len(scores) else 0.0
        bound = self.error * float(np.linalg.norm(known))
        bound += float(np.linalg.norm(weights - known))
        return scores, bound + most * HALF_PRECISION + SUMMING * float(np.abs(known).sum())


@cache
def cores() -> int:
    """Count the cores torch would use, and have it use one for each chunk from now on."""
    import torch  # noqa: PLC0415

    found = int(torch.get_num_threads())
    torch.set_num_threads(1)
    return found


def pack(vectors: Vectors) -> Packed:
    """Round each row to whole parts of its largest value."""
    import torch  # noqa: PLC0415

    parts = np.empty(vectors.shape, dtype=np.int8)
    scales = torch.empty(len(vectors), dtype=torch.bfloat16)
    error = 0.0
    for first in range(0, len(vectors), CHUNK):
        some = vectors[first : first + CHUNK]
        largest = np.maximum(np.abs(some).max(axis=1), 1e-9) / PARTS
        # The scale is rounded first: what is rounded after it makes up for it.
        scale = torch.from_numpy(largest * (1 + HALF_PRECISION)).to(torch.bfloat16)
        scales[first : first + CHUNK] = scale
        wide = scale.to(torch.float32).numpy()[:, None]
        rounded = np.rint(some / wide)
        parts[first : first + CHUNK] = rounded
        error = max(error, float(np.linalg.norm(some - rounded * wide, axis=1).max()))
    return Packed(parts=torch.from_numpy(parts), scales=scales, error=error)
