"""20,000 businesses, 24 stations, 240 liaisons: who looks after whom, beside the greedy way; seconds of CPU.

Where OR-Tools and SciPy (HiGHS) are installed they solve the same flow in the same run, with the same candidates and costs.
"""

from __future__ import annotations

import importlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.rows import Row
from yingzhou.engines.assignment import Person, Shop, Weights, propose
from yingzhou.engines.assignment.distances import meters
from yingzhou.engines.assignment.flow import cheapest

STATIONS, PEOPLE, SHOPS, VILLAGES, CAP = 24, 10, 20_000, 12, 250
SEED, HELD, LEFT = 1, 0.92, 6
NEAREST = 12


@dataclass(frozen=True)
class District:
    """What is asked, and where everybody is: places of people are the middles of what they have."""

    shops: list[Shop]
    people: list[Person]
    station: Any


def district(seed: int = SEED) -> District:
    """Stations along an island; villages around each; held patches that grew unevenly; six liaisons have just left."""
    chance = np.random.default_rng(seed)
    seats = np.column_stack([chance.uniform(121.2, 121.9, STATIONS), chance.uniform(31.45, 31.75, STATIONS)])
    villages = seats[:, None] + chance.normal(0, 0.025, (STATIONS, VILLAGES, 2))
    size = chance.dirichlet(np.full(STATIONS, 12.0))
    station = chance.choice(STATIONS, SHOPS, p=size)
    places = villages[station, chance.integers(0, VILLAGES, SHOPS)] + chance.normal(0, 0.006, (SHOPS, 2))
    middles = villages[:, :PEOPLE]
    near = np.linalg.norm(places[:, None] - middles[station], axis=2) * chance.lognormal(0, 0.6, (SHOPS, PEOPLE))
    near *= chance.lognormal(0, 0.4, (STATIONS, PEOPLE))[station]
    first = np.argmin(near, axis=1)
    gone = set(chance.choice(STATIONS * PEOPLE, LEFT, replace=False).tolist())
    people = [
        Person(f"o{at}", CAP, tuple(middles[at // PEOPLE, at % PEOPLE])) for at in range(STATIONS * PEOPLE) if at not in gone
    ]
    held = chance.random(SHOPS) < HELD
    shops = [
        Shop(
            f"b{at}",
            tuple(f"o{station[at] * PEOPLE + one}" for one in range(PEOPLE)),
            f"o{station[at] * PEOPLE + first[at]}" if held[at] else "",
            tuple(places[at]),
        )
        for at in range(SHOPS)
    ]
    return District(shops, people, station)


def greedy(asked: District) -> dict[str, str]:
    """As it is done by hand: whoever has somebody keeps them; the others, one after another, go to the nearest with room."""
    by_name = {one.id: one for one in asked.people}
    left = {one.id: one.cap for one in asked.people}
    given: dict[str, str] = {}
    for shop in sorted(asked.shops, key=lambda one: one.current not in by_name):
        open_to = [name for name in shop.may if left.get(name)]
        if shop.current in open_to:
            given[shop.id] = shop.current
        elif open_to:
            given[shop.id] = min(open_to, key=lambda name: _square(shop, by_name[name]))
        if shop.id in given:
            left[given[shop.id]] -= 1
    return given


def _square(shop: Shop, person: Person) -> float:
    if shop.at is None or person.at is None:
        return 0.0
    return ((shop.at[0] - person.at[0]) * 0.85) ** 2 + (shop.at[1] - person.at[1]) ** 2


@dataclass(frozen=True)
class Measured:
    """What a way of giving is worth."""

    ratio: float
    mean_km: float
    kept: float
    alone: int


def measure(asked: District, given: dict[str, str]) -> Measured:
    """Worst most-to-least loaded person within a station; mean distance; kept of those whose liaison is still there."""
    by_name = {one.id: one for one in asked.people}
    has = Counter(given.values())
    loads: dict[int, list[int]] = {}
    for name in by_name:
        loads.setdefault(int(name[1:]) // PEOPLE, []).append(has[name])
    ratio = max(max(one) / max(min(one), 1) for one in loads.values())
    served = [one for one in asked.shops if one.id in given]
    far = meters(np.array([one.at for one in served]), np.array([by_name[given[one.id]].at for one in served]))
    could = [one for one in asked.shops if one.current in by_name]
    kept = sum(given.get(one.id) == one.current for one in could) / len(could)
    return Measured(ratio, float(far.mean()) / 1000, kept * 100, len(asked.shops) - len(served))


def run() -> list[Row]:
    """Compiled first; our figures beside the greedy way on the same district, then the flow alone beside other solvers."""
    asked = district()
    propose(asked.shops[:50], asked.people)
    (ours, seconds), (by_hand, seconds_greedy) = _timed(lambda: propose(asked.shops, asked.people)), _timed(lambda: greedy(asked))
    mine, theirs = measure(asked, {one.shop: one.person for one in ours.lines if one.person}), measure(asked, by_hand)
    note = "peer: greedy"
    rows = [
        Row(
            "20,000 businesses × 240 liaisons, with reasons",
            seconds,
            seconds_greedy,
            seconds / seconds_greedy,
            "≤ 10 s",
            "s",
            note,
        ),
        Row("most ÷ least loaded, worst station", mine.ratio, theirs.ratio, mine.ratio / theirs.ratio, "≤ 0.5×", "", note),
        Row("mean distance", mine.mean_km, theirs.mean_km, mine.mean_km / theirs.mean_km, "≤ 1×", "km", note),
        Row("liaison kept where still there", mine.kept, theirs.kept, mine.kept / theirs.kept, "≥ 80 %", "%", note),
        Row("businesses without anybody", mine.alone, theirs.alone, None, "0", "", note),
    ]
    return rows + _solvers()


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    found = work()
    return found, time.process_time() - begun


@dataclass(frozen=True)
class _Flow:
    first: Any
    who: Any
    cost: Any
    loads: Any
    caps: Any


def _flow(seed: int) -> _Flow:
    """One flow over the whole district that does not fall into stations: each business may go to its twelve nearest."""
    chance = np.random.default_rng(seed)
    people = STATIONS * PEOPLE
    places = np.array([one.at for one in district(seed).shops])
    middles = places[chance.choice(SHOPS, people, replace=False)]
    far = np.stack([meters(places, np.broadcast_to(one, places.shape)) for one in middles], axis=1)
    near = np.argsort(far, axis=1)[:, :NEAREST]
    cost = np.rint(np.take_along_axis(far, near, 1)).astype(np.int64)
    cost += Weights().change * (near != near[np.arange(SHOPS), chance.integers(0, 4, SHOPS)][:, None])
    slots = np.rint(Weights().balance * (np.arange(CAP) + 0.5) / (SHOPS / people)).astype(np.int64)
    return _Flow(np.arange(SHOPS + 1) * NEAREST, near.ravel(), cost.ravel(), np.tile(slots, (people, 1)), np.full(people, CAP))


def _solvers() -> list[Row]:
    flow = _flow(SEED)
    (chosen, _price), seconds = _timed(lambda: cheapest(flow.first, flow.who, flow.cost, flow.loads, flow.caps, np.arange(SHOPS)))
    at = flow.first[:-1] + chosen
    cost = int(flow.cost[at].sum()) + sum(int(flow.loads[0, :k].sum()) for k in np.bincount(flow.who[at]))
    rows = [Row("the flow alone, 12 nearest of 240 each", seconds, None, None, "≤ 5 s", "s", f"cost {cost}")]
    for name, solve in (("ortools", _ortools), ("scipy", _highs)):
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        other, its_seconds = _timed(lambda solve=solve: solve(flow))  # type: ignore[misc]
        same = "the same cost" if other == cost else f"another cost: {other}"
        rows.append(Row(f"… beside {name}", seconds, its_seconds, seconds / its_seconds, "≤ 1×", "s", same))
    return rows


def _ortools(flow: _Flow) -> int:
    solver = importlib.import_module("ortools.graph.python.min_cost_flow").SimpleMinCostFlow()
    people, sink = len(flow.caps), SHOPS + len(flow.caps)
    ones = np.ones(len(flow.who), np.int64)
    solver.add_arcs_with_capacity_and_unit_cost(np.repeat(np.arange(SHOPS), NEAREST), flow.who + SHOPS, ones, flow.cost)
    slots = np.repeat(np.arange(people) + SHOPS, CAP)
    ones = np.ones(len(slots), np.int64)
    solver.add_arcs_with_capacity_and_unit_cost(slots, np.full(len(slots), sink), ones, flow.loads.ravel())
    solver.set_nodes_supplies(np.arange(SHOPS), np.ones(SHOPS, np.int64))
    solver.set_node_supply(sink, -SHOPS)
    solver.solve()
    return int(solver.optimal_cost())


def _highs(flow: _Flow) -> int:
    sparse, optimize = importlib.import_module("scipy.sparse"), importlib.import_module("scipy.optimize")
    people, arcs = len(flow.caps), len(flow.who)
    all_arcs = arcs + people * CAP
    row = np.concatenate([np.repeat(np.arange(SHOPS), NEAREST), flow.who + SHOPS, np.repeat(np.arange(people) + SHOPS, CAP)])
    column = np.concatenate([np.arange(arcs), np.arange(all_arcs)])
    value = np.concatenate([np.ones(arcs), -np.ones(arcs), np.ones(people * CAP)])
    balance = sparse.csr_matrix((value, (row, column)))
    due = np.concatenate([np.ones(SHOPS), np.zeros(people)])
    told = np.concatenate([flow.cost, flow.loads.ravel()])
    return round(optimize.linprog(told, A_eq=balance, b_eq=due, bounds=(0, 1), method="highs").fun)
