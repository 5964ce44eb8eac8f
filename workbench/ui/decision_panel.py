"""Show words in context, as text."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.ui.plain import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Show one place in a text: the words and what stands around them."""

    id: str
    place: str
    before: str
    words: str
    after: str


def in_context(line: Line) -> str:
    """Write a place with its words marked; all of it is escaped and shows as text."""
    before = ("…" + plain(line.before)) if line.before else ""
    after = (plain(line.after) + "…") if line.after else ""
    place = f":gray[{plain(line.place)}] " if line.place else ""
    return f"{place}{before} :primary-background[{plain(line.words)}] {after}".strip()
