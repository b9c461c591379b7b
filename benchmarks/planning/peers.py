"""The packages one would otherwise take, on the same candidates: VROOM, PyVRP, OR-Tools.  Each raises `ImportError` where it is absent.

VROOM knows no longest absence: its officers work fixed blocks, half from the beginning of the day, half to its end; days are laid end to end.
PyVRP has one window a visit: a midday break becomes two alternatives; days and pairs become load dimensions.
OR-Tools is started from the greedy plan, since alone it spends these budgets on its first solution.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np

DAY_SECONDS = 86_400
ROOMY = 10**6
#: VROOM at level 5 is done with a week before this.
RUNS_OUT = 60


def vroom(
    told: Mapping[str, Any], kept: Sequence[int], seconds: float, start: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Exploration level 5, one thread; it maximizes priority before anything else.

    It only knows the clock, so the time is stretched by the load of the machine; from `RUNS_OUT` seconds on it is left to end.
    """
    import vroom as package

    places = [0, *(at + 1 for at in kept)]
    problem = package.Input()
    problem.set_durations_matrix(profile="car", matrix_input=np.asarray(told["travel"], np.uint32)[np.ix_(places, places)])
    for number, route in enumerate(told["routes"]):
        begin = DAY_SECONDS * route["day"] + (route["start"] if number % 2 else route["end"] - route["max_shift"])
        skills = {1} if route["officers"] > 1 else set()
        window = package.TimeWindow(begin, begin + route["max_shift"])
        problem.add_vehicle(package.Vehicle(number, start=0, end=0, skills=skills, time_window=window))
    for place, at in enumerate(kept, start=1):
        one = told["candidates"][at]
        windows = [
            package.TimeWindow(day * DAY_SECONDS + first, day * DAY_SECONDS + last)
            for day in one["days"]
            for first, last in one["windows"]
        ]
        skills = {1} if one["officers"] > 1 else set()
        job = package.Job(
            at, place, default_service=one["service"], skills=skills, priority=one["priority"], time_windows=windows
        )
        problem.add_job(job)
    share = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    timeout = timedelta(seconds=seconds * share) if seconds < RUNS_OUT else None
    solution = problem.solve(exploration_level=5, nb_threads=1, timeout=timeout)
    routes: dict[str, list[str]] = {}
    steps = solution.routes
    for vehicle, kind, job in zip(steps["vehicle_id"], steps["type"], steps["id"], strict=True):
        if kind == "job":
            routes.setdefault(told["routes"][int(vehicle)]["id"], []).append(told["candidates"][int(job)]["id"])
    return routes


def pyvrp(
    told: Mapping[str, Any], kept: Sequence[int], seconds: float, start: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Stopped after `seconds` of CPU."""
    import pyvrp as package

    days = sorted({route["day"] for route in told["routes"]})
    model = package.Model()
    places = [model.add_location(0, 0), *(model.add_location(0, 0) for _ in kept)]
    depot = model.add_depot(places[0])
    for route in told["routes"]:
        room = [0 if day == route["day"] else ROOMY for day in days] + [ROOMY if route["officers"] > 1 else 0]
        hours = {"tw_early": route["start"], "tw_late": route["end"], "shift_duration": route["max_shift"]}
        model.add_vehicle_type(1, capacity=room, start_depot=depot, end_depot=depot, name=route["id"], **hours)
    for place, at in zip(places[1:], kept, strict=True):
        one = told["candidates"][at]
        load = [int(day not in one["days"]) for day in days] + [int(one["officers"] > 1)]
        group = model.add_client_group(required=False) if len(one["windows"]) > 1 else None
        for first, last in one["windows"]:
            prize = one["priority"] * told["seconds_per_priority_point"]
            model.add_client(
                place,
                delivery=load,
                service_duration=one["service"],
                tw_early=first,
                tw_late=last,
                prize=prize,
                required=False,
                group=group,
                name=one["id"],
            )
    numbers = [0, *(at + 1 for at in kept)]
    for a, from_place in enumerate(places):
        row = told["travel"][numbers[a]]
        for b, to_place in enumerate(places):
            if a != b:
                model.add_edge(from_place, to_place, distance=row[numbers[b]], duration=row[numbers[b]])
    until = time.process_time() + seconds
    result = model.solve(stop=lambda _cost: time.process_time() > until, seed=1, display=False)
    data, routes = model.data(), {}
    for route in result.best.routes():
        name = told["routes"][route.vehicle_type()]["id"]
        routes[name] = [data.client(visit.idx).name for visit in route if visit.is_client()]
    return routes if result.is_feasible() else {}


def ortools(
    told: Mapping[str, Any], kept: Sequence[int], seconds: float, start: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """Guided local search from the greedy plan, stopped after `seconds` of CPU."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    numbers, officers = [0, *(at + 1 for at in kept)], told["routes"]
    manager = pywrapcp.RoutingIndexManager(len(numbers), len(officers), 0)
    routing = pywrapcp.RoutingModel(manager)
    travel = np.asarray(told["travel"])[np.ix_(numbers, numbers)]
    service = np.array([0, *(told["candidates"][at]["service"] for at in kept)])
    way = routing.RegisterTransitMatrix(travel.tolist())
    busy = routing.RegisterTransitMatrix((travel + service[:, None]).tolist())
    routing.SetArcCostEvaluatorOfAllVehicles(way)
    routing.AddDimension(busy, DAY_SECONDS, DAY_SECONDS, False, "time")
    clock = routing.GetDimensionOrDie("time")
    for vehicle, route in enumerate(officers):
        clock.CumulVar(routing.Start(vehicle)).SetRange(route["start"], route["end"])
        clock.CumulVar(routing.End(vehicle)).SetRange(route["start"], route["end"])
        clock.SetSpanUpperBoundForVehicle(route["max_shift"], vehicle)
    for node, at in enumerate(kept, start=1):
        one, index = told["candidates"][at], manager.NodeToIndex(node)
        hours = clock.CumulVar(index)
        hours.SetRange(one["windows"][0][0], one["windows"][-1][1])
        for (_first, closes), (opens, _last) in zip(one["windows"], one["windows"][1:], strict=False):
            hours.RemoveInterval(closes + 1, opens - 1)
        able = [v for v, route in enumerate(officers) if route["day"] in one["days"] and route["officers"] >= one["officers"]]
        routing.VehicleVar(index).SetValues([-1, *able])
        routing.AddDisjunction([index], one["priority"] * told["seconds_per_priority_point"])
    asked = pywrapcp.DefaultRoutingSearchParameters()
    asked.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    nodes = {told["candidates"][at]["id"]: node for node, at in enumerate(kept, start=1)}
    lines = [[nodes[name] for name in start.get(route["id"], []) if name in nodes] for route in officers]
    routing.CloseModelWithParameters(asked)
    until = time.process_time() + seconds
    routing.AddSearchMonitor(routing.solver().CustomLimit(lambda: time.process_time() > until))
    first = routing.ReadAssignmentFromRoutes(lines, True)
    found = routing.SolveFromAssignmentWithParameters(first, asked)
    routes: dict[str, list[str]] = {}
    for vehicle, route in enumerate(officers if found else []):
        index = found.Value(routing.NextVar(routing.Start(vehicle)))
        while not routing.IsEnd(index):
            name = told["candidates"][kept[manager.IndexToNode(index) - 1]]["id"]
            routes.setdefault(route["id"], []).append(name)
            index = found.Value(routing.NextVar(index))
    return routes
