"""Shares with intervals: how often something was found, and whether one arm found more often than another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True)
class Share:
    """`hits` of `n`, with an interval; of nothing the interval is everything."""

    hits: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float | None:
        """The share itself; None of nothing."""
        return self.hits / self.n if self.n else None


def wilson(hits: int, n: int, *, level: float = 0.95) -> Share:
    """A share with its Wilson score interval (Wilson 1927); ValueError where there are more hits than trials."""
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n}")
    if n == 0:
        return Share(0, 0, 0.0, 1.0)
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share = hits / n
    middle = share + z * z / (2 * n)
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return Share(hits, n, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


def difference(one: Share, other: Share) -> tuple[float, float, float]:
    """`one` minus `other` with Newcombe's interval built of the two Wilson intervals (Newcombe 1998, method 10).

    Of nothing: no difference, and the whole range.
    """
    if one.value is None or other.value is None:
        return 0.0, -1.0, 1.0
    gap = one.value - other.value
    below = math.hypot(one.value - one.low, other.high - other.value)
    above = math.hypot(one.high - one.value, other.value - other.low)
    return gap, max(-1.0, gap - below), min(1.0, gap + above)
