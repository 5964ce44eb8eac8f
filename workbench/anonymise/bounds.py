"""Say how many misses there may be where a sample showed few. Pure."""

from __future__ import annotations

SURE = 0.95


def upper_bound(missed: int, read: int, *, sure: float = SURE) -> float:
    """Bound a share from above, one-sided, exactly (Clopper & Pearson, Biometrika 1934).

    Were the true share larger, `missed` or fewer in `read` would be seen with a probability below
    1 - `sure`.
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - takes a quarter of a second to load

    if not 0 <= missed <= read:
        raise ValueError("there cannot be more misses than turns")
    return 1.0 if missed == read else float(betaincinv(missed + 1, read - missed, sure))


def advised(share: float, *, missed: int = 0, sure: float = SURE) -> int:
    """Count the turns to read until the bound falls below a share, with so many misses."""
    low, high = missed, max(2 * missed, 1)
    while upper_bound(missed, high, sure=sure) >= share:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if upper_bound(missed, middle, sure=sure) >= share:
            low = middle
        else:
            high = middle
    return high
