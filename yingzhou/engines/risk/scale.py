"""A scale as data: which facts count, from which value on, for how many points.  Read and checked once."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FULL = 100


class ScaleFault(ValueError):
    """The scale contradicts itself, or lacks something; `where` says which part."""

    def __init__(self, where: str, what: str) -> None:
        self.where, self.what = where, what
        super().__init__(f"{where}: {what}")


@dataclass(frozen=True)
class Step:
    """From `at` on (down to `at`, where a factor is falling) the factor weighs `points`."""

    at: int
    points: int


@dataclass(frozen=True)
class Factor:
    """One fact that counts: its steps, the lightest first.  `falling` turns the comparison round (days still left)."""

    id: str
    steps: tuple[Step, ...]
    falling: bool = False

    @property
    def most(self) -> int:
        """The most the factor can weigh."""
        return self.steps[-1].points

    def points(self, value: int) -> int:
        """What a known value weighs."""
        weight = 0
        for step in self.steps:
            if (value > step.at) if self.falling else (value < step.at):
                break
            weight = step.points
        return weight


@dataclass(frozen=True)
class Band:
    """A name for places from `at` points on."""

    id: str
    at: int


@dataclass(frozen=True)
class Scale:
    """Factors whose most weights sum to 100, and the bands, the highest first.

    `unknown_share` (per cent) is where in its range something unknown stands for the order: 50 is the middle.
    """

    factors: tuple[Factor, ...]
    bands: tuple[Band, ...]
    unknown_share: int

    def factor(self, name: str) -> Factor:
        """A factor by its id."""
        return next(factor for factor in self.factors if factor.id == name)

    def band(self, points: int) -> str:
        """The band of a number of points."""
        return next(band.id for band in self.bands if points >= band.at)

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Scale:
        """From plain values; `ScaleFault` where the scale could not be followed."""
        try:
            factors = tuple(_factor(row) for row in told["factors"])
            bands = tuple(Band(str(row["id"]), int(row["at"])) for row in told["bands"])
            scale = cls(factors, bands, int(told["unknown_share"]))
        except (KeyError, TypeError, ValueError) as fault:
            if isinstance(fault, ScaleFault):
                raise
            raise ScaleFault("scale", f"needs factors, bands and unknown_share in whole numbers ({fault})") from fault
        _check(scale)
        return scale


def _factor(row: Mapping[str, Any]) -> Factor:
    steps = tuple(Step(int(step["at"]), int(step["points"])) for step in row["steps"])
    factor = Factor(str(row["id"]), steps, bool(row.get("falling", False)))
    if not steps or steps[0].points <= 0:
        raise ScaleFault(factor.id, "needs steps of more than no points")
    for light, heavy in itertools.pairwise(steps):
        if heavy.points <= light.points:
            raise ScaleFault(factor.id, "a later step must weigh more")
        if (heavy.at >= light.at) if factor.falling else (heavy.at <= light.at):
            raise ScaleFault(factor.id, "steps must go from the lightest to the heaviest")
    return factor


def _check(scale: Scale) -> None:
    names = [factor.id for factor in scale.factors]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise ScaleFault(twice, "stands twice")
    if (total := sum(factor.most for factor in scale.factors)) != FULL:
        raise ScaleFault("factors", f"the most of all factors must sum to {FULL}, not {total}")
    if not 0 <= scale.unknown_share <= FULL:
        raise ScaleFault("unknown_share", "is a percentage")
    if not scale.bands or scale.bands[-1].at != 0:
        raise ScaleFault("bands", "the last band begins at 0")
    for higher, lower in itertools.pairwise(scale.bands):
        if higher.at <= lower.at:
            raise ScaleFault("bands", "go from the highest to the lowest")
