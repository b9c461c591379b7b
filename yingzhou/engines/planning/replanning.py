"""The rest of a week planned anew: what is past stays as it was, what still stands is where the search begins."""

from __future__ import annotations

from dataclasses import replace

from yingzhou.engines.planning.instance import Candidate, Instance, Lock, Route
from yingzhou.engines.planning.planning import Plan, PlannedRoute, PlannedVisit, plan

#: Enough to mend a week after one cancellation, within a second on an office machine.
SECONDS = 0.4

Done = dict[str, tuple[Lock, PlannedVisit]]


def replan(instance: Instance, standing: Plan, *, day: int, moment: int, seconds: float = SECONDS, seed: int = 1) -> Plan:
    """The plan from `moment` (seconds from midnight) of `day` on; every visit begun before stays, at its time.

    `instance` is the week as it is now: without whom nobody will see any more, with whom has become urgent (`promised`).
    A visit that was placed and is no longer among the candidates leaves a gap, which the search fills.  An officer whose
    last visit of today has begun gets no other today.
    """
    days = {route.id: route.day for route in instance.routes}
    stood = {route.id: route for route in standing.routes if route.id in days}
    past = {name for name, on in days.items() if on < day}
    over = {name for name, route in stood.items() if days[name] == day and all(one.begin < moment for one in route.visits)}
    over -= {name for name, route in stood.items() if not route.visits}
    done = _done(instance, stood, past, today={name for name, on in days.items() if on == day}, moment=moment)
    busy = {lock.route: name for name, (lock, _visit) in done.items() if days[lock.route] == day and lock.route not in over}
    last = set(busy.values())
    rest = replace(
        instance,
        candidates=tuple(
            _pinned(one, *done[one.id], day=days[done[one.id][0].route], until=moment if one.id in last else 0)
            if one.id in done
            else replace(one, days=frozenset(on for on in one.days if on >= day))
            for one in instance.candidates
        ),
        routes=tuple(
            _closed(route, stood[route.id])
            if route.id in over
            else replace(route, start=min(max(route.start, moment), route.end - 1))
            if route.day == day and route.id not in busy
            else route
            for route in instance.routes
        ),
    )
    return _as_it_was(plan(rest, seconds=seconds, seed=seed, standing=standing), done)


def _done(instance: Instance, stood: dict[str, PlannedRoute], past: set[str], *, today: set[str], moment: int) -> Done:
    """Who has been seen, where in which route and when; those seen in another's visit follow it without a place of their own."""
    joined = {one.id: bool(one.joined) for one in instance.candidates}
    done: Done = {}
    for name, route in stood.items():
        position = 0
        for visit in route.visits:
            if visit.id in joined and (name in past or (name in today and visit.begin < moment)):
                done[visit.id] = Lock(name, None if joined[visit.id] else position), visit
                position += not joined[visit.id]
    return done


def _pinned(one: Candidate, lock: Lock, visit: PlannedVisit, *, day: int, until: int) -> Candidate:
    """At its time; the last of today lasts at least until now, so that nobody is seen before now."""
    service = max(one.service, until - visit.begin)
    return replace(one, locked=lock, windows=((visit.begin, visit.begin),), days=frozenset({day}), service=service)


def _closed(route: Route, stood: PlannedRoute) -> Route:
    return replace(route, end=min(route.end, stood.back))


def _as_it_was(answer: Plan, done: Done) -> Plan:
    """Visits that are past with the end they had."""
    routes = tuple(
        replace(route, visits=tuple(replace(one, end=done[one.id][1].end) if one.id in done else one for one in route.visits))
        for route in answer.routes
    )
    return replace(answer, routes=routes)
