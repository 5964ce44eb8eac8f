"""Keep vectors in a byte for each of their parts, to pass over millions of them quickly.

What the first pass may be wrong by is known for certain, so the exact list can be made of the few
rows that may be among the first. Passing over a million windows is bound by memory: four times
fewer bytes take a quarter of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.coding.vectors import LENGTH, Vectors

FROM = 100_000
"""Windows from which vectors are packed; fewer fit in the processor's cache or nearly so."""
PARTS = 127
FINER = 2 * PARTS
"""Steps of the second byte of a weight in one of the first."""
ROUNDED = 2.0**-20
"""Relative error allowed for some sums and products in 32 bits, each wrong by 2**-24 of itself."""
LONGEST = 1.001
"""Bound of the length of a row, which is one but for the rounding of its parts."""


@dataclass(frozen=True, slots=True)
class Block:
    """Hold some rows as bytes, as the processor multiplies them fastest, and a scale for each."""

    parts: Any
    scales: Any
    error: float

    def scores(self, weights: npt.NDArray[np.float64]) -> tuple[Vectors, float]:
        """Give the product of the rows with weights, and a bound of what each is wrong by.

        Weights take two bytes: a second row of them costs nothing where memory is what one waits
        for.
        """
        step = max(float(np.abs(weights).max()), 1e-9) / PARTS
        coarse = np.rint(weights / step)
        fine = np.rint((weights / step - coarse) * FINER).clip(-PARTS, PARTS)
        first, second = _times(np.stack([coarse, fine]), self.parts, self.scales)
        scores: Vectors = (first + second / np.float32(FINER)) * np.float32(step)
        known = step * (coarse + fine / FINER)
        given = float(np.linalg.norm(known))
        bound = LONGEST * (float(np.linalg.norm(weights - known)) + given * self.error)
        return scores, bound + ROUNDED * (given + step * LENGTH)


@cache
def cores() -> int:
    """Count the cores torch would use, and have it use one for each chunk from now on."""
    import torch  # noqa: PLC0415 - takes a second, and only large studies need it

    found = int(torch.get_num_threads())
    torch.set_num_threads(1)
    return found


@cache
def possible() -> bool:
    """Tell whether this processor multiplies bytes without losing any; older ones cut large sums.

    False also where torch has no such products: they are its own, not promised to others.
    """
    most = np.full(LENGTH, PARTS)
    turns = np.where(np.arange(LENGTH) % 2, PARTS, -PARTS)
    rows = np.stack([most, -most, turns, np.arange(LENGTH) % PARTS])
    try:
        block = _laid_out(rows.astype(np.int8), np.ones(len(rows), dtype=np.float32))
        found = _times(np.stack([most, turns]), *block)
    except (AttributeError, RuntimeError):
        return False
    return bool((found == np.stack([most, turns]) @ rows.T).all())


def pack(vectors: Vectors, edges: Sequence[int]) -> Sequence[Block]:
    """Round each row to whole parts of its largest value; a block from each edge to the next."""
    parts = [vectors[first:stop] for first, stop in pairwise(edges)]
    with ThreadPoolExecutor(cores()) as pool:
        return list(pool.map(_packed, parts))


def _packed(some: Vectors) -> Block:
    scales = np.maximum(np.abs(some).max(axis=1), 1e-9) / PARTS
    rounded = np.rint(some / scales[:, None])
    error = float(np.linalg.norm(some - rounded * scales[:, None], axis=1).max())
    return Block(*_laid_out(rounded.astype(np.int8), scales), error=error)


def _laid_out(rows: npt.NDArray[np.int8], scales: Vectors) -> tuple[Any, Any]:
    import torch  # noqa: PLC0415

    laid = torch.ops.onednn.qlinear_prepack(torch.from_numpy(rows), [2, LENGTH])
    return laid, torch.from_numpy(scales)


def _times(weights: npt.NDArray[Any], parts: Any, scales: Any) -> Vectors:
    """Multiply whole numbers of a byte: rows of weights with rows laid out, those with a scale."""
    import torch  # noqa: PLC0415

    given = torch.from_numpy(weights.astype(np.int8))
    zeros = torch.zeros(len(scales), dtype=torch.int64)
    plain: Sequence[Any] = (None, 1.0, 0, torch.float32, "none", [], "")
    found = torch.ops.onednn.qlinear_pointwise(given, 1.0, 0, parts, scales, zeros, *plain)
    scores: Vectors = found.numpy()
    return scores
