"""The week's plan: lawful by another judge, explained to the last candidate, the same from the same seed."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import permutations
from typing import Any

import pytest

from tests.engines.planning.weeks import faults_of, value_of, week
from yingzhou.engines.planning import Instance, InstanceFault, Plan, plan

SHORT = 0.05


def planned(told: dict[str, Any], *, seconds: float = SHORT, seed: int = 1) -> Plan:
    return plan(Instance.read(told), seconds=seconds, seed=seed)


def routes_of(answer: Plan) -> dict[str, list[str]]:
    return {route.id: [visit.id for visit in route.visits] for route in answer.routes}


def placed(answer: Plan) -> dict[str, str]:
    return {visit.id: route.id for route in answer.routes for visit in route.visits}


@pytest.mark.parametrize("seed", range(6))
def test_a_plan_breaks_no_window_no_day_no_pair_and_no_working_day(seed: int):
    told = week(seed)

    answer = planned(told)

    assert faults_of(told, routes_of(answer)) == []
    assert value_of(told, routes_of(answer)) == answer.objective


@pytest.mark.parametrize("seconds", [0, SHORT])
def test_everybody_is_placed_once_or_told_why_not(seconds: float):
    told = week(7, people=60)

    answer = planned(told, seconds=seconds)

    waiting = [one.id for one in answer.unplaced]
    assert sorted([*placed(answer), *waiting]) == sorted(one["id"] for one in told["candidates"])
    assert all(one.reason for one in answer.unplaced)


def test_searching_never_makes_the_greedy_answer_worse():
    told = week(3, people=80)

    assert planned(told, seconds=0.2).objective > planned(told, seconds=0).objective


def test_the_same_seed_gives_the_same_plan():
    told = week(4)

    assert planned(told, seed=5) == planned(told, seed=5)


def test_a_handful_of_visits_is_planned_as_well_as_by_trying_every_order():
    told = week(11, people=5, days=1, pairs=0)
    for one in told["candidates"]:
        one.update(windows=[[30600, 61200]], days=[0], officers=1, service=900, priority=50)
    names = [one["id"] for one in told["candidates"]]
    best = max(value_of(told, {"d0-0": list(order)}) for order in permutations(names))

    answer = planned(told, seconds=0.2)

    assert answer.objective == best


def test_the_absence_is_shortened_by_leaving_later():
    told = week(1, people=1, days=1, pairs=0)
    told["travel"] = [[0, 600], [600, 0]]
    told["candidates"][0].update(windows=[[57600, 59400]], days=[0], officers=1, service=1800)

    route = planned(told).routes[0]

    assert (route.leave, route.back) == (57600 - 600, 57600 + 1800 + 600)


def test_a_promise_is_kept_though_others_are_worth_more():
    told = week(5)
    least = min(told["candidates"], key=lambda one: one["priority"])
    least.update(promised=True, days=[0, 1], officers=1)

    assert least["id"] in placed(planned(told))


def test_what_is_locked_stays_where_it_was_put():
    told = week(6)
    first, second = [one for one in told["candidates"] if one["officers"] == 1][:2]
    for position, one in enumerate((first, second)):
        one.update(days=[0, 1], windows=[[30600, 61200]], locked={"route": "d1-0", "position": position})

    assert routes_of(planned(told))["d1-0"][:2] == [first["id"], second["id"]]


def test_two_of_one_group_keep_their_distance_in_days():
    told = week(8, days=4)
    twice = told["candidates"][:2]
    for one in twice:
        one.update(days=[0, 1, 2, 3], priority=100, officers=1, spacing={"group": "shop", "days": 2})

    days = [int(placed(planned(told))[one["id"]][1]) for one in twice]

    assert abs(days[0] - days[1]) >= 2


def test_those_seen_together_are_seen_one_after_the_other_or_not_at_all():
    told = week(9)
    first, other = told["candidates"][:2]
    for one in (first, other):
        one.update(windows=[[30600, 61200]], days=[0, 1], officers=1, priority=90)
    other["with"] = first["id"]

    visits = next(names for names in routes_of(planned(told)).values() if first["id"] in names)

    assert visits[visits.index(first["id"]) + 1] == other["id"]


def test_a_liaison_sees_his_own_where_it_costs_little():
    told = week(10, singles=2, pairs=0)
    for route in told["routes"]:
        route["officer"] = route["id"][-1]
    told["liaison_bonus"] = 10**6
    for one in told["candidates"]:
        one.update(liaison="1", officers=1)

    answer = placed(planned(told, seconds=0.2))

    assert sum(route.endswith("1") for route in answer.values()) > len(answer) / 2


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"days": []}, "no_route"),
        ({"windows": [[0, 60]]}, "closed"),
        ({"priority": 0, "windows": [[30600, 61200]], "days": [0, 1]}, "not_worth"),
    ],
)
def test_the_reason_fits_the_case(change: dict[str, Any], kind: str):
    told = week(2, people=8, days=2)
    told["candidates"][0].update(officers=1, **change)

    assert {one.id: one.kind for one in planned(told).unplaced}["b1"] == kind


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"travel": [[0]]}, "travel: 6 × 6 numbers are needed, the station first"),
        ({"routes": None}, "wrong shape"),
        ({"seconds_per_priority_point": 0}, "seconds_per_priority_point: at least 1"),
    ],
)
def test_an_instance_that_cannot_be_is_refused_by_name(change: dict[str, Any], said: str):
    with pytest.raises(InstanceFault, match=said):
        Instance.read({**week(1, people=5), **change})


def test_a_window_that_ends_before_it_begins_names_its_candidate():
    told = week(1, people=5)
    told["candidates"][2]["windows"] = [[20, 10]]

    with pytest.raises(InstanceFault, match="candidate b3"):
        Instance.read(told)


def test_without_the_compiler_the_plan_is_as_lawful(tmp_path: Any):
    told = week(12, people=12)
    file = tmp_path / "week.json"
    file.write_text(json.dumps(told))
    script = "import sys; sys.modules['numba'] = None; from yingzhou.cli import main; sys.exit(main(sys.argv[1:]))"

    said = subprocess.run(
        [sys.executable, "-c", script, "plan", str(file), "--seconds", "0.5", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )

    answer = json.loads(said.stdout)
    assert faults_of(told, {route["id"]: route["visits"] for route in answer["routes"]}) == []
    assert answer["laps"] > 0
