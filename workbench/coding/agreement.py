"""Work out figures of agreement, for the studies whose method asks for them.

They are off unless a study turns them on: a figure measures how far one coding can be repeated,
and reflexive thematic analysis does not hold that it should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench import audit, transcripts
from workbench.coding import codings
from workbench.study import Study

Unit = Literal["characters", "turns"]
Spans = Sequence[tuple[int, int]]
SETTING = "agreement figures"
WHY_OFF = (
    "Reflexive thematic analysis does not ask for these figures. They suppose that each passage "
    "has one right code, which a second person would find too; there, a code is one researcher's "
    "reading, two readings may both be good, and a difference is something to think with and no "
    "error (Braun & Clarke 2021). They belong to methods with a fixed codebook, where the coding "
    "is to be repeatable."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Hold the figures of one code; a figure is None where it is not defined.

    `first`, `second` and `both` count units that carry the code, of `units` in all; `same` is the
    share of units in which both or neither coded. `kappa` is Cohen's (1960,
    doi 10.1177/001316446002000104), `alpha` Krippendorff's for two coders and names as data.
    """

    code_id: str
    units: int
    first: int
    second: int
    both: int
    same: float | None
    kappa: float | None
    alpha: float | None


def shown(study: Study) -> bool:
    """Tell whether this study shows figures of agreement."""
    found = study.row("select value from settings where id = $id", id=SETTING)
    return bool(found and found["value"] == "on")


def show(study: Study, *, on: bool) -> None:
    """Show figures of agreement in this study, or no longer."""
    with audit.act(study, "agreement.show") as act:
        before = act.row("select id from settings where id = $id", id=SETTING)
        if on and before is None:
            act.insert("settings", {"id": SETTING, "value": "on"})
        elif before and not on:
            act.delete("settings", SETTING)


def figures(
    study: Study, transcript_id: str, first: str, second: str, unit: Unit
) -> list[Agreement]:
    """Work out the figures of each code that either used, in the order of the codes' ids."""
    found = codings.of_transcript(study, transcript_id)
    size = len(transcripts.text(study, transcript_id))
    turns = [(t.start, t.stop) for t in transcripts.turns(study, transcript_id)]
    units = size if unit == "characters" else len(turns)
    told = []
    for code_id in sorted({one.code_id for one in found if one.researcher in (first, second)}):
        a, b = (
            [(c.start, c.stop) for c in found if (c.code_id, c.researcher) == (code_id, who)]
            for who in (first, second)
        )
        if unit == "characters":
            counts = length(a), length(b), length(common(a, b))
        else:
            in_a, in_b = touched(turns, a), touched(turns, b)
            counts = len(in_a), len(in_b), len(in_a & in_b)
        told.append(of_counts(code_id, units, *counts))
    return told


def of_counts(code_id: str, units: int, first: int, second: int, both: int) -> Agreement:
    """Work out the figures of units coded by the first, the second and both. Pure."""
    same = (units - first - second + 2 * both) / units if units else None
    return Agreement(
        code_id=code_id,
        units=units,
        first=first,
        second=second,
        both=both,
        same=same,
        kappa=None if same is None else _kappa(same, first / units, second / units),
        alpha=None if same is None else _alpha(1 - same, first + second, 2 * units),
    )


def _kappa(same: float, first: float, second: float) -> float | None:
    by_chance = first * second + (1 - first) * (1 - second)
    return None if by_chance >= 1 else (same - by_chance) / (1 - by_chance)


def _alpha(different: float, coded: int, values: int) -> float | None:
    expected = 2 * coded * (values - coded) / (values * (values - 1))
    return None if expected == 0 else 1 - different / expected


def union(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join stretches that overlap or touch. Pure."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def length(spans: Spans) -> int:
    """Count the code points that lie in any of some stretches. Pure."""
    return sum(stop - start for start, stop in union(spans))


def common(first: Spans, second: Spans) -> list[tuple[int, int]]:
    """Find the stretches that lie in both. Pure."""
    return [
        (max(a, c), min(b, d))
        for a, b in union(first)
        for c, d in union(second)
        if max(a, c) < min(b, d)
    ]


def touched(turns: Spans, spans: Spans) -> set[int]:
    """Find the places of turns in which any stretch lies. Pure."""
    return {
        place
        for place, (start, stop) in enumerate(turns)
        if any(a < stop and start < b for a, b in spans)
    }
