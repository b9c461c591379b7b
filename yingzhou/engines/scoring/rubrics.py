"""A rubric as data, read and checked once; what the engine does not need (words, sources) it leaves alone."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HIGHEST = 5


class RubricFault(ValueError):
    """The rubric contradicts itself, or lacks something; `where` says which part."""

    def __init__(self, where: str, what: str) -> None:
        self.where, self.what = where, what
        super().__init__(f"{where}: {what}")


@dataclass(frozen=True)
class Step:
    """From `at` on (or down to `at`, where less is better) an item earns `points`; `effort` is what getting here costs.

    Efforts are only compared with one another: the rubric's own guess of what is done sooner.
    """

    at: int
    points: int
    effort: int = 1


@dataclass(frozen=True)
class Item:
    """One line of the rubric: its steps, the easiest first.  `less_is_better` turns the comparison round."""

    id: str
    steps: tuple[Step, ...]
    less_is_better: bool = False

    @property
    def most(self) -> int:
        """The most the item can earn."""
        return self.steps[-1].points

    def level(self, value: int | None) -> int:
        """How many steps a value has reached; a missing value none."""
        if value is None:
            return 0
        return sum(1 for step in self.steps if (value <= step.at if self.less_is_better else value >= step.at))

    def points_at(self, level: int) -> int:
        """What a number of steps earns."""
        return self.steps[level - 1].points if level else 0


@dataclass(frozen=True)
class Must:
    """An item that has to earn at least `points` before a star is given, whatever the sum."""

    item: str
    points: int


@dataclass(frozen=True)
class Star:
    """What a number of stars asks for: a sum, and items that must stand by themselves."""

    stars: int
    points: int
    musts: tuple[Must, ...] = ()


@dataclass(frozen=True)
class Rubric:
    """Items and the stars they lead to, the lowest first."""

    items: tuple[Item, ...]
    stars: tuple[Star, ...]

    @property
    def most(self) -> int:
        """The most all items together can earn."""
        return sum(item.most for item in self.items)

    def item(self, name: str) -> Item:
        """An item by its id."""
        return next(item for item in self.items if item.id == name)

    def musts_up_to(self, stars: int) -> dict[str, int]:
        """What each item must earn for that many stars: a star asks for all that the stars below it ask for."""
        asked: dict[str, int] = {}
        for star in self.stars:
            for must in star.musts if star.stars <= stars else ():
                asked[must.item] = max(asked.get(must.item, 0), must.points)
        return asked

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Rubric:
        """From plain values; `RubricFault` where the rubric could not be followed."""
        items = tuple(_item(row) for row in told.get("items") or ())
        stars = tuple(_star(row) for row in told.get("stars") or ())
        rubric = cls(items, stars)
        _check(rubric)
        return rubric


def _item(row: Mapping[str, Any]) -> Item:
    name = str(row.get("id") or "")
    if not name:
        raise RubricFault("items", "an item has no id")
    try:
        steps = tuple(Step(int(step["at"]), int(step["points"]), int(step.get("effort", 1))) for step in row["steps"])
    except (KeyError, TypeError, ValueError) as fault:
        raise RubricFault(name, "every step needs whole numbers at and points") from fault
    return Item(name, steps, bool(row.get("less_is_better", False)))


def _star(row: Mapping[str, Any]) -> Star:
    try:
        musts = tuple(Must(str(name), int(points)) for name, points in (row.get("musts") or {}).items())
        return Star(int(row["stars"]), int(row["points"]), musts)
    except (KeyError, TypeError, ValueError) as fault:
        raise RubricFault("stars", "every star needs whole numbers stars and points") from fault


def _check(rubric: Rubric) -> None:
    names = [item.id for item in rubric.items]
    if not names:
        raise RubricFault("items", "there are none")
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise RubricFault(twice, "stands twice")
    for item in rubric.items:
        _check_item(item)
    if [star.stars for star in rubric.stars] != list(range(1, len(rubric.stars) + 1)) or len(rubric.stars) > HIGHEST:
        raise RubricFault("stars", "must be 1, 2, 3 … up to 5, in order")
    if not rubric.stars:
        raise RubricFault("stars", "there are none")
    for lower, higher in itertools.pairwise(rubric.stars):
        if higher.points < lower.points:
            raise RubricFault(f"stars {higher.stars}", "asks for fewer points than the star below it")
    if rubric.stars[-1].points > rubric.most:
        raise RubricFault(f"stars {rubric.stars[-1].stars}", f"asks for more than the {rubric.most} points there are")
    for star in rubric.stars:
        for must in star.musts:
            if must.item not in names:
                raise RubricFault(f"stars {star.stars}", f"asks for {must.item}, which is no item")
            if not 0 < must.points <= rubric.item(must.item).most:
                raise RubricFault(f"stars {star.stars}", f"asks {must.item} for points it cannot earn")


def _check_item(item: Item) -> None:
    if not item.steps:
        raise RubricFault(item.id, "has no steps")
    for step in item.steps:
        if step.points <= 0 or step.effort <= 0 or step.at < 0:
            raise RubricFault(item.id, "points and effort are above zero, at is not below it")
    for easy, hard in itertools.pairwise(item.steps):
        if hard.points <= easy.points:
            raise RubricFault(item.id, "a harder step must earn more")
        if (hard.at >= easy.at) if item.less_is_better else (hard.at <= easy.at):
            raise RubricFault(item.id, "steps must go from the easiest to the hardest")
