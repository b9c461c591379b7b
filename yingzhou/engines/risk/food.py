"""Food risk: static items to 40, dynamic items to 60, cut points to a class A–D, then up or down by what happened since.

The table is data: which items there are, how much each may earn, where a class begins, what moves it and how far.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


class FoodFault(ValueError):
    """A table that contradicts itself, or a score that is not on it; `where` names the item."""

    def __init__(self, where: str, what: str) -> None:
        self.where, self.what = where, what
        super().__init__(f"{where}: {what}")


@dataclass(frozen=True)
class Item:
    """One line of the table: its part (`static` or `dynamic`, or one more a bureau has) and the most it may earn."""

    id: str
    part: str
    most: int


@dataclass(frozen=True)
class Move:
    """A reason that moves the class by `steps` (up is worse); `why` is an id of the table."""

    why: str
    steps: int


@dataclass(frozen=True)
class Classing:
    """What came out: the sum of each part, the class by the cut points, the moves, the class after them.

    `low` and `high` bound the score while items are unanswered; `klass` is empty unless both ends fall into one class.
    """

    parts: Mapping[str, int]
    low: int
    high: int
    by_points: str
    moves: tuple[Move, ...]
    klass: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class FoodTable:
    """Items, classes by their lower end (the best first), moves by id, visits a year by class as (at least, at most)."""

    items: tuple[Item, ...]
    classes: tuple[tuple[str, int], ...]
    moves: Mapping[str, int]
    yearly: Mapping[str, tuple[int, int]]

    def class_of(self, score: int) -> str:
        """The class a score falls into."""
        return next(name for name, at in reversed(self.classes) if score >= at)

    def moved(self, klass: str, steps: int) -> str:
        """A class moved; the best and the worst are as far as it goes."""
        names = [name for name, _at in self.classes]
        return names[min(max(names.index(klass) + steps, 0), len(names) - 1)]

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> FoodTable:
        """From plain values; `FoodFault` where the table could not be followed."""
        try:
            table = cls(
                tuple(Item(str(row["id"]), str(row["part"]), int(row["most"])) for row in told["items"]),
                tuple((str(row["id"]), int(row["at"])) for row in told["classes"]),
                {str(name): int(row["steps"]) for name, row in (told.get("moves") or {}).items()},
                {str(row["id"]): (int(row["visits"][0]), int(row["visits"][1])) for row in told["classes"]},
            )
        except (KeyError, TypeError, ValueError, IndexError) as fault:
            raise FoodFault("table", f"needs items, classes and moves ({fault})") from fault
        _check(table, {str(name): int(most) for name, most in told["parts"].items()})
        return table


def _check(table: FoodTable, parts: Mapping[str, int]) -> None:
    names = [item.id for item in table.items]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise FoodFault(twice, "stands twice")
    for part, most in parts.items():
        if (total := sum(item.most for item in table.items if item.part == part)) != most:
            raise FoodFault(part, f"its items sum to {total}, not {most}")
    if astray := next((item.id for item in table.items if item.part not in parts or item.most <= 0), ""):
        raise FoodFault(astray, "belongs to no part, or earns nothing")
    if not table.classes or table.classes[0][1] != 0:
        raise FoodFault("classes", "the first class begins at 0")
    for better, worse in itertools.pairwise(table.classes):
        if worse[1] <= better[1]:
            raise FoodFault(worse[0], "must begin above the class before it")


def classed(table: FoodTable, scores: Mapping[str, int | None], reasons: Iterable[str] = ()) -> Classing:
    """The class of the items answered, moved by the reasons named.

    An item not answered may be anything between nothing and its most: it is `missing`, and the class stands only if it makes no
    difference.  `FoodFault` for a score that is not on the table.
    """
    for item in table.items:
        value = scores.get(item.id)
        if value is not None and not 0 <= value <= item.most:
            raise FoodFault(item.id, f"is between 0 and {item.most}")
    missing = tuple(item.id for item in table.items if scores.get(item.id) is None)
    parts: dict[str, int] = {}
    for item in table.items:
        parts[item.part] = parts.get(item.part, 0) + (scores.get(item.id) or 0)
    low = sum(parts.values())
    high = low + sum(item.most for item in table.items if item.id in missing)
    moves = tuple(Move(why, _steps(table, why)) for why in dict.fromkeys(reasons))
    steps = sum(move.steps for move in moves)
    best, worst = table.class_of(low), table.class_of(high)
    by_points = best if best == worst else ""
    ends = table.moved(best, steps), table.moved(worst, steps)
    return Classing(parts, low, high, by_points, moves, ends[0] if ends[0] == ends[1] else "", missing)


def _steps(table: FoodTable, why: str) -> int:
    if why not in table.moves:
        raise FoodFault(why, "moves nothing on this table")
    return table.moves[why]
