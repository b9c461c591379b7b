"""The days in which most of a kind stand together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Densest:
    """The fullest window: its first and last record, and how many there are."""

    since: date
    until: date
    count: int


def densest(days: Iterable[date], *, length: int) -> Densest | None:
    """The window of `length` days (both ends included) that holds most of the days; the earliest of equals; None for none."""
    ordered = sorted(days)
    best: Densest | None = None
    first = 0
    for last, day in enumerate(ordered):
        while day - ordered[first] >= timedelta(days=length):
            first += 1
        count = last - first + 1
        if best is None or count > best.count:
            best = Densest(ordered[first], day, count)
    return best
