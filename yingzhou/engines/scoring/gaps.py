"""What is still missing for the next star, by the road that costs least."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yingzhou.engines.scoring.rubrics import Item, Rubric, Star


@dataclass(frozen=True)
class Road:
    """Bring one item from `have` (None: nothing known) to `need`; it earns `gain` more.  `is_must`: no way round it."""

    item: str
    have: int | None
    need: int
    gain: int
    is_must: bool


@dataclass(frozen=True)
class Gap:
    """To `stars`: points missing now, and what to do.  Empty `roads` mean that no evidence could lead there."""

    stars: int
    points: int
    roads: tuple[Road, ...]


@dataclass(frozen=True)
class _Plan:
    """Levels chosen so far, what they cost and how many items they touch."""

    effort: int
    touched: int
    levels: tuple[int, ...]

    @property
    def rank(self) -> tuple[int, int, tuple[int, ...]]:
        """The cheapest first; among equals the fewest things to do, then the order of the rubric."""
        return self.effort, self.touched, tuple(-level for level in self.levels)


def gap_to(rubric: Rubric, star: Star, facts: Mapping[str, int | None]) -> Gap:
    """The least effort that reaches a star: exact, by dynamic programming over the points still missing."""
    have = [item.level(facts.get(item.id)) for item in rubric.items]
    total = sum(item.points_at(level) for item, level in zip(rubric.items, have, strict=True))
    musts = rubric.musts_up_to(star.stars)
    missing = max(0, star.points - total)
    plans: dict[int, _Plan] = {0: _Plan(0, 0, ())}
    for item, level in zip(rubric.items, have, strict=True):
        plans = _with(item, level, musts.get(item.id, 0), plans, missing)
    plan = plans.get(missing)
    roads = () if plan is None else tuple(_roads(rubric, have, plan.levels, musts, facts))
    return Gap(star.stars, missing, roads)


def _with(item: Item, level: int, must: int, plans: Mapping[int, _Plan], missing: int) -> dict[int, _Plan]:
    """Every plan so far, with every level this item may be brought to."""
    lowest = next((at for at in range(level, len(item.steps) + 1) if item.points_at(at) >= must), None)
    found: dict[int, _Plan] = {}
    for target in range(lowest if lowest is not None else len(item.steps) + 1, len(item.steps) + 1):
        gain = item.points_at(target) - item.points_at(level)
        effort = sum(step.effort for step in item.steps[level:target])
        for reached, plan in plans.items():
            now = min(missing, reached + gain)
            made = _Plan(plan.effort + effort, plan.touched + (target > level), (*plan.levels, target))
            if now not in found or made.rank < found[now].rank:
                found[now] = made
    return found


def _roads(
    rubric: Rubric, have: list[int], levels: tuple[int, ...], musts: Mapping[str, int], facts: Mapping[str, int | None]
) -> list[Road]:
    roads = []
    for item, before, after in zip(rubric.items, have, levels, strict=True):
        if after > before:
            is_must = item.points_at(before) < musts.get(item.id, 0)
            gain = item.points_at(after) - item.points_at(before)
            roads.append(Road(item.id, facts.get(item.id), item.steps[after - 1].at, gain, is_must))
    return sorted(roads, key=lambda road: not road.is_must)
