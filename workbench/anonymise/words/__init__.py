"""Short word lists, one entry a line; lines that begin with # say what a list holds."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def read(name: str) -> frozenset[str]:
    """Return the entries of a list by its name without the ending."""
    text = resources.files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
