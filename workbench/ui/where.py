"""Say where a search may look: what a study offers, and what was chosen of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Hold what a study offers: labels and paths by id, values by attribute, researchers."""

    transcripts: Mapping[str, str]
    attributes: Mapping[str, Sequence[str]]
    codes: Mapping[str, str]
    researchers: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Hold what was chosen; what is empty restricts nothing."""

    roles: Sequence[str] = ()
    transcripts: Sequence[str] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    coded: str = "any"
    code: str | None = None
    researcher: str | None = None
