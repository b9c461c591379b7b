"""From an instance to a plan: a greedy answer at once, better as it runs, and a reason for everybody who must wait."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from yingzhou.engines.planning.compiled import is_compiled
from yingzhou.engines.planning.explaining import Unplaced, unplaced
from yingzhou.engines.planning.instance import Instance
from yingzhou.engines.planning.searching import State, begin_from, copy_routes, departure, improve, put, refill, retime, value_of
from yingzhou.engines.planning.stops import NEVER, PROMISED, Ints, Problem, Stop, problem_of, stops_of

#: Laps a second of search is worth: what one core of an office machine does, so that seconds mean the same plan everywhere.
LAPS_PER_SECOND = 5000 if is_compiled else 60
CHUNK = 500 if is_compiled else 5
#: A machine this many times slower than that is told to stop; the plan then says it was cut short.
PATIENCE = 3
#: Accepting a loss, in objective units: from five points of priority to a third of one, at 600 seconds a point.
HOT, COLD = 5.0, 1 / 3
#: How many candidates are searched over for every one that the greedy answer places.
CANDIDATES_PER_PLACE = 1.9
SPARE = 40
PARK_MILLER_SEEDS = 2147483646


@dataclass(frozen=True)
class PlannedVisit:
    """One visit: when to arrive, when it begins and ends (seconds from midnight), travel from the place before."""

    id: str
    travel: int
    begin: int
    end: int


@dataclass(frozen=True)
class PlannedRoute:
    """One officer's day; an empty one has no visits and leaves nobody."""

    id: str
    leave: int
    back: int
    visits: tuple[PlannedVisit, ...]


@dataclass(frozen=True)
class Plan:
    """`objective` = Σ priority × seconds_per_priority_point − travel seconds.  `is_cut_short`: another machine may get further."""

    name: str
    objective: int
    priority: int
    travel: int
    routes: tuple[PlannedRoute, ...]
    unplaced: tuple[Unplaced, ...]
    laps: int
    is_cut_short: bool


def plan(
    instance: Instance,
    *,
    seconds: float,
    seed: int = 1,
    on_better: Callable[[float, int], None] | None = None,
) -> Plan:
    """The best plan `seconds` of search find; 0 gives the greedy answer.

    `on_better(share done, objective)` is told how it goes.
    `InstanceFault` where candidates that must be seen together share no hour.
    """
    stops = stops_of(instance)
    if not stops or not instance.routes:
        return _told(instance, stops, None, None, laps=0, is_cut_short=False)
    p = problem_of(instance, stops, kept=len(stops))
    chance = np.array([seed % PARK_MILLER_SEEDS + 1], np.int64)
    best = _greedy(instance, stops, p, chance)
    placed = int((best.where >= 0).sum())
    laps, is_cut_short = 0, False
    if seconds > 0 and placed:
        kept = min(len(stops), int(placed * CANDIDATES_PER_PLACE) + SPARE)
        p = problem_of(instance, stops, kept=kept)
        best = _greedy(instance, stops, p, chance)
        laps, is_cut_short = _search(instance, p, best, chance, seconds, on_better)
    return _told(instance, stops, p, best, laps=laps, is_cut_short=is_cut_short)


def _search(
    instance: Instance, p: Problem, best: State, chance: Ints, seconds: float, on_better: Callable[[float, int], None] | None
) -> tuple[int, bool]:
    wanted = max(CHUNK, int(seconds * LAPS_PER_SECOND))
    now, trial = _copied(best), _copied(best)
    top = sum(int(value_of(p, best, r)) for r in range(len(instance.routes)))
    promised = int((best.where >= 0).sum() and (p.worth.max(axis=1)[best.where >= 0] >= PROMISED).sum()) * PROMISED
    heat = HOT * instance.seconds_per_priority_point
    cooling = (COLD / HOT) ** (1 / wanted)
    improve(p, now, trial, best, top, 0, heat, cooling, chance)  # compiles, where it has not been
    until = time.process_time() + PATIENCE * seconds
    done = 0
    while done < wanted:
        if time.process_time() > until:
            return done, True
        laps = min(CHUNK, wanted - done)
        top = int(improve(p, now, trial, best, top, laps, heat, cooling, chance))
        heat *= cooling**laps
        done += laps
        if on_better is not None:
            on_better(done / wanted, top - promised)
    return done, False


def _greedy(instance: Instance, stops: Sequence[Stop], p: Problem, chance: Ints) -> State:
    """What is locked, then the promised, then whatever is worth most a minute, each where it costs least."""
    routes, longest = len(instance.routes), _longest(p, len(stops))
    s = State(
        line=np.full((routes, longest), -1, np.int64),
        length=np.zeros(routes, np.int64),
        leave=np.zeros((routes, longest), np.int64),
        latest=np.zeros((routes, longest), np.int64),
        busy=np.zeros(routes, np.int64),
        where=np.full(len(stops), -1, np.int64),
    )
    for r in range(routes):
        retime(p, s, r)
    line = np.empty(longest, np.int64)
    _place_locked(instance, stops, p, s, line)
    touched, loose = np.ones(routes, np.int64), np.ones(len(stops), np.int64)
    refill(p, s, p.by_density, touched, loose, chance, 0.0, line)
    return s


def _place_locked(instance: Instance, stops: Sequence[Stop], p: Problem, s: State, line: Ints) -> None:
    numbers = {route.id: r for r, route in enumerate(instance.routes)}
    fixed = sorted(
        (lock.position, numbers[lock.route], at)
        for at, stop in enumerate(stops)
        if (lock := instance.candidates[stop.members[0]].locked) is not None and lock.position is not None
    )
    for position, r, at in fixed:
        line[: s.length[r]] = s.line[r, : s.length[r]]
        line[s.length[r]] = at
        is_next = position == s.length[r]
        if is_next and p.allowed[at, r] and departure(p, r, line, int(s.length[r]) + 1) < NEVER:
            put(p, s, r, position, at)
        else:
            p.head[r] = min(p.head[r], s.length[r])


def _longest(p: Problem, stops: int) -> int:
    """More visits than the longest day can hold."""
    shortest = max(1, int(p.service.min()))
    return min(stops, int(p.shift.max()) // shortest) + 2


def _copied(s: State) -> State:
    other = State(*(array.copy() for array in s))
    copy_routes(s, other, np.ones(len(s.length), np.int64))
    return other


def _told(
    instance: Instance, stops: Sequence[Stop], p: Problem | None, s: State | None, *, laps: int, is_cut_short: bool
) -> Plan:
    if p is None or s is None:
        routes = tuple(PlannedRoute(route.id, route.start, route.start, ()) for route in instance.routes)
    else:
        routes = tuple(_route(instance, stops, p, s, r) for r in range(len(instance.routes)))
    seen = {visit.id for route in routes for visit in route.visits}
    priority = sum(one.priority for one in instance.candidates if one.id in seen)
    travel = sum(_travel(instance, route) for route in routes)
    return Plan(
        name=instance.name,
        objective=priority * instance.seconds_per_priority_point - travel,
        priority=priority,
        travel=travel,
        routes=routes,
        unplaced=unplaced(instance, stops, p, s),
        laps=laps,
        is_cut_short=is_cut_short,
    )


def _route(instance: Instance, stops: Sequence[Stop], p: Problem, s: State, r: int) -> PlannedRoute:
    count = int(s.length[r])
    if count == 0:
        return PlannedRoute(instance.routes[r].id, instance.routes[r].start, instance.routes[r].start, ())
    leave = int(departure(p, r, s.line[r], count))
    moment, here, visits = leave, 0, []
    for stop in map(int, s.line[r, :count]):
        moment = int(begin_from(p, stop, moment + p.travel[here, stop + 1]))
        before = 0 if here == 0 else stops[here - 1].last
        for number in stops[stop].members:
            one = instance.candidates[number]
            way = int(instance.travel[before][number + 1])
            begin = moment if number == stops[stop].members[0] else moment + way
            visits.append(PlannedVisit(one.id, way, begin, begin + one.service))
            moment, before = begin + one.service, number + 1
        here = stop + 1
    return PlannedRoute(instance.routes[r].id, leave, moment + int(p.travel[here, 0]), tuple(visits))


def _travel(instance: Instance, route: PlannedRoute) -> int:
    if not route.visits:
        return 0
    last = next(at for at, one in enumerate(instance.candidates) if one.id == route.visits[-1].id)
    return sum(visit.travel for visit in route.visits) + int(instance.travel[last + 1][0])
