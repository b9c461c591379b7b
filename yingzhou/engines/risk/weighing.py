"""Facts on a scale: the points, where they come from, what is not known, and what a change would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yingzhou.engines.risk.scale import FULL, Factor, Scale


@dataclass(frozen=True)
class Fact:
    """What is known of one factor, and as of which day.

    `value` None: nobody knows.  `at_least`: the truth may weigh more than the value does (silence since records began).
    `asked` false: the factor does not concern this business (a permit it needs not).
    """

    value: int | None
    on: date | None = None
    at_least: bool = False
    asked: bool = True


#: Nobody knows.
UNKNOWN = Fact(None)
#: Does not concern this business; weighs nothing and is not missing.
NOT_ASKED = Fact(None, asked=False)


@dataclass(frozen=True)
class Line:
    """One factor of one business: it weighs `low` for certain and `high` at most; the two differ where something is unknown."""

    factor: str
    fact: Fact
    low: int
    high: int

    @property
    def is_unknown(self) -> bool:
        return self.high > self.low


@dataclass(frozen=True)
class Weight:
    """The place: `low` is proved, `high` cannot be exceeded, `points` is what the order goes by, `open_points` = points − low.

    `lines` are the factors that weigh something or are unknown, the heaviest first.
    """

    points: int
    low: int
    high: int
    band: str
    lines: tuple[Line, ...]

    @property
    def open_points(self) -> int:
        """What stands in the order for what is not known."""
        return self.points - self.low

    @property
    def unknown(self) -> tuple[Line, ...]:
        """The factors of which something is not known, the widest first."""
        return tuple(sorted((line for line in self.lines if line.is_unknown), key=lambda line: line.low - line.high))


def weigh(scale: Scale, facts: Mapping[str, Fact]) -> Weight:
    """The place of one business.  A factor without a fact is unknown; a fact without a factor is left aside."""
    lines = [_line(factor, facts.get(factor.id, UNKNOWN)) for factor in scale.factors]
    low = sum(line.low for line in lines)
    high = sum(line.high for line in lines)
    points = low + ((high - low) * scale.unknown_share + FULL // 2) // FULL
    shown = sorted((line for line in lines if line.high), key=lambda line: (-line.low, -line.high))
    return Weight(points, low, high, scale.band(points), tuple(shown))


def after(scale: Scale, facts: Mapping[str, Fact], change: Mapping[str, Fact]) -> Weight:
    """The place once the facts named in `change` are as it says."""
    return weigh(scale, {**facts, **change})


def _line(factor: Factor, fact: Fact) -> Line:
    if not fact.asked:
        return Line(factor.id, fact, 0, 0)
    if fact.value is None:
        return Line(factor.id, fact, 0, factor.most)
    weight = factor.points(fact.value)
    return Line(factor.id, fact, weight, factor.most if fact.at_least else weight)
