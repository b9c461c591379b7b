"""Whether an order is any good: area under the curve, days earlier, share found in the first half, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yingzhou.engines.risk.learning import Floats

Ints = NDArray[np.int64]


def auc(scores: Floats, hits: Floats) -> float:
    """The chance that a hit stands before a miss, ties counting half; 0.5 without both."""
    found, clean = int(hits.sum()), int(len(hits) - hits.sum())
    if not found or not clean:
        return 0.5
    order = np.argsort(scores, kind="stable")
    _values, place, count = np.unique(scores[order], return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    rank = np.empty(len(scores))
    rank[order] = (last - (count - 1) / 2)[place]
    return float((rank[hits > 0].sum() - found * (found + 1) / 2) / (found * clean))


@dataclass(frozen=True)
class Moved:
    """What a new order of the same visits on the same days does to the finds: days earlier each, and the share in the first half."""

    earlier: Floats
    first_half: float

    @property
    def mean_days(self) -> float:
        return float(self.earlier.mean()) if len(self.earlier) else 0.0


def reordered(scores: Floats, hits: Floats, days: Ints) -> Moved:
    """Fill the days of the visits that were made, as many a day as then, by falling score; ties keep their order."""
    order = np.argsort(-scores, kind="stable")
    calendar = np.sort(days, kind="stable")
    new_day = np.empty(len(days), dtype=np.int64)
    new_day[order] = calendar
    place = np.empty(len(days), dtype=np.int64)
    place[order] = np.arange(len(days))
    found = hits > 0
    half = float((place[found] < len(days) / 2).mean()) if found.any() else 0.5
    return Moved((days - new_day)[found].astype(float), half)


def within(scores: Floats, hits: Floats, days: Ints, groups: NDArray[np.str_]) -> Floats:
    """Days earlier of each find when visits only change places inside their own group."""
    found = [reordered(scores[mine], hits[mine], days[mine]).earlier for mine in (groups == group for group in np.unique(groups))]
    return np.concatenate(found)


def interval(
    measure: Callable[[Ints], float], n: int, *, seed: int, draws: int = 1000, level: float = 0.95
) -> tuple[float, float]:
    """A percentile bootstrap interval of a measure of rows drawn with repetition."""
    chance = np.random.default_rng(seed)
    found = [measure(np.sort(chance.integers(n, size=n))) for _draw in range(draws)]
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
