"""Why somebody is not in the plan, in words for the person who will ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from yingzhou.engines.planning.instance import Instance
from yingzhou.engines.planning.searching import State, cheapest, departure, is_spaced
from yingzhou.engines.planning.stops import NEVER, PROMISED, Problem, Stop

SECONDS_A_MINUTE = 60


@dataclass(frozen=True)
class Unplaced:
    """`kind`: no_route, closed, spacing, promised, locked, not_worth or outweighed; `reason` says it."""

    id: str
    kind: str
    reason: str


def unplaced(instance: Instance, stops: Sequence[Stop], p: Problem | None, s: State | None) -> tuple[Unplaced, ...]:
    """Everybody who is not placed, in the order of the instance."""
    if p is None or s is None:
        return tuple(Unplaced(one.id, "no_route", "这一周没有排班") for one in instance.candidates)
    told = {}
    lowest = _lowest_placed(p, s)
    for at in range(len(stops)):
        if s.where[at] < 0:
            kind, reason = _why(instance, stops[at], at, p, s, lowest)
            told.update({number: Unplaced(instance.candidates[number].id, kind, reason) for number in stops[at].members})
    return tuple(told[number] for number in sorted(told))


def _why(instance: Instance, stop: Stop, at: int, p: Problem, s: State, lowest: float) -> tuple[str, str]:
    possible = [r for r in range(len(instance.routes)) if p.allowed[at, r]]
    members = [instance.candidates[number] for number in stop.members]
    if not possible:
        pair = "两人一组的" if stop.officers > 1 else ""
        return "no_route", f"它能去的日子里没有{pair}班次"
    line = np.array([at], np.int64)
    open_to = [r for r in possible if departure(p, r, line, 1) < NEVER]
    if not open_to:
        return "closed", "开门的时间里赶不到，也来不及回"
    if any(one.locked is not None for one in members):
        return "locked", "定好的这条路线上已经排不下它"
    if not any(is_spaced(p, s, at, r) for r in open_to):
        return "spacing", "离同一户上一次太近"
    if p.worth[at].max() >= PROMISED:
        return "promised", "答应过要去，但能去的班次都被别的承诺占满"
    detour = min(_detours(p, s, at, open_to), default=NEVER)
    if detour < NEVER and detour >= p.worth[at].max():
        return "not_worth", f"多走 {round(detour / SECONDS_A_MINUTE)} 分钟，比这一趟的分量还重"
    own = _per_minute(p, at)
    if own < lowest:
        return "outweighed", f"班次排满了；它每分钟的分量 {own:.0f}，排进去的最低也有 {lowest:.0f}"
    return "outweighed", f"班次排满了；它每分钟的分量 {own:.0f}，但放进去要换下加起来更要紧的几户"


def _detours(p: Problem, s: State, at: int, routes: Sequence[int]) -> Iterator[int]:
    line, seed = np.empty(s.line.shape[1], np.int64), np.array([1], np.int64)
    for r in routes:
        place, cost = cheapest(p, s, r, at, NEVER, seed, 0.0, line)
        if place >= 0:
            yield int(cost)


def _lowest_placed(p: Problem, s: State) -> float:
    return min((_per_minute(p, int(at)) for at in np.flatnonzero(s.where >= 0)), default=0.0)


def _per_minute(p: Problem, at: int) -> float:
    """Worth a minute of visit, promises left out."""
    service = max(1, int(p.service[at]))
    return float(p.worth[at].max() % PROMISED) * SECONDS_A_MINUTE / service
