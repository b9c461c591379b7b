"""From an instance to plain arrays: the stops of the search, their worth on each route, who is near whom.

A stop is one candidate, or several that must be seen together (`with`), entered at the first and left from the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from yingzhou.engines.planning.instance import Candidate, Instance, InstanceFault

Ints = npt.NDArray[np.int64]
NEVER = 1 << 40
#: What a promise is worth beyond its priority: more than everything else together.
PROMISED = 10**9
NEIGHBORS = 60


@dataclass(frozen=True)
class Stop:
    """What is entered, served and left as one."""

    members: tuple[int, ...]
    service: int
    windows: tuple[tuple[int, int], ...]
    days: frozenset[int]
    officers: int
    priority: int

    @property
    def first(self) -> int:
        return self.members[0] + 1

    @property
    def last(self) -> int:
        return self.members[-1] + 1


class Problem(NamedTuple):
    """What the compiled search reads.  n stops, r routes, w windows; place 0 is the station, place i + 1 is stop i."""

    travel: Ints  # [n + 1, n + 1] seconds
    service: Ints  # [n] seconds
    worth: Ints  # [n, r] objective units on that route; 0 where it may not be
    allowed: Ints  # [n, r] 0 or 1
    opens: Ints  # [n, w] seconds from midnight, ascending, the last window repeated
    closes: Ints  # [n, w]
    start: Ints  # [r]
    end: Ints  # [r]
    shift: Ints  # [r] longest absence
    day: Ints  # [r]
    head: Ints  # [r] how many visits at the beginning are locked
    group: Ints  # [n] number of the spacing group, -1 for none
    gap: Ints  # [n] days apart within the group
    near: Ints  # [n, k] stops by closeness
    by_density: Ints  # the stops searched over, most worth a minute first
    by_worth: Ints  # the same, most worth first


def stops_of(instance: Instance) -> list[Stop]:
    """Every candidate in exactly one stop, those seen together in one.  `InstanceFault` where they share no hour."""
    numbers = {one.id: at for at, one in enumerate(instance.candidates)}
    stops = {at: _one(one, at) for at, one in enumerate(instance.candidates) if not one.joined}
    for at, one in enumerate(instance.candidates):
        if one.joined:
            first = numbers[one.joined]
            stops[first] = _joined(stops[first], _one(one, at), instance)
    return list(stops.values())


def _one(candidate: Candidate, number: int) -> Stop:
    return Stop((number,), candidate.service, candidate.windows, candidate.days, candidate.officers, candidate.priority)


def _joined(before: Stop, after: Stop, instance: Instance) -> Stop:
    """Two stops as one: the second begins as soon as the first is over, and that must lie in its own window."""
    lag = before.service + int(instance.travel[before.last][after.first])
    windows = tuple(
        (max(first, later - lag), min(last, latest - lag))
        for first, last in before.windows
        for later, latest in after.windows
        if max(first, later - lag) <= min(last, latest - lag)
    )
    days = before.days & after.days
    if not windows or not days:
        names = "、".join(instance.candidates[number].id for number in (*before.members, *after.members))
        raise InstanceFault(f"{names} cannot be seen together: no common day or hour")
    return Stop(
        members=(*before.members, *after.members),
        service=lag + after.service,
        windows=tuple(sorted(windows)),
        days=days,
        officers=max(before.officers, after.officers),
        priority=before.priority + after.priority,
    )


def problem_of(instance: Instance, stops: Sequence[Stop], *, kept: int) -> Problem:
    """The arrays.  Only the `kept` stops of most worth a minute are searched over, and all that must be seen."""
    travel = _travel(instance, stops)
    service = np.array([stop.service for stop in stops], np.int64)
    allowed, worth = _worth(instance, stops)
    width = max(len(stop.windows) for stop in stops)
    padded = [[*stop.windows, *[stop.windows[-1]] * (width - len(stop.windows))] for stop in stops]
    windows = np.array(padded, np.int64)
    group, gap = _groups(instance, stops)
    best = worth.max(axis=1)
    order = np.argsort(-best / (service + _to_neighbors(travel)), kind="stable")
    kept = max(kept, int((best >= PROMISED).sum()))
    searched = order[:kept].astype(np.int64)
    return Problem(
        travel=travel,
        service=service,
        worth=worth,
        allowed=allowed,
        opens=windows[:, :, 0].copy(),
        closes=windows[:, :, 1].copy(),
        **{name: np.array([getattr(route, field) for route in instance.routes], np.int64) for name, field in ROUTE_FIELDS},
        head=_heads(instance),
        group=group,
        gap=gap,
        near=_near(travel, searched),
        by_density=searched,
        by_worth=searched[np.argsort(-best[searched], kind="stable")],
    )


ROUTE_FIELDS = (("start", "start"), ("end", "end"), ("shift", "max_shift"), ("day", "day"))


def _travel(instance: Instance, stops: Sequence[Stop]) -> Ints:
    given = np.asarray(instance.travel, np.int64)
    leave = np.array([0, *(stop.last for stop in stops)])
    enter = np.array([0, *(stop.first for stop in stops)])
    between = given[np.ix_(leave, enter)]
    np.fill_diagonal(between, 0)
    return np.ascontiguousarray(between)


def _worth(instance: Instance, stops: Sequence[Stop]) -> tuple[Ints, Ints]:
    allowed = np.zeros((len(stops), len(instance.routes)), np.int64)
    worth = np.zeros_like(allowed)
    for at, stop in enumerate(stops):
        members = [instance.candidates[number] for number in stop.members]
        locks = {one.locked.route for one in members if one.locked is not None}
        must = PROMISED if locks or any(one.promised for one in members) else 0
        for to, route in enumerate(instance.routes):
            if route.day in stop.days and route.officers >= stop.officers and locks <= {route.id}:
                known = any(one.liaison and one.liaison == route.officer for one in members)
                points = stop.priority * instance.seconds_per_priority_point
                allowed[at, to] = 1
                worth[at, to] = points + must + (instance.liaison_bonus if known else 0)
    return allowed, worth


def _groups(instance: Instance, stops: Sequence[Stop]) -> tuple[Ints, Ints]:
    names: dict[str, int] = {}
    group, gap = np.full(len(stops), -1, np.int64), np.zeros(len(stops), np.int64)
    for at, stop in enumerate(stops):
        for number in stop.members:
            if spacing := instance.candidates[number].spacing:
                group[at] = names.setdefault(spacing[0], len(names))
                gap[at] = max(gap[at], spacing[1])
    return group, gap


def _heads(instance: Instance) -> Ints:
    numbers = {route.id: at for at, route in enumerate(instance.routes)}
    head = np.zeros(len(instance.routes), np.int64)
    for one in instance.candidates:
        if one.locked is not None and one.locked.position is not None:
            head[numbers[one.locked.route]] += 1
    return head


def _to_neighbors(travel: Ints) -> Any:
    """A fair guess of the way to a stop: the mean of its three nearest, and a little for what is lost between."""
    apart = np.sort(travel[1:, 1:] + np.eye(len(travel) - 1, dtype=np.int64) * NEVER, axis=1)[:, :3]
    if apart.shape[1] == 0 or apart.shape[0] < 2:
        return np.full(len(travel) - 1, travel[0, 1:].mean() + 1.0)
    return np.minimum(apart, NEVER // 2)[:, : min(3, len(travel) - 2)].mean(axis=1) + 200


def _near(travel: Ints, searched: Ints) -> Ints:
    between = (travel + travel.T)[1:, 1:]
    closest = searched[np.argsort(between[:, searched], axis=1, kind="stable")[:, :NEIGHBORS]]
    return np.ascontiguousarray(closest)
