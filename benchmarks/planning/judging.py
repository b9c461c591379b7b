"""What a plan breaks and what it is worth, by nothing that the planner uses; and what a careful person would plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

STEP = 10
LISTED = 300

Routes = Mapping[str, Sequence[str]]


def faults_of(told: Mapping[str, Any], routes: Routes) -> list[str]:
    """Twice, on a wrong day, by too few, or a route that no departure (tried every ten seconds) can serve."""
    numbers = {one["id"]: at for at, one in enumerate(told["candidates"])}
    seen: set[str] = set()
    faults = []
    for route in told["routes"]:
        visits = routes.get(route["id"], [])
        for name in visits:
            one = told["candidates"][numbers[name]]
            if name in seen or route["day"] not in one["days"] or route["officers"] < one["officers"]:
                faults.append(f"{name} on {route['id']}")
            seen.add(name)
        line = [numbers[name] for name in visits]
        if line and not any(_serves(told, route, line, leave) for leave in range(route["start"], route["end"], STEP)):
            faults.append(f"{route['id']} cannot be driven")
    return faults


def _serves(told: Mapping[str, Any], route: Mapping[str, Any], line: Sequence[int], leave: int) -> bool:
    moment, here = leave, 0
    for at in line:
        moment += told["travel"][here][at + 1]
        begins = [max(moment, first) for first, last in told["candidates"][at]["windows"] if moment <= last]
        if not begins:
            return False
        moment, here = begins[0] + told["candidates"][at]["service"], at + 1
    moment += told["travel"][here][0]
    return bool(moment <= route["end"] and moment - leave <= route["max_shift"] + STEP)


def worth_of(told: Mapping[str, Any], routes: Routes) -> tuple[int, int, int]:
    """Objective, priority, seconds of travel."""
    numbers = {one["id"]: at for at, one in enumerate(told["candidates"])}
    priority = sum(told["candidates"][numbers[name]]["priority"] for visits in routes.values() for name in visits)
    lines = [[0, *(numbers[name] + 1 for name in visits), 0] for visits in routes.values()]
    travel = sum(told["travel"][a][b] for line in lines for a, b in pairwise(line))
    return int(priority * told["seconds_per_priority_point"] - travel), int(priority), int(travel)


def person(told: Mapping[str, Any]) -> dict[str, list[str]]:
    """Lists the 300 most pressing and always goes on to whoever can be seen next."""
    candidates = told["candidates"]
    left = set(sorted(range(len(candidates)), key=lambda at: -candidates[at]["priority"])[:LISTED])
    routes = {}
    for route in told["routes"]:
        now, here, line = route["start"], 0, []
        while following := _next(told, route, left, now, here):
            begin, at = following
            now, here = begin + candidates[at]["service"], at + 1
            line.append(at)
            left.discard(at)
        routes[route["id"]] = [candidates[at]["id"] for at in line]
    return routes


def _next(told: Mapping[str, Any], route: Mapping[str, Any], left: set[int], now: int, here: int) -> tuple[int, int] | None:
    best = None
    for at in left:
        one = told["candidates"][at]
        if route["day"] not in one["days"] or route["officers"] < one["officers"]:
            continue
        arrival = now + told["travel"][here][at + 1]
        begin = next((max(arrival, first) for first, last in one["windows"] if arrival <= last), None)
        if begin is None:
            continue
        back = begin + one["service"] + told["travel"][at + 1][0]
        if back <= route["end"] and back - route["start"] <= route["max_shift"] and (best is None or begin < best[0]):
            best = (begin, at)
    return best
