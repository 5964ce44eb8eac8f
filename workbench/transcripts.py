"""Hold the pseudonymised texts, their turns and the passages anchored in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["interviewer", "participant", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Say what one speaker says until the next speaks.

    `start` and `stop` are code points in the text of the transcript, half open; `began` and
    `ended` are seconds from the start of the recording, or None where the file gives no times.
    """

    position: int
    speaker: str
    role: Role
    start: int
    stop: int
    began: float | None = None
    ended: float | None = None
