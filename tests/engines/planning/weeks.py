"""Invented weeks, and a judge of plans that shares no line with the planner."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

OPEN = ([[30600, 61200]], [[30600, 37800], [46800, 57600]], [[28800, 39600]], [[46800, 59400]])
MINUTE = 60


def week(seed: int, *, people: int = 40, days: int = 2, singles: int = 1, pairs: int = 1) -> dict[str, Any]:
    """One station: candidates strewn over 12 × 8 km, some open twice a day, some for two officers only."""
    chance = random.Random(seed)
    places = [(6.0, 4.0), *((chance.uniform(0, 12), chance.uniform(0, 8)) for _ in range(people))]
    travel = [
        [
            0 if a == b else round(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 * 190 * chance.uniform(0.95, 1.1)) + 120
            for b in places
        ]
        for a in places
    ]
    candidates = [
        {
            "id": f"b{number}",
            "priority": min(100, max(1, round(chance.lognormvariate(2.2, 0.9)))),
            "service": chance.randrange(25, 41) * MINUTE,
            "windows": chance.choice(OPEN),
            "days": sorted(chance.sample(range(days), chance.randint(1, days))),
            "officers": 2 if chance.random() < 0.12 else 1,
        }
        for number in range(1, people + 1)
    ]
    routes = [
        {
            "id": f"d{day}-{crew}",
            "day": day,
            "officers": 1 if crew < singles else 2,
            "start": 30600,
            "end": 61200,
            "max_shift": 23400,
        }
        for day in range(days)
        for crew in range(singles + pairs)
    ]
    return {
        "name": f"week-{seed}",
        "seconds_per_priority_point": 600,
        "travel": travel,
        "candidates": candidates,
        "routes": routes,
    }


def faults_of(told: Mapping[str, Any], routes: Mapping[str, list[str]]) -> list[str]:
    """What a plan (route id → candidate ids) breaks; departures are tried minute by minute."""
    numbers = {one["id"]: at for at, one in enumerate(told["candidates"])}
    seen: set[str] = set()
    faults = []
    for route in told["routes"]:
        visits = routes.get(route["id"], [])
        for name in visits:
            one = told["candidates"][numbers[name]]
            if name in seen:
                faults.append(f"{name} twice")
            if route["day"] not in one["days"] or route["officers"] < one["officers"]:
                faults.append(f"{name} on a route it may not be on")
            seen.add(name)
        if visits and not any(
            _serves(told, route, visits, numbers, leave) for leave in range(route["start"], route["end"], MINUTE)
        ):
            faults.append(f"{route['id']} cannot be driven")
    return faults


def _serves(told: Mapping[str, Any], route: Mapping[str, Any], visits: list[str], numbers: Mapping[str, int], leave: int) -> bool:
    moment, here = leave, 0
    for name in visits:
        one = told["candidates"][numbers[name]]
        moment += told["travel"][here][numbers[name] + 1]
        begins = [max(moment, first) for first, last in one["windows"] if moment <= last]
        if not begins:
            return False
        moment, here = begins[0] + one["service"], numbers[name] + 1
    moment += told["travel"][here][0]
    return bool(moment <= route["end"] and moment - leave <= route["max_shift"] + MINUTE)


def value_of(told: Mapping[str, Any], routes: Mapping[str, list[str]]) -> int:
    """Σ priority × worth of a point − travel."""
    numbers = {one["id"]: at for at, one in enumerate(told["candidates"])}
    total = 0
    for visits in routes.values():
        stops = [0, *(numbers[name] + 1 for name in visits), 0]
        total += sum(told["candidates"][numbers[name]]["priority"] for name in visits) * told["seconds_per_priority_point"]
        total -= sum(told["travel"][a][b] for a, b in pairwise(stops)) if visits else 0
    return int(total)
