"""Sum up a simulation: means with 95 % intervals, and words against a rival. Pure.

Intervals come from a bootstrap over codes and over orders: both are drawn anew, with replacement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.coding.code_replay import Offered
from workbench.coding.matrices import Indices
from workbench.coding.rankers import OURS, SVM
from workbench.coding.simulation import Outcome

DRAWS = 2000
LEVEL = (2.5, 97.5)
Values = npt.NDArray[np.float64]

FIGURES: dict[str, Callable[[Outcome], float]] = {
    "average precision": lambda one: one.precision,
    "precision at 20": lambda one: one.hits,
    "words to 50 %": lambda one: one.words[0],
    "words to 80 %": lambda one: one.words[1],
    "words to 95 %": lambda one: one.words[2],
    "WSS@95": lambda one: one.saved,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Hold a mean with the ends of its 95 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Hold every figure of every method, and the words that each reads for one of ours."""

    codes: int
    orders: int
    figures: dict[str, dict[str, Figure]]
    rivals: dict[str, dict[str, Figure]]


def summarise(outcomes: Sequence[Outcome], *, seed: int) -> Summary:
    """Work out means and intervals; methods are compared on the same draws."""
    codes = sorted({one.code for one in outcomes})
    orders = sorted({one.order for one in outcomes})
    draws = _draws(len(codes), len(orders), seed)
    methods = list(dict.fromkeys(one.method for one in outcomes))
    tables = {
        (method, name): _table([one for one in outcomes if one.method == method], codes, orders, of)
        for method in methods
        for name, of in FIGURES.items()
    }
    drawn = {key: _means(table, draws) for key, table in tables.items()}
    figures = {
        method: {
            name: _figure(float(np.nanmean(tables[method, name])), drawn[method, name])
            for name in FIGURES
        }
        for method in methods
    }
    wanted = [name for name in FIGURES if name.startswith("words")]
    rivals = {
        method: {
            name: _figure(
                figures[method][name].mean / max(figures[OURS][name].mean, 1e-9),
                drawn[method, name] / np.maximum(drawn[OURS, name], 1e-9),
            )
            for name in wanted
        }
        for method in methods
        if method != OURS
    }
    return Summary(codes=len(codes), orders=len(orders), figures=figures, rivals=rivals)


def better_than(summary: Summary, rival: str = SVM) -> Figure:
    """Give how many words a rival reads to 95 % for one of ours."""
    return summary.rivals[rival]["words to 95 %"]


def hits(offered: Sequence[Offered], *, seed: int) -> dict[str, Figure]:
    """Give the share of passages with a right code in three; draws are of orders and passages."""
    if not offered:
        return {}
    chance = np.random.default_rng([seed, DRAWS])
    orders = sorted({one.order for one in offered})
    found = {}
    for name in offered[0].hits:
        right = [np.array([one.hits[name] for one in offered if one.order == n]) for n in orders]
        drawn = np.array([_drawn(right, chance) for _ in range(DRAWS // 4)])
        found[name] = _figure(float(np.mean([values.mean() for values in right])), drawn)
    return found


def _drawn(right: Sequence[Values], chance: np.random.Generator) -> float:
    some = [right[n] for n in chance.integers(len(right), size=len(right))]
    means = [values[chance.integers(len(values), size=len(values))].mean() for values in some]
    return float(np.mean(means))


def interval(values: Values) -> tuple[float, float]:
    """Give the middle 95 % of some draws."""
    low, high = np.nanpercentile(values, LEVEL)
    return float(low), float(high)


def _draws(codes: int, orders: int, seed: int) -> Sequence[tuple[Indices, Indices]]:
    chance = np.random.default_rng([seed, DRAWS])
    return [
        (chance.integers(codes, size=codes), chance.integers(orders, size=orders))
        for _ in range(DRAWS)
    ]


def _table(
    outcomes: Sequence[Outcome],
    codes: Sequence[str],
    orders: Sequence[int],
    of: Callable[[Outcome], float],
) -> Values:
    """Lay figures out by code and order; NaN where a code could not be played in an order."""
    found = np.full((len(codes), len(orders)), np.nan)
    rows, columns = ({name: n for n, name in enumerate(names)} for names in (codes, orders))
    for one in outcomes:
        found[rows[one.code], columns[one.order]] = of(one)
    return found


def _means(table: Values, draws: Sequence[tuple[Indices, Indices]]) -> Values:
    known = ~np.isnan(table)
    filled = np.where(known, table, 0.0)
    # Draws without a single figure are none.
    sums = [filled[np.ix_(*draw)].sum() for draw in draws]
    many = [known[np.ix_(*draw)].sum() for draw in draws]
    return np.array([total / n if n else np.nan for total, n in zip(sums, many, strict=True)])


def _figure(mean: float, drawn: Values) -> Figure:
    low, high = interval(drawn)
    return Figure(mean=mean, low=low, high=high)
