"""Station-weeks planned by us, by a careful person and by VROOM, PyVRP and OR-Tools, in one run; every plan judged alike.

Budgets are seconds of CPU of one core, except where a package only knows the clock.  `run` takes the weeks named in
`YINGZHOU_BENCH_WEEKS` (five without it) at five seconds each; with `YINGZHOU_BENCH_FULL=1` also at sixty, the packages too.
The packages are looked for in the same environment; where one is absent its row says so.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.planning import peers
from benchmarks.planning.judging import faults_of, person, worth_of
from benchmarks.planning.weeks import week
from benchmarks.rows import Row
from yingzhou.engines.planning import Instance, Plan, plan, replan
from yingzhou.engines.planning.stops import problem_of

WEEKS = tuple(int(seed) for seed in os.environ.get("YINGZHOU_BENCH_WEEKS", "1,2,3,4,5").split(","))
IS_FULL = bool(os.environ.get("YINGZHOU_BENCH_FULL"))
BUDGETS = (5.0, 60.0) if IS_FULL else (5.0,)
STATIONS, BUSINESSES, DISTRICT_SECONDS = 24, 20_000, 4.0
PEERS: tuple[tuple[str, Callable[..., dict[str, list[str]]], str], ...] = (
    ("VROOM level 5", peers.vroom, "≥ 1.005×"),
    ("PyVRP", peers.pyvrp, "≥ 1.02×"),
    ("OR-Tools", peers.ortools, "≥ 1.02×"),
)

Routes = dict[str, list[str]]


@dataclass
class Told:
    """One week and what was found for it: by whom, within how many seconds → routes, CPU."""

    seed: int
    told: dict[str, Any]
    instance: Instance
    found: dict[tuple[str, float], tuple[Routes, float]] = field(default_factory=dict)
    unexplained: int = 0

    def objective(self, who: str, seconds: float) -> int:
        return worth_of(self.told, self.found[who, seconds][0])[0]

    def best(self) -> int:
        """The most anybody found in this run."""
        return max(worth_of(self.told, routes)[0] for routes, _cpu in self.found.values())


def run() -> list[Row]:
    """All rows: quality, the person, the packages, faults, a cancellation, the district."""
    plan(Instance.read(week(99, 60)), seconds=0.01)
    weeks = [_week(seed) for seed in WEEKS]
    absent: dict[str, str] = {}
    for one in weeks:
        for seconds in (0.0, *BUDGETS):
            _ours(one, seconds)
        for who, peer, _target in PEERS:
            for seconds in BUDGETS:
                if who not in absent:
                    absent.update(_peer(one, who, peer, seconds))
    return [
        *_quality(weeks),
        *_person(weeks),
        *(row for who, _peer_, target in PEERS for row in _beside(weeks, who, target, absent)),
        _faults(weeks),
        Row("candidates neither placed nor explained", sum(one.unexplained for one in weeks), None, None, "0"),
        *_cancelled(weeks[0]),
        _district(),
    ]


def _week(seed: int) -> Told:
    told = week(seed)
    one = Told(seed, told, Instance.read(told))
    one.found["person", 0.0] = (person(told), 0.0)
    return one


def routes_of(answer: Plan) -> Routes:
    return {route.id: [visit.id for visit in route.visits] for route in answer.routes}


def _ours(one: Told, seconds: float) -> None:
    begun = time.process_time()
    answer = plan(one.instance, seconds=seconds)
    one.found["ours", seconds] = (routes_of(answer), time.process_time() - begun)
    placed = sum(len(route.visits) for route in answer.routes)
    one.unexplained += len(one.told["candidates"]) - placed - sum(bool(waiting.reason) for waiting in answer.unplaced)


def _peer(one: Told, who: str, peer: Callable[..., Routes], seconds: float) -> Mapping[str, str]:
    """The same filter as ours: 1.9 candidates for each one the greedy answer places, most worth a minute first."""
    start = one.found["ours", 0.0][0]
    kept = int(1.9 * sum(len(line) for line in start.values())) + 40
    stops, _problem = problem_of(one.instance)
    begun = time.process_time()
    try:
        routes = peer(one.told, [stop.members[0] for stop in stops[:kept]], seconds, start)
    except ImportError:
        return {who: "not installed here"}
    one.found[who, seconds] = (routes, time.process_time() - begun)
    return {}


def _mean(numbers: Sequence[float]) -> float:
    return float(np.mean(numbers))


def _quality(weeks: Sequence[Told]) -> list[Row]:
    """Shares of the best known, which only a run with a long search knows."""
    if not IS_FULL:
        return []
    rows = []
    for seconds, target in ((0.0, ""), (5.0, "≥ 98.5 %"), (60.0, "≥ 99.5 %")):
        if ("ours", seconds) in weeks[0].found:
            share = [100 * one.objective("ours", seconds) / one.best() for one in weeks]
            cpu = _mean([one.found["ours", seconds][1] for one in weeks])
            name = "greedy answer" if not seconds else f"{seconds:.0f} s of search"
            rows.append(Row(f"{name}: share of the best known", _mean(share), None, None, target, "%", f"{cpu:.1f} s CPU"))
    share = [100 * one.objective("person", 0.0) / one.best() for one in weeks]
    return [*rows, Row("a careful person: share of the best known", _mean(share), None, None, "", "%")]


def _person(weeks: Sequence[Told]) -> list[Row]:
    rows = []
    for seconds in BUDGETS:
        ours = np.array([worth_of(one.told, one.found["ours", seconds][0]) for one in weeks], float)
        theirs = np.array([worth_of(one.told, one.found["person", 0.0][0]) for one in weeks], float)
        ratio = (ours / theirs).mean(axis=0)
        worst = (ours / theirs)[:, 2].max()
        name = f"{seconds:.0f} s of search"
        rows.append(Row(f"{name}: priority, beside a person", ours[:, 1].mean(), theirs[:, 1].mean(), ratio[1], "≥ 1.12×"))
        note = f"worst week {worst:.3f}×"
        minutes, by_person = ours[:, 2].mean() / 60, theirs[:, 2].mean() / 60
        rows.append(Row(f"{name}: travel, beside a person", minutes, by_person, ratio[2], "≤ 0.95×", "min", note))
    return rows


def _beside(weeks: Sequence[Told], who: str, target: str, absent: Mapping[str, str]) -> list[Row]:
    rows = []
    for seconds in BUDGETS:
        done = [one for one in weeks if (who, seconds) in one.found]
        name = f"{seconds:.0f} s: objective beside {who}"
        if not done:
            rows.append(Row(name, 0, None, None, target, "", absent.get(who, "not measured")))
            continue
        ours, theirs = [one.objective("ours", seconds) for one in done], [one.objective(who, seconds) for one in done]
        ratio = _mean([a / max(1, b) for a, b in zip(ours, theirs, strict=True)])
        cpu = [_mean([one.found[by, seconds][1] for one in done]) for by in ("ours", who)]
        rows.append(Row(name, _mean(ours), _mean(theirs), ratio, target, "", f"CPU {cpu[0]:.1f} s beside {cpu[1]:.1f} s"))
    return rows


def _faults(weeks: Sequence[Told]) -> Row:
    faults = {who: 0 for one in weeks for who, _seconds in one.found}
    for one in weeks:
        for (who, _seconds), (routes, _cpu) in one.found.items():
            faults[who] += len(faults_of(one.told, routes))
    others = ", ".join(f"{who} {count}" for who, count in faults.items() if who != "ours")
    return Row("faults found by the judge in our plans", faults["ours"], None, None, "0", "", others)


def _cancelled(one: Told) -> list[Row]:
    """Wednesday 11:00: one visit of the afternoon is called off."""
    standing = plan(one.instance, seconds=5)
    route = next(route for route in standing.routes if route.id.startswith("d2") and len(route.visits) > 6)
    without = {**one.told, "candidates": [dict(c) for c in one.told["candidates"]]}
    gone = next(c for c in without["candidates"] if c["id"] == route.visits[-3].id)
    gone["days"] = []
    instance = Instance.read(without)
    begun = time.process_time()
    answer = replan(instance, standing, day=2, moment=11 * 3600)
    took = time.process_time() - begun
    back = 100 * answer.objective / standing.objective
    faults = len(faults_of(without, routes_of(answer)))
    return [
        Row("planned anew after a cancellation", took, None, None, "≤ 1 s", "s CPU", f"{faults} faults"),
        Row("… objective, of what it was", back, None, None, "", "%"),
    ]


def _station(number: int) -> float:
    told = week(1000 + number, BUSINESSES // STATIONS)
    begun = time.process_time()
    answer = plan(Instance.read(told), seconds=DISTRICT_SECONDS)
    assert not faults_of(told, routes_of(answer))
    return time.process_time() - begun


def _district() -> Row:
    begun = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        cpu = list(pool.map(_station, range(STATIONS)))
    took = time.perf_counter() - begun
    note = f"{sum(cpu):.0f} s CPU on 2 processes"
    return Row(f"the district: {STATIONS} stations, {BUSINESSES:,} businesses", took, None, None, "≤ 60 s", "s wall", note)
