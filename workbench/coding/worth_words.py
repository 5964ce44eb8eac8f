"""Say in sentences what a code's suggestions learned from and came to. Pure."""

from __future__ import annotations

from workbench.coding.restraint import Worth
from workbench.ui.plain import count

FEW = 0.2
"""A share of which the last ones offered stay below, as far as can be told, speaks for stopping."""


def learned(worth: Worth) -> str:
    """Say what the list was learned from."""
    passed = count(worth.passed, "stretch", "stretches")
    return (
        f"Learned from {count(worth.learned, 'passage')} you coded and {passed} you read and left."
    )


def so_far(worth: Worth) -> str:
    """Say what became of what was offered, and who is heard on the code."""
    heard = f"Heard on this code: {worth.voices} of {count(worth.all_voices, 'participant')}."
    if not worth.offered.decided:
        return heard
    offered = count(worth.offered.decided, "passage")
    return f"Of {offered} offered and decided, you coded {worth.offered.accepted}. {heard}"


def waiting(worth: Worth) -> str:
    """Say that figures of blinded lists follow by tens, and what is not in them yet."""
    if not worth.waiting:
        return ""
    late = count(worth.waiting, "decision")
    return f"While lists are blinded, figures follow after every ten decisions; {late} since."


def left(worth: Worth) -> str:
    """Estimate what is left by the passages drawn at random; empty while there are none."""
    if worth.left is None:
        return ""
    guess, low, high = (round(number) for number in worth.left)
    were = "was" if worth.drawn.accepted == 1 else "were"
    return (
        f"Of {count(worth.drawn.decided, 'passage')} drawn at random, {worth.drawn.accepted} "
        f"{were} coded. By that, about {guess:,} of {worth.unread:,} unread stretches might be "
        f"coded too, somewhere between {low:,} and {high:,} (95 % confidence interval)."
    )


def advice(worth: Worth) -> str:
    """Say when going on is unlikely to find much; empty otherwise."""
    if not worth.last.decided or worth.last.high >= FEW:
        return ""
    return (
        f"Of the last {worth.last.decided} offered, you coded {worth.last.accepted}. "
        "You may want to stop here; what nobody has read may still hold what matters."
    )
