"""From an instance to a plan: a greedy answer at once, better as it runs, and a reason for everybody who must wait."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from yingzhou.engines.planning.compiled import is_compiled
from yingzhou.engines.planning.explaining import Unplaced, unplaced
from yingzhou.engines.planning.instance import Instance
from yingzhou.engines.planning.searching import Plans, desk_of, improve, refill
from yingzhou.engines.planning.state import State, begin_from, departure, is_spaced, put, retime
from yingzhou.engines.planning.stops import NEVER, PROMISED, Ints, Problem, Stop, narrowed, problem_of, stops_of

#: Laps a second of search is worth: what one core of an office machine does, so that seconds mean the same plan everywhere.
LAPS_PER_SECOND = 24_000 if is_compiled else 40
CHUNK = 2_000 if is_compiled else 5
#: A machine this many times slower than that is told to stop; the plan then says it was cut short.
PATIENCE = 3
#: The loss that is accepted now and then, at the beginning and at the end, as a share of what a visit is worth on average.
HOT, COLD = 0.15, 0.01
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
    standing: Plan | None = None,
) -> Plan:
    """The best plan `seconds` of search find; 0 gives the greedy answer.

    With `standing` the search begins from that plan, as far as it still can be driven.
    `on_better(share done, objective)` is told how it goes.
    `InstanceFault` where candidates that must be seen together share no hour.
    """
    if not instance.candidates or not instance.routes:
        return _told(instance, stops_of(instance), None, None, laps=0, is_cut_short=False)
    stops, p = problem_of(instance)
    chance = np.array([seed % PARK_MILLER_SEEDS + 1], np.int64)
    lines = _lines(instance, stops, standing)
    best = _greedy(instance, stops, p, chance, lines)
    placed = int((best.where >= 0).sum())
    laps, is_cut_short = 0, False
    if seconds > 0 and placed:
        kept = int(placed * CANDIDATES_PER_PLACE) + SPARE
        small = narrowed(p, max([kept, *(at + 1 for line in lines for at in line)]))
        best = _greedy(instance, stops, small, chance, lines)
        laps, is_cut_short = _search(small, best, chance, seconds, on_better)
        best = _widened(best, len(stops))
    return _told(instance, stops, p, best, laps=laps, is_cut_short=is_cut_short)


def _search(
    p: Problem, best: State, chance: Ints, seconds: float, on_better: Callable[[float, int], None] | None
) -> tuple[int, bool]:
    wanted = max(CHUNK, int(seconds * LAPS_PER_SECOND))
    plans, desk = Plans(now=_copied(best), trial=_copied(best), best=best), desk_of(p, best)
    top = int(best.value.sum())
    worth = p.worth.max(axis=1)[best.where >= 0]
    promised = int((worth >= PROMISED).sum()) * PROMISED
    heat = HOT * max(1.0, float((worth % PROMISED).mean()))
    cooling = (COLD / HOT) ** (1 / wanted)
    improve(p, plans, desk, top, 0, heat, cooling, chance)  # compiles, where it has not been
    until = time.process_time() + PATIENCE * seconds
    done = 0
    while done < wanted:
        if time.process_time() > until:
            return done, True
        laps = min(CHUNK, wanted - done)
        top = int(improve(p, plans, desk, top, laps, heat, cooling, chance))
        heat *= cooling**laps
        done += laps
        if on_better is not None:
            on_better(done / wanted, top - promised)
    return done, False


def _lines(instance: Instance, stops: Sequence[Stop], standing: Plan | None) -> list[list[int]]:
    """The stops of each route in a standing plan, those left out that are no longer candidates."""
    numbers = {instance.candidates[stop.members[0]].id: at for at, stop in enumerate(stops)}
    told = {route.id: route.visits for route in standing.routes} if standing is not None else {}
    return [[numbers[visit.id] for visit in told.get(route.id, ()) if visit.id in numbers] for route in instance.routes]


def _greedy(instance: Instance, stops: Sequence[Stop], p: Problem, chance: Ints, lines: Sequence[Sequence[int]]) -> State:
    """What is locked, then what stands, then the promised, then whatever is worth most a minute, each where it costs least."""
    routes, count, longest = len(instance.routes), len(p.service), _longest(p)
    by_visit = {name: np.zeros((routes, longest), np.int64) for name in ("leave", "latest", "first", "later", "last")}
    by_route = {name: np.zeros(routes, np.int64) for name in ("length", "depart", "busy", "value")}
    line, where = np.full((routes, longest), -1, np.int64), np.full(count, -1, np.int64)
    s = State(line=line, where=where, **by_visit, **by_route)
    for r in range(routes):
        retime(p, s, r)
    desk = desk_of(p, s)
    _place_locked(instance, stops[:count], p, s, desk.line)
    for r, standing in enumerate(lines):
        for at in standing:
            _append(p, s, r, at, desk.line)
    absent = np.flatnonzero(s.where < 0)
    desk.order[: len(absent)] = absent
    desk.loose[:] = 1
    refill(p, s, desk, len(absent), 1, chance, 0.0)
    return s


def _place_locked(instance: Instance, stops: Sequence[Stop], p: Problem, s: State, line: Ints) -> None:
    numbers = {route.id: r for r, route in enumerate(instance.routes)}
    fixed = sorted(
        (lock.position, numbers[lock.route], at)
        for at, stop in enumerate(stops)
        if (lock := instance.candidates[stop.members[0]].locked) is not None and lock.position is not None
    )
    for position, r, at in fixed:
        if position != s.length[r] or not _append(p, s, r, at, line):
            p.head[r] = min(p.head[r], s.length[r])


def _append(p: Problem, s: State, r: int, at: int, line: Ints) -> bool:
    """Put a stop at the end of a route if it may be there and the route can be driven with it."""
    count = int(s.length[r])
    if s.where[at] >= 0 or not p.allowed[at, r] or count + 2 > len(line) or not is_spaced(p, s, at, r):
        return False
    line[:count], line[count] = s.line[r, :count], at
    if departure(p, r, line, count + 1) >= NEVER:
        return False
    put(p, s, r, count, at)
    return True


def _longest(p: Problem) -> int:
    """More visits than the longest day can hold."""
    shortest = max(1, int(p.service.min()))
    return min(len(p.service), int(p.shift.max()) // shortest) + 2


def _copied(s: State) -> State:
    return State(*(array.copy() for array in s))


def _widened(s: State, count: int) -> State:
    """The same plan among all stops."""
    where = np.full(count, -1, np.int64)
    where[: len(s.where)] = s.where
    return s._replace(where=where)


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
