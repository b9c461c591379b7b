"""What may happen to a period while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Suspension:
    """Days taken out of a period, both ends included: testing, appraisal."""

    first: date
    last: date
    why: str = "中止"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Extension:
    """A lengthening in the period's own unit, as its article allows and somebody approved."""

    length: int
    why: str = "经批准延长"


@dataclass(frozen=True)
class Restart:
    """The period begins anew: what was counted before falls away, and this day does not count either (Order 121, article 35)."""

    on: date
    why: str = "重新计算期限"
