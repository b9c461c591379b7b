"""One station's week (1,200 candidates, 25 officer-days): our plan beside what a careful person does, in seconds of CPU."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from benchmarks.rows import Row
from yingzhou.engines.planning import Instance, Plan, plan

SEEDS = (1, 2, 3)
PEOPLE, DAYS, SINGLES, PAIRS = 1200, 5, 4, 1
HOURS = (
    ((30600, 61200),),
    ((30600, 37800), (46800, 57600)),
    ((28800, 39600),),
    ((46800, 59400),),
    ((36000, 54000),),
)
LISTED = 300


def week(seed: int) -> dict[str, Any]:
    """Thirteen villages, a third of the shops in the town; heavy-tailed priorities, a tenth open on two days only."""
    chance = np.random.default_rng(seed)
    villages = np.column_stack([chance.uniform(0, 15, 13), chance.uniform(0, 9, 13)])
    home = chance.choice(13, PEOPLE, p=[0.35, *[0.65 / 12] * 12])
    places = np.vstack([[7.2, 4.4], villages[home] + chance.normal(0, 0.6, (PEOPLE, 2))])
    km = np.sqrt(((places[:, None] - places[None]) ** 2).sum(-1)) * 1.35
    travel = np.rint((km / 25 * 3600 + 120) * chance.uniform(0.95, 1.1, km.shape)).astype(int)
    np.fill_diagonal(travel, 0)
    priority = np.clip(np.rint(chance.lognormal(2.2, 0.9, PEOPLE)), 1, 100).astype(int)
    kinds = chance.choice(5, PEOPLE, p=[0.45, 0.2, 0.15, 0.12, 0.08])
    candidates = []
    for at in range(PEOPLE):
        luck = chance.random()
        days = (
            range(int(chance.integers(1, 5)))
            if luck < 0.3
            else chance.choice(DAYS, 2, replace=False)
            if luck < 0.4
            else range(DAYS)
        )
        candidates.append(
            {
                "id": f"b{at + 1}",
                "priority": int(priority[at]),
                "service": int(chance.integers(25, 41)) * 60,
                "windows": HOURS[kinds[at]],
                "days": sorted(int(day) for day in days),
                "officers": 2 if chance.random() < 0.12 else 1,
            }
        )
    routes = [
        {
            "id": f"d{day}-{crew}",
            "day": day,
            "officers": 1 if crew < SINGLES else 2,
            "start": 30600,
            "end": 61200,
            "max_shift": 23400,
        }
        for day in range(DAYS)
        for crew in range(SINGLES + PAIRS)
    ]
    return {
        "name": f"week-{seed}",
        "seconds_per_priority_point": 600,
        "travel": travel.tolist(),
        "candidates": candidates,
        "routes": routes,
    }


def person(told: dict[str, Any]) -> tuple[int, int]:
    """Priority and travel of somebody who lists the 300 most pressing and always goes on to whoever can be seen next."""
    candidates, travel = told["candidates"], told["travel"]
    left = set(sorted(range(len(candidates)), key=lambda at: -candidates[at]["priority"])[:LISTED])
    priority = driven = 0
    for route in told["routes"]:
        now, here = route["start"], 0
        while following := _next(told, route, left, now, here):
            begin, at = following
            driven += travel[here][at + 1]
            priority += candidates[at]["priority"]
            now, here = begin + candidates[at]["service"], at + 1
            left.discard(at)
        driven += travel[here][0]
    return priority, driven


def _next(told: dict[str, Any], route: dict[str, Any], left: set[int], now: int, here: int) -> tuple[int, int] | None:
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


def run() -> list[Row]:
    """Compiled first; every figure is the mean of three weeks."""
    plan(Instance.read(week(99)), seconds=0.1)
    weeks = [week(seed) for seed in SEEDS]
    by_person = [person(told) for told in weeks]
    rows, best = [], [0] * len(weeks)
    answers: dict[float, list[tuple[Plan, float]]] = {}
    for seconds in (60.0, 5.0, 0.0):
        answers[seconds] = [_timed(told, seconds) for told in weeks]
        best = [max(one, answer.objective) for one, (answer, _cpu) in zip(best, answers[seconds], strict=True)]
    for seconds, target in ((0.0, ""), (5.0, "≥ 98.5 %"), (60.0, "≥ 99.5 %")):
        share = np.mean([answer.objective / top for (answer, _cpu), top in zip(answers[seconds], best, strict=True)])
        cpu = np.mean([cpu for _answer, cpu in answers[seconds]])
        rows.append(
            Row(
                f"{seconds:.0f} s of search: share of the best known",
                float(share) * 100,
                None,
                None,
                target,
                "%",
                f"{cpu:.1f} s CPU",
            )
        )
    for name, seconds in (("5 s", 5.0), ("60 s", 60.0)):
        gained = [answer.priority / told for (answer, _cpu), (told, _way) in zip(answers[seconds], by_person, strict=True)]
        driven = [answer.travel / way for (answer, _cpu), (_told, way) in zip(answers[seconds], by_person, strict=True)]
        rows.append(
            Row(f"{name}: priority, of a careful person's", float(np.mean(gained)), 1.0, float(np.mean(gained)), "≥ 1.12×")
        )
        rows.append(Row(f"{name}: travel, of a careful person's", float(np.mean(driven)), 1.0, float(np.mean(driven)), "≤ 0.95×"))
    return rows


def _timed(told: dict[str, Any], seconds: float) -> tuple[Plan, float]:
    begun = time.process_time()
    answer = plan(Instance.read(told), seconds=seconds)
    return answer, time.process_time() - begun
