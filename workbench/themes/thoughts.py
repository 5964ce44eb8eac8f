"""Keep thoughts that no code holds, as cards in a theme or in the parking place."""

from __future__ import annotations

from workbench import audit
from workbench.errors import NotAllowed
from workbench.study import Study
from workbench.themes import cards

LONGEST = 2_000


def add(
    study: Study,
    text: str,
    *,
    theme_id: str | None = None,
    before: str = "",
    stack: str = "",
    thought_id: str | None = None,
    event_id: str | None = None,
) -> str:
    """Note a thought in a theme, or without one in the parking place; returns its id.

    It comes before the card named, else last. Raises NotAllowed for an empty or very long one.
    """
    new = thought_id or study.new_id()
    with audit.act(study, "thoughts.add", subject=new, event_id=event_id) as act:
        act.insert(
            "thoughts",
            {
                "id": new,
                "theme_id": theme_id,
                "text": _worth_keeping(text),
                "colour": "",
                "stack": cards.named(stack) if theme_id else "",
                "position": cards.room(act, theme_id, before),
                "researcher": study.researcher,
                "ts": audit.now(),
            },
        )
    return new


def rewrite(study: Study, thought_id: str, text: str, *, event_id: str | None = None) -> None:
    """Put other words into a thought; raises NotThere, or NotAllowed as `add` does."""
    with audit.act(study, "thoughts.rewrite", subject=thought_id, event_id=event_id) as act:
        act.update("thoughts", thought_id, text=_worth_keeping(text))


def _worth_keeping(text: str) -> str:
    kept = text.strip()
    if not 0 < len(kept) <= LONGEST:
        raise NotAllowed(f"A thought needs words, {LONGEST:,} characters of them at most.")
    return kept
