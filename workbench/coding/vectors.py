"""Say what a vector is, and who makes one of words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]

LENGTH = 384


class Encoder(Protocol):
    """Turn texts into vectors of length 1; vectors of another `name` are never compared."""

    @property
    def name(self) -> str:
        """Name model and precision, as stored with every vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one row of 384 float32 for each text."""


def hashed(words: str) -> str:
    """Name a text by its SHA-256, in hexadecimal."""
    return hashlib.sha256(words.encode()).hexdigest()
